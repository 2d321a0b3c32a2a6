"""Banks as one person may see them, each with the access that the person has to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.banks.models import Bank, MemberRole, Membership, Visibility
from quizapp.banks.policies import Action, BankAccess, can, permits
from quizapp.domain.identifiers import is_identifier

_NOBODY = 0
"""No row of people has this id."""


@dataclass(frozen=True, slots=True)
class SeenBank:
    """A bank, and what it is to the person who looks at it."""

    bank: Bank
    access: BankAccess


def seen_bank(session: Session, slug: str, person: Visitor | None) -> SeenBank | None:
    """Return the bank of that name, whoever may see it: ``can`` says what they may. One SELECT."""
    if not is_identifier(slug):
        # What cannot be a name is not looked up: PostgreSQL refuses some characters.
        return None
    row = session.execute(_with_access(person).where(Bank.slug == slug)).one_or_none()
    return None if row is None else _seen(*row)


def bank_access(session: Session, bank_id: int, person: Visitor | None) -> BankAccess:
    """Return the access a person has to a bank that is known to exist. One SELECT."""
    return _seen(*session.execute(_with_access(person).where(Bank.id == bank_id)).one()).access


def seen_banks(session: Session, person: Visitor | None, action: Action) -> Sequence[SeenBank]:
    """Return the banks that a person may do something with, by title. One SELECT."""
    statement = _with_access(person).where(permits(person, action)).order_by(Bank.title, Bank.slug)
    return [_seen(*row) for row in session.execute(statement)]


def may(session: Session, bank_id: int, person: Visitor | None, action: Action) -> bool:
    """Whether a person may do something with a bank that is known to exist."""
    return can(person, action, bank_access(session, bank_id, person))


def _with_access(person: Visitor | None) -> Select[Bank, str]:
    mine = and_(
        Membership.bank_id == Bank.id,
        Membership.user_id == (_NOBODY if person is None else person.id),
    )
    return select(Bank, Membership.role).outerjoin(Membership, mine)


def _seen(bank: Bank, role: str | None) -> SeenBank:
    access = BankAccess(Visibility(bank.visibility), None if role is None else MemberRole(role))
    return SeenBank(bank, access)
