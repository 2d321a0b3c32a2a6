"""What a teacher does for a student at an assigned quiz: more time, a pause, the hand-in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.answering import assigning, supervising
from quizapp.answering.errors import AttemptFinished
from quizapp.answering.supervising import Given, Why, hand_in_for, held_by, more_time
from quizapp.assignments.errors import NobodyThere, TooMuchTime
from quizapp.assignments.models import AssignmentOverride
from quizapp.assignments.overrides import Whom, current_override
from quizapp.audit.models import AuditEntry, Event
from quizapp.clock import new_id
from quizapp.courses import enrolling, services
from quizapp.courses.errors import CourseArchived
from quizapp.db import db, transaction
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.accommodations import Accommodation, accommodation_of, add_accommodation
from quizapp.quizzes.designs import Item
from quizapp.quizzes.errors import ChangedMeanwhile, UnknownAttempt
from quizapp.quizzes.models import EndedBy, Score
from quizapp.quizzes.watching import watched
from tests.assignments.conftest import DAY, Giving, attempt
from tests.courses.conftest import Class
from tests.databases import both_databases
from tests.quizzes.designing import build

pytestmark = both_databases

MINUTE = timedelta(minutes=1)
TIMED = uuid4()


@pytest.fixture
def timed(giving, clock):
    """The same with a limit of half an hour."""
    build(giving.teacher, giving.bank, Item(giving.bank, count=2), now=clock(), quiz_id=TIMED,
          minutes=30)  # fmt: skip
    return Giving(giving.course, giving.teacher, TIMED, giving.bank)


@pytest.fixture
def give(cast, clock):
    """Give the student more time: give(giving, row, 5)."""

    def give(giving, row, minutes, form_id=None, after=None, who=None):
        user_id = (who or cast.student).id
        known = held_by(db.session(), row, user_id).given if after is None else after
        with transaction() as session:
            return more_time(
                session,
                form_id or uuid4(),
                giving.course.id,
                row.id,
                user_id,
                minutes,
                reason="Was late.",
                by=giving.teacher,
                after=known,
                now=clock(),
            )

    return give


def dates(row, who):
    return next(each for each in watched(db.session(), row) if each.user_id == who.id).dates.window


def test_a_limit_grows_by_the_minutes(timed, give, cast, clock):
    row = timed.quiz_is(-1, 7, 9)
    mine, began = timed.start(cast.student), clock()
    clock.advance(minutes=10)
    assert give(timed, row, 5).going.id == mine
    assert attempt(mine).deadline_at == began + 35 * MINUTE
    give(timed, row, 5)
    assert attempt(mine).deadline_at == began + 40 * MINUTE
    # The dates of the assignment have nothing to do with it.
    assert dates(row, cast.student) == row.window


def test_minutes_come_on_top_of_what_was_given_in_percent(timed, give, cast, clock):
    row = timed.quiz_is(-1, 7, 9)
    with transaction() as session:
        own = Accommodation(extra_percent=50, extra_attempts=2)
        add_accommodation(
            session, uuid4(), TIMED, cast.student.id, own, reason="", by=timed.teacher, now=clock()
        )
    mine, began = timed.start(cast.student), clock()
    give(timed, row, 5)
    assert attempt(mine).deadline_at == began + 50 * MINUTE
    counts = accommodation_of(db.session(), TIMED, cast.student.id)
    assert counts == Accommodation(extra_minutes=20, extra_attempts=2)


def test_an_attempt_that_the_closing_would_end_ends_later_and_is_in_time(giving, give, cast):
    row = giving.quiz_is(-1, 1, 1)
    mine = giving.start(cast.student)
    give(giving, row, 5)
    assert attempt(mine).deadline_at == giving.day(1) + 5 * MINUTE
    window = dates(row, cast.student)
    assert (window.due_at, window.closes_at) == (giving.day(1) + 5 * MINUTE,) * 2
    assert db.session.scalar(select(func.count()).select_from(QuizAccommodation)) == 0


def test_a_limit_and_a_closing_that_are_both_near_move_together(timed, give, cast):
    row = timed.quiz_is(-1, 25 / 1440, 1 / 48)
    mine = timed.start(cast.student)
    assert attempt(mine).deadline_at == timed.day(1 / 48)
    give(timed, row, 7)
    assert attempt(mine).deadline_at == timed.day(1 / 48) + 7 * MINUTE
    # What was due before stays due then.
    assert dates(row, cast.student).due_at == row.due_at


def test_the_limit_of_one_student_grows_by_a_day_at_most_all_times_together(
    timed, give, cast, clock
):
    row = timed.quiz_is(-1, 7, 9)
    mine, began = timed.start(cast.student), clock()
    for minutes in (600, 600, 240):
        give(timed, row, minutes)
    with pytest.raises(TooMuchTime, match="more than 24 hours"):
        give(timed, row, 1)
    assert attempt(mine).deadline_at == began + (24 * 60 + 30) * MINUTE
    assert dates(row, cast.student) == row.window


def test_more_of_the_limit_counts_in_every_course_that_has_the_quiz(
    timed, give, cast, clock, colleague
):
    row = timed.quiz_is(-1, 7, 9)
    give(timed, row, 5)
    other = new_id()
    with transaction() as session:
        services.make_course(session, other, "Choir", "UTC", by=colleague.id, now=clock())
    choir = Class(other, clock)
    choir.enrol(cast.student)
    timed.do(assigning.remove, row)
    timed.of(choir).quiz_is(-1, 7, 9)
    mine = timed.start(cast.student)
    assert attempt(mine).deadline_at == clock() + 35 * MINUTE


def test_time_that_stands_still_grows_too(timed, give, cast, clock):
    row = timed.quiz_is(-1, 7, 9)
    mine = timed.start(cast.student)
    clock.advance(minutes=10)
    act(timed, row, supervising.pause_one, cast.student.id, reason="", by=timed.teacher)
    clock.advance(minutes=10)
    give(timed, row, 5)
    assert attempt(mine).paused_left == 25 * 60


def test_who_has_not_begun_has_more_time_then(timed, give, cast, clock):
    row = timed.quiz_is(-1, 7, 9)
    assert give(timed, row, 5).going is None
    mine = timed.start(cast.student)
    assert attempt(mine).deadline_at == clock() + 35 * MINUTE


def test_who_has_not_begun_when_it_closes_can_still(giving, give, cast, clock):
    row = giving.quiz_is(-1, 1, 1)
    clock.advance(days=1, minutes=3)
    give(giving, row, 10)
    mine = giving.start(cast.student)
    assert attempt(mine).deadline_at == clock() + 10 * MINUTE


def test_the_same_form_gives_nothing_more(timed, giving, give, cast):
    for one, days in ((timed, (-1, 7, 9)), (giving, (-1, 1, 1))):
        row, form = one.quiz_is(*days), uuid4()
        mine = one.start(cast.student)
        give(one, row, 5, form)
        ends = attempt(mine).deadline_at
        give(one, row, 5, form)
        assert attempt(mine).deadline_at == ends


def test_what_was_given_meanwhile_is_seen_first(timed, give, cast):
    row = timed.quiz_is(-1, 7, 9)
    timed.start(cast.student)
    give(timed, row, 5)
    with pytest.raises(ChangedMeanwhile):
        give(timed, row, 5, after=Given(None, None))


def test_what_was_over_before_is_handed_in_and_given_nothing(timed, give, cast, clock):
    row = timed.quiz_is(-1, 7, 9)
    mine = timed.start(cast.student)
    clock.advance(minutes=31)
    assert give(timed, row, 5).is_over
    assert attempt(mine).ended_by == EndedBy.TIME
    assert db.session.scalar(select(func.count()).select_from(QuizAccommodation)) == 0


def test_dates_that_somebody_has_through_a_group_stay(giving, give, cast):
    row = giving.quiz_is(-1, 1, 1)
    giving.exempt(row, giving.group("Red", cast.student), closes_at=giving.day(2))
    giving.start(cast.student)
    give(giving, row, 5)
    assert dates(row, cast.student).closes_at == giving.day(2) + 5 * MINUTE
    own = current_override(db.session(), row.id, Whom(user_id=cast.student.id))
    assert own.opens_at is None


def hand_in(giving, row, attempt_id, why=Why.LEFT):
    with transaction() as session:
        return hand_in_for(
            session,
            giving.course.id,
            row.id,
            attempt_id,
            why,
            by=giving.teacher,
            now=giving.course.clock(),
        )


def act(giving, row, what, *more, **named):
    with transaction() as session:
        return what(session, giving.course.id, row.id, *more, **named, now=giving.course.clock())


def test_what_is_saved_is_handed_in_and_the_log_says_why(giving, cast, clock):
    row = giving.quiz_is(-1, 7, 9)
    mine = giving.start(cast.student)
    studies = giving.studies(cast.student)
    forms = studies.forms(mine)
    studies.save(mine, {1: forms[1]})
    clock.advance(minutes=1)
    assert hand_in(giving, row, mine)
    over = attempt(mine)
    assert (over.finished_at, over.ended_by, over.points) == (clock(), EndedBy.TEACHER, 1)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.event == Event.ATTEMPT_HANDED_IN.value)
    ).one()
    assert (entry.subject_id, entry.details["why"]) == (cast.student.id, "left")
    with pytest.raises(AttemptFinished):
        studies.save(mine, {2: forms[2]})


def test_who_hands_in_at_the_same_moment_is_the_one_who_did(giving, cast):
    row = giving.quiz_is(-1, 7, 9)
    mine = giving.start(cast.student)
    giving.hand_in(cast.student, mine)
    scores = db.session.scalar(select(func.count()).select_from(Score))
    assert not hand_in(giving, row, mine)
    assert not hand_in(giving, row, mine)
    assert attempt(mine).ended_by == EndedBy.LEARNER
    assert db.session.scalar(select(func.count()).select_from(Score)) == scores
    noted = select(AuditEntry).where(AuditEntry.event == Event.ATTEMPT_HANDED_IN.value)
    assert db.session.scalars(noted).all() == []


def test_what_the_clock_ended_is_not_the_teachers(timed, cast, clock):
    row = timed.quiz_is(-1, 7, 9)
    mine = timed.start(cast.student)
    clock.advance(minutes=30, seconds=3)
    assert hand_in(timed, row, mine)
    assert attempt(mine).ended_by == EndedBy.TIME


def test_one_is_paused_and_runs_on_and_twice_is_as_once(giving, cast, clock):
    row = giving.quiz_is(-1, 1, 1)
    mine = giving.start(cast.student)
    who, by = cast.student.id, giving.teacher
    done = [act(giving, row, supervising.pause_one, who, reason="", by=by) for _ in range(2)]
    assert done == [True, False]
    clock.advance(hours=1)
    done = [act(giving, row, supervising.resume_one, who, by=by) for _ in range(2)]
    assert done == [True, False]
    assert attempt(mine).deadline_at == clock() + DAY


def test_everybody_is_paused_who_takes_it_here(giving, cast, make_user):
    bill, by = make_user("Bill"), giving.teacher
    giving.course.enrol(bill)
    row = giving.quiz_is(-1, 1, 1, group_id=giving.group("Red", cast.student))
    other = giving.quiz_is(-1, 1, 1, group_id=giving.group("Blue", bill))
    mine, theirs = giving.start(cast.student), giving.start(bill)
    assert act(giving, row, supervising.pause_everybody, reason="", by=by) == 1
    assert attempt(mine).paused_left is not None
    assert attempt(theirs).paused_left is None
    assert act(giving, other, supervising.resume_everybody, by=by) == 0
    assert act(giving, row, supervising.resume_everybody, by=by) == 1


def test_nothing_is_done_for_who_is_no_student_here(giving, cast, give):
    row = giving.quiz_is(-1, 7, 9)
    mine = giving.start(cast.student)
    giving.course.do(enrolling.leave, cast.student.id)
    with pytest.raises(NobodyThere):
        give(giving, row, 5)
    with pytest.raises(NobodyThere):
        hand_in(giving, row, mine)
    with pytest.raises(NobodyThere):
        act(giving, row, supervising.pause_one, cast.student.id, reason="", by=giving.teacher)
    assert attempt(mine).finished_at is None
    assert db.session.scalar(select(func.count()).select_from(AssignmentOverride)) == 0


def test_an_attempt_of_another_assignment_is_not_handed_in(giving, cast):
    row = giving.quiz_is(-1, 7, 9)
    practice = giving.studies(cast.student).quiz()
    with pytest.raises(UnknownAttempt):
        hand_in(giving, row, practice)
    with pytest.raises(UnknownAttempt):
        hand_in(giving, row, uuid4())


def test_nothing_is_done_in_an_archived_course_or_for_what_is_not_there(giving, cast):
    row = giving.quiz_is(-1, 7, 9)
    mine = giving.start(cast.student)
    with pytest.raises(UnknownAttempt), transaction() as session:
        hand_in_for(
            session,
            giving.course.id,
            uuid4(),
            mine,
            Why.LEFT,
            by=giving.teacher,
            now=giving.course.clock(),
        )
    giving.course.do(services.archive)
    with pytest.raises(CourseArchived):
        hand_in(giving, row, mine)
