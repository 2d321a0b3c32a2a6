"""What teachers marked one person with by hand, and noted about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.assignments.models import Assignment, GradeChange, GradeNote
from quizapp.courses.models import Course
from quizapp.gradebook.attempts import untold_to

Record = dict[str, Any]


def marks_by_hand(session: Session, user_id: int, now: datetime) -> list[Record]:
    """Return the marks that teachers set for a person, in the order they did, with the reasons.

    Where results may not be seen yet, neither is the mark that takes their place.
    """
    rows = session.execute(
        select(GradeChange, Course.title)
        .join(Assignment, Assignment.id == GradeChange.assignment_id)
        .join(Course, Course.id == Assignment.course_id)
        .where(GradeChange.user_id == user_id)
        .order_by(GradeChange.set_at, GradeChange.id)
    ).all()
    untold, _ = untold_to(session, user_id, {row.assignment_id for row, _ in rows}, now)
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
        if row.assignment_id not in untold
    ]


def notes_on_marks(session: Session, user_id: int, now: datetime) -> list[Record]:
    """Return what was noted about a person and is shown to them in its course by now.

    What teachers note for themselves is not in what somebody may load at any time: they may ask
    for it, and whoever runs the site looks then at what it says of others.
    """
    rows = session.execute(
        select(GradeNote, Course.title)
        .join(Assignment, Assignment.id == GradeNote.assignment_id)
        .join(Course, Course.id == Assignment.course_id)
        .where(GradeNote.user_id == user_id, GradeNote.is_shown)
        .order_by(GradeNote.at, GradeNote.assignment_id)
    ).all()
    untold, _ = untold_to(session, user_id, {row.assignment_id for row, _ in rows}, now)
    return [
        {
            "course": course,
            "assignment": row.assignment_id,
            "text": row.text,
            "at": row.at,
        }
        for row, course in rows
        if row.assignment_id not in untold
    ]
