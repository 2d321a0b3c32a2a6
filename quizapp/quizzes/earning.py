"""What attempts earned, in SQL: scores are shares of what each question is worth."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select, and_, case, func

from quizapp.domain.answers import Outcome
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response, Score

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])

_IS_STRUCK = Score.outcome == Outcome.STRUCK.value
_IS_WAITING = Score.outcome == Outcome.WAITING.value

EARNED = func.coalesce(func.sum(Score.points * AttemptQuestion.points), 0.0)
"""The points of an attempt."""

POSSIBLE = func.coalesce(func.sum(case((_IS_STRUCK, 0.0), else_=AttemptQuestion.points)), 0.0)
"""The points that it could earn: what was struck out is worth nothing."""

COUNTED = Attempt.length - func.count().filter(_IS_STRUCK)
"""How many of its questions count: those that were not struck out."""

WAITING = func.count().filter(_IS_WAITING, AttemptQuestion.points > 0)
"""How many of its answers that count wait for people to mark them."""


def with_scores(statement: Statement) -> Statement:
    """Return a statement on attempts, to be grouped by these, with what was answered in each."""
    return (
        statement.outerjoin(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .outerjoin(
            Response,
            and_(
                Response.attempt_id == Attempt.id,
                Response.position == AttemptQuestion.position,
            ),
        )
        .outerjoin(Score, and_(Score.response_id == Response.id, Score.is_current))
    )
