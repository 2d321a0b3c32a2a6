"""Tables of memory: the append-only review log, undone responses, and the memories computed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model


class Review(Model):
    """One event of the log: a learner answered something about a fact. Never changed.

    It counts while its score is the current one of a response that was not taken back.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 4", name="rating_known"),
        CheckConstraint("guess BETWEEN 0 AND 1", name="guess_in_range"),
        Index("ix_review_user_fact_at", "user_id", "fact_id", "at"),
        Index("ix_review_user_at", "user_id", "at"),
        Index("ix_review_score", "score_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id", ondelete="RESTRICT"))
    score_id: Mapped[UUID] = mapped_column(ForeignKey("score.id", ondelete="RESTRICT"))
    # When it was answered, and the learner's day that this was: another time zone chosen later
    # does not change it.
    at: Mapped[datetime]
    day: Mapped[date]
    rating: Mapped[int]
    guess: Mapped[float]


class ReviewUndo(Model):
    """A response that its learner took back: its reviews count no longer, but stay in the log."""

    __tablename__ = "review_undo"

    response_id: Mapped[UUID] = mapped_column(
        ForeignKey("response.id", ondelete="RESTRICT"), primary_key=True
    )
    at: Mapped[datetime]


class Memory(Model):
    """The state of one learner for one fact: a cache of the replayed log."""

    __tablename__ = "memory"
    __table_args__ = (
        CheckConstraint("state BETWEEN 1 AND 3", name="state_known"),
        Index("ix_memory_user_due", "user_id", "due"),
        Index("ix_memory_user_bank_due", "user_id", "bank_id", "due"),
        Index("ix_memory_user_first", "user_id", "first_review_at"),
        # All that is added up of a class: none of its memories is looked up besides.
        Index(
            "ix_memory_added_up",
            *("user_id", "bank_id", "fact_id", "state", "stability", "last_day"),
        ),
    )

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), primary_key=True
    )
    fact_id: Mapped[int] = mapped_column(
        ForeignKey("fact.id", ondelete="RESTRICT"), primary_key=True
    )
    # Repeated from the fact, so that one index finds what is due in a bank.
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"))
    # 1 learning, 2 review, 3 relearning, as in domain.scheduling.State.
    state: Mapped[int] = mapped_column(SmallInteger)
    step: Mapped[int | None]
    stability: Mapped[float]
    # For models with a second stability.
    stability_fast: Mapped[float | None]
    difficulty: Mapped[float]
    due: Mapped[datetime]
    last_review_at: Mapped[datetime]
    last_day: Mapped[date]
    first_review_at: Mapped[datetime]
    reps: Mapped[int]
    lapses: Mapped[int]
