"""What teachers marked one person with by hand, and noted about them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.assignments.models import Assignment, GradeChange, GradeNote
from quizapp.courses.models import Course

Record = dict[str, Any]


def marks_by_hand(session: Session, user_id: int) -> list[Record]:
    """Return the marks that teachers set for a person, in the order they did, with the reasons."""
    rows = session.execute(
        select(GradeChange, Course.title)
        .join(Assignment, Assignment.id == GradeChange.assignment_id)
        .join(Course, Course.id == Assignment.course_id)
        .where(GradeChange.user_id == user_id)
        .order_by(GradeChange.set_at, GradeChange.id)
    )
    return [
        {
            "course": course,
            "assignment": row.assignment_id,
            "share": row.share,
            "reason": row.reason,
            "set_at": row.set_at,
            "is_current": row.is_current,
        }
        for row, course in rows
    ]


def notes_on_marks(session: Session, user_id: int) -> list[Record]:
    """Return what was noted about a person, whether or not they see it in the course."""
    rows = session.execute(
        select(GradeNote, Course.title)
        .join(Assignment, Assignment.id == GradeNote.assignment_id)
        .join(Course, Course.id == Assignment.course_id)
        .where(GradeNote.user_id == user_id)
        .order_by(GradeNote.at, GradeNote.assignment_id)
    )
    return [
        {
            "course": course,
            "assignment": row.assignment_id,
            "text": row.text,
            "shown_to_you": row.is_shown,
            "at": row.at,
        }
        for row, course in rows
    ]
