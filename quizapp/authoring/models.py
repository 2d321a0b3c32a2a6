"""Tables of authoring: articles as they were read, what was made of them, and each decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.banks.models import Question, Source
from quizapp.db import Model


class GenerationRun(Model):
    """What was made of an article: it is the article that facts and questions were drafted from.

    ``content`` has what became no row: drafts that were held back with their reasons, conflicts
    with other articles, and parts of the work that failed.
    """

    __tablename__ = "generation_run"

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

    Where it is retired without a decision, another form of its sentence was taken instead.
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
    generation_run_id: Mapped[int] = mapped_column(
        ForeignKey("generation_run.id", ondelete="RESTRICT"), index=True
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

    question: Mapped[Question] = relationship(innerjoin=True)
    run: Mapped[GenerationRun] = relationship(innerjoin=True)


class FactApproval(Model):
    """A fact that stands approved because a draft was accepted.

    The last acceptance of a fact that is taken back makes a draft of it again.
    """

    __tablename__ = "fact_approval"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("draft.question_id", ondelete="RESTRICT"), primary_key=True
    )
    fact_id: Mapped[int] = mapped_column(
        ForeignKey("fact.id", ondelete="RESTRICT"), primary_key=True, index=True
    )


class PendingArticle(Model):
    """An article that somebody sent, as it was read and corrected, before it goes into a bank.

    ``content`` is what the form for it holds. ``generation_run_id`` says what was made of it.
    """

    __tablename__ = "pending_article"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(index=True)
    generation_run_id: Mapped[int | None] = mapped_column(
        ForeignKey("generation_run.id", ondelete="RESTRICT"), index=True
    )

    run: Mapped[GenerationRun | None] = relationship()


class TermList(Model):
    """A list of terms that somebody pasted for a bank, before and after cards are made of it."""

    __tablename__ = "term_list"
    __table_args__ = (
        CheckConstraint(
            "separator IN ('tab', 'semicolon', 'dash', 'colon', 'comma')", name="separator_known"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="RESTRICT"))
    text: Mapped[str] = mapped_column(Text)
    separator: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(200))
    both_ways: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(index=True)
    added_at: Mapped[datetime | None]


class ListedCard(Model):
    """A question that was made of a list of terms, so that the list can be taken back."""

    __tablename__ = "listed_card"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="RESTRICT"), primary_key=True
    )
    term_list_id: Mapped[UUID] = mapped_column(
        ForeignKey("term_list.id", ondelete="RESTRICT"), index=True
    )


class BankCheck(Model):
    """What a worker has found in a bank after a number of its changes; it can be found anew."""

    __tablename__ = "bank_check"

    bank_id: Mapped[int] = mapped_column(
        ForeignKey("bank.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    changes: Mapped[int]
    failing: Mapped[dict[str, int]] = mapped_column(JSON)
    conflicts: Mapped[int]
