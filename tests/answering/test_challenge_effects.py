"""What accepting would do to marks is told before, and nothing is changed by telling it."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.answering.challenge_decisions import accept
from quizapp.answering.challenge_effects import accepting_would_change
from quizapp.answering.challenge_queue import groups_of
from quizapp.answering.challenges import challenge
from quizapp.answering.models import ChallengeKind
from quizapp.answering.remarking import MarkBy, changes_in, mark_again
from quizapp.banks.models import Question, QuestionVersion
from quizapp.db import db, transaction
from quizapp.quizzes.models import Score
from tests import builders
from tests.answering.objecting import GAPS, NUMBER, SHORT, clara, typed, worded
from tests.databases import both_databases

__all__ = ["clara", "worded"]

pytestmark = [both_databases, pytest.mark.usefixtures("worded")]


def object_to(person, response_id, clock, kind=ChallengeKind.ANSWER):
    with transaction() as session:
        challenge(session, person.learner.id, response_id, uuid4(), kind, "", clock())
    db.session.expire_all()
    [group] = groups_of(db.session(), person.bank)
    return group


def whose(changes):
    return sorted((each.user_id, each.before, each.after) for each in changes)


def told(group, clock):
    return whose(accepting_would_change(db.session(), group, clock()))


def done(group, person, clock, teacher):
    given = {"based_on": group.version, "parts": list(group.missed)}
    with transaction() as session:
        decided = accept(session, person.bank, group.ids[0], "It is.", teacher.id, clock(), **given)
    return whose(changes_in(decided.remarked))


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_typed_words_would_be_right_for_everybody_who_typed_them(ana, ben, clara, clock):
    mine, _, _ = typed(ana, "Skerry"), typed(ben, "skerry."), typed(ben, "Nowhere")
    before = count(Score), count(QuestionVersion)
    group = object_to(ana, mine, clock)
    expected = [(ana.learner.id, 0, 1), (ben.learner.id, 0, 1)]
    assert told(group, clock) == expected
    assert (count(Score), count(QuestionVersion)) == before
    assert done(group, ana, clock, clara) == expected


def test_gaps_would_take_what_was_typed_in_each(ana, clara, clock):
    mine = typed(ana, {"gap-1": ["stone"], "gap-2": ["crimson"]}, GAPS)
    group = object_to(ana, mine, clock)
    assert told(group, clock) == [(ana.learner.id, 0, 1)]
    assert done(group, ana, clock, clara) == [(ana.learner.id, 0, 1)]


def test_a_key_that_was_mended_already_would_mark_the_others_too(ana, ben, clara, clock):
    mine = typed(ana, "44 metres", NUMBER)
    typed(ben, "44 metres", NUMBER)
    group = object_to(ana, mine, clock)
    assert told(group, clock) == []
    number = ana.asked(NUMBER).question
    with transaction() as session:
        mended = replace(number, tolerance=number.tolerance + 5)
        builders.load(session, builders.with_question(mended), clock())
    db.session.expire_all()
    [group] = groups_of(db.session(), ana.bank)
    expected = [(ana.learner.id, 0, 1), (ben.learner.id, 0, 1)]
    assert told(group, clock) == expected
    assert done(group, ana, clock, clara) == expected


def test_what_was_ruled_on_for_everybody_would_stay(ana, ben, clara, clock):
    typed(ben, "Skerry")
    number = db.session.scalars(select(Question.id).where(Question.slug == SHORT)).one()
    with transaction() as session:
        mark_again(session, number, MarkBy.STRUCK, "Unclear.", clara.id, clock())
    group = object_to(ana, typed(ana, "Skerry"), clock)
    assert told(group, clock) == [(ana.learner.id, 0, 1)]
    assert done(group, ana, clock, clara) == [(ana.learner.id, 0, 1)]


@pytest.mark.parametrize("kind", [ChallengeKind.UNCLEAR, ChallengeKind.PROOF])
def test_what_is_not_about_an_answer_changes_no_mark(ana, clock, kind):
    assert told(object_to(ana, typed(ana, "Skerry"), clock, kind), clock) == []
