"""The tables of item analysis: figures of quizzes and of their questions, counted from answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model

_IS_OUTDATED = text("is_outdated")


class QuizAnalysis(Model):
    """The figures of a quiz, and how far they are counted.

    Each counting has a number; ``counted`` is that of the figures that are kept, ``begun`` the last
    one that was begun. All of it can be counted anew at any time.
    """

    __tablename__ = "quiz_analysis"
    __table_args__ = (
        CheckConstraint("counted BETWEEN 0 AND begun", name="counted_was_begun"),
        CheckConstraint("took_ms >= 0", name="took_not_negative"),
    )

    quiz_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz.id", ondelete="RESTRICT"), primary_key=True
    )
    begun: Mapped[int]
    begun_at: Mapped[datetime]
    counted: Mapped[int] = mapped_column(default=0, server_default="0")
    counted_at: Mapped[datetime | None]
    # How long the counting took, in milliseconds: what takes long is counted less often.
    took_ms: Mapped[int] = mapped_column(default=0, server_default="0")
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)


class AnalysisPart(Model):
    """What was counted of the attempts at a quiz whose ids are from one to another, both in it.

    The parts of a quiz follow each other without a gap. ``counted`` is the counting that read one
    last, ``begun`` the last one that has to.
    """

    __tablename__ = "analysis_part"
    __table_args__ = (
        CheckConstraint("counted BETWEEN 0 AND begun", name="counted_was_begun"),
        CheckConstraint("first_id <= last_id", name="in_order"),
        Index(
            "ix_analysis_part_outdated",
            "quiz_id",
            sqlite_where=_IS_OUTDATED,
            postgresql_where=_IS_OUTDATED,
        ),
    )

    quiz_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz_analysis.quiz_id", ondelete="RESTRICT"), primary_key=True
    )
    first_id: Mapped[UUID] = mapped_column(primary_key=True)
    last_id: Mapped[UUID]
    begun: Mapped[int]
    counted: Mapped[int] = mapped_column(default=0, server_default="0")
    # Answers were removed since the last counting was begun.
    is_outdated: Mapped[bool] = mapped_column(default=False, server_default=false())
    tally: Mapped[dict[str, Any]] = mapped_column(JSON)

    @property
    def is_counted(self) -> bool:
        """Whether no counting that was begun has still to read it."""
        return 0 < self.counted == self.begun


class ItemAnalysis(Model):
    """The figures of a version of a question in a quiz.

    Those in columns are what several quizzes are put together from; of ``pairs`` learners the share
    earned is compared with that of the rest, as in ``Moments``.
    """

    __tablename__ = "item_analysis"
    __table_args__ = (
        CheckConstraint("learners > 0", name="somebody_was_asked"),
        CheckConstraint("facility BETWEEN 0 AND 1", name="facility_in_range"),
    )

    quiz_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz_analysis.quiz_id", ondelete="RESTRICT"), primary_key=True
    )
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    learners: Mapped[int]
    facility: Mapped[float]
    pairs: Mapped[int]
    xx: Mapped[float]
    yy: Mapped[float]
    xy: Mapped[float]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
