"""Tables of quizzes: an attempt, the questions drawn for it, the answers and their marks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.banks.models import Bank, QuestionVersion
from quizapp.db import Model


class Layout(StrEnum):
    """How a quiz is shown."""

    PAGE = "page"
    SINGLE = "single"


class Attempt(Model):
    """One learner's go at a quiz. The browser brings the id, so a doubled start is one attempt."""

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("layout IN ('page', 'single')", name="layout_known"),
        Index("ix_attempt_user_started", "user_id", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"))
    layout: Mapped[str] = mapped_column(String(8))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    length: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    bank: Mapped[Bank] = relationship(innerjoin=True)


class AttemptQuestion(Model):
    """A question of an attempt, pinned to the version that is shown."""

    __tablename__ = "attempt_question"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), index=True
    )

    version: Mapped[QuestionVersion] = relationship(innerjoin=True)


class Answer(Model):
    """What was answered, in canonical form, and what it earned; stored once, never changed.

    Answers of a quiz have an attempt and a position in it; answers in study have neither.
    """

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint("points BETWEEN 0 AND 1", name="points_in_range"),
        CheckConstraint("(attempt_id IS NULL) = (position IS NULL)", name="position_in_attempt"),
        # One answer to each question of an attempt, however often it is sent.
        Index("uq_answer_attempt_position", "attempt_id", "position", unique=True),
        Index("ix_answer_user_received", "user_id", "received_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), index=True
    )
    attempt_id: Mapped[UUID | None] = mapped_column(ForeignKey("attempt.id", ondelete="RESTRICT"))
    position: Mapped[int | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_at: Mapped[datetime]
    points: Mapped[float]
    outcome: Mapped[str] = mapped_column(String(16))
    rule: Mapped[str] = mapped_column(Text)

    marks: Mapped[list[Mark]] = relationship(order_by="Mark.position")


class Mark(Model):
    """What one part of an answer earned."""

    __tablename__ = "mark"
    __table_args__ = (CheckConstraint("guess BETWEEN 0 AND 1", name="guess_in_range"),)

    answer_id: Mapped[UUID] = mapped_column(
        ForeignKey("answer.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(String(120))
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id", ondelete="RESTRICT"), index=True)
    is_right: Mapped[bool]
    is_answered: Mapped[bool]
    guess: Mapped[float]
    given: Mapped[str] = mapped_column(Text)
    expected: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    # The slug of the fact that a chosen wrong option is true of.
    confused_with: Mapped[str] = mapped_column(String(120), default="")
