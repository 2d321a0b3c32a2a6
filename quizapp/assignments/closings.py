"""Until when a quiz is taken by the courses that it was given to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    SQLColumnExpression,
    bindparam,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from quizapp.assignments.models import Assignment, AssignmentOverride


def given_until(
    quiz_id: SQLColumnExpression[UUID], moment: datetime | BindParameter[datetime]
) -> ColumnElement[bool]:
    """Return whether a quiz, by a column with its id, is given to anybody until then or later."""
    to_all = exists().where(
        Assignment.quiz_id == quiz_id,
        Assignment.removed_at.is_(None),
        Assignment.closes_at >= moment,
    )
    to_some = exists().where(
        Assignment.quiz_id == quiz_id,
        Assignment.removed_at.is_(None),
        AssignmentOverride.assignment_id == Assignment.id,
        AssignmentOverride.is_current,
        # Whoever has only a later due date has at least until then.
        or_(AssignmentOverride.closes_at >= moment, AssignmentOverride.due_at >= moment),
    )
    return or_(
        to_all.correlate_except(Assignment),
        to_some.correlate_except(Assignment, AssignmentOverride),
    )


def last_closing(session: Session, quiz_id: UUID) -> datetime | None:
    """Return when the last course or person is done with a quiz that was given to them.

    None where it is given to nobody. One SELECT.
    """
    ends = session.execute(_LAST, {"quiz": quiz_id}).one()
    return max(filter(None, ends), default=None)


# A column that points at a table takes its type from there, and that may not be read yet.
_QUIZ = bindparam("quiz", type_=Assignment.id.type)
_LAST = (
    select(
        func.max(Assignment.closes_at),
        func.max(AssignmentOverride.closes_at),
        func.max(AssignmentOverride.due_at),
    )
    .select_from(Assignment)
    .outerjoin(
        AssignmentOverride,
        (AssignmentOverride.assignment_id == Assignment.id) & AssignmentOverride.is_current,
    )
    .where(Assignment.quiz_id == _QUIZ, Assignment.removed_at.is_(None))
)
