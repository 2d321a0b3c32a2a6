"""Tables of what one person is given beyond a quiz: accommodations, and pauses of attempts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model

_CURRENT = text("is_current")


class QuizAccommodation(Model):
    """What a teacher gave somebody at one time. Added, never changed; the newest is current.

    What is None is as the quiz has it for everybody, so that one of nothing takes all back. The
    browser brings the id, so that a form sent twice adds one.
    """

    __tablename__ = "accommodation"
    __table_args__ = (
        CheckConstraint("extra_percent >= 1", name="extra_percent_positive"),
        CheckConstraint("extra_minutes >= 1", name="extra_minutes_positive"),
        CheckConstraint("extra_percent IS NULL OR extra_minutes IS NULL", name="time_in_one_way"),
        CheckConstraint("extra_attempts >= 1", name="extra_attempts_positive"),
        Index("ix_accommodation_quiz", "quiz_id", "user_id"),
        Index(
            "uq_accommodation_current",
            "quiz_id",
            "user_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("quiz.id", ondelete="RESTRICT"))
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    is_current: Mapped[bool]
    # More time for each attempt, by the limit of the quiz or by minutes.
    extra_percent: Mapped[int | None]
    extra_minutes: Mapped[int | None]
    extra_attempts: Mapped[int | None]
    # In the place of the quiz's closing time, where that is earlier.
    closes_at: Mapped[datetime | None]
    # It may tell of an illness: it goes when the account is erased.
    reason: Mapped[str] = mapped_column(Text)
    given_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    given_at: Mapped[datetime]


class AttemptPause(Model):
    """That a teacher stopped the time of an attempt, or let it run on. Added, never changed."""

    __tablename__ = "attempt_pause"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="RESTRICT"), index=True
    )
    is_pause: Mapped[bool]
    # It goes when the learner's account is erased; empty where the time runs on.
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    at: Mapped[datetime]
