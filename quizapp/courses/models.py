"""Tables of courses: who is in them as what, groups, and the codes and lists that let people in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.accounts.models import SORTED
from quizapp.db import Model
from quizapp.domain.due_dates import Membership

_IS_OPEN = text("closed_at IS NULL")
_IS_TEACHER = text("role = 'teacher'")
_HAS_NUMBER = text("number != ''")


class CourseRole(StrEnum):
    """What somebody is in a course. It belongs to its one teacher."""

    TEACHER = "teacher"
    CO_TEACHER = "co_teacher"
    ASSISTANT = "assistant"
    STUDENT = "student"


class EnrolmentState(StrEnum):
    """Whether somebody is in a course: they may wait to be let in, and have been in it before.

    Who is invited was offered a place by its teacher and has not said yes.
    """

    WAITING = "waiting"
    INVITED = "invited"
    ACTIVE = "active"
    LEFT = "left"
    REMOVED = "removed"


class Course(Model):
    """People who learn together for a while. The browser brings the id, so twice is once."""

    __tablename__ = "course"
    __table_args__ = (CheckConstraint("drops BETWEEN 0 AND 20", name="drops_in_range"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    # By whose clock its days and deadlines are meant.
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    # Since when it is over: it is still seen, and nothing in it is changed.
    archived_at: Mapped[datetime | None]
    # How many of the lowest of somebody's marks do not count in their grade.
    drops: Mapped[int] = mapped_column(default=0, server_default="0")
    # For how many months after its end it is kept with names, where that is less than the site has.
    keep_months: Mapped[int | None]
    # To when somebody wanted it kept in any case.
    kept_until: Mapped[datetime | None]
    # Since when it is said that it will be forgotten: nothing is without that.
    retention_told_at: Mapped[datetime | None]
    # Since when nobody knows any more who learned in it.
    forgotten_at: Mapped[datetime | None]
    # Whether its students see roughly where their own marks stand.
    shows_bands: Mapped[bool] = mapped_column(default=False, server_default=false())


class Enrolment(Model):
    """What one person is, or was, in one course. Never deleted: whoever comes back has this row."""

    __tablename__ = "enrolment"
    __table_args__ = (
        CheckConstraint(
            "role IN ('teacher', 'co_teacher', 'assistant', 'student')", name="role_known"
        ),
        CheckConstraint(
            "state IN ('waiting', 'invited', 'active', 'left', 'removed')", name="state_known"
        ),
        CheckConstraint(
            "CASE WHEN state IN ('left', 'removed') THEN left_at IS NOT NULL "
            "ELSE left_at IS NULL OR state = 'invited' END",
            name="left_when_gone",
        ),
        Index(
            "uq_enrolment_number",
            "course_id",
            "number",
            unique=True,
            sqlite_where=_HAS_NUMBER,
            postgresql_where=_HAS_NUMBER,
        ),
        Index(
            "uq_enrolment_teacher",
            "course_id",
            unique=True,
            sqlite_where=_IS_TEACHER,
            postgresql_where=_IS_TEACHER,
        ),
    )

    course_id: Mapped[UUID] = mapped_column(
        ForeignKey("course.id", ondelete="RESTRICT"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(8))
    # When they came first, or asked to.
    joined_at: Mapped[datetime]
    # When role or state changed last.
    changed_at: Mapped[datetime]
    # None while they are in it, or wait to be. Who is invited again keeps when they left.
    left_at: Mapped[datetime | None]
    # By which the school knows them; empty where no list has said so.
    number: Mapped[str] = mapped_column(String(64), default="", server_default="")
    # Who offered them their place, until they have agreed to be in the course in whatever way.
    invited_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    # The code by which they came last: each counts them once.
    invitation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="RESTRICT"), index=True
    )
    # By what their family name is sorted; empty where no list has said which it is.
    family_key: Mapped[str] = mapped_column(SORTED, default="", server_default="")
    # When they were first let in; None for whoever never was.
    let_in_at: Mapped[datetime | None]
    # Each time that they were gone since: from when and to when as text, None while they are.
    absences: Mapped[list[list[str | None]]] = mapped_column(
        JSON, default=list, server_default="[]"
    )

    @property
    def membership(self) -> Membership:
        """When they were in the course: what was due else is not expected of them."""
        gone = [
            (datetime.fromisoformat(left_at), datetime.fromisoformat(back_at))
            for left_at, back_at in self.absences
            if left_at is not None and back_at is not None
        ]
        return Membership(self.let_in_at or self.joined_at, tuple(gone))


class CourseGroup(Model):
    """Some students of a course, by a name; a student may be in several."""

    __tablename__ = "course_group"
    __table_args__ = (
        UniqueConstraint("course_id", "name_key"),
        # So that a member of a group is somebody of the same course.
        UniqueConstraint("course_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(80))
    # The name folded, so that “Red” and “red” cannot be two groups.
    name_key: Mapped[str] = mapped_column(String(160))
    created_at: Mapped[datetime]


class GroupMember(Model):
    """That somebody is in a group. It stays when they leave the course, for when they come back."""

    __tablename__ = "group_member"
    __table_args__ = (
        ForeignKeyConstraint(
            ["course_id", "group_id"],
            ["course_group.course_id", "course_group.id"],
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["course_id", "user_id"],
            ["enrolment.course_id", "enrolment.user_id"],
            ondelete="RESTRICT",
        ),
        Index("ix_group_member_course_id_user_id", "course_id", "user_id"),
        Index("ix_group_member_user_id", "user_id"),
    )

    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[UUID]


class Invitation(Model):
    """A code by which people come into a course. One of each course is open at most."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("uses >= 0", name="uses_not_negative"),
        CheckConstraint("uses_limit IS NULL OR uses_limit > 0", name="limit_positive"),
        Index(
            "uq_invitation_open",
            "course_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index("ix_invitation_course_id", "course_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    # Kept readable, because it stands on the wall of a class; 40 random bits, and replaceable.
    code: Mapped[str] = mapped_column(String(8), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    expires_at: Mapped[datetime]
    # How many accounts have come by it, or asked to; and how many may. None: as many as want to.
    uses: Mapped[int] = mapped_column(default=0)
    uses_limit: Mapped[int | None]
    needs_approval: Mapped[bool]
    # Taken back, or replaced by another.
    closed_at: Mapped[datetime | None]


class RosterList(Model):
    """A list of students that was sent for a course: looked through first, then imported.

    It names people who may never come: its text goes when it is imported, or after some days.
    """

    __tablename__ = "roster_list"
    __table_args__ = (
        CheckConstraint("imported_at IS NOT NULL OR undone_at IS NULL", name="undone_if_imported"),
        Index("ix_roster_list_author_id", "author_id"),
        Index("ix_roster_list_course_id", "course_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    imported_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class RosterAddition(Model):
    """That an import brought somebody into the course who was not in it."""

    __tablename__ = "roster_addition"

    list_id: Mapped[UUID] = mapped_column(
        ForeignKey("roster_list.id", ondelete="RESTRICT"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    # Whether the account was made by the import, too.
    is_new_account: Mapped[bool]
