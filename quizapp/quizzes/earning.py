"""What attempts earned, in SQL: scores are shares of what each question is worth."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select, update
from sqlalchemy.orm import Session

from quizapp.db import table_of
from quizapp.domain.answers import Outcome
from quizapp.quizzes.design_models import QuizDesign
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


def totals() -> dict[str, Any]:
    """Return what the columns of an attempt are set to by which lists of attempts are quick.

    They are its points, those that it could earn and how many answers wait, as all its current
    scores say, and that item analysis has to count it. Each is a subquery on the attempt that is
    updated.
    """
    return {
        "points": _of(EARNED),
        "possible": _of(POSSIBLE),
        "waiting": _of(WAITING),
        "awaits_analysis": IS_ANALYSED,
    }


def keep_totals(session: Session, response_ids: Collection[UUID]) -> None:
    """Count the attempts of responses again whose scores have changed, if they are handed in."""
    attempts = select(_RESPONSES.c.attempt_id).where(_RESPONSES.c.id.in_(response_ids))
    session.execute(
        update(_ATTEMPTS)
        .where(_ATTEMPTS.c.id.in_(attempts), _ATTEMPTS.c.finished_at.is_not(None))
        .values(totals())
        .execution_options(synchronize_session=False)
    )


_ATTEMPTS, _RESPONSES = table_of(Attempt), table_of(Response)
_DESIGNS = table_of(QuizDesign)

# What somebody practises has no design, and is nobody's to analyse.
IS_ANALYSED = and_(
    ~_ATTEMPTS.c.is_preview,
    exists().where(
        _DESIGNS.c.quiz_id == _ATTEMPTS.c.quiz_id,
        _DESIGNS.c.number == _ATTEMPTS.c.settings_number,
    ),
)
"""Whether an attempt is one that item analysis counts once it is handed in."""


def _of(figure: ColumnElement[Any]) -> Any:
    return (
        select(figure)
        .select_from(AttemptQuestion)
        .outerjoin(
            Response,
            and_(
                Response.attempt_id == AttemptQuestion.attempt_id,
                Response.position == AttemptQuestion.position,
            ),
        )
        .outerjoin(Score, and_(Score.response_id == Response.id, Score.is_current))
        .where(AttemptQuestion.attempt_id == _ATTEMPTS.c.id)
        .correlate(_ATTEMPTS)
        .scalar_subquery()
    )
