"""What one person did under the assignments of a course: their attempts, as they are marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from quizapp.domain.answers import Outcome
from quizapp.domain.grades import Earned
from quizapp.quizzes.models import Attempt, Response, Score
from quizapp.quizzes.release import over, withheld_attempts


@dataclass(frozen=True, slots=True)
class TakenAttempt:
    """An attempt of one student; there is nothing ``earned`` while it is under way.

    It is ``marked_again`` where an answer of it has another score than its first.
    """

    id: UUID
    started_at: datetime
    finished_at: datetime | None
    earned: Earned | None
    marked_again: bool


def attempts_under(session: Session, assignment_id: UUID, user_id: int) -> Sequence[TakenAttempt]:
    """Return somebody's attempts under an assignment, in the order they were begun. One SELECT."""
    return taken_by(session, user_id, [assignment_id]).get(assignment_id, ())


def taken_by(
    session: Session, user_id: int, assignment_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[TakenAttempt]]:
    """Return somebody's attempts by assignment, in the order they were begun. One SELECT."""
    rows = session.execute(
        select(
            Attempt.assignment_id,
            Attempt.id,
            Attempt.started_at,
            Attempt.finished_at,
            Attempt.points,
            Attempt.possible,
            Attempt.waiting,
            _marked_again(),
        )
        .where(
            Attempt.assignment_id.in_(assignment_ids),
            Attempt.user_id == user_id,
            ~Attempt.is_preview,
        )
        .order_by(Attempt.started_at, Attempt.id)
    )
    found: dict[UUID, list[TakenAttempt]] = defaultdict(list)
    for key, row_id, started_at, finished_at, points, possible, waiting, again in rows:
        earned = None if finished_at is None else Earned(points or 0, possible or 0, waiting or 0)
        if key is not None:
            found[key].append(TakenAttempt(row_id, started_at, finished_at, earned, again))
    return found


def untold_to(
    session: Session, user_id: int, assignment_ids: Collection[UUID], now: datetime
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return which assignments somebody may not see the marks of, and which were marked again.

    Two SELECTs.
    """
    if not assignment_ids:
        return frozenset(), frozenset()
    theirs = and_(
        Attempt.user_id == user_id,
        Attempt.assignment_id.in_(assignment_ids),
        Attempt.finished_at.is_not(None),
        ~Attempt.is_preview,
    )
    wanted = select(Attempt.assignment_id).where(theirs).distinct()
    withheld = session.scalars(wanted.where(Attempt.id.in_(withheld_attempts(over(now)))))
    again = session.scalars(wanted.where(_marked_again()))
    return frozenset(filter(None, withheld)), frozenset(filter(None, again))


def _marked_again() -> ColumnElement[bool]:
    before = aliased(Score)
    # A first mark for what waited for one is none of another kind.
    return (
        exists()
        .where(
            Response.attempt_id == Attempt.id,
            Score.response_id == Response.id,
            Score.is_current,
            before.response_id == Response.id,
            ~before.is_current,
            before.outcome != Outcome.WAITING.value,
        )
        .correlate(Attempt)
    )
