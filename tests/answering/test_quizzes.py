"""Taking a quiz: saved at once, changed until hand-in, final and scored from then on."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.answering.errors import AttemptFinished
from quizapp.db import db
from quizapp.domain.answers import Malformed, Oversized
from quizapp.memory.models import Review
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt, Mark, Response, Score
from quizapp.quizzes.queries import attempts_of, slots
from quizapp.quizzes.results import results
from quizapp.quizzes.sealing import OPEN
from tests import builders
from tests.databases import both_databases

pytestmark = both_databases
PARTS = sum(len(each.parts) for each in builders.QUESTIONS) - 1
"""How many parts a quiz of every kind has; a flashcard is in none."""

EMPTY = {"text": [""]}
"""A form in which nothing stands any more."""


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def points(ana, attempt_id):
    found = results(db.session(), attempt_id, ana.learner.id)
    return {each.position: each.points for each in found if each.score}


def stored(attempt_id):
    statement = select(Response).where(Response.attempt_id == attempt_id)
    return {each.position: each for each in db.session.scalars(statement)}


@pytest.mark.usefixtures("every_kind")
def test_quiz_handed_in_whole(ana, clock):
    attempt_id = ana.quiz()
    done = ana.hand_in(attempt_id, ana.forms(attempt_id))
    assert (done.is_done, done.is_late) == (True, False)
    assert db.session.get_one(Attempt, attempt_id).finished_at == clock()
    assert points(ana, attempt_id) == dict.fromkeys(range(1, 9), 1)
    assert {each.user_id for each in stored(attempt_id).values()} == {ana.learner.id}
    assert (count(Mark), count(Review), count(Score)) == (PARTS, PARTS, 8)
    assert len(ana.memories()) == len(builders.FACTS + builders.TOLD_AGAIN) - 1


@pytest.mark.usefixtures("every_kind")
def test_what_is_saved_is_there_and_says_nothing_about_memory_yet(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    assert ana.save(attempt_id, {1: forms[1], 3: forms[3]}).answers.keys() == {1, 3}
    assert sorted(stored(attempt_id)) == [1, 3]
    assert (count(Score), count(Review), ana.memories()) == (0, 0, {})
    ana.hand_in(attempt_id, {})
    assert points(ana, attempt_id) == {1: 1, 3: 1}


@pytest.mark.usefixtures("every_kind")
def test_answer_can_be_changed_until_hand_in(ana, clock):
    attempt_id = ana.quiz()
    right, wrong = ana.forms(attempt_id), ana.forms(attempt_id, builders.wrong_fields)
    ana.save(attempt_id, wrong)
    before = {place: each.id for place, each in stored(attempt_id).items()}
    clock.advance(minutes=1)
    ana.save(attempt_id, right)
    db.session.expire_all()
    assert {place: each.id for place, each in stored(attempt_id).items()} == before
    assert {each.received_at for each in stored(attempt_id).values()} == {clock()}
    ana.hand_in(attempt_id, {})
    assert set(points(ana, attempt_id).values()) == {1}
    assert count(Score) == 8


def test_same_answer_again_changes_nothing(ana, clock):
    attempt_id = ana.quiz()
    form = {1: ana.forms(attempt_id)[1]}
    ana.save(attempt_id, form)
    began = clock()
    clock.advance(minutes=1)
    assert ana.save(attempt_id, form).answers.keys() == {1}
    db.session.expire_all()
    assert stored(attempt_id)[1].received_at == began


def test_answer_taken_out_again_is_none(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    ana.save(attempt_id, {1: forms[1], 2: forms[2]})
    ana.save(attempt_id, {1: EMPTY, 3: EMPTY})
    assert sorted(stored(attempt_id)) == [1, 2]
    places = slots(db.session(), attempt_id, ana.learner.id)
    assert [each.position for each in places if each.is_answered] == [2]
    asked = ana.hand_in(attempt_id, {}, ask=True)
    assert asked.left.empty == (1, 3, 4, 5)
    ana.hand_in(attempt_id, {})
    assert points(ana, attempt_id) == {2: 1}
    [(_, earned, answered, *_)] = attempts_of(db.session(), ana.learner.id, ana.clock(), books=OPEN)
    assert (earned, answered) == (1, 1)


@pytest.mark.usefixtures("every_kind")
@pytest.mark.parametrize("times", [{}, {"answered": [""]}, {"answered": ["1"], "took": ["5"]}])
def test_a_form_with_nothing_but_times_leaves_what_was_answered(ana, times):
    attempt_id = ana.quiz(length=10)
    forms = ana.forms(attempt_id)
    ana.save(attempt_id, forms)
    before = stored(attempt_id)
    for act in (ana.save, ana.hand_in):
        act(attempt_id, dict.fromkeys(forms, times))
        assert {at: each.is_blank for at, each in stored(attempt_id).items()} == dict.fromkeys(
            before, False
        )
    assert set(points(ana, attempt_id).values()) == {1}


def test_what_is_blank_stays_unanswered(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    ana.hand_in(attempt_id, {1: forms[1], 2: EMPTY, 99: {"text": ["x"]}})
    assert db.session.scalars(select(Response.position)).all() == [1]


def test_empty_answers_are_asked_about_once_and_the_others_are_saved(ana):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    done = ana.hand_in(attempt_id, {2: forms[2], 4: EMPTY}, ask=True)
    assert (done.is_done, done.left.empty) == (False, (1, 3, 4, 5))
    assert db.session.get_one(Attempt, attempt_id).finished_at is None
    assert sorted(stored(attempt_id)) == [2]
    assert ana.hand_in(attempt_id, {}).is_done
    assert points(ana, attempt_id) == {2: 1}


def test_handing_in_twice_changes_nothing(ana, clock):
    attempt_id = ana.quiz()
    ana.hand_in(attempt_id, {})
    ended = clock()
    clock.advance(hours=1)
    assert ana.hand_in(attempt_id, ana.forms(attempt_id)).is_late
    assert not ana.hand_in(attempt_id, {}).is_late
    assert (count(Response), count(Score)) == (0, 0)
    db.session.expire_all()
    assert db.session.get_one(Attempt, attempt_id).finished_at == ended


@pytest.mark.usefixtures("every_kind")
@pytest.mark.parametrize(
    ("kind", "form", "fault"),
    [
        ("cloze", {"gap-1": ["x" * 501]}, Oversized),
        ("short_answer", {"text": ["a\0b"]}, Malformed),
        ("multiple_choice", {"choice": ["9"]}, Malformed),
    ],
)
def test_unreadable_answer_ends_nothing_and_all_others_are_saved(ana, kind, form, fault):
    attempt_id = ana.quiz()
    forms = ana.forms(attempt_id)
    place = next(
        place.position for place, asked in ana.places(attempt_id) if asked.question.kind == kind
    )
    forms[place] = form
    done = ana.hand_in(attempt_id, forms)
    assert not done.is_done
    assert [(position, type(each)) for position, each in done.faults] == [(place, fault)]
    assert sorted(stored(attempt_id)) == sorted(forms.keys() - {place})
    assert db.session.get_one(Attempt, attempt_id).finished_at is None
    saved = ana.save(attempt_id, forms)
    assert [position for position, _ in saved.faults] == [place]


def test_hand_in_freezes_what_was_answered(ana):
    attempt_id = ana.quiz()
    right, wrong = ana.forms(attempt_id), ana.forms(attempt_id, builders.wrong_fields)
    ana.hand_in(attempt_id, {1: right[1]})
    for late in ({1: wrong[1]}, {2: right[2]}, {1: right[1], 2: right[2]}):
        with pytest.raises(AttemptFinished):
            ana.save(attempt_id, late)
    # What is stored already was not lost, whoever sends it once more.
    assert ana.save(attempt_id, {1: right[1]}).answers.keys() == {1}
    assert ana.save(attempt_id, {2: EMPTY}).answers.keys() == {2}
    assert points(ana, attempt_id) == {1: 1}
    assert count(Response) == 1


def test_attempt_of_somebody_else_is_unknown(ana, ben):
    attempt_id = ana.quiz()
    for act in (ben.save, ben.hand_in):
        with pytest.raises(UnknownAttempt):
            act(attempt_id, {1: {}})
        with pytest.raises(UnknownAttempt):
            act(uuid4(), {1: {}})
    assert db.session.get_one(Attempt, attempt_id).finished_at is None
    for position in (0, 9, 2**70):
        with pytest.raises(UnknownAttempt):
            ana.save(attempt_id, {position: {}})


def test_attempt_that_was_left_keeps_what_was_saved(ana, clock):
    attempt_id = ana.quiz()
    ana.save(attempt_id, {2: ana.forms(attempt_id)[2]})
    answered = clock()
    clock.advance(days=9)
    ana.hand_in(attempt_id, {})
    # It counts from the day on which it was answered.
    reviews = ana.reviews()
    assert reviews
    assert {review.at for review in reviews} == {answered}
    assert {review.day for review in reviews} == {answered.date()}


@pytest.mark.usefixtures("every_kind")
def test_an_ordering_that_gives_one_place_twice_is_asked_about_as_partly_answered(ana):
    attempt_id = ana.quiz(length=10)
    forms = ana.forms(attempt_id)
    [at] = [each for each, form in forms.items() if any(name.startswith("place-") for name in form)]
    twice = {
        name: (["1"] if name.startswith("place-") else value) for name, value in forms[at].items()
    }
    done = ana.hand_in(attempt_id, forms | {at: twice}, ask=True)
    assert (done.is_done, done.left.empty, done.left.partly) == (False, (), (at,))
    assert ana.hand_in(attempt_id, forms, ask=True).is_done


@pytest.mark.usefixtures("every_kind")
def test_a_matching_of_which_a_pair_is_missing_is_asked_about_as_partly_answered(ana):
    attempt_id = ana.quiz(length=10)
    forms = ana.forms(attempt_id)
    [at] = [each for each, form in forms.items() if any(name.startswith("match-") for name in form)]
    half = dict(forms[at])
    half[next(name for name in half if name.startswith("match-"))] = [""]
    done = ana.hand_in(attempt_id, forms | {at: half}, ask=True)
    assert (done.is_done, done.left.empty, done.left.partly) == (False, (), (at,))
    assert ana.hand_in(attempt_id, {}, ask=True).left.partly == (at,)
    assert ana.hand_in(attempt_id, forms, ask=True).is_done
