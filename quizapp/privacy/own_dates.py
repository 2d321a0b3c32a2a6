"""The dates of assignments that one person was given, with the reasons."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.assignments.models import Assignment, AssignmentOverride
from quizapp.courses.models import Course

Record = dict[str, Any]


def own_dates(session: Session, user_id: int) -> list[Record]:
    """Return what a person was given for assignments that others were not, as it was given."""
    rows = session.execute(
        select(AssignmentOverride, Course.title)
        .join(Assignment, Assignment.id == AssignmentOverride.assignment_id)
        .join(Course, Course.id == Assignment.course_id)
        .where(AssignmentOverride.user_id == user_id)
        .order_by(AssignmentOverride.given_at, AssignmentOverride.id)
    )
    return [
        {
            "course": course,
            "assignment": row.assignment_id,
            "opens_at": row.opens_at,
            "due_at": row.due_at,
            "closes_at": row.closes_at,
            "excused": row.is_excused,
            "reason": row.reason,
            "given_at": row.given_at,
            "is_current": row.is_current,
        }
        for row, course in rows
    ]
