"""Tables of authoring: articles as they were read, what was made of them, and each decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.banks.models import Question, Source
from quizapp.db import Model


class Drafting(Model):
    """An article that facts and questions were drafted from.

    ``content`` has what became no row: drafts that were held back with their reasons, conflicts
    with other articles, and parts of the work that failed.
    """

    __tablename__ = "drafting"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(
        ForeignKey("source.id", ondelete="RESTRICT"), unique=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]

    source: Mapped[Source] = relationship(innerjoin=True)


class Draft(Model):
    """A question as it was drafted, and what became of it; no decision means that it waits.

    ``place`` is its rank, from 0, and ``features`` what the rank was made of. ``version_id`` is
    the wording that was decided on.
    """

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'edited', 'rejected')", name="decision_known"),
    )

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="RESTRICT"), primary_key=True
    )
    drafting_id: Mapped[int] = mapped_column(
        ForeignKey("drafting.id", ondelete="RESTRICT"), index=True
    )
    place: Mapped[int]
    features: Mapped[dict[str, float]] = mapped_column(JSON)
    decision: Mapped[str | None] = mapped_column(String(16))
    version_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT")
    )
    decided_by: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT")
    )
    decided_at: Mapped[datetime | None]
    # Ids of the facts that stand approved by accepting it: the last that is taken back makes
    # drafts of them.
    vouched: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))

    question: Mapped[Question] = relationship(innerjoin=True)
    drafting: Mapped[Drafting] = relationship(innerjoin=True)


class Reading(Model):
    """An article that somebody sent, as it was read and corrected, before it goes into a bank.

    ``content`` is what the form for it holds. ``drafting_id`` says what was made of it.
    """

    __tablename__ = "reading"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(index=True)
    drafting_id: Mapped[int | None] = mapped_column(
        ForeignKey("drafting.id", ondelete="RESTRICT"), index=True
    )

    drafting: Mapped[Drafting | None] = relationship()
