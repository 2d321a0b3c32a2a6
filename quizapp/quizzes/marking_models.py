"""The tables of marking by people: who marks the essays of a quiz, how, and what they gave."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Model

_CURRENT = text("is_current")


class QuizMarking(Model):
    """How the essays of a quiz are marked; a quiz without a row has the defaults."""

    __tablename__ = "quiz_marking"
    __table_args__ = (CheckConstraint("markers_needed BETWEEN 1 AND 5", name="needed_in_range"),)

    quiz_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz.id", ondelete="RESTRICT"), primary_key=True
    )
    # Whether markers do not see whose answer it is, as long as any waits.
    hides_names: Mapped[bool] = mapped_column(default=False, server_default=false())
    # How many have to mark an answer before it has a mark.
    markers_needed: Mapped[int] = mapped_column(default=1, server_default="1")


class QuizMarker(Model):
    """A teacher who marks the essays of somebody else's quiz."""

    __tablename__ = "quiz_marker"

    quiz_id: Mapped[UUID] = mapped_column(
        ForeignKey("quiz.id", ondelete="RESTRICT"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    added_at: Mapped[datetime]


class EssayMarking(Model):
    """The levels and the comment that somebody gave an essay. Added, never changed.

    Of each marker one is current at most, beside one with which they decide. The browser brings
    the id.
    """

    __tablename__ = "essay_marking"
    __table_args__ = (
        Index("ix_essay_marking_response", "response_id"),
        Index(
            "uq_essay_marking_current",
            "response_id",
            "marker_id",
            "decides",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    response_id: Mapped[UUID] = mapped_column(ForeignKey("response.id", ondelete="RESTRICT"))
    marker_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT"), index=True
    )
    is_current: Mapped[bool]
    # Whether it settles what markers did not agree on: then it counts alone.
    decides: Mapped[bool]
    # The place of the chosen level, from 0, by the id of the criterion.
    levels: Mapped[dict[str, int]] = mapped_column(JSON)
    # What the learner reads; it goes when their account is erased.
    comment: Mapped[str] = mapped_column(Text)
    marked_at: Mapped[datetime]
