"""What a teacher does for a student who takes a quiz of the course: time, a pause, the hand-in.

Each holds the course first and then the learner, so that it and what the learner sends take turns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.answering.accommodating import accommodate
from quizapp.answering.assigning import give_dates
from quizapp.answering.moving_deadlines import still_going
from quizapp.answering.quizzes import hand_in
from quizapp.assignments.errors import NobodyThere, TooMuchTime
from quizapp.assignments.models import Assignment, AssignmentOverride
from quizapp.assignments.overrides import Whom, current_override, people_of
from quizapp.assignments.services import held_assignment
from quizapp.assignments.terms import terms_under
from quizapp.audit.models import Event
from quizapp.audit.services import Thing, record
from quizapp.domain.due_dates import Exemption, Window
from quizapp.mark_trail import services as mark_trail
from quizapp.mark_trail.models import What
from quizapp.memory.log import Learner
from quizapp.quizzes import pauses
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.accommodations import Accommodation, accommodation_of, current_row, value_of
from quizapp.quizzes.deadlines import terms_of
from quizapp.quizzes.designs import latest_design
from quizapp.quizzes.errors import ChangedMeanwhile, UnknownAttempt, UnknownQuiz
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Attempt, EndedBy

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)
MOST_HOURS = 24
"""So much beyond the limit of a quiz is given here to one student, all times together."""


class Why(StrEnum):
    """Why a teacher hands in for somebody.

    The log keeps it for long and cannot be mended, so that nobody writes there what it was.
    """

    ASKED = "asked"
    LEFT = "left"
    DEVICE = "device"
    RULES = "rules"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody was given at this assignment, by the ids of what counts; None where nothing."""

    accommodation: UUID | None
    override: UUID | None


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody has now beyond everybody: at the quiz, and other dates of the assignment."""

    accommodation: Accommodation
    exemption: Exemption
    given: Given


@dataclass(frozen=True, slots=True)
class MoreTime:
    """What more time did: ``going`` is the attempt under way, None where there is none.

    ``is_over`` says that their time was over before, so that nothing was given.
    """

    going: Attempt | None
    is_over: bool = False


def held_by(session: Session, assignment: Assignment, user_id: int) -> Held:
    """Return what somebody has now. Two SELECTs."""
    quiz_id = _quiz(assignment)
    own = current_row(session, quiz_id, user_id)
    override = current_override(session, assignment.id, Whom(user_id=user_id))
    return Held(
        value_of(own),
        override.exemption if override else Exemption(),
        Given(own.id if own else None, override.id if override else None),
    )


def more_time(
    session: Session,
    form_id: UUID,
    course_id: UUID,
    assignment_id: UUID,
    user_id: int,
    minutes: int,
    *,
    reason: str,
    by: int,
    after: Given,
    now: datetime,
) -> MoreTime:
    """Let somebody's attempt end so many minutes later, or the one that they begin take as long.

    Their time limit grows where there is one, and the assignment closes later for them where that
    would end it; what would have been in time for its due date still is. What grows beyond the
    limit is theirs at the quiz, in whichever course they take it. The same form again gives nothing
    more. Raises ChangedMeanwhile where something else was given since ``after``, TooMuchTime beyond
    ``MOST_HOURS``, and UnknownAssignment, CourseArchived and NobodyThere.
    """
    row = _held(session, course_id, assignment_id, user_id)
    quiz_id, dates_id = _quiz(row), uuid5(form_id, "dates")
    found = _under_way(session, assignment_id, user_id)
    if session.get(QuizAccommodation, form_id) or session.get(AssignmentOverride, dates_id):
        return MoreTime(found)
    going = next(iter(still_going(session, [found] if found else [], now)), None)
    if found is not None and going is None:
        return MoreTime(None, is_over=True)
    if held_by(session, row, user_id).given != after:
        raise ChangedMeanwhile(quiz_id)
    under = terms_under(session, assignment_id, user_id)
    latest = latest_design(session, quiz_id)
    if under is None or latest is None:
        raise UnknownQuiz(quiz_id)
    own, more = accommodation_of(session, quiz_id, user_id), minutes * _MINUTE
    if going is None:
        limit = latest.design.minutes
        longer = 0 if limit is None else minutes
        told = max(under.window.closes_at, now)
        is_short = told < now + (own.minutes(limit) or 0) * _MINUTE + more
        closes_at = told + more if limit is None or is_short else under.window.closes_at
    else:
        limit = None if going.design is None else going.design.minutes
        terms = terms_of(session, going)
        told = going.deadline_at or now + (going.paused_left or 0) * _SECOND
        wanted = (terms.ends_at or told) + more
        longer = 0 if terms.limit_at is None else max(0, -(-(wanted - terms.limit_at) // _MINUTE))
        closes_at = max(under.window.closes_at, wanted)
    longest = _longer(own, limit, longer)
    if longer and (longest.extra_minutes or 0) > MOST_HOURS * 60:
        raise TooMuchTime(MOST_HOURS)
    due_at = under.window.due_at
    if told <= due_at < told + more and (going is not None or closes_at > under.window.closes_at):
        due_at = told + more
    window = Window(under.window.opens_at, due_at, max(closes_at, due_at))
    if window != under.window:
        give_dates(
            session,
            dates_id,
            course_id,
            assignment_id,
            Whom(user_id=user_id),
            _otherwise(row, window, is_excused=under.is_excused),
            reason=reason,
            by=by,
            after=after.override,
            now=now,
        )
    if longer:
        accommodate(
            session,
            form_id,
            quiz_id,
            user_id,
            longest,
            reason=reason,
            by=by,
            after=after.accommodation,
            now=now,
            place=mark_trail.Place(course_id, assignment_id, quiz_id),
        )
    return MoreTime(going)


def hand_in_for(
    session: Session,
    course_id: UUID,
    assignment_id: UUID,
    attempt_id: UUID,
    why: Why,
    *,
    by: int,
    now: datetime,
) -> bool:
    """Hand in what somebody has saved; False where it is handed in already, by whomever.

    The log says who did it, and why; the trail of marks, who did it. Raises UnknownAttempt for one
    that is not of this assignment, and UnknownAssignment, CourseArchived and NobodyThere.
    """
    found = session.get(Attempt, attempt_id)
    if found is None or found.assignment_id != assignment_id or found.is_preview:
        raise UnknownAttempt(attempt_id)
    _held(session, course_id, assignment_id, found.user_id)
    # Until the lock was there its learner may have handed it in.
    session.refresh(found)
    if found.finished_at is not None:
        return False
    learner = Learner.of(session.get_one(User, found.user_id))
    hand_in(session, learner, attempt_id, {}, now, ended_by=EndedBy.TEACHER)
    session.refresh(found)
    course, _ = held_assignment(session, course_id, assignment_id)
    if found.ended_by == EndedBy.TEACHER.value:
        record(
            session,
            Event.ATTEMPT_HANDED_IN,
            now,
            subject_id=found.user_id,
            thing=Thing(course.id, course.title),
            details={
                "assignment": str(assignment_id),
                "attempt": str(attempt_id),
                "why": why.value,
            },
        )
        place = mark_trail.Place(course_id, assignment_id, found.quiz_id, attempt_id)
        done = mark_trail.Note(What.HANDED_IN_FOR, place, found.user_id)
        mark_trail.note(session, [done], by, now)
    return True


def pause_one(
    session: Session,
    course_id: UUID,
    assignment_id: UUID,
    user_id: int,
    *,
    reason: str,
    by: int,
    now: datetime,
) -> bool:
    """Stop the time of somebody's attempt; False where none runs. Raises as ``more_time`` does."""
    row = _held(session, course_id, assignment_id, user_id)
    going = _under_way(session, assignment_id, user_id)
    return going is not None and pauses.pause(
        session, _quiz(row), going.id, reason=reason, by=by, now=now
    )


def resume_one(
    session: Session, course_id: UUID, assignment_id: UUID, user_id: int, *, by: int, now: datetime
) -> bool:
    """Let it run on; False where it does not stand still. Raises as ``more_time`` does."""
    row = _held(session, course_id, assignment_id, user_id)
    going = _under_way(session, assignment_id, user_id)
    return going is not None and pauses.resume(session, _quiz(row), going.id, by=by, now=now)


def pause_everybody(
    session: Session,
    course_id: UUID,
    assignment_id: UUID,
    *,
    reason: str,
    by: int,
    now: datetime,
) -> int:
    """Stop the time of every attempt under an assignment in which it runs; return how many.

    Who takes the quiz elsewhere goes on. Raises UnknownAssignment and CourseArchived.
    """
    _, row = held_assignment(session, course_id, assignment_id)
    return pauses.pause_all(
        session, _quiz(row), reason=reason, by=by, now=now, assignment_id=assignment_id
    )


def resume_everybody(
    session: Session, course_id: UUID, assignment_id: UUID, *, by: int, now: datetime
) -> int:
    """Let the time run on wherever it stands still under an assignment; return how many."""
    _, row = held_assignment(session, course_id, assignment_id)
    return pauses.resume_all(session, _quiz(row), by=by, now=now, assignment_id=assignment_id)


def _held(session: Session, course_id: UUID, assignment_id: UUID, user_id: int) -> Assignment:
    _, row = held_assignment(session, course_id, assignment_id)
    if session.scalar(people_of(row).where(User.id == user_id)) is None:
        raise NobodyThere
    lock_learner(session, user_id)
    return row


def _under_way(session: Session, assignment_id: UUID, user_id: int) -> Attempt | None:
    """Return somebody's attempt that is not handed in, the newest; their learner is held."""
    return session.scalar(
        select(Attempt)
        .where(
            Attempt.assignment_id == assignment_id,
            Attempt.user_id == user_id,
            Attempt.finished_at.is_(None),
            ~Attempt.is_preview,
        )
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _quiz(row: Assignment) -> UUID:
    if row.quiz_id is None:
        raise UnknownQuiz(row.id)
    return row.quiz_id


def _longer(own: Accommodation, limit: int | None, minutes: int) -> Accommodation:
    """Return what somebody has with so many minutes more, for a limit of so many."""
    beyond = 0 if limit is None else (own.minutes(limit) or 0) - limit
    return replace(own, extra_percent=None, extra_minutes=beyond + minutes)


def _otherwise(row: Assignment, window: Window, *, is_excused: bool) -> Exemption:
    """Return what makes these dates of those for all."""
    return Exemption(
        None if window.opens_at == row.opens_at else window.opens_at,
        None if window.due_at == row.due_at else window.due_at,
        None if window.closes_at == row.closes_at else window.closes_at,
        is_excused,
    )
