"""Accommodations: more time, more attempts or a later closing time for one person.

They win over what a quiz has for everybody, and act at once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, case, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.designs import Design

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Accommodation:
    """What somebody is given beyond a quiz; None is as everybody has it.

    More time is said in percent of the limit or in minutes: both raise ValueError.
    """

    extra_percent: int | None = None
    extra_minutes: int | None = None
    extra_attempts: int | None = None
    closes_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.extra_percent is not None and self.extra_minutes is not None:
            raise ValueError("more time is said in percent or in minutes")

    @property
    def gives_time(self) -> bool:
        """Whether an attempt may take longer."""
        return self.extra_percent is not None or self.extra_minutes is not None

    def minutes(self, limit: int | None) -> int | None:
        """Return how long an attempt may take where others have so many minutes; None is no limit.

        What is given in percent is rounded up to a whole minute.
        """
        if limit is None:
            return None
        more = -(-limit * (self.extra_percent or 0) // _WHOLE)
        return limit + more + (self.extra_minutes or 0)

    def closing(self, closes_at: datetime | None) -> datetime | None:
        """Return when the quiz closes for this person; never before it does for everybody."""
        if closes_at is None or self.closes_at is None:
            return closes_at
        return max(closes_at, self.closes_at)

    def applied(self, design: Design) -> Design:
        """Return a quiz as it is for this person."""
        allowed = design.attempts_allowed
        return replace(
            design,
            minutes=self.minutes(design.minutes),
            closes_at=self.closing(design.closes_at),
            attempts_allowed=None if allowed is None else allowed + (self.extra_attempts or 0),
        )


NOTHING = Accommodation()
"""What everybody has who was given nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """An accommodation in the history of a learner; ``by`` is None where that teacher has left."""

    id: UUID
    accommodation: Accommodation
    is_current: bool
    reason: str
    by: str | None
    at: datetime


def accommodation_of(session: Session, quiz_id: UUID, user_id: int) -> Accommodation:
    """Return what somebody has beyond a quiz now."""
    row = current_row(session, quiz_id, user_id)
    return value_of(row)


def current_row(session: Session, quiz_id: UUID, user_id: int) -> QuizAccommodation | None:
    """Return the row that counts, None where nothing was ever given."""
    return session.scalar(_CURRENT, {"quiz": quiz_id, "user": user_id})


_CURRENT = select(QuizAccommodation).where(
    QuizAccommodation.quiz_id == bindparam("quiz"),
    QuizAccommodation.user_id == bindparam("user"),
    QuizAccommodation.is_current,
)


def history(session: Session, quiz_id: UUID, user_id: int) -> Sequence[Given]:
    """Return all that somebody was ever given at a quiz, the newest first."""
    rows = session.execute(
        select(QuizAccommodation, User.name)
        .join(User, User.id == QuizAccommodation.given_by_id)
        .where(QuizAccommodation.quiz_id == quiz_id, QuizAccommodation.user_id == user_id)
        .order_by(
            QuizAccommodation.is_current.desc(),
            QuizAccommodation.given_at.desc(),
            QuizAccommodation.id.desc(),
        )
    )
    return [
        Given(row.id, value_of(row), row.is_current, row.reason, name, row.given_at)
        for row, name in rows
    ]


def given_to(
    session: Session, user_id: int, quiz_ids: Collection[UUID], readers: Select[int]
) -> dict[UUID, Given]:
    """Return what somebody has beyond quizzes now, by quiz; what has nothing is absent.

    Why is left out where it was given by anybody who is not among the ``readers``: it was told to
    them, and may tell of an illness. One SELECT.
    """
    reason = case((QuizAccommodation.given_by_id.in_(readers), QuizAccommodation.reason), else_="")
    rows = session.execute(
        select(QuizAccommodation, User.name, reason)
        .join(User, User.id == QuizAccommodation.given_by_id)
        .where(
            QuizAccommodation.user_id == user_id,
            QuizAccommodation.quiz_id.in_(quiz_ids),
            QuizAccommodation.is_current,
        )
    )
    return {
        row.quiz_id: Given(row.id, value_of(row), row.is_current, why, by, row.given_at)
        for row, by, why in rows
        if value_of(row) != NOTHING
    }


def add_accommodation(
    session: Session,
    given_id: UUID,
    quiz_id: UUID,
    user_id: int,
    accommodation: Accommodation,
    *,
    reason: str,
    by: int,
    now: datetime,
) -> None:
    """Let an accommodation follow what somebody had before."""
    session.execute(
        update(QuizAccommodation)
        .where(
            QuizAccommodation.quiz_id == quiz_id,
            QuizAccommodation.user_id == user_id,
            QuizAccommodation.is_current,
        )
        .values(is_current=False)
    )
    session.add(
        QuizAccommodation(
            id=given_id,
            quiz_id=quiz_id,
            user_id=user_id,
            is_current=True,
            extra_percent=accommodation.extra_percent,
            extra_minutes=accommodation.extra_minutes,
            extra_attempts=accommodation.extra_attempts,
            closes_at=accommodation.closes_at,
            reason=reason,
            given_by_id=by,
            given_at=now,
        )
    )
    session.flush()


def extra_attempts(session: Session, quiz_id: UUID) -> dict[int, int]:
    """Return how many more attempts learners were given at a quiz; others are absent."""
    found = session.execute(
        select(QuizAccommodation.user_id, QuizAccommodation.extra_attempts).where(
            QuizAccommodation.quiz_id == quiz_id,
            QuizAccommodation.is_current,
            QuizAccommodation.extra_attempts.is_not(None),
        )
    )
    return {user_id: extra for user_id, extra in found if extra is not None}


def move_accommodations(session: Session, from_user_id: int, to_user_id: int) -> None:
    """Give what a guest was given to the account that they are; of two the newer counts."""
    rows = session.scalars(
        select(QuizAccommodation)
        .where(QuizAccommodation.user_id.in_((from_user_id, to_user_id)))
        .order_by(QuizAccommodation.given_at.desc(), QuizAccommodation.id.desc())
    ).all()
    if all(row.user_id == to_user_id for row in rows):
        return
    counted: set[UUID] = set()
    for row in rows:
        row.is_current = row.is_current and row.quiz_id not in counted
        if row.is_current:
            counted.add(row.quiz_id)
    # One that counts leaves before another comes: the database allows one for each quiz.
    session.flush()
    for row in rows:
        row.user_id = to_user_id
    session.flush()


def value_of(row: QuizAccommodation | None) -> Accommodation:
    """Return what a row gives; where there is none, nothing."""
    if row is None:
        return NOTHING
    return Accommodation(row.extra_percent, row.extra_minutes, row.extra_attempts, row.closes_at)
