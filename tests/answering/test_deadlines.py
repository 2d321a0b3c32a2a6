"""Answers are taken until the deadline and a little after it; then the attempt is over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.answering import overdue
from quizapp.answering.checking import Checked
from quizapp.answering.errors import AttemptFinished, TimeIsUp
from quizapp.answering.overdue import hand_in_overdue
from quizapp.db import db, transaction
from quizapp.queue.models import Job
from quizapp.quizzes.deadlines import GRACE, HAND_IN_OVERDUE
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Attempt, Feedback, Layout, Response, Score
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen

pytestmark = both_databases
LIMIT = timedelta(minutes=30)
LATE = LIMIT + GRACE + timedelta(seconds=1)
MALFORMED = {"choice": ["no such token"]}


@pytest.fixture
def timed(bank, make_user, clock):
    """Begin a quiz of half an hour: timed(ana)."""
    owner = make_user("Clara", Role.TEACHER).id

    def begin(person, items=(), **settings):
        asked = items or (Item(bank, count=5),)
        build(owner, bank, *asked, now=clock(), **{"minutes": 30} | settings)
        with transaction() as session:
            given = {"user_id": person.learner.id, "now": clock()}
            return start_quiz(session, uuid4(), QUIZ, **given).id

    return begin


def ended(attempt_id):
    db.session.expire_all()
    return db.session.get_one(Attempt, attempt_id).finished_at


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def moments(clock):
    return clock.moment, clock.moment + LIMIT


def test_an_attempt_has_the_deadline_that_it_began_with(timed, ana, clock):
    attempt_id = timed(ana)
    assert db.session.get_one(Attempt, attempt_id).deadline_at == clock() + LIMIT


def test_answers_are_taken_through_the_grace_and_not_after_it(timed, ana, clock):
    attempt_id = timed(ana)
    forms = ana.forms(attempt_id)
    begun = clock.moment
    clock.moment = begun + LIMIT + GRACE
    assert set(ana.save(attempt_id, {1: forms[1]}).answers) == {1}
    clock.moment = begun + LATE
    with pytest.raises(TimeIsUp):
        ana.save(attempt_id, {2: forms[2]})
    # What is stored already may come again: a browser that did not hear the answer asks again.
    assert set(ana.save(attempt_id, {1: forms[1]}).answers) == {1}
    assert count(Response) == 1


def test_a_late_hand_in_ends_it_with_what_was_saved(timed, ana, clock):
    attempt_id = timed(ana)
    _, deadline = moments(clock)
    forms = ana.forms(attempt_id)
    ana.save(attempt_id, {1: forms[1]})
    clock.advance(hours=1)
    done = ana.hand_in(attempt_id, forms)
    assert (done.is_done, done.is_late, done.out_of_time) == (True, True, True)
    assert ended(attempt_id) == deadline
    assert (count(Response), count(Score)) == (1, 1)
    # Sent again it is the same.
    assert ana.hand_in(attempt_id, forms) == done
    with pytest.raises(TimeIsUp):
        ana.save(attempt_id, {2: forms[2]})


def test_a_late_hand_in_that_brings_nothing_new_is_not_said_to_be_late(timed, ana, clock):
    attempt_id = timed(ana)
    forms = ana.forms(attempt_id)
    ana.save(attempt_id, forms)
    clock.advance(hours=1)
    done = ana.hand_in(attempt_id, forms)
    assert (done.is_done, done.is_late) == (True, False)
    assert count(Score) == 5


def test_from_the_deadline_on_nothing_keeps_it_from_ending(timed, ana, clock):
    attempt_id = timed(ana, items=chosen(ana.bank, "keeper-choice", "place-short"))
    forms = ana.forms(attempt_id)
    sent = {1: MALFORMED, 2: forms[2]}
    assert [fault for fault, _ in ana.hand_in(attempt_id, sent).faults] == [1]
    assert not ana.hand_in(attempt_id, {}, ask=True).is_done
    clock.advance(minutes=30)
    done = ana.hand_in(attempt_id, sent, ask=True)
    assert (done.is_done, done.is_late) == (True, False)
    assert count(Score) == 1


def test_who_hands_in_before_the_deadline_is_told_of_that_and_not_of_the_time(timed, ana, clock):
    attempt_id = timed(ana)
    forms = ana.forms(attempt_id)
    ana.hand_in(attempt_id, {})
    clock.advance(hours=1)
    with pytest.raises(AttemptFinished) as refused:
        ana.save(attempt_id, {1: forms[1]})
    assert not isinstance(refused.value, TimeIsUp)
    assert not ana.hand_in(attempt_id, forms).out_of_time


def test_nothing_is_checked_after_the_deadline(timed, ana, clock):
    attempt_id = timed(ana, layout=Layout.SINGLE, feedback=Feedback.AT_ONCE)
    forms = ana.forms(attempt_id)
    assert ana.check(attempt_id, 1, forms[1]) is Checked.SCORED
    clock.advance(hours=1)
    with pytest.raises(TimeIsUp):
        ana.check(attempt_id, 2, forms[2])
    assert ana.check(attempt_id, 1, forms[1]) is Checked.SCORED
    assert count(Score) == 1


def test_overdue_attempts_are_handed_in_and_no_others(timed, ana, ben, clock):
    begun, deadline = moments(clock)
    mine = timed(ana)
    ana.save(mine, {1: ana.forms(mine)[1]})
    clock.advance(minutes=10)
    with transaction() as session:
        theirs = start_quiz(session, uuid4(), QUIZ, user_id=ben.learner.id, now=clock()).id
    practice = ben.quiz()

    def hand_in(now, most=9):
        with transaction() as session:
            return hand_in_overdue(session, now, most).done

    assert hand_in(deadline + GRACE) == 0
    assert hand_in(begun + LATE) == 1
    assert (ended(mine), ended(theirs), ended(practice)) == (deadline, None, None)
    assert count(Score) == 1
    assert hand_in(begun + LATE) == 0
    assert hand_in(begun + timedelta(days=1), most=1) == 1
    assert (ended(theirs), ended(practice)) == (deadline + timedelta(minutes=10), None)


def test_an_attempt_that_cannot_be_scored_holds_up_no_other(
    timed, ana, ben, clock, monkeypatch, caplog
):
    mine = timed(ana)
    with transaction() as session:
        theirs = start_quiz(session, uuid4(), QUIZ, user_id=ben.learner.id, now=clock()).id
    real = overdue.hand_in

    def broken(session, learner, attempt_id, forms, now):
        if attempt_id == mine:
            raise ValueError("it cannot be scored")
        return real(session, learner, attempt_id, forms, now)

    monkeypatch.setattr(overdue, "hand_in", broken)
    with transaction() as session:
        assert hand_in_overdue(session, clock() + LATE, 2) == (1, True)
    # The one that is left is not looked for again and again.
    with transaction() as session:
        assert hand_in_overdue(session, clock() + LATE, 1) == (0, False)
    with transaction() as session:
        assert hand_in_overdue(session, clock() + LATE, 2) == (0, False)
    assert (ended(mine), ended(theirs) is not None) == (None, True)
    assert "An attempt could not be handed in" in caplog.text


def test_those_that_end_within_a_minute_share_one_job(timed, ana, ben, clock):
    timed(ana)
    clock.advance(seconds=5)
    with transaction() as session:
        start_quiz(session, uuid4(), QUIZ, user_id=ben.learner.id, now=clock())
    jobs = db.session.scalars(select(Job).where(Job.kind == HAND_IN_OVERDUE)).all()
    assert len(jobs) == 1
    # It is late enough for both.
    assert jobs[0].run_after > clock() + LIMIT + GRACE


def test_a_quiz_without_a_deadline_needs_no_job(timed, ana):
    timed(ana, minutes=None)
    assert count(Job) == 0


def test_wrong_and_right_answers_of_an_overdue_attempt_are_marked_as_any(timed, ana, clock):
    attempt_id = timed(ana)
    ana.save(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    with transaction() as session:
        hand_in_overdue(session, clock() + LATE, 9)
    assert set(db.session.scalars(select(Score.points))) == {0.0}
    assert len(ana.reviews()) >= 5
