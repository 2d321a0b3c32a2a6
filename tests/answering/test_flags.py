"""Flags on questions of a quiz: set and taken off, asked about before the hand-in."""

from uuid import uuid4

import pytest

from quizapp.answering.errors import AttemptFinished
from quizapp.answering.flags import set_flags
from quizapp.db import db, transaction
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Feedback, Layout
from quizapp.quizzes.queries import slots
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("every_kind")]


def flag(person, attempt_id, wanted):
    with transaction() as session:
        set_flags(session, person.learner, attempt_id, wanted)


def flagged(person, attempt_id):
    db.session.expire_all()
    places = slots(db.session(), attempt_id, person.learner.id)
    return [each.position for each in places if each.is_flagged]


def test_flags_are_put_on_and_taken_off_and_said_twice_change_nothing(ana):
    attempt_id = ana.quiz()
    for _ in range(2):
        flag(ana, attempt_id, {2: True, 5: True, 1: False})
        assert flagged(ana, attempt_id) == [2, 5]
    flag(ana, attempt_id, {2: False})
    assert flagged(ana, attempt_id) == [5]


def test_flags_of_places_that_a_quiz_does_not_have_are_passed_over(ana):
    attempt_id = ana.quiz(length=3)
    flag(ana, attempt_id, {0: True, 3: True, 4: True, 999: True})
    assert flagged(ana, attempt_id) == [3]


def test_flags_of_one_quiz_are_not_those_of_another_nor_of_somebody_else(ana, ben):
    mine, other = ana.quiz(), ana.quiz()
    flag(ana, mine, {1: True})
    assert flagged(ana, other) == []
    for attempt_id in (mine, uuid4()):
        with pytest.raises(UnknownAttempt):
            flag(ben, attempt_id, {1: False})
    assert flagged(ana, mine) == [1]


def test_after_the_hand_in_no_flag_changes(ana):
    attempt_id = ana.quiz()
    flag(ana, attempt_id, {1: True})
    assert ana.hand_in(attempt_id, {}).is_done
    flag(ana, attempt_id, {1: True, 2: False})
    for changed in ({1: False}, {2: True}):
        with pytest.raises(AttemptFinished):
            flag(ana, attempt_id, changed)
    assert flagged(ana, attempt_id) == [1]


def test_what_is_flagged_is_asked_about_once_though_all_is_answered(ana):
    attempt_id = ana.quiz()
    flag(ana, attempt_id, {4: True})
    asked = ana.hand_in(attempt_id, ana.forms(attempt_id), ask=True)
    assert (asked.is_done, asked.left.flagged, asked.left.is_open) == (False, (4,), False)
    assert ana.hand_in(attempt_id, {}).is_done


def test_what_was_checked_is_not_asked_about_for_its_flag(ana):
    attempt_id = ana.quiz(layout=Layout.SINGLE, feedback=Feedback.AT_ONCE)
    flag(ana, attempt_id, {1: True, 2: True})
    ana.check(attempt_id, 1, ana.forms(attempt_id)[1])
    assert ana.hand_in(attempt_id, {}, ask=True).left.flagged == (2,)
