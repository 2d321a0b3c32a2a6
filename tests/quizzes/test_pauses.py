"""A teacher stops the time of an attempt: nothing ends it meanwhile, and what was left is back."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import User
from quizapp.answering.overdue import hand_in_overdue
from quizapp.db import db, transaction
from quizapp.privacy.deletion import erase_due
from quizapp.quizzes.accommodation_models import AttemptPause
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import EndedBy
from quizapp.quizzes.pauses import (
    TimesGoing,
    pause,
    pause_all,
    pauses_of,
    resume,
    resume_all,
    stood_still,
    times_going,
)
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.release import withheld
from quizapp.quizzes.report import every_attempt
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ
from tests.quizzes.timed import LIMIT, MINUTE, TICK, attempt, begin, clara, made
from tests.studies import ana, bank, ben

__all__ = ["ana", "bank", "begin", "ben", "clara", "made"]

pytestmark = both_databases


@pytest.fixture
def stop(clara, clock):
    def stop(attempt_id, quiz_id=QUIZ):
        with transaction() as session:
            return pause(session, quiz_id, attempt_id, reason="An alarm.", by=clara, now=clock())

    return stop


@pytest.fixture
def go_on(clara, clock):
    def go_on(attempt_id, quiz_id=QUIZ):
        with transaction() as session:
            return resume(session, quiz_id, attempt_id, by=clara, now=clock())

    return go_on


def test_time_stands_still_and_all_that_was_left_is_back(ana, begin, stop, go_on, clock):
    mine = begin(ana)
    forms = ana.forms(mine)
    clock.advance(minutes=20)
    assert stop(mine)
    assert (attempt(mine).deadline_at, attempt(mine).paused_left) == (None, 600)
    clock.advance(hours=3)
    with transaction() as session:
        assert hand_in_overdue(session, clock(), 9).done == 0
    # What is entered is saved all the same.
    saved = ana.save(mine, {1: forms[1]})
    assert (set(saved.answers), saved.deadline_at, saved.paused_left) == ({1}, None, 600)
    assert go_on(mine)
    assert (attempt(mine).deadline_at, attempt(mine).paused_left) == (clock() + 10 * MINUTE, None)
    with transaction() as session:
        assert hand_in_overdue(session, clock() + 10 * MINUTE + GRACE + TICK, 9).done == 1
    assert attempt(mine).ended_by == EndedBy.TIME


def test_twice_is_once(ana, begin, stop, go_on, clock):
    mine = begin(ana)
    assert stop(mine)
    clock.advance(minutes=5)
    assert not stop(mine)
    assert attempt(mine).paused_left == 30 * 60
    assert go_on(mine)
    clock.advance(minutes=5)
    assert not go_on(mine)
    assert attempt(mine).deadline_at == clock() + LIMIT - 5 * MINUTE
    found = pauses_of(db.session(), QUIZ, ana.learner.id)
    assert [(each.is_pause, each.reason, each.by) for each in found] == [
        (False, "", "Clara"),
        (True, "An alarm.", "Clara"),
    ]
    assert stood_still(db.session(), mine) == (5 * MINUTE, None)


def test_time_that_stands_still_now_is_told_apart(ana, begin, stop, go_on, clock):
    mine = begin(ana)
    stop(mine)
    clock.advance(minutes=2)
    go_on(mine)
    clock.advance(minutes=3)
    stop(mine)
    assert stood_still(db.session(), mine) == (2 * MINUTE, clock())


def test_time_may_run_on_after_the_quiz_was_closed(ana, begin, stop, go_on, clock):
    mine = begin(ana, minutes=None, closes_at=clock() + 10 * MINUTE)
    clock.advance(minutes=4)
    stop(mine)
    clock.advance(hours=2)
    go_on(mine)
    assert attempt(mine).deadline_at == clock() + 6 * MINUTE


def test_seconds_that_have_begun_are_given_back_whole(ana, begin, stop, clock):
    mine = begin(ana)
    clock.advance(milliseconds=1)
    stop(mine)
    assert attempt(mine).paused_left == 30 * 60


def test_in_its_grace_nothing_is_left_and_after_it_nothing_is_stopped(ana, ben, begin, stop, clock):
    mine = begin(ana)
    theirs = begin(ben)
    clock.advance(minutes=30, seconds=10)
    assert stop(mine)
    assert attempt(mine).paused_left == 0
    clock.advance(seconds=1)
    assert not stop(theirs)


def test_what_is_handed_in_meanwhile_is_over(ana, begin, stop, go_on, clock):
    mine = begin(ana)
    stop(mine)
    clock.advance(hours=1)
    assert not ana.hand_in(mine, {}, by_clock=True).is_done
    assert ana.hand_in(mine, {}).is_done
    assert (attempt(mine).finished_at, attempt(mine).ended_by) == (clock(), EndedBy.LEARNER)
    assert not go_on(mine)
    assert not stop(mine)
    assert attempt(mine).deadline_at is None


def test_an_attempt_without_a_deadline_has_no_time_to_stop(ana, begin, stop):
    mine = begin(ana, minutes=None)
    assert not stop(mine)
    assert db.session.scalar(select(func.count()).select_from(AttemptPause)) == 0


def test_what_is_at_another_quiz_or_a_preview_is_not_there(ana, clara, begin, stop, go_on, clock):
    mine = begin(ana)
    with transaction() as session:
        tried = start_preview(session, uuid4(), QUIZ, user_id=clara, now=clock()).id
    for act in (stop, go_on):
        for given in ((mine, uuid4()), (tried, QUIZ), (uuid4(), QUIZ)):
            with pytest.raises(UnknownAttempt):
                act(*given)


def test_the_list_of_attempts_tells_it(ana, begin, stop):
    mine = begin(ana)
    stop(mine)
    [found] = every_attempt(db.session(), QUIZ)
    assert (found.deadline_at, found.paused_left) == (None, 30 * 60)


def test_results_wait_for_whoever_is_paused(ana, ben, begin, stop, clock):
    closes_at = clock() + 10 * MINUTE
    mine = begin(ana, closes_at=closes_at, release=Release.CLOSING)
    theirs = begin(ben)
    stop(theirs)
    ana.hand_in(mine, {})
    clock.advance(hours=1)
    assert withheld(db.session(), attempt(mine), clock()).until == closes_at
    ben.hand_in(theirs, {})
    assert withheld(db.session(), attempt(mine), clock()) is None


def test_all_are_stopped_and_run_on_together_and_the_others_stay(ana, ben, begin, clara, clock):
    mine = begin(ana)
    clock.advance(minutes=5)
    over = begin(ben)
    ben.hand_in(over, {})
    theirs = begin(ben)
    tried = uuid4()
    with transaction() as session:
        start_preview(session, tried, QUIZ, user_id=clara, now=clock())
        assert times_going(session, QUIZ, clock()) == TimesGoing(2, 0)
    for expected in (2, 0):
        with transaction() as session:
            done = pause_all(session, QUIZ, reason="Alarm", by=clara, now=clock())
        assert done == expected
    assert [attempt(each).paused_left for each in (mine, theirs)] == [25 * 60, 30 * 60]
    assert [attempt(each).paused_left for each in (over, tried)] == [None, None]
    assert times_going(db.session(), QUIZ, clock()) == TimesGoing(0, 2)
    clock.advance(hours=2)
    for expected in (2, 0):
        with transaction() as session:
            assert resume_all(session, QUIZ, by=clara, now=clock()) == expected
    assert attempt(mine).deadline_at == clock() + 25 * MINUTE
    assert attempt(theirs).deadline_at == clock() + 30 * MINUTE
    assert [each.reason for each in pauses_of(db.session(), QUIZ, ana.learner.id)] == ["", "Alarm"]


def test_a_reason_that_went_with_an_account_is_not_one_that_nobody_gave(ana, begin, stop, clock):
    mine = begin(ana)
    assert stop(mine)
    ana.hand_in(mine, {})
    with transaction() as session:
        session.get_one(User, ana.learner.id).leaves_at = clock()
    with transaction() as session:
        assert erase_due(session, clock()) == 1
    (found,) = pauses_of(db.session(), QUIZ, ana.learner.id)
    assert found.reason is None


def test_one_that_is_over_is_not_stopped_with_the_others(ana, begin, clara, clock):
    mine = begin(ana)
    clock.advance(minutes=31)
    with transaction() as session:
        assert pause_all(session, QUIZ, reason="Alarm", by=clara, now=clock()) == 0
    assert times_going(db.session(), QUIZ, clock()) == TimesGoing(0, 0)
    assert attempt(mine).paused_left is None
