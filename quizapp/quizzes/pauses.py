"""Pauses: a teacher stops the time of an attempt under way, and resuming gives it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.clock import new_id
from quizapp.quizzes.accommodation_models import AttemptPause
from quizapp.quizzes.deadlines import GRACE, is_overdue, see_to
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.locking import lock_learner, lock_learners
from quizapp.quizzes.models import Attempt

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause in the history of a learner, or its end; ``by`` is None where they have left.

    Its ``reason`` is empty where none was given, and None where it went with the learner's account.
    """

    is_pause: bool
    reason: str | None
    by: str | None
    at: datetime


def pause(
    session: Session, quiz_id: UUID, attempt_id: UUID, *, reason: str, by: int, now: datetime
) -> bool:
    """Stop the time of an attempt; False where there is none that runs, as the second time.

    Answers are taken all the while, and it may be handed in. Raises UnknownAttempt for one that is
    not at this quiz, and for a preview.
    """
    going = _held(session, quiz_id, attempt_id)
    deadline = going.deadline_at
    if going.finished_at is not None or deadline is None or is_overdue(deadline, now):
        return False
    going.paused_left = max(0, -(-(deadline - now) // _SECOND))
    going.deadline_at = None
    _note(session, going, is_pause=True, reason=reason, by=by, now=now)
    return True


def resume(session: Session, quiz_id: UUID, attempt_id: UUID, *, by: int, now: datetime) -> bool:
    """Let the time run on with what was left of it; False where it does not stand still.

    It may then end after the quiz is closed for everybody. Raises UnknownAttempt.
    """
    going = _held(session, quiz_id, attempt_id)
    if going.finished_at is not None or going.paused_left is None:
        return False
    going.deadline_at = now + going.paused_left * _SECOND
    going.paused_left = None
    _note(session, going, is_pause=False, reason="", by=by, now=now)
    see_to(session, going.deadline_at, now)
    return True


def pause_all(
    session: Session,
    quiz_id: UUID,
    *,
    reason: str,
    by: int,
    now: datetime,
    assignment_id: UUID | None = None,
) -> int:
    """Stop the time of every attempt at a quiz in which it runs; return how many these are.

    ``assignment_id`` narrows it to what was begun under an assignment of a course.
    """
    going = _hold_all(session, quiz_id, Attempt.deadline_at.is_not(None), assignment_id)
    return sum(pause(session, quiz_id, each, reason=reason, by=by, now=now) for each in going)


def resume_all(
    session: Session,
    quiz_id: UUID,
    *,
    by: int,
    now: datetime,
    assignment_id: UUID | None = None,
) -> int:
    """Let the time of every attempt run on in which it stands still; return how many these are.

    ``assignment_id`` narrows it as in ``pause_all``.
    """
    going = _hold_all(session, quiz_id, Attempt.paused_left.is_not(None), assignment_id)
    return sum(resume(session, quiz_id, each, by=by, now=now) for each in going)


@dataclass(frozen=True, slots=True)
class TimesGoing:
    """In how many attempts at a quiz the time runs, and in how many it stands still."""

    running: int
    still: int


def times_going(session: Session, quiz_id: UUID, now: datetime) -> TimesGoing:
    """Return in how many attempts at a quiz there is a time that could be stopped, or run on."""
    row = session.execute(
        select(
            func.count().filter(Attempt.deadline_at >= now - GRACE),
            func.count().filter(Attempt.paused_left.is_not(None)),
        ).where(Attempt.quiz_id == quiz_id, Attempt.finished_at.is_(None), ~Attempt.is_preview)
    ).one()
    return TimesGoing(*row)


def stood_still(session: Session, attempt_id: UUID) -> tuple[timedelta, datetime | None]:
    """Return how long the time of an attempt stood still in all, and since when it does now."""
    total, since = timedelta(0), None
    for is_pause, at in session.execute(
        select(AttemptPause.is_pause, AttemptPause.at)
        .where(AttemptPause.attempt_id == attempt_id)
        .order_by(AttemptPause.at, AttemptPause.id)
    ):
        if is_pause:
            since = at
        elif since is not None:
            total, since = total + (at - since), None
    return total, since


def pauses_of(session: Session, quiz_id: UUID, user_id: int) -> Sequence[Paused]:
    """Return the pauses of somebody's attempts at a quiz and their ends, the newest first."""
    learner = aliased(User)
    rows = session.execute(
        select(AttemptPause, User.name, learner.erased_at)
        .join(Attempt, Attempt.id == AttemptPause.attempt_id)
        .join(learner, learner.id == Attempt.user_id)
        .join(User, User.id == AttemptPause.by_id)
        .where(Attempt.quiz_id == quiz_id, Attempt.user_id == user_id)
        .order_by(AttemptPause.at.desc(), AttemptPause.id.desc())
    )
    return [
        Paused(row.is_pause, row.reason if erased_at is None else None, name, row.at)
        for row, name, erased_at in rows
    ]


def _hold_all(
    session: Session, quiz_id: UUID, which: ColumnElement[bool], assignment_id: UUID | None
) -> Sequence[UUID]:
    """Hold the learners of these attempts under way, all in one order, and return the attempts."""
    wanted = select(Attempt.id, Attempt.user_id).where(
        Attempt.quiz_id == quiz_id, Attempt.finished_at.is_(None), ~Attempt.is_preview, which
    )
    if assignment_id is not None:
        wanted = wanted.where(Attempt.assignment_id == assignment_id)
    found = session.execute(wanted.order_by(Attempt.id)).all()
    lock_learners(session, (user_id for _, user_id in found))
    return [attempt_id for attempt_id, _ in found]


def _held(session: Session, quiz_id: UUID, attempt_id: UUID) -> Attempt:
    found = session.get(Attempt, attempt_id)
    if found is None or found.quiz_id != quiz_id or found.is_preview:
        raise UnknownAttempt(attempt_id)
    lock_learner(session, found.user_id)
    # Until the lock was there it may have been handed in, or paused by another click.
    session.refresh(found)
    return found


def _note(
    session: Session, going: Attempt, *, is_pause: bool, reason: str, by: int, now: datetime
) -> None:
    session.add(
        AttemptPause(
            id=new_id(), attempt_id=going.id, is_pause=is_pause, reason=reason, by_id=by, at=now
        )
    )
    session.flush()
