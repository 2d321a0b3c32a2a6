"""Adding to banks in the app: what is added here was never in a bank's files, and stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank, Fact, Question, Source, Topic
from quizapp.banks.sharing import add_owner
from quizapp.clock import new_id
from quizapp.db import upsert
from quizapp.domain import facts as domain_facts
from quizapp.domain.generation.identity import slug

Placed = Source | Topic | Fact | Question
# What stands in an address where the name of a bank could stand.
_ADDRESSES = ("by-link",)


class BankOfFiles(RuntimeError):
    """What a bank says of itself is written in its files; nothing was changed."""


class NameTaken(RuntimeError):
    """A source of this name is in its bank already; nothing was added."""


def add_bank(
    session: Session,
    title: str,
    *,
    owner_id: int,
    now: datetime,
    language: str = "en",
    public_id: UUID | None = None,
) -> Bank:
    """Add an empty, private bank and give it to its maker.

    Its name is made of the title, with a number where another bank has that name: whoever made
    the other one, both succeed.
    """
    base = slug(title)
    taken = {*_ADDRESSES, *session.scalars(select(Bank.slug).where(Bank.slug.startswith(base)))}
    while True:
        name = next(each for each in _numbered(base) if each not in taken)
        added = session.scalar(
            upsert(session, Bank)
            .values(
                slug=name,
                title=title,
                language=language,
                public_id=public_id or new_id(),
                description="",
                license="",
                created_at=now,
                updated_at=now,
            )
            .on_conflict_do_nothing(index_elements=[Bank.slug])
            .returning(Bank.id)
        )
        if added is not None:
            break
        # On PostgreSQL somebody else took the name after we looked.
        taken.add(name)
    bank = session.get_one(Bank, added)
    add_owner(session, bank, owner_id, now)
    return bank


def change_bank(
    session: Session,
    bank: Bank,
    *,
    title: str,
    language: str,
    description: str,
    licence: str,
    now: datetime,
) -> None:
    """Change what a bank says of itself; its name in addresses stays, because links hang on it.

    Raises BankOfFiles for one that is loaded from files: the next load would undo it.
    """
    session.refresh(bank, with_for_update=True)
    if bank.loaded_hash:
        raise BankOfFiles(bank.slug)
    bank.title, bank.language, bank.description = title, language, description
    bank.license = licence
    if session.is_modified(bank):
        bank.updated_at = now
    session.flush()


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def add_topic(session: Session, bank: Bank, name: str, title: str) -> Topic:
    """Return the bank's topic of that name, added at the end if there was none."""
    found = session.scalar(select(Topic).where(Topic.bank_id == bank.id, Topic.slug == name))
    if found is None:
        position = next_position(session, Topic, bank.id)
        found = Topic(bank_id=bank.id, slug=name, title=title, position=position)
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
