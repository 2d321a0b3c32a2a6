"""Tables of notices: what somebody chose to be told, and what of it they have read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model


class NoticeChoice(Model):
    """That somebody switched a kind of notice on or off. What they have not is as at first."""

    __tablename__ = "notice_choice"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('assigned', 'due', 'marked', 'marked_again', 'decided', 'joined',"
            " 'objections', 'essays', 'waiting')",
            name="kind_known",
        ),
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    is_on: Mapped[bool]


class NoticeRead(Model):
    """That somebody looked at what a notice is about, and when; what came later is new again.

    What they have read altogether stands with them (``news_seen_at``). Such a row goes when that
    passes it.
    """

    __tablename__ = "notice_read"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    about: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
