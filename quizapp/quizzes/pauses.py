"""Pauses: a teacher stops the time of an attempt under way, and resuming gives it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.clock import new_id
from quizapp.quizzes.accommodation_models import AttemptPause
from quizapp.quizzes.deadlines import is_overdue, see_to
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.locking import lock_learner
from quizapp.quizzes.models import Attempt

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause in the history of a learner, or its end; ``by`` is None where they have left."""

    is_pause: bool
    reason: str
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
    rows = session.execute(
        select(AttemptPause, User.name)
        .join(Attempt, Attempt.id == AttemptPause.attempt_id)
        .join(User, User.id == AttemptPause.by_id)
        .where(Attempt.quiz_id == quiz_id, Attempt.user_id == user_id)
        .order_by(AttemptPause.at.desc(), AttemptPause.id.desc())
    )
    return [Paused(row.is_pause, row.reason, name, row.at) for row, name in rows]


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
