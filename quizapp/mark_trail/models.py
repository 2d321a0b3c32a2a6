"""Tables of the audit trail of marks: its entries, whom they name, and where it ends."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model


class What(StrEnum):
    """What was looked at or changed. ``web/mark_trail_words.py`` says each in words."""

    GRADEBOOK = "gradebook"
    STUDENT = "student"
    CELL = "cell"
    ATTEMPTS = "attempts"
    ATTEMPT = "attempt"
    ESSAYS = "essays"
    ESSAY = "essay"
    LIVE = "live"
    MEMORY = "memory"
    REMARK_PREVIEW = "remark_preview"
    EXPORT = "export"
    PERSONAL_DATA = "personal_data"
    TRAIL = "trail"

    MARK_SET = "mark_set"
    EXCUSED = "excused"
    DATES_GIVEN = "dates_given"
    TIME_GIVEN = "time_given"
    HANDED_IN_FOR = "handed_in_for"
    DROPS_CHANGED = "drops_changed"
    ESSAY_MARKED = "essay_marked"
    MARKED_AGAIN = "marked_again"

    FORGOTTEN = "forgotten"


CHANGES = frozenset(
    {
        What.MARK_SET,
        What.EXCUSED,
        What.DATES_GIVEN,
        What.TIME_GIVEN,
        What.HANDED_IN_FOR,
        What.DROPS_CHANGED,
        What.ESSAY_MARKED,
        What.MARKED_AGAIN,
        What.FORGOTTEN,
    }
)
"""What changes something; all else is a look."""


class TrailPerson(Model):
    """Who is meant by an id of the trail. Without its row, nobody can say whose id that was.

    Everybody has another id in each course, and one outside of courses: a course that is forgotten
    takes its ids along, and what the trail says of other courses stays readable.
    """

    __tablename__ = "mark_trail_person"
    __table_args__ = (Index("ix_mark_trail_person_user", "user_id", "course_id"),)

    # Random: it says nothing, not even when it was made.
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    # No foreign key: courses are made above this feature, and never deleted.
    course_id: Mapped[UUID | None] = mapped_column(index=True)


class TrailEntry(Model):
    """One look or one change. Only added: triggers of the database see to that.

    What a change was about may tell of an illness, and its words can be erased: the chain keeps a
    salted hash of them. A look at a whole course or quiz names no student.
    """

    __tablename__ = "mark_trail_entry"
    __table_args__ = (
        CheckConstraint("(reason IS NULL) = (reason_salt IS NULL)", name="reason_with_salt"),
        Index("ix_mark_trail_entry_actor_at", "actor_id", "at"),
        Index("ix_mark_trail_entry_student", "student_id"),
        Index("ix_mark_trail_entry_course", "course_id", "number"),
        Index("ix_mark_trail_entry_quiz", "quiz_id", "number"),
    )

    # Without a gap, from 1.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(20))
    # None is the server itself.
    actor_id: Mapped[UUID | None]
    student_id: Mapped[UUID | None]
    course_id: Mapped[UUID | None]
    assignment_id: Mapped[UUID | None]
    quiz_id: Mapped[UUID | None]
    attempt_id: Mapped[UUID | None]
    # What a change was from and to, as it is written in the chain.
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text)
    reason_salt: Mapped[str | None] = mapped_column(String(32))
    reason_hash: Mapped[str | None] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class TrailEnd(Model):
    """Where the trail ends, in one row: whoever adds an entry holds it, so that all take turns."""

    __tablename__ = "mark_trail_end"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entries: Mapped[int]
    last_hash: Mapped[str] = mapped_column(String(64))
