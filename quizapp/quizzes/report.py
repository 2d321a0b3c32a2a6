"""What became of a quiz that a teacher gave to others: every attempt at it, whoever's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.domain.grades import Earned
from quizapp.quizzes.earning import COUNTED, EARNED, POSSIBLE, WAITING, with_scores
from quizapp.quizzes.models import Attempt, EndedBy, Response


@dataclass(frozen=True, slots=True)
class ReportedAttempt:
    """An attempt as the teacher whose quiz it is sees it.

    ``name`` is None for a guest, and for somebody who has left. Of ``length`` questions so many are
    ``answered``, and so many ``counted``: those that were not struck out. There are no ``points``
    while it is under way; ``possible`` are all that it could earn. So many answers are ``waiting``
    to be marked. While its time stands still, ``paused_left`` seconds of it are left.
    """

    id: UUID
    user_id: int
    name: str | None
    is_guest: bool
    started_at: datetime
    finished_at: datetime | None
    ended_by: EndedBy | None
    deadline_at: datetime | None
    length: int
    counted: int
    answered: int
    points: float | None
    possible: float
    paused_left: int | None
    waiting: int = 0

    @property
    def earned(self) -> Earned | None:
        """What it earned of all that it could; None while it is under way."""
        return None if self.points is None else Earned(self.points, self.possible, self.waiting)

    @property
    def percent(self) -> int | None:
        """Its points of all there are, in whole per cent; None where there is no such share yet."""
        return None if self.earned is None else self.earned.percent


def every_attempt(
    session: Session, quiz_id: UUID, user_ids: Sequence[int] | None = None
) -> Sequence[ReportedAttempt]:
    """Return all attempts at a quiz by name, each learner's in the order they were begun.

    ``user_ids`` are the learners whose attempts are wanted; None is everybody.
    """
    wanted = _attempts(Attempt.quiz_id == quiz_id)
    if user_ids is not None:
        wanted = wanted.where(Attempt.user_id.in_(user_ids))
    return _reported(session, wanted.order_by(*BY_NAME, Attempt.started_at, Attempt.id))


def learners_attempts(session: Session, quiz_id: UUID, user_id: int) -> list[ReportedAttempt]:
    """Return somebody's attempts at a quiz, the newest first."""
    wanted = _attempts(and_(Attempt.quiz_id == quiz_id, Attempt.user_id == user_id))
    return _reported(session, wanted.order_by(Attempt.started_at.desc(), Attempt.id.desc()))


def reported_attempt(session: Session, quiz_id: UUID, attempt_id: UUID) -> ReportedAttempt | None:
    """Return one attempt at a quiz; None where it is at another, or there is none."""
    wanted = _attempts(and_(Attempt.quiz_id == quiz_id, Attempt.id == attempt_id))
    return next(iter(_reported(session, wanted)), None)


def _attempts(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    every = with_scores(
        select(
            Attempt.id,
            User.id.label("user_id"),
            User.name,
            User.is_guest,
            Attempt.started_at,
            Attempt.finished_at,
            Attempt.ended_by,
            Attempt.deadline_at,
            Attempt.length,
            Attempt.paused_left,
            COUNTED.label("counted"),
            func.count(Response.id).filter(~Response.is_blank).label("answered"),
            EARNED.label("points"),
            POSSIBLE.label("possible"),
            WAITING.label("waiting"),
        ).join(User, User.id == Attempt.user_id)
    )
    return every.where(which, ~Attempt.is_preview).group_by(Attempt.id, User.id)


def _reported(session: Session, statement: Select[*tuple[Any, ...]]) -> list[ReportedAttempt]:
    return [
        ReportedAttempt(
            row.id,
            row.user_id,
            row.name,
            row.is_guest,
            row.started_at,
            row.finished_at,
            EndedBy(row.ended_by) if row.ended_by else None,
            row.deadline_at,
            row.length,
            row.counted,
            row.answered,
            # Where each question is marked at once there are scores before the end.
            row.points if row.finished_at is not None else None,
            row.possible,
            row.paused_left,
            row.waiting if row.finished_at is not None else 0,
        )
        for row in session.execute(statement)
    ]
