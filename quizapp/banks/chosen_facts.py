"""Facts of a bank that were chosen one by one, for a course to study."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quizapp.assignments.models import AssignedFact
from quizapp.banks.candidates import asked_facts
from quizapp.banks.models import Fact, FactVersion
from quizapp.domain.facts import FactStatus

_Facts = Select[int, UUID, str, str, bool, bool]


@dataclass(frozen=True, slots=True)
class ChosenFact:
    """A fact, whether it is still there to be learned, and whether a published question asks."""

    id: int
    public_id: UUID
    slug: str
    statement: str
    is_there: bool
    is_asked: bool


def facts_named(
    session: Session, bank_id: int, names: Collection[UUID], besides: Select[int] | None = None
) -> Sequence[ChosenFact]:
    """Return the approved facts of a bank with these public ids, in the order of the bank.

    Those that ``besides`` selects are left out. One SELECT, none for no names.
    """
    if not names:
        return ()
    wanted = _facts(bank_id, besides).where(
        Fact.public_id.in_(names), Fact.status == FactStatus.APPROVED.value
    )
    return _found(session, wanted)


def facts_of(
    session: Session, assignment_id: UUID, bank_id: int, besides: Select[int] | None = None
) -> Sequence[ChosenFact]:
    """Return the facts that an assignment gives, also those that were withdrawn. One SELECT."""
    given = select(AssignedFact.fact_id).where(AssignedFact.assignment_id == assignment_id)
    return _found(session, _facts(bank_id, besides).where(Fact.id.in_(given)))


def _facts(bank_id: int, besides: Select[int] | None) -> _Facts:
    wanted = (
        select(
            Fact.id,
            Fact.public_id,
            Fact.slug,
            FactVersion.statement,
            Fact.status == FactStatus.APPROVED.value,
            Fact.id.in_(asked_facts([bank_id])),
        )
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(Fact.bank_id == bank_id, FactVersion.is_current)
        .order_by(Fact.position, Fact.id)
    )
    return wanted if besides is None else wanted.where(Fact.id.not_in(besides))


def _found(session: Session, wanted: _Facts) -> Sequence[ChosenFact]:
    return [ChosenFact(*row) for row in session.execute(wanted)]


def studyable(
    session: Session, bank_id: int, fact_ids: Collection[int]
) -> tuple[frozenset[int], bool]:
    """Return which of these facts can be given to study, and whether a question asks for any.

    They are of the bank and approved, and stay there until the transaction ends. Two SELECTs.
    """
    wanted = select(Fact.id).where(
        Fact.id.in_(fact_ids), Fact.bank_id == bank_id, Fact.status == FactStatus.APPROVED.value
    )
    held = frozenset(session.scalars(wanted.with_for_update(read=True, key_share=True)))
    asked = session.scalars(wanted.where(Fact.id.in_(asked_facts([bank_id]))).limit(1)).first()
    return held, asked is not None
