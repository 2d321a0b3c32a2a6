"""Tables of banks. Versions of sources, facts and questions are never changed, only added."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column, relationship

from quizapp.clock import new_id
from quizapp.db import Model
from quizapp.domain.sameness import text_digest

_CURRENT = text("is_current")


def _public_id() -> MappedColumn[UUID]:
    """Return the column of what pages, files and other programs name instead of the row's id."""
    return mapped_column(unique=True, default=new_id)


class Visibility(StrEnum):
    """Who may learn in a bank besides its members."""

    PRIVATE = "private"
    LINK = "link"
    EVERYONE = "everyone"


class MemberRole(StrEnum):
    """What a member may do with a bank, each more than the one before."""

    VIEWER = "viewer"
    EDITOR = "editor"
    OWNER = "owner"


class Bank(Model):
    """A named set of sources, facts and questions. One without an owner belongs to the server."""

    __tablename__ = "bank"
    __table_args__ = (
        CheckConstraint("visibility IN ('private', 'link', 'everyone')", name="visibility_known"),
        Index("uq_bank_link_token", "link_token", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(16))
    description: Mapped[str] = mapped_column(Text)
    license: Mapped[str] = mapped_column(String(200))
    # Hash of the files last loaded: equal files need no second look.
    loaded_hash: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    public_id: Mapped[UUID] = _public_id()
    visibility: Mapped[str] = mapped_column(String(16), default=Visibility.PRIVATE.value)
    # Kept readable, because its owner has to see it again; 256 random bits, and replaceable.
    link_token: Mapped[str | None] = mapped_column(String(64))
    # Counts the changes of its articles, facts and questions: what was found in it before is old.
    changes: Mapped[int] = mapped_column(default=0, server_default="0")


class Membership(Model):
    """What one person may do with one bank. It is no history, and goes with either of them."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("role IN ('viewer', 'editor', 'owner')", name="role_known"),
        Index("ix_membership_user_id", "user_id"),
    )

    bank_id: Mapped[int] = mapped_column(
        ForeignKey("bank.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(String(16))
    # None where nobody did: the bank's maker, or somebody who came by its link.
    added_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]


class Topic(Model):
    """A heading of a bank."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("bank_id", "slug"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"))
    slug: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]


def _text_digest(context: Any) -> str:
    return text_digest(context.get_current_parameters()["text"])


class Source(Model):
    """One revision of an article or brief; a changed text is a new row."""

    __tablename__ = "source"
    __table_args__ = (
        UniqueConstraint("bank_id", "slug", "revision"),
        Index(
            "uq_source_current",
            "bank_id",
            "slug",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"))
    slug: Mapped[str] = mapped_column(String(120))
    revision: Mapped[int]
    is_current: Mapped[bool]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    publisher: Mapped[str] = mapped_column(String(200))
    published: Mapped[str] = mapped_column(String(10))
    url: Mapped[str] = mapped_column(String(2000))
    note: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    # An article that was added in the app stays when the bank's files are loaded without it.
    from_files: Mapped[bool] = mapped_column(default=True)
    public_id: Mapped[UUID] = _public_id()
    # By this the same article is known in another bank.
    digest: Mapped[str] = mapped_column(
        String(64), default=_text_digest, server_default="", index=True
    )

    bank: Mapped[Bank] = relationship(innerjoin=True)


class Fact(Model):
    """The identity of a fact: memories and reviews hang from it, whatever its wording."""

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("bank_id", "slug"),
        CheckConstraint(
            "status IN ('draft', 'approved', 'superseded', 'retired')", name="status_known"
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="RESTRICT"), index=True)
    slug: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    # What the files said when they were last loaded; empty where they never had it. Content and
    # status are told apart, so that publishing in the files replaces no edit of the app.
    loaded_fingerprint: Mapped[str] = mapped_column(String(64), default="")
    loaded_status: Mapped[str] = mapped_column(String(16), default="")
    public_id: Mapped[UUID] = _public_id()
    # Values of other facts that a slip of spelling could turn its own into; see banks/lookalikes.
    lookalikes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")

    topic: Mapped[Topic] = relationship(innerjoin=True)


class FactVersion(Model):
    """One wording of a fact; ``content`` is the form of ``domain.formats``."""

    __tablename__ = "fact_version"
    __table_args__ = (
        UniqueConstraint("fact_id", "number"),
        Index(
            "uq_fact_version_current",
            "fact_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id", ondelete="RESTRICT"))
    number: Mapped[int]
    is_current: Mapped[bool]
    statement: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    public_id: Mapped[UUID] = _public_id()
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT")
    )

    fact: Mapped[Fact] = relationship(innerjoin=True)
    evidence: Mapped[list[FactEvidence]] = relationship(order_by="FactEvidence.position")


class FactEvidence(Model):
    """Where the proving words stand: ``source.text[start:end] == quote``."""

    __tablename__ = "fact_evidence"
    __table_args__ = (CheckConstraint('"start" >= 0 AND "end" > "start"', name="span_ordered"),)

    fact_version_id: Mapped[int] = mapped_column(
        ForeignKey("fact_version.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)

    source: Mapped[Source] = relationship(innerjoin=True)


class Question(Model):
    """The identity of a question: its versions say what it asks."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("bank_id", "slug"),
        CheckConstraint("status IN ('draft', 'published', 'retired')", name="status_known"),
        CheckConstraint("origin IN ('engine', 'edited', 'hand')", name="origin_known"),
        Index("ix_question_bank_status", "bank_id", "status"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("bank.id", ondelete="RESTRICT"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="RESTRICT"), index=True)
    slug: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(24))
    status: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    # What the files said when they were last loaded; empty where they never had it. Content and
    # status are told apart, so that publishing in the files replaces no edit of the app.
    loaded_fingerprint: Mapped[str] = mapped_column(String(64), default="")
    loaded_status: Mapped[str] = mapped_column(String(16), default="")
    public_id: Mapped[UUID] = _public_id()

    topic: Mapped[Topic] = relationship(innerjoin=True)
    bank: Mapped[Bank] = relationship(innerjoin=True)


class QuestionVersion(Model):
    """One wording of a question; answers point at the version that was shown."""

    __tablename__ = "question_version"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        Index(
            "uq_question_version_current",
            "question_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="RESTRICT"))
    number: Mapped[int]
    is_current: Mapped[bool]
    stem: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="RESTRICT")
    )
    created_at: Mapped[datetime]
    public_id: Mapped[UUID] = _public_id()

    question: Mapped[Question] = relationship(innerjoin=True)
    parts: Mapped[list[QuestionPart]] = relationship(order_by="QuestionPart.position")


class QuestionPart(Model):
    """A part of a question version, the fact it asks for, and that fact's wording then."""

    __tablename__ = "question_part"
    __table_args__ = (UniqueConstraint("question_version_id", "name"),)

    question_version_id: Mapped[int] = mapped_column(
        ForeignKey("question_version.id", ondelete="RESTRICT"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id", ondelete="RESTRICT"), index=True)
    fact_version_id: Mapped[int] = mapped_column(
        ForeignKey("fact_version.id", ondelete="RESTRICT"), index=True
    )

    fact_version: Mapped[FactVersion] = relationship(innerjoin=True)
