"""Adding to banks in the app: what is added here was never in a bank's files, and stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank, Fact, Question, Source, Topic
from quizapp.domain import facts as domain_facts

Placed = Source | Topic | Fact | Question


class NameTaken(RuntimeError):
    """A bank of this name, or a source in its bank, is there already; nothing was added."""


def add_bank(session: Session, slug: str, title: str, now: datetime) -> Bank:
    """Add an empty bank of English texts; raises NameTaken."""
    if session.scalar(select(Bank.id).where(Bank.slug == slug)) is not None:
        raise NameTaken(slug)
    bank = Bank(
        slug=slug,
        title=title,
        language="en",
        description="",
        license="",
        created_at=now,
        updated_at=now,
    )
    session.add(bank)
    try:
        session.flush()
    except IntegrityError as error:
        # On PostgreSQL two transactions at once both find the name free.
        raise NameTaken(slug) from error
    return bank


def add_topic(session: Session, bank: Bank, slug: str, title: str) -> Topic:
    """Return the bank's topic of that name, added at the end if there was none."""
    found = session.scalar(select(Topic).where(Topic.bank_id == bank.id, Topic.slug == slug))
    if found is None:
        position = next_position(session, Topic, bank.id)
        found = Topic(bank_id=bank.id, slug=slug, title=title, position=position)
        session.add(found)
        session.flush()
    return found


def add_source(session: Session, bank: Bank, source: domain_facts.Source, now: datetime) -> Source:
    """Add an article at the end of a bank; raises NameTaken."""
    taken = select(Source.id).where(Source.bank_id == bank.id, Source.slug == source.id)
    if session.scalar(taken) is not None:
        raise NameTaken(source.id)
    row = Source(
        bank_id=bank.id,
        slug=source.id,
        revision=1,
        is_current=True,
        position=next_position(session, Source, bank.id),
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        note=source.note,
        text=source.text,
        created_at=now,
        from_files=False,
    )
    session.add(row)
    session.flush()
    return row


def next_position(session: Session, table: type[Placed], bank_id: int) -> int:
    """Return the place after the last of a bank's rows of one sort."""
    last = session.scalar(select(func.max(table.position)).where(table.bank_id == bank_id))
    return 0 if last is None else last + 1
