"""Banks as one person may see them, each with the access that the person has to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.assignments.policies import PERSON, lets_study
from quizapp.banks.models import Bank, Fact, MemberRole, Membership, Question, Visibility
from quizapp.banks.policies import Action, BankAccess, can, is_lent, permits
from quizapp.domain.facts import FactStatus
from quizapp.domain.identifiers import is_identifier
from quizapp.domain.questions import QuestionStatus

_NOBODY = 0
"""No row of people has this id."""

IS_OPEN = or_(
    exists().where(Fact.bank_id == Bank.id, Fact.status == FactStatus.APPROVED.value),
    exists().where(Question.bank_id == Bank.id, Question.status == QuestionStatus.PUBLISHED.value),
)
"""Of a bank in a statement: whether anything can be learnt in it."""

# Nearly every page begins with one of these, so they are built once.
SEEN = select(Bank, Membership.role, IS_OPEN, lets_study(PERSON, Bank.id, is_lent())).outerjoin(
    Membership, and_(Membership.bank_id == Bank.id, Membership.user_id == PERSON)
)
"""Every bank as ``seen_by`` takes it; narrow it down with ``where`` and ``join``."""
_BY_SLUG = SEEN.where(Bank.slug == bindparam("slug"))
_BY_ID = SEEN.where(Bank.id.in_(bindparam("banks", expanding=True)))


@dataclass(frozen=True, slots=True)
class SeenBank:
    """A bank, and what it is to the person who looks at it.

    ``is_open`` says whether anything can be learnt in it; else a teacher is still at work on it.
    """

    bank: Bank
    access: BankAccess
    is_open: bool


def seen_bank(session: Session, slug: str, person: Visitor | None) -> SeenBank | None:
    """Return the bank of that name, whoever may see it: ``can`` says what they may. One SELECT."""
    if not is_identifier(slug):
        # What cannot be a name is not looked up: PostgreSQL refuses some characters.
        return None
    return next(iter(seen_by(session, person, _BY_SLUG, slug=slug)), None)


def seen_by(
    session: Session,
    person: Visitor | None,
    wanted: Select[Bank, str, bool, bool],
    **values: object,
) -> list[SeenBank]:
    """Return what a statement made from ``SEEN`` finds, as a person sees it. One SELECT."""
    keys = {"person": _NOBODY if person is None else person.id, **values}
    return [_seen(*row) for row in session.execute(wanted, keys)]


def banks_by_id(
    session: Session, bank_ids: Collection[int], person: Visitor | None
) -> dict[int, SeenBank]:
    """Return the banks with these ids, whoever may see them. One SELECT."""
    if not bank_ids:
        return {}
    found = seen_by(session, person, _BY_ID, banks=list(bank_ids))
    return {seen.bank.id: seen for seen in found}


def bank_access(session: Session, bank_id: int, person: Visitor | None) -> BankAccess:
    """Return the access a person has to a bank that is known to exist. One SELECT."""
    return banks_by_id(session, [bank_id], person)[bank_id].access


def seen_banks(session: Session, person: Visitor | None, action: Action) -> Sequence[SeenBank]:
    """Return the banks that a person may do something with, by title. One SELECT."""
    wanted = SEEN.where(permits(person, action)).order_by(Bank.title, Bank.slug)
    return seen_by(session, person, wanted)


def may(session: Session, bank_id: int, person: Visitor | None, action: Action) -> bool:
    """Whether a person may do something with a bank that is known to exist."""
    return can(person, action, bank_access(session, bank_id, person))


def _seen(bank: Bank, role: str | None, is_open: bool, is_assigned: bool) -> SeenBank:
    member = None if role is None else MemberRole(role)
    access = BankAccess(Visibility(bank.visibility), member, is_assigned)
    return SeenBank(bank, access, is_open)
