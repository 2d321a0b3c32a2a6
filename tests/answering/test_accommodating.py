"""Giving one person more, also in mid-attempt: deadlines move later, what is over stays over."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.answering.accommodating import accommodate
from quizapp.answering.errors import TimeIsUp
from quizapp.answering.overdue import hand_in_overdue
from quizapp.db import db, transaction
from quizapp.queue.models import Job
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.accommodations import NOTHING, Accommodation
from quizapp.quizzes.deadlines import EARLY, GRACE
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.errors import ChangedMeanwhile, UnknownQuiz
from quizapp.quizzes.models import EndedBy, Response
from quizapp.quizzes.pauses import pause, resume
from quizapp.quizzes.release import withheld
from quizapp.quizzes.windows import Availability
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ
from tests.quizzes.timed import LIMIT, MINUTE, TICK, attempt, begin, clara, made

__all__ = ["begin", "clara", "made"]

pytestmark = both_databases


@pytest.fixture
def give(clara, clock):
    def give(person, given_id=None, after=None, quiz_id=QUIZ, **what):
        with transaction() as session:
            return accommodate(
                session,
                given_id or uuid4(),
                quiz_id,
                person.learner.id,
                Accommodation(**what),
                reason="Reads slowly.",
                by=clara,
                after=after,
                now=clock(),
            )

    return give


def newest():
    return db.session.scalars(
        select(QuizAccommodation.id).where(QuizAccommodation.is_current)
    ).one()


def test_the_deadline_of_an_attempt_under_way_moves_at_once(made, ana, ben, begin, give, clock):
    made()
    began = clock()
    mine, theirs = begin(ana), begin(ben)
    forms = ana.forms(mine)
    ana.save(mine, {1: forms[1]})
    clock.advance(minutes=20)
    effect = give(ana, extra_percent=50)
    assert (effect.moved, effect.going.id) == (True, mine)
    assert attempt(mine).deadline_at == began + 1.5 * LIMIT
    assert attempt(theirs).deadline_at == began + LIMIT
    clock.moment = began + LIMIT + GRACE + TICK
    # What was saved is there, and more is taken.
    saved = ana.save(mine, {2: forms[2]})
    assert saved.deadline_at == began + 1.5 * LIMIT
    assert db.session.scalar(select(func.count()).select_from(Response)) == 2
    with pytest.raises(TimeIsUp):
        ben.save(theirs, {1: ben.forms(theirs)[1]})


def test_the_job_hands_in_at_the_new_deadline_and_not_before(made, ana, begin, give, clock):
    made()
    began = clock()
    mine = begin(ana)
    give(ana, extra_minutes=10)
    with transaction() as session:
        assert hand_in_overdue(session, began + LIMIT + GRACE + MINUTE, 9).done == 0
        assert hand_in_overdue(session, began + LIMIT + 10 * MINUTE + GRACE + TICK, 9).done == 1
    assert attempt(mine).finished_at == began + LIMIT + 10 * MINUTE
    assert attempt(mine).ended_by == EndedBy.TIME
    assert db.session.scalar(select(func.max(Job.run_after))) > attempt(mine).finished_at


def test_a_later_closing_time_moves_it_too_and_the_limit_still_counts(
    made, ana, begin, give, clock
):
    made(closes_at=clock() + 10 * MINUTE)
    began = clock()
    mine = begin(ana)
    assert attempt(mine).deadline_at == began + 10 * MINUTE
    give(ana, closes_at=began + 20 * MINUTE)
    assert attempt(mine).deadline_at == began + 20 * MINUTE
    give(ana, after=newest(), closes_at=began + 60 * MINUTE)
    assert attempt(mine).deadline_at == began + LIMIT
    give(ana, after=newest(), closes_at=began + 60 * MINUTE, extra_minutes=90)
    with transaction() as session:
        assert hand_in_overdue(session, began + 60 * MINUTE + GRACE + TICK, 9).done == 1
    assert (attempt(mine).finished_at, attempt(mine).ended_by) == (
        began + 60 * MINUTE,
        EndedBy.CLOSING,
    )


def test_a_deadline_never_moves_earlier(made, ana, begin, give, clock):
    made()
    began = clock()
    mine = begin(ana)
    give(ana, extra_minutes=20)
    effect = give(ana, after=newest())
    assert not effect.moved
    assert attempt(mine).deadline_at == began + LIMIT + 20 * MINUTE
    ana.hand_in(mine, {})
    assert attempt(begin(ana)).deadline_at == clock() + LIMIT


def test_an_attempt_without_a_limit_gets_none(made, ana, begin, give):
    made(minutes=None)
    mine = begin(ana)
    assert not give(ana, extra_minutes=20).moved
    assert attempt(mine).deadline_at is None


def test_what_was_handed_in_stays_and_more_time_gives_another_attempt(
    made, ana, begin, give, clock
):
    made(attempts_allowed=1)
    mine = begin(ana)
    forms = ana.forms(mine)
    ana.save(mine, {1: forms[1]})
    clock.advance(hours=1)
    with transaction() as session:
        hand_in_overdue(session, clock(), 9)
    before = attempt(mine).finished_at
    effect = give(ana, extra_percent=50)
    assert (effect.going, effect.moved, effect.last.id) == (None, False, mine)
    assert effect.standing.availability is Availability.USED_UP
    effect = give(ana, after=newest(), extra_percent=50, extra_attempts=1)
    assert effect.standing.availability is Availability.OPEN
    again = begin(ana)
    assert again != mine
    assert attempt(again).deadline_at == clock() + 1.5 * LIMIT
    assert attempt(mine).finished_at == before
    assert db.session.scalars(select(Response.attempt_id)).all() == [mine]


@pytest.mark.parametrize("has_run", [True, False])
def test_whether_the_job_was_there_already_decides_nothing(made, ana, begin, give, clock, has_run):
    made()
    deadline = clock() + LIMIT
    mine = begin(ana)
    forms = ana.forms(mine)
    ana.save(mine, {1: forms[1]})
    clock.moment = deadline + GRACE + TICK
    if has_run:
        with transaction() as session:
            hand_in_overdue(session, clock(), 9)
    effect = give(ana, extra_percent=100)
    assert (effect.going, effect.last.id) == (None, mine)
    assert (attempt(mine).finished_at, attempt(mine).ended_by) == (deadline, EndedBy.TIME)


def test_in_its_grace_an_attempt_goes_on(made, ana, begin, give, clock):
    made()
    deadline = clock() + LIMIT
    mine = begin(ana)
    clock.moment = deadline + GRACE
    assert give(ana, extra_minutes=5).moved
    assert attempt(mine).deadline_at == deadline + 5 * MINUTE


def test_who_has_not_begun_and_a_quiz_that_is_closed_are_told(made, ana, give, clock):
    made(closes_at=clock() + MINUTE)
    effect = give(ana, extra_attempts=1)
    assert (effect.going, effect.last) == (None, None)
    assert effect.standing.availability is Availability.OPEN
    clock.advance(minutes=2)
    effect = give(ana, after=newest(), extra_attempts=2)
    assert effect.standing.availability is Availability.CLOSED


def test_sent_twice_it_is_given_once_and_from_an_old_page_not_at_all(made, ana, ben, give):
    made()
    given_id = uuid4()
    for _ in range(2):
        give(ana, given_id, extra_minutes=5)
    assert newest() == given_id
    with pytest.raises(ChangedMeanwhile):
        give(ana, extra_minutes=6)
    with pytest.raises(UnknownQuiz):
        give(ben, given_id, extra_minutes=5)
    # What is given already needs no other entry.
    give(ana, extra_minutes=5)
    assert newest() == given_id
    assert db.session.scalar(select(func.count()).select_from(QuizAccommodation)) == 1


def test_nothing_is_given_to_who_has_nothing_and_not_at_a_quiz_that_is_none(made, ana, give):
    made()
    give(ana)
    assert Accommodation() == NOTHING
    assert db.session.scalar(select(func.count()).select_from(QuizAccommodation)) == 0
    with pytest.raises(UnknownQuiz):
        give(ana, quiz_id=uuid4(), extra_minutes=5)


def test_a_page_that_says_the_time_is_over_ends_nothing_while_there_is_more(
    made, ana, begin, give, clock
):
    made()
    deadline = clock() + LIMIT
    mine = begin(ana)
    forms = ana.forms(mine)
    give(ana, extra_minutes=5)
    clock.moment = deadline
    done = ana.hand_in(mine, {1: forms[1]}, by_clock=True)
    assert (done.is_done, done.goes_on, done.faults) == (False, True, ())
    # It took the answer all the same.
    assert db.session.scalar(select(func.count()).select_from(Response)) == 1
    clock.moment = deadline + 5 * MINUTE - EARLY
    assert ana.hand_in(mine, {}, by_clock=True).is_done


def test_a_page_whose_clock_is_a_little_fast_ends_it(made, ana, begin, clock):
    made()
    mine = begin(ana)
    clock.advance(minutes=30, seconds=-1)
    assert ana.hand_in(mine, {}, by_clock=True).is_done
    assert attempt(mine).ended_by == EndedBy.LEARNER


def test_more_time_during_a_pause_is_there_once_the_time_runs_on(
    made, ana, begin, give, clara, clock
):
    made()
    mine = begin(ana)
    clock.advance(minutes=10)
    with transaction() as session:
        pause(session, QUIZ, mine, reason="An alarm.", by=clara, now=clock())
    clock.advance(minutes=60)
    assert give(ana, extra_minutes=10).moved
    assert not give(ana, after=newest(), extra_minutes=5).moved
    assert (attempt(mine).deadline_at, attempt(mine).paused_left) == (None, 30 * 60)
    with transaction() as session:
        resume(session, QUIZ, mine, by=clara, now=clock())
    assert attempt(mine).deadline_at == clock() + LIMIT
    # A pause that is over counts when more is given later.
    assert give(ana, after=newest(), extra_minutes=20).moved
    assert attempt(mine).deadline_at == clock() + LIMIT + 10 * MINUTE


def test_results_wait_for_the_last_who_may_take_the_quiz(made, ana, ben, begin, give, clock):
    closes_at = clock() + 10 * MINUTE
    made(closes_at=closes_at, release=Release.CLOSING)
    mine, theirs = begin(ana), begin(ben)
    later = closes_at + 60 * MINUTE
    give(ben, closes_at=later)
    ana.hand_in(mine, {})
    clock.moment = closes_at + GRACE + TICK
    assert withheld(db.session(), attempt(mine), clock()).until == later
    # Nobody may take it any more, but somebody is at it until their limit.
    give(ben, after=newest())
    assert withheld(db.session(), attempt(mine), clock()).until == attempt(theirs).deadline_at
    ben.hand_in(theirs, {})
    assert withheld(db.session(), attempt(mine), clock()) is None
