"""A student's own marks in a course: what they may see of them by now, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.assignments.models import Assignment, GradeChange, GradeNote
from quizapp.domain.course_cells import NOT_THEIRS, Cell, Standing
from quizapp.domain.course_grades import Counted, Total, total
from quizapp.gradebook.attempts import untold_to
from quizapp.gradebook.book import Gradebook, course_grades
from quizapp.quizzes.assigned import Called


@dataclass(frozen=True, slots=True)
class OwnMark:
    """How it stands with one assignment, as its student sees it.

    The ``cell`` is None where it is marked and not shown yet. ``reason`` is why a mark was set by
    hand, ``note`` what their teacher wrote to them about it; both may be empty, and are then, too.
    """

    assignment: Assignment
    called: Called
    due_at: datetime
    cell: Cell | None
    is_dropped: bool
    is_marked_again: bool
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """All marks of a student, and what those come to that they may see."""

    marks: tuple[OwnMark, ...]
    total: Total
    drops: int


def own_marks(session: Session, course_id: UUID, user_id: int, now: datetime) -> OwnMarks:
    """Return a student's own marks; none for whoever is no student of the course now.

    What was given to a group that they are not in, and what is a draft, is left out. The total is
    that of what is shown: nobody reckons from it what is not. At most sixteen SELECTs.
    """
    return marks_in(session, course_grades(session, course_id, now, user_id), user_id, now)


def marks_in(session: Session, book: Gradebook, user_id: int, now: datetime) -> OwnMarks:
    """Return the same from the gradebook of one student. At most four SELECTs."""
    if not book.rows or not book.columns:
        return OwnMarks((), Total(None), book.drops)
    row = book.rows[0]
    ids = [column.assignment.id for column in book.columns]
    withheld, again = untold_to(session, user_id, ids, now)
    reasons, notes = _words(session, user_id, ids)
    seen = [
        place
        for place, column in enumerate(book.columns)
        if row.cells[place] != NOT_THEIRS
        and (column.called.is_published or row.cells[place].standing is not Standing.NOT_DUE)
    ]
    told = [place for place in seen if ids[place] not in withheld]
    counting = [place for place in told if row.cells[place].share is not None]
    sum_ = total(
        [
            Counted(row.cells[place].share or 0.0, book.columns[place].assignment.weight)
            for place in counting
        ],
        book.drops,
    )
    dropped = {counting[place] for place in sum_.dropped}
    marks = tuple(
        OwnMark(
            book.columns[place].assignment,
            book.columns[place].called,
            book.due_at[place],
            row.cells[place] if place in told else None,
            place in dropped,
            place in told and ids[place] in again,
            reasons.get(ids[place], "") if place in told else "",
            notes.get(ids[place], "") if place in told else "",
        )
        for place in seen
    )
    return OwnMarks(marks, sum_, book.drops)


def _words(
    session: Session, user_id: int, ids: list[UUID]
) -> tuple[dict[UUID, str], dict[UUID, str]]:
    reasons = session.execute(
        select(GradeChange.assignment_id, GradeChange.reason).where(
            GradeChange.user_id == user_id,
            GradeChange.assignment_id.in_(ids),
            GradeChange.is_current,
            GradeChange.share.is_not(None),
        )
    )
    notes = session.execute(
        select(GradeNote.assignment_id, GradeNote.text).where(
            GradeNote.user_id == user_id, GradeNote.assignment_id.in_(ids), GradeNote.is_shown
        )
    )
    return {row[0]: row[1] for row in reasons}, {row[0]: row[1] for row in notes}
