"""What everybody is told of decisions and of new marks, until they have seen it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.services import create_guest
from quizapp.answering import learners
from quizapp.answering.mark_news import first_look, news_of, note_seen
from quizapp.answering.models import Challenge
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.banks.models import QuestionVersion
from quizapp.db import db, transaction
from quizapp.privacy.learning import learning_data
from quizapp.quizzes import building
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Design
from quizapp.quizzes.models import Response
from quizapp.quizzes.results import results
from quizapp.quizzes.sealing import books_of
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.answering.objecting import (
    SHORT,
    clara,
    groups,
    object_to,
    refuse,
    take,
    typed,
    worded,
)
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

__all__ = ["clara", "worded"]

pytestmark = [both_databases, pytest.mark.usefixtures("worded")]


def test_everybody_affected_is_told_until_they_have_seen_it(ana, ben, clara, clock):
    clock.advance(minutes=5)
    mine, same, other = typed(ana, "Skerry"), typed(ben, "Skerry"), typed(ben, "Nowhere")
    made = object_to(ana, mine, clock)
    assert not first_look(db.session(), ana.learner.id).has_news
    take(ana, made, clock, clara, "It is right.")
    session = db.session()
    for person in (ana, ben):
        assert first_look(session, person.learner.id).has_news
    told = news_of(session, ana.learner.id, clock())
    [marked], [answered] = told.marked, told.answered
    assert (marked.place.response_id, marked.answers) == (mine, 1)
    assert (answered.place.bank, answered.state, answered.reason) == (
        "arnholm",
        "accepted",
        "It is right.",
    )
    bens = news_of(session, ben.learner.id, clock())
    # The answer that is as wrong as before is no news.
    assert [each.place.response_id for each in bens.marked] == [same]
    assert other not in {each.place.response_id for each in bens.marked}
    assert bens.answered == []
    with transaction() as session:
        note_seen(session, ana.learner.id, told.until)
        note_seen(session, ana.learner.id, told.until - timedelta(days=1))
    assert news_of(db.session(), ana.learner.id, clock()) is None
    assert not first_look(db.session(), ana.learner.id).has_news
    assert first_look(db.session(), ana.learner.id).started
    assert first_look(db.session(), ben.learner.id).has_news
    later = object_to(ana, typed(ana, "Elsewhere"), clock)
    refuse(ana, later, clock, clara)
    [declined] = news_of(db.session(), ana.learner.id, clock()).answered
    assert declined.state == "declined"


def test_whoever_has_answered_nothing_has_not_started(ana, ben):
    ben.study(SHORT)
    assert not first_look(db.session(), ana.learner.id).started
    assert first_look(db.session(), ben.learner.id).started


def test_what_was_marked_again_twice_is_one_answer(ana, clara, clock):
    mine = typed(ana, "Skerry")
    question_id = db.session.get_one(QuestionVersion, ana.asked(SHORT).version_id).question_id
    for way in (MarkBy.FULL, MarkBy.ASKED):
        clock.advance(hours=1)
        with transaction() as session:
            mark_again(session, question_id, way, "Unclear.", clara.id, clock())
    [marked] = news_of(db.session(), ana.learner.id, clock()).marked
    assert marked.answers == 1
    made = object_to(ana, mine, clock)
    assert [each.ids for each in groups(ana)] == [(made,)]


def test_several_answers_of_one_quiz_are_told_as_one(ana, clara, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    changed = 0
    clock.advance(hours=1)
    with transaction() as session:
        for found in results(session, attempt_id, ana.learner.id)[:2]:
            question_id = session.get_one(QuestionVersion, found.asked_version_id).question_id
            changed += found.points < 1
            mark_again(session, question_id, MarkBy.FULL, "Unclear.", clara.id, clock())
    [marked] = news_of(db.session(), ana.learner.id, clock()).marked
    assert (marked.place.attempt_id, marked.answers) == (attempt_id, changed)


def test_of_results_that_are_not_shown_nothing_is_told(ana, clara, clock):
    build(clara.id, ana.bank, *chosen(ana.bank, SHORT), now=clock(), release=Release.NEVER)
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())
    ana.hand_in(attempt_id, {1: {"text": ["Skerry"]}})
    clock.advance(hours=1)
    with transaction() as session:
        question_id = session.get_one(QuestionVersion, ana.asked(SHORT).version_id).question_id
        mark_again(session, question_id, MarkBy.FULL, "Unclear.", clara.id, clock())
    assert news_of(db.session(), ana.learner.id, clock()) is None


def test_what_was_decided_is_kept_back_with_its_results(ana, clara, clock):
    items = chosen(ana.bank, SHORT)
    number = build(clara.id, ana.bank, *items, now=clock())
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())
    ana.hand_in(attempt_id, {1: {"text": ["Skerry"]}})
    made = object_to(ana, db.session.scalars(select(Response.id)).one(), clock)
    refuse(ana, made, clock, clara)
    assert len(news_of(db.session(), ana.learner.id, clock()).answered) == 1
    assert len(learning_data(db.session(), ana.learner.id, clock())["objections"]) == 1
    never = Design("Test", items=items, release=Release.NEVER)
    with transaction() as session:
        building.change_quiz(session, QUIZ, never, after=number, now=clock())
    assert news_of(db.session(), ana.learner.id, clock()) is None
    assert learning_data(db.session(), ana.learner.id, clock())["objections"] == []


def test_during_a_quiz_with_closed_book_no_news_tells_what_is_right(ana, clara, clock):
    mine = typed(ana, "Skerry")
    take(ana, object_to(ana, mine, clock), clock, clara, "“Skerry” is right, too.")
    items = chosen(ana.bank, SHORT)
    build(clara.id, ana.bank, *items, now=clock(), is_closed_book=True)
    attempt_id = uuid4()
    with transaction() as session:
        start_quiz(session, attempt_id, QUIZ, user_id=ana.learner.id, now=clock())

    def told():
        session = db.session()
        books = books_of(session, ana.learner.id, clock())
        [answered] = news_of(session, ana.learner.id, clock(), books).answered
        kept = learning_data(session, ana.learner.id, clock())["objections"]
        return answered.state, answered.reason, len(kept)

    assert told() == ("", "", 0)
    ana.hand_in(attempt_id, {})
    assert told() == ("accepted", "“Skerry” is right, too.", 1)


def test_whoever_left_it_empty_is_told_of_a_ruling_too(ana, clara, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, {})
    clock.advance(hours=1)
    with transaction() as session:
        [(place, _), *_] = ana.places(attempt_id)
        question_id = session.get_one(QuestionVersion, place.version_id).question_id
        mark_again(session, question_id, MarkBy.FULL, "Unclear.", clara.id, clock())
    [marked] = news_of(db.session(), ana.learner.id, clock()).marked
    assert (marked.place.attempt_id, marked.place.position) == (attempt_id, place.position)


def test_what_a_guest_objected_to_is_the_accounts_afterwards(ana, clara, clock):
    with transaction() as session:
        guest = builders.visitor_of(create_guest(session, clock()))
    someone = replace(ana, learner=replace(ana.learner, id=guest.id))
    made = object_to(someone, typed(someone, "Skerry"), clock)
    refuse(someone, made, clock, clara)
    assert not first_look(db.session(), ana.learner.id).has_news
    with transaction() as session:
        assert learners.add_guest(session, guest, ana.learner.id)
    assert db.session.get(Challenge, made, populate_existing=True).user_id == ana.learner.id
    assert first_look(db.session(), ana.learner.id).has_news
    assert len(news_of(db.session(), ana.learner.id, clock()).answered) == 1
