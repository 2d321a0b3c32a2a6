"""Adding to banks in the app: what is added here was never in a bank's files, and stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank, Fact, Question, Source, Topic
from quizapp.banks.sharing import add_owner, is_owner
from quizapp.clock import new_id
from quizapp.db import hold, hold_by_id, upsert
from quizapp.domain import facts as domain_facts
from quizapp.domain.generation.identity import slug
from quizapp.security import new_suffix

Placed = Source | Topic | Fact | Question


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
    """Add an empty, private bank and give it to its maker; the same id again gives the same bank.

    An id that a bank of somebody else has is passed over for another one.
    Its name is made of the title and a few letters by chance, always: a number where the name is
    taken would tell that somebody has a bank of that title, which may be hidden.
    """
    base, wanted = slug(title), public_id or new_id()
    while True:
        added = session.scalar(
            upsert(session, Bank)
            .values(
                slug=f"{base}-{new_suffix()}",
                title=title,
                language=language,
                public_id=wanted,
                description="",
                license="",
                created_at=now,
                updated_at=now,
            )
            .on_conflict_do_nothing()
            .returning(Bank.id)
        )
        if added is not None:
            break
        # Of two of the same form at once, PostgreSQL lets the second wait for the first here.
        known = session.scalar(select(Bank).where(Bank.public_id == wanted))
        if known is not None and is_owner(session, known.id, owner_id):
            return known
        if known is not None:
            wanted = new_id()
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

    Raises BankOfFiles for one that is loaded from files: the next load would undo it, and RowGone.
    """
    hold(session, bank)
    if bank.loaded_hash:
        raise BankOfFiles(bank.slug)
    bank.title, bank.language, bank.description = title, language, description
    bank.license = licence
    if session.is_modified(bank):
        bank.updated_at = now
    session.flush()


def hold_contents(session: Session, bank_id: int) -> Bank:
    """Hold a bank of which articles, facts or questions are changed, and count the change.

    Raises RowGone where it was removed.
    """
    bank = hold_by_id(session, Bank, bank_id)
    bank.changes += 1
    session.flush()
    return bank


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
