"""The table of how far learners are in attempts that go forward only."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model


class AttemptProgress(Model):
    """The question at which a learner is; without a row it is the first one.

    The position only grows: what stands before it was passed, what stands behind it is to come.
    """

    __tablename__ = "attempt_progress"
    __table_args__ = (CheckConstraint("position >= 1", name="position_positive"),)

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int]
