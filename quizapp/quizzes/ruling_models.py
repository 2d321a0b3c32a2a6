"""The table of rulings: by what answers to one wording of a question are marked from now on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model

_CURRENT = text("is_current")


class Ruling(Model):
    """That answers to a version are marked otherwise than by its own key. Added, never changed.

    One of a version is current at most, and stands for whatever is handed in later, too. It goes
    with its version, which cannot go once anybody was asked it.
    """

    __tablename__ = "ruling"
    __table_args__ = (
        CheckConstraint("basis IN ('key', 'full', 'struck')", name="basis_known"),
        Index(
            "uq_ruling_current",
            "question_version_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="CASCADE"), index=True
    )
    is_current: Mapped[bool]
    # The version whose key is used: its own again, where a ruling was taken back.
    key_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="CASCADE"), index=True
    )
    basis: Mapped[str] = mapped_column(String(8))
    # What learners are told.
    reason: Mapped[str] = mapped_column(Text)
    ruled_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    ruled_at: Mapped[datetime]
