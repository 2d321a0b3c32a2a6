"""The table of challenges: what learners object to in their results, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model

_IS_OPEN = text("state = 'open'")


class ChallengeKind(StrEnum):
    """What a learner says."""

    ANSWER = "answer"
    """My answer is right."""
    KEY = "key"
    """What counts as right is wrong; said where nothing was answered."""
    UNCLEAR = "unclear"
    """The question is unclear."""
    PROOF = "proof"
    """The proof does not say that."""


class ChallengeState(StrEnum):
    """Whether a challenge waits for a teacher, and what became of it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Challenge(Model):
    """A learner's objection to one of their results. The browser brings the id.

    Of each kind a response has one at most, and of all of them one is open at most.
    """

    __tablename__ = "challenge"
    __table_args__ = (
        CheckConstraint("kind IN ('answer', 'key', 'unclear', 'proof')", name="kind_known"),
        CheckConstraint("state IN ('open', 'accepted', 'declined')", name="state_known"),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided_has_time"),
        Index("ix_challenge_user_created", "user_id", "created_at"),
        Index("uq_challenge_response_kind", "response_id", "kind", unique=True),
        Index(
            "uq_challenge_open",
            "response_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id", ondelete="RESTRICT"))
    # The version that was asked.
    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), index=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    # What the learner says about it; often nothing.
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(8))
    # What whoever decided says to the learner.
    reason: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT")
    )
    decided_at: Mapped[datetime | None]
