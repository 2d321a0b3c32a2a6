"""Marks that teachers set by hand, and what they note about one student and one assignment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.news import note_news
from quizapp.assignments.errors import (
    BadMark,
    GivenMeanwhile,
    NoReason,
    NotTheirs,
    TooLong,
    UnknownAssignment,
)
from quizapp.assignments.models import Assignment, GradeChange, GradeNote
from quizapp.assignments.overrides import people_of
from quizapp.assignments.services import held_assignment
from quizapp.audit.models import Event
from quizapp.audit.services import Details, Thing, record
from quizapp.courses.models import Course
from quizapp.db import changed_rows
from quizapp.domain.grades import whole_percent
from quizapp.mark_trail import services as mark_trail
from quizapp.mark_trail.models import What

REASON_LENGTH = 500
NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class SetMark:
    """A mark that was set by hand once; ``by`` is None where that teacher has left."""

    id: UUID
    share: float | None
    reason: str
    by: str | None
    at: datetime
    is_current: bool


def set_mark(
    session: Session,
    change_id: UUID,
    course_id: UUID,
    assignment_id: UUID,
    user_id: int,
    share: float | None,
    *,
    reason: str,
    by: int,
    after: UUID | None,
    now: datetime,
) -> GradeChange | None:
    """Let a mark from 0 to 1 follow the one with the id ``after``; None takes back what was set.

    The same id again, and what stands there already, adds nothing: None then. Raises
    UnknownAssignment, CourseArchived, NotTheirs, BadMark, NoReason, TooLong, and GivenMeanwhile
    where another has followed.
    """
    course, row = held_assignment(session, course_id, assignment_id)
    known = session.get(GradeChange, change_id)
    if known is not None:
        if (known.assignment_id, known.user_id) != (assignment_id, user_id):
            raise UnknownAssignment(assignment_id)
        return None
    if share is not None and not 0 <= share <= 1:
        raise BadMark
    reason = _checked(reason, REASON_LENGTH)
    if not reason:
        raise NoReason
    _refuse_stranger(session, row, user_id)
    current = _current(session, assignment_id, user_id)
    before = (None, reason) if current is None else (current.share, current.reason)
    if (share, reason) == before or (share is None and before[0] is None):
        return None
    if (current.id if current else None) != after:
        raise GivenMeanwhile
    these = GradeChange.assignment_id == assignment_id, GradeChange.user_id == user_id
    changed_rows(
        session,
        update(GradeChange).where(*these, GradeChange.is_current).values(is_current=False),
    )
    made = GradeChange(
        id=change_id,
        assignment_id=assignment_id,
        user_id=user_id,
        is_current=True,
        share=share,
        reason=reason,
        set_by_id=by,
        set_at=now,
    )
    session.add(made)
    session.flush()
    note_news(session, [user_id], now)
    _note(session, course, row, user_id, share, now)
    changed = mark_trail.Note(
        What.MARK_SET,
        mark_trail.Place(course_id, assignment_id, row.quiz_id),
        user_id,
        before=before[0],
        after=share,
        reason=reason,
    )
    mark_trail.note(session, [changed], by, now)
    return made


def save_note(
    session: Session,
    form_id: UUID,
    course_id: UUID,
    assignment_id: UUID,
    user_id: int,
    text: str,
    *,
    is_shown: bool,
    by: int,
    after: UUID | None,
    now: datetime,
) -> bool:
    """Note something about a student and an assignment; without words the note goes.

    The same form again changes nothing: False then. Raises UnknownAssignment, CourseArchived,
    NotTheirs, TooLong, and GivenMeanwhile where the note is not the one with the id ``after``.
    """
    _, row = held_assignment(session, course_id, assignment_id)
    text = _checked(text, NOTE_LENGTH)
    _refuse_stranger(session, row, user_id)
    known = note_of(session, assignment_id, user_id)
    if known is None and not text:
        return False
    if known is not None:
        if known.form_id == form_id or (known.text, known.is_shown) == (text, is_shown):
            return False
        if known.form_id != after:
            raise GivenMeanwhile
        if not text:
            these = GradeNote.assignment_id == assignment_id, GradeNote.user_id == user_id
            return changed_rows(session, delete(GradeNote).where(*these)) > 0
    elif after is not None:
        raise GivenMeanwhile
    else:
        known = GradeNote(assignment_id=assignment_id, user_id=user_id)
        session.add(known)
    known.form_id, known.text, known.is_shown = form_id, text, is_shown
    known.by_id, known.at = by, now
    session.flush()
    return True


def marks_of(session: Session, assignment_id: UUID, user_id: int) -> Sequence[SetMark]:
    """Return what was set by hand for somebody, the newest first. One SELECT."""
    rows = session.execute(
        select(GradeChange, User.name)
        .join(User, User.id == GradeChange.set_by_id)
        .where(GradeChange.assignment_id == assignment_id, GradeChange.user_id == user_id)
        .order_by(GradeChange.is_current.desc(), GradeChange.set_at.desc(), GradeChange.id.desc())
    )
    return [
        SetMark(row.id, row.share, row.reason, by, row.set_at, row.is_current) for row, by in rows
    ]


def note_of(session: Session, assignment_id: UUID, user_id: int) -> GradeNote | None:
    """Return what is noted about somebody and an assignment."""
    return session.get(GradeNote, (assignment_id, user_id), populate_existing=True)


def notes_about(
    session: Session, user_id: int, assignment_ids: Collection[UUID]
) -> Mapping[UUID, GradeNote]:
    """Return what is noted about somebody, by assignment. One SELECT."""
    rows = session.scalars(
        select(GradeNote).where(
            GradeNote.user_id == user_id, GradeNote.assignment_id.in_(assignment_ids)
        )
    )
    return {row.assignment_id: row for row in rows}


def _current(session: Session, assignment_id: UUID, user_id: int) -> GradeChange | None:
    return session.scalar(
        select(GradeChange)
        .where(
            GradeChange.assignment_id == assignment_id,
            GradeChange.user_id == user_id,
            GradeChange.is_current,
        )
        .execution_options(populate_existing=True)
    )


def _checked(text: str, most: int) -> str:
    text = text.replace("\x00", "").strip()
    if len(text) > most:
        raise TooLong(most)
    return text


def _refuse_stranger(session: Session, row: Assignment, user_id: int) -> None:
    if (
        session.scalar(select(User.id).where(User.id == user_id, User.id.in_(people_of(row))))
        is None
    ):
        raise NotTheirs(user_id)


def _note(
    session: Session,
    course: Course,
    row: Assignment,
    user_id: int,
    share: float | None,
    now: datetime,
) -> None:
    # What is noted here stays for long, so that it says no reason: that stands with the mark.
    details: Details = {"assignment": str(row.id)}
    if share is not None:
        details = {**details, "percent": whole_percent(share)}
    about = Thing(course.id, course.title)
    record(session, Event.MARK_CHANGED, now, subject_id=user_id, thing=about, details=details)
