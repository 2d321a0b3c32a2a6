"""Mistakes: facts whose newest review that counts says “Again”."""

import pytest

from quizapp.clock import new_id
from quizapp.db import db, transaction
from quizapp.domain.questions import ShortAnswer
from quizapp.memory.log import undo
from quizapp.memory.mistakes import mistakes, mistakes_to_ask
from quizapp.quizzes.errors import NothingToAsk
from quizapp.quizzes.sealing import OPEN
from quizapp.quizzes.services import QuizSettings, start_practice
from tests import builders
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("every_kind")]


def wrong(person):
    return set(db.session.scalars(mistakes(person.learner.id, person.bank, person.clock())))


def facts_in(person, attempt_id):
    return {fact for _, asked in person.places(attempt_id) for fact in asked.fact_ids.values()}


def practise(person, number=20):
    attempt_id = new_id()
    with transaction() as session:
        start_practice(
            session,
            attempt_id,
            user_id=person.learner.id,
            bank_ids=[person.bank],
            settings=QuizSettings(number, mistakes=True),
            now=person.clock(),
            facts=mistakes(person.learner.id, person.bank, person.clock()),
        )
    return attempt_id


def test_what_was_answered_wrongly_is_a_mistake_until_it_is_answered_rightly(ana, clock):
    first = ana.quiz()
    assert wrong(ana) == set()
    ana.hand_in(first, ana.forms(first, builders.wrong_fields))
    missed = wrong(ana)
    assert missed
    assert missed <= facts_in(ana, first)
    assert mistakes_to_ask(db.session(), ana.learner.id, ana.bank, ana.clock(), OPEN) == len(missed)
    clock.advance(days=1)
    again = practise(ana, 2)
    mended = facts_in(ana, again)
    assert mended & missed
    ana.hand_in(again, ana.forms(again))
    assert wrong(ana) == missed - mended


def test_what_was_never_asked_or_was_left_empty_is_no_mistake(ana, ben):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, {})
    assert (wrong(ana), wrong(ben)) == (set(), set())
    with pytest.raises(NothingToAsk):
        practise(ana)


def test_mistakes_are_the_learners_own(ana, ben):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    assert wrong(ana)
    assert wrong(ben) == set()


def test_an_answer_that_was_taken_back_is_no_mistake(ana):
    answer_id = ana.study("place-short", right=False)
    assert len(wrong(ana)) == 1
    with transaction() as session:
        undo(session, ana.learner, answer_id, ana.clock())
    assert wrong(ana) == set()


LIT = ShortAnswer(
    id="lit-short",
    topic="history",
    stem="When was it lit?",
    fact="lit",
    accepted=("1871",),
    status=builders.PUBLISHED,
)


def asked_in(person, attempt_id):
    return {asked.question.id for _, asked in person.places(attempt_id)}


@pytest.mark.parametrize(
    ("missed", "alone", "practised"),
    [
        ("lit-short", True, {"lit-short"}),
        # Both of its facts are mistakes, and the one beside them in the order is none.
        ("years-match", True, {"years-match"}),
        # Nothing else asks for it.
        ("lit-short", False, {"years-order"}),
    ],
)
def test_mistakes_are_asked_alone_where_something_asks_for_them_alone(
    ana, clock, missed, alone, practised
):
    wide = [each for each in builders.QUESTIONS if each.id in ("years-order", "years-match")]
    with transaction() as session:
        builders.load(session, builders.bank(questions=(LIT, *wide)), clock(), "2")
    ana.study(missed, right=False)
    if not alone:
        with transaction() as session:
            builders.load(session, builders.bank(questions=tuple(wide)), clock(), "3")
    for _ in range(5):
        assert asked_in(ana, practise(ana)) == practised
