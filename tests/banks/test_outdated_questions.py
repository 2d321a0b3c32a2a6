"""A fact that another superseded: its published questions wait as drafts, nothing is lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from quizapp.banks.models import Fact, Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.domain.facts import FactStatus, Text
from quizapp.domain.questions import QuestionStatus
from tests import builders
from tests.databases import both_databases

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = [both_databases, pytest.mark.usefixtures("context")]
HEIGHT = next(fact for fact in builders.FACTS if fact.id == "height")
TALLER = builders.fact("taller", Text("48 metres"), "It is 48 metres tall.", evidence=())
ASKING = {"height-verdict", "height-number"}


def load(content):
    with transaction() as session:
        return builders.load(session, content, NOON)


def changed(fact=HEIGHT, **more):
    """Return the tiny bank, in which a fact has been superseded by a newer one."""
    ended = replace(fact, status=FactStatus.SUPERSEDED, until="2024-06-02", superseded_by="taller")
    facts = [ended if each.id == fact.id else each for each in builders.FACTS]
    return builders.bank(**{"facts": (*facts, TALLER)} | more)


def statuses():
    return dict(db.session.execute(select(Question.slug, Question.status)).all())


def drafts():
    return {name for name, status in statuses().items() if status == QuestionStatus.DRAFT}


def test_questions_of_a_superseded_fact_become_drafts_and_are_named():
    load(builders.bank())
    report = load(changed())
    assert drafts() == set(report.held) == ASKING
    row = db.session.scalars(select(Fact).where(Fact.slug == "height")).one()
    assert row.status == FactStatus.SUPERSEDED


def test_a_question_with_one_superseded_part_waits_as_a_whole():
    load(builders.bank())
    lit = next(fact for fact in builders.FACTS if fact.id == "lit")
    assert load(changed(lit)).held == ["years-order"]


def test_no_version_is_lost():
    load(builders.bank())
    before = set(db.session.scalars(select(QuestionVersion.id)))
    load(changed())
    assert before <= set(db.session.scalars(select(QuestionVersion.id)))


def test_they_are_published_again_when_the_fact_holds_after_all():
    load(builders.bank())
    load(changed())
    assert load(builders.bank()).held == []
    assert drafts() == set()


def test_they_are_named_once_and_stay_drafts():
    load(changed())
    report = load(changed(title="Another title"))
    assert report.held == []
    assert drafts() == ASKING


def test_what_was_published_in_the_app_waits_as_well():
    questions = [
        replace(each, status=QuestionStatus.DRAFT) if each.id in ASKING else each
        for each in builders.QUESTIONS
    ]
    load(builders.bank(questions=tuple(questions)))
    with transaction() as session:
        for row in session.scalars(select(Question).where(Question.slug.in_(ASKING))):
            row.status = QuestionStatus.PUBLISHED.value
    report = load(changed(questions=tuple(questions)))
    assert drafts() == set(report.held) == ASKING
    assert report.changed_anything


def test_retired_questions_stay_retired():
    load(builders.bank())
    with transaction() as session:
        row = session.scalars(select(Question).where(Question.slug == "height-number")).one()
        row.status = QuestionStatus.RETIRED.value
    questions = tuple(each for each in builders.QUESTIONS if each.id != "height-number")
    assert load(changed(questions=questions)).held == ["height-verdict"]
    assert statuses()["height-number"] == QuestionStatus.RETIRED
