"""What fails a check in each bank, stored: looked at by a worker after a change, read by pages.

Checking a bank takes about a millisecond for each of its questions. Every change of what is in a
bank is counted in its row; what is stored says of which change it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quizapp.authoring.checking import failing, open_conflicts
from quizapp.authoring.models import BankCheck
from quizapp.banks.models import Bank
from quizapp.db import upsert


@dataclass(frozen=True, slots=True)
class StoredCheck:
    """How many checks which questions of a bank fail, and how many of its facts contradict others.

    ``is_current`` says that nothing was changed since.
    """

    failing: Mapping[str, int] = field(default_factory=dict)
    conflicts: int = 0
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a bank as it stood after so many changes."""

    bank_id: int
    changes: int
    failing: Mapping[str, int]
    conflicts: int


def checks_of(session: Session, banks: Collection[Bank]) -> dict[int, StoredCheck]:
    """Return what is known of each bank, by its id. One SELECT."""
    wanted = select(BankCheck).where(BankCheck.bank_id.in_([bank.id for bank in banks]))
    known = {row.bank_id: row for row in session.scalars(wanted)}
    return {
        bank.id: StoredCheck(row.failing, row.conflicts, row.changes == bank.changes)
        if (row := known.get(bank.id))
        else StoredCheck()
        for bank in banks
    }


def check_of(session: Session, bank_id: int) -> StoredCheck:
    """Return what is known of one bank."""
    bank = session.get_one(Bank, bank_id)
    return checks_of(session, [bank])[bank_id]


def look_at(session: Session, bank_id: int, changes: int) -> Looked:
    """Check all of a bank as it stands after so many changes, or after later ones; reads only."""
    found = failing(session, bank_id)
    return Looked(bank_id, changes, found, len(open_conflicts(session, bank_id)))


def changed_banks(session: Session) -> list[tuple[int, int]]:
    """Return the banks that wait for being checked, each with the number of its last change."""
    return [(bank_id, changes) for bank_id, changes in session.execute(_CHANGED)]


def store(session: Session, looked: Looked) -> None:
    """Keep what was found, unless the bank is gone or somebody has looked at a later change."""
    if session.get(Bank, looked.bank_id) is None:
        return
    found = {
        "changes": looked.changes,
        "failing": dict(looked.failing),
        "conflicts": looked.conflicts,
    }
    session.execute(
        upsert(session, BankCheck)
        .values(bank_id=looked.bank_id, **found)
        .on_conflict_do_update(
            index_elements=[BankCheck.bank_id],
            set_=found,
            where=BankCheck.changes < looked.changes,
        )
    )


_CHANGED = (
    select(Bank.id, Bank.changes)
    .outerjoin(BankCheck, BankCheck.bank_id == Bank.id)
    .where(or_(BankCheck.bank_id.is_(None), BankCheck.changes != Bank.changes))
    .order_by(Bank.id)
)
