"""Tables of assignments: what a course was given with dates, what some have otherwise, and marks.

The marks are those that teachers set by hand: what attempts earned stands in these.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model
from quizapp.domain.due_dates import Exemption, Late, LateRule, Window

_FOR_ALL = text("removed_at IS NULL AND group_id IS NULL")
_FOR_A_GROUP = text("removed_at IS NULL AND group_id IS NOT NULL")
_OF_A_PERSON = text("is_current AND user_id IS NOT NULL")
_OF_A_GROUP = text("is_current AND group_id IS NOT NULL")
_IS_CURRENT = text("is_current")


class Assignment(Model):
    """A quiz to take, or a bank to study, that a course was given. The browser brings the id.

    Quizzes and banks are named by their ids alone: both know assignments, and not the other way
    round.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("(quiz_id IS NULL) <> (bank_id IS NULL)", name="one_thing"),
        CheckConstraint("(goal IS NULL) = (bank_id IS NULL)", name="goal_of_study"),
        CheckConstraint("goal IN ('ready_by', 'daily')", name="goal_known"),
        CheckConstraint("topic = '' OR source = ''", name="narrowed_once"),
        CheckConstraint(
            "bank_id IS NOT NULL OR (topic = '' AND source = '')", name="study_is_narrowed"
        ),
        CheckConstraint(
            "chosen_facts IS NULL OR (bank_id IS NOT NULL AND topic = '' AND source = '' "
            "AND chosen_facts BETWEEN 1 AND 200)",
            name="chosen_facts_of_a_bank",
        ),
        CheckConstraint(
            "(per_day IS NOT NULL) = (COALESCE(goal, '') = 'daily')", name="per_day_if_daily"
        ),
        CheckConstraint("(days IS NOT NULL) = (per_day IS NOT NULL)", name="days_if_daily"),
        CheckConstraint("NOT is_graded OR COALESCE(goal, '') = 'daily'", name="graded_is_daily"),
        CheckConstraint("per_day BETWEEN 1 AND 500", name="per_day_in_range"),
        CheckConstraint("days BETWEEN 1 AND 366", name="days_in_range"),
        CheckConstraint("opens_at < due_at", name="opens_before_due"),
        CheckConstraint("due_at <= closes_at", name="due_before_it_closes"),
        CheckConstraint("late_rule IN ('accept', 'percent')", name="late_rule_known"),
        CheckConstraint(
            "(late_percent IS NOT NULL) = (late_rule = 'percent')", name="late_percent_by_rule"
        ),
        CheckConstraint("late_percent BETWEEN 1 AND 100", name="late_percent_in_range"),
        CheckConstraint("weight BETWEEN 0 AND 100", name="weight_in_range"),
        # So that a group is one of the same course.
        ForeignKeyConstraint(
            ["course_id", "group_id"],
            ["course_group.course_id", "course_group.id"],
            ondelete="RESTRICT",
        ),
        Index("ix_assignment_course_due", "course_id", "due_at"),
        Index(
            "uq_assignment_quiz_for_all",
            "quiz_id",
            "course_id",
            unique=True,
            sqlite_where=_FOR_ALL,
            postgresql_where=_FOR_ALL,
        ),
        Index(
            "uq_assignment_quiz_for_group",
            "quiz_id",
            "group_id",
            unique=True,
            sqlite_where=_FOR_A_GROUP,
            postgresql_where=_FOR_A_GROUP,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    # None is for the whole course.
    group_id: Mapped[UUID | None] = mapped_column(index=True)
    # One of these two: a quiz is taken, a bank is studied.
    quiz_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("quiz.id", ondelete="RESTRICT"), index=True
    )
    bank_id: Mapped[int | None] = mapped_column(
        ForeignKey("bank.id", ondelete="RESTRICT"), index=True
    )
    # Of a bank, slugs of a topic or of an article; what is empty narrows nothing.
    topic: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(120))
    goal: Mapped[str | None] = mapped_column(String(8))
    # So many cards on each of so many days.
    per_day: Mapped[int | None]
    days: Mapped[int | None]
    # Empty is the title of the quiz or the bank.
    title: Mapped[str] = mapped_column(String(120))
    opens_at: Mapped[datetime]
    due_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    late_rule: Mapped[str] = mapped_column(String(8))
    # What each day takes off that has begun since it was due.
    late_percent: Mapped[int | None]
    # How much it counts in the course; 0 is not at all.
    weight: Mapped[float]
    made_by_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    made_at: Mapped[datetime]
    # Since when it is not there for students; their attempts stay.
    removed_at: Mapped[datetime | None]
    # How many facts of a bank were chosen one by one (AssignedFact), None where none were.
    chosen_facts: Mapped[int | None]
    # Whether days of study have a mark; a quiz has one anyway.
    is_graded: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def window(self) -> Window:
        """Its dates, as everybody has them who has no others."""
        return Window(self.opens_at, self.due_at, self.closes_at)

    @property
    def late(self) -> Late:
        """What becomes of late work."""
        return Late(LateRule(self.late_rule), self.late_percent)


class AssignedFact(Model):
    """A fact of the fixed set that an assignment gives to study."""

    __tablename__ = "assigned_fact"

    assignment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assignment.id", ondelete="RESTRICT"), primary_key=True
    )
    fact_id: Mapped[int] = mapped_column(
        ForeignKey("fact.id", ondelete="RESTRICT"), primary_key=True, index=True
    )


class AssignmentOverride(Model):
    """What a person or a group has otherwise. Added, never changed; the newest is current.

    What is None is as for all, so that one of nothing takes all back. The browser brings the id.
    """

    __tablename__ = "assignment_override"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (group_id IS NULL)", name="person_or_group"),
        CheckConstraint("opens_at < due_at", name="opens_before_due"),
        CheckConstraint("due_at <= closes_at", name="due_before_it_closes"),
        Index("ix_assignment_override_assignment_id", "assignment_id"),
        Index(
            "uq_assignment_override_user",
            "assignment_id",
            "user_id",
            unique=True,
            sqlite_where=_OF_A_PERSON,
            postgresql_where=_OF_A_PERSON,
        ),
        Index(
            "uq_assignment_override_group",
            "assignment_id",
            "group_id",
            unique=True,
            sqlite_where=_OF_A_GROUP,
            postgresql_where=_OF_A_GROUP,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("course_group.id", ondelete="RESTRICT"), index=True
    )
    is_current: Mapped[bool]
    opens_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    # They owe nothing, and it counts nothing.
    is_excused: Mapped[bool]
    # It may tell of an illness: that of a person goes when the account is erased.
    reason: Mapped[str] = mapped_column(Text)
    given_by_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    given_at: Mapped[datetime]

    @property
    def exemption(self) -> Exemption:
        """What it says, as a value."""
        return Exemption(self.opens_at, self.due_at, self.closes_at, self.is_excused)


class GradeChange(Model):
    """A mark that a teacher set by hand. Added, never changed; the newest is current.

    The browser brings the id.
    """

    __tablename__ = "grade_change"
    __table_args__ = (
        CheckConstraint("share BETWEEN 0 AND 1", name="share_in_range"),
        Index("ix_grade_change_place", "assignment_id", "user_id"),
        Index(
            "uq_grade_change_current",
            "assignment_id",
            "user_id",
            unique=True,
            sqlite_where=_IS_CURRENT,
            postgresql_where=_IS_CURRENT,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    is_current: Mapped[bool]
    # None takes back what was set: what they handed in counts again.
    share: Mapped[float | None]
    # It may tell of an illness: it goes when the account is erased.
    reason: Mapped[str] = mapped_column(Text)
    set_by_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    set_at: Mapped[datetime]


class GradeNote(Model):
    """What teachers note about one student and one assignment; a note without words is none."""

    __tablename__ = "grade_note"

    assignment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assignment.id", ondelete="RESTRICT"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    # The form that it came by; the next says which it has seen.
    form_id: Mapped[UUID]
    text: Mapped[str] = mapped_column(Text)
    # Whether the student sees it.
    is_shown: Mapped[bool]
    by_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    at: Mapped[datetime]
