"""Every bank of a site with whose it is and what is in it, for those who look after all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.banks.models import (
    Bank,
    Fact,
    FactVersion,
    MemberRole,
    Membership,
    Question,
    QuestionVersion,
    Source,
)
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import QuestionStatus


@dataclass(frozen=True, slots=True)
class RegisteredBank:
    """A bank, the names of its owners, and how much is in it; without owners it is the site's."""

    bank: Bank
    owners: tuple[str, ...]
    members: int
    questions: int
    facts: int
    changed_at: datetime


def every_bank(session: Session) -> Sequence[RegisteredBank]:
    """Return all banks by title; however many there are, it takes the same few SELECTs."""
    banks = session.scalars(select(Bank).order_by(Bank.title, Bank.slug)).all()
    owners = _owners(session)
    members = _by_bank(
        session, select(Membership.bank_id, func.count()).group_by(Membership.bank_id)
    )
    published = Question.status == QuestionStatus.PUBLISHED.value
    approved = Fact.status == FactStatus.APPROVED.value
    questions = _by_bank(
        session,
        select(Question.bank_id, func.count()).where(published).group_by(Question.bank_id),
    )
    facts = _by_bank(
        session, select(Fact.bank_id, func.count()).where(approved).group_by(Fact.bank_id)
    )
    changes = _last_changes(session)
    return [
        RegisteredBank(
            bank,
            owners.get(bank.id, ()),
            members.get(bank.id, 0),
            questions.get(bank.id, 0),
            facts.get(bank.id, 0),
            max([bank.updated_at, *(each[bank.id] for each in changes if bank.id in each)]),
        )
        for bank in banks
    ]


def _owners(session: Session) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(Membership.bank_id, User.name)
        .join(User, User.id == Membership.user_id)
        .where(Membership.role == MemberRole.OWNER.value)
        .order_by(*BY_NAME)
    )
    for bank_id, name in rows:
        found[bank_id].append(name or "")
    return {bank_id: tuple(names) for bank_id, names in found.items()}


def _last_changes(session: Session) -> Sequence[Mapping[int, datetime]]:
    """Return when an article, a fact or a question of each bank got its latest version."""
    facts = select(Fact.bank_id, func.max(FactVersion.created_at)).join(FactVersion.fact)
    questions = select(Question.bank_id, func.max(QuestionVersion.created_at)).join(
        QuestionVersion.question
    )
    sources = select(Source.bank_id, func.max(Source.created_at))
    return [
        _by_bank(session, facts.group_by(Fact.bank_id)),
        _by_bank(session, questions.group_by(Question.bank_id)),
        _by_bank(session, sources.group_by(Source.bank_id)),
    ]


def _by_bank(session: Session, statement: Executable) -> Mapping[int, Any]:
    return {row[0]: row[1] for row in session.execute(statement)}
