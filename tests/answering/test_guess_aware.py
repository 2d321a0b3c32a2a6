"""What an answer says about memory: part by part, and no more than its learner claims to know."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.answering.overdue import hand_in_overdue
from quizapp.answering.regrading import regrade
from quizapp.banks.models import Fact
from quizapp.db import db, transaction
from quizapp.domain.scheduling import Rating
from quizapp.memory import log
from quizapp.memory.held import feed_released
from quizapp.memory.models import Memory
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.models import Feedback, Layout
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

pytestmark = both_databases
SURE, FAIRLY, GUESS, NOTHING = (
    {"certainty": ["sure"]},
    {"certainty": ["fairly"]},
    {"certainty": ["guess"]},
    {},
)
HOUR = timedelta(hours=1)
AT_ONCE = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}


@pytest.fixture
def begin(bank, make_user, clock):
    """Begin a quiz of these questions that asks how sure; return the attempt."""
    made = []

    def begin(person, *names, **settings):
        if not made:
            given = {"asks_certainty": True} | settings
            made.append(make_user("Clara", Role.TEACHER))
            build(made[0].id, bank, *chosen(bank, *names), now=clock(), **given)
        attempt_id = uuid4()
        with transaction() as session:
            start_quiz(session, attempt_id, QUIZ, user_id=person.learner.id, now=clock())
        return attempt_id

    return begin


def hand_in(person, attempt_id, said, fields=builders.right_fields):
    forms = person.forms(attempt_id, fields)
    person.hand_in(attempt_id, {each: form | said for each, form in forms.items()})


def memory(person, fact):
    statement = select(Memory).join(Fact, Fact.id == Memory.fact_id)
    own = statement.where(Memory.user_id == person.learner.id, Fact.slug == fact)
    return db.session.scalars(own).one()


def told(person, fact):
    """What the log says of a fact: ratings and chances of guessing."""
    return [(Rating(each.rating).name, round(each.guess, 3)) for each in person.reviews(fact)]


# A guess.


@pytest.mark.parametrize("said", [SURE, FAIRLY, NOTHING])
def test_what_is_right_and_no_guess_is_a_recall(ana, begin, said):
    hand_in(ana, begin(ana, "keeper-choice", "place-short"), said)
    assert told(ana, "keeper") == [("GOOD", 0.333)]
    assert told(ana, "place") == [("GOOD", 0)]


def test_what_is_right_and_called_a_guess_is_no_full_recall(ana, ben, begin):
    names = "keeper-choice", "place-short"
    hand_in(ana, begin(ana, *names), GUESS)
    hand_in(ben, begin(ben, *names), SURE)
    assert told(ana, "keeper") == told(ana, "place") == [("HARD", 1)]
    for fact in ("keeper", "place"):
        guessed, known = memory(ana, fact), memory(ben, fact)
        assert guessed.stability < known.stability
        assert guessed.due < known.due
        assert guessed.lapses == 0


@pytest.mark.parametrize("said", [SURE, FAIRLY, GUESS, NOTHING])
def test_what_is_wrong_is_the_same_lapse_whatever_was_said(ana, ben, begin, said, clock):
    for person in (ana, ben):
        person.study("place-short")
        person.study("place-short", at=clock() + HOUR)
    clock.advance(days=30)
    hand_in(ana, begin(ana, "place-short"), said, builders.wrong_fields)
    hand_in(ben, begin(ben, "place-short"), NOTHING, builders.wrong_fields)
    assert told(ana, "place")[-1] == ("AGAIN", 0)
    assert memory(ana, "place").lapses == 1
    assert ana.memories() == ben.memories()


def test_what_is_checked_at_once_is_as_guess_aware(ana, begin):
    attempt_id = begin(ana, "place-short", "keeper-choice", **AT_ONCE)
    forms = ana.forms(attempt_id)
    ana.check(attempt_id, 1, forms[1] | GUESS)
    ana.check(attempt_id, 2, forms[2] | SURE)
    assert told(ana, "place") == [("HARD", 1)]
    assert told(ana, "keeper") == [("GOOD", 0.333)]


# Nothing answered.


@pytest.mark.parametrize("said", [SURE, GUESS, NOTHING])
def test_what_time_left_blank_is_no_review_whatever_was_said_of_it(ana, begin, clock, said):
    attempt_id = begin(ana, "place-short", "keeper-choice", minutes=10)
    ana.save(attempt_id, {1: said, 2: ana.forms(attempt_id)[2]})
    clock.advance(minutes=10)
    clock.advance(seconds=GRACE.total_seconds() + 1)
    with transaction() as session:
        hand_in_overdue(session, clock(), 9)
    assert told(ana, "place") == []
    assert told(ana, "keeper") == [("GOOD", 0.333)]


def test_who_says_that_they_do_not_know_has_answered_so(ana, begin):
    attempt_id = begin(ana, "place-short", "keeper-choice", **AT_ONCE)
    ana.check(attempt_id, 1, GUESS, gave_up=True)
    assert told(ana, "place") == [("AGAIN", 0)]


# Several parts.


@pytest.mark.parametrize(("said", "rating"), [(SURE, ("GOOD", 0)), (GUESS, ("HARD", 1))])
def test_each_part_reviews_its_own_fact_and_the_one_that_was_not_wrong_is_not_punished(
    ana, begin, said, rating
):
    attempt_id = begin(ana, "light-cloze")
    cloze = ana.places(attempt_id)[0][1].question
    right, wrong = cloze.shown_gaps
    answer = {"gap-1": [right.accepted[0]], "gap-2": ["zebra"]}
    ana.hand_in(attempt_id, {1: answer | said})
    assert told(ana, right.fact) == [rating]
    assert told(ana, wrong.fact) == [("AGAIN", 0)]
    assert memory(ana, right.fact).stability > memory(ana, wrong.fact).stability


@pytest.mark.parametrize("said", [SURE, GUESS])
def test_a_part_that_was_left_empty_is_no_review(ana, begin, said):
    attempt_id = begin(ana, "light-cloze")
    right, empty = ana.places(attempt_id)[0][1].question.shown_gaps
    ana.hand_in(attempt_id, {1: {"gap-1": [right.accepted[0]]} | said})
    assert len(told(ana, right.fact)) == 1
    assert told(ana, empty.fact) == []


# Replays.


def test_a_memory_that_waited_for_results_is_as_guess_aware(ana, ben, begin, clock):
    names = "keeper-choice", "place-short"
    closing = {"release": Release.CLOSING, "closes_at": clock() + HOUR}
    hand_in(ana, begin(ana, *names, **closing), GUESS)
    hand_in(ben, begin(ben, *names), SURE)
    assert ana.memories() == {}
    clock.advance(seconds=(HOUR + GRACE).total_seconds() + 1)
    with transaction() as session:
        assert feed_released(session, clock(), 9) == 2
    assert memory(ana, "place").stability < memory(ben, "place").stability
    kept = ana.memories()
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == kept


def test_marked_again_a_guess_stays_one(ana, ben, begin, clock):
    """Somebody guessed what the key calls wrong; then the key is put right."""
    choice = builders.choice()
    corrected = replace(choice, key="other", fact="closed")
    old = ana.asked(choice.id).version_id
    for person, said in ((ana, GUESS), (ben, SURE)):
        attempt_id = begin(person, choice.id)
        place, asked = person.places(attempt_id)[0]
        chosen_now = builders.right_fields(
            replace(asked.question, key="other", fact="closed"), place.seed
        )
        person.hand_in(attempt_id, {1: chosen_now | said})
        assert told(person, "keeper")[-1][0] == "AGAIN"
    with transaction() as session:
        builders.load(session, builders.with_question(corrected), clock())
    new = ana.asked(choice.id).version_id
    with transaction() as session:
        regrade(session, old, new, "The key was wrong.", None, clock())
    assert told(ana, "closed") == [("HARD", 1)]
    assert told(ben, "closed") == [("GOOD", 0.333)]
    assert memory(ana, "closed").stability < memory(ben, "closed").stability
