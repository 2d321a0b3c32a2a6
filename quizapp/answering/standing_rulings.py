"""Rulings that stand: what was decided about marks reaches what is handed in afterwards, too."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.answering.final_responses import final_responses
from quizapp.answering.regrading import key_of, mark_learner
from quizapp.banks.models import QuestionVersion
from quizapp.clock import new_id
from quizapp.domain.rulings import Basis
from quizapp.memory.log import Learner
from quizapp.quizzes.models import AttemptQuestion
from quizapp.quizzes.ruling_models import Ruling


class Ruled(NamedTuple):
    """By what answers to a version are to be marked: a version's key, or a ruling for everybody."""

    version_id: int
    key_version_id: int
    basis: Basis


def differing(
    session: Session, wanted: Collection[Ruled], *, keeps_rulings: bool = False
) -> list[Ruled]:
    """Return those of these that do not stand so yet; what nothing was decided of has its own key.

    With ``keeps_rulings`` a version that was ruled on for everybody is left as it is.
    """
    standing = _standing(session, [each.version_id for each in wanted])
    found = []
    for each in wanted:
        known = standing.get(each.version_id)
        key = each.version_id if known is None else known.key_version_id
        basis = Basis.KEY if known is None else Basis(known.basis)
        if keeps_rulings and basis is not Basis.KEY:
            continue
        # Where no answer is looked at, it makes no difference by which key.
        if basis is not each.basis or (basis is Basis.KEY and key != each.key_version_id):
            found.append(each)
    return found


def let_stand(
    session: Session, ruled: Collection[Ruled], reason: str, by: int, now: datetime
) -> None:
    """Let rulings stand in the place of those before, for what is handed in from now on."""
    session.execute(
        update(Ruling)
        .where(
            Ruling.question_version_id.in_([each.version_id for each in ruled]), Ruling.is_current
        )
        .values(is_current=False)
        .execution_options(synchronize_session=False)
    )
    for each in ruled:
        session.add(
            Ruling(
                id=new_id(),
                question_version_id=each.version_id,
                is_current=True,
                key_version_id=each.key_version_id,
                basis=each.basis.value,
                reason=reason,
                ruled_by_id=by,
                ruled_at=now,
            )
        )
    session.flush()


def apply_standing(session: Session, learner: Learner, attempt_id: UUID, now: datetime) -> None:
    """Mark what is final of an attempt by the rulings that stand, after its own keys.

    So it has the scores that it would have if it had been handed in before the ruling, and what
    takes the ruling back takes these back. It is no news to its learner, who sees it at once.
    """
    rulings = session.scalars(
        select(Ruling)
        .join(AttemptQuestion, AttemptQuestion.question_version_id == Ruling.question_version_id)
        .where(AttemptQuestion.attempt_id == attempt_id, Ruling.is_current)
        .order_by(AttemptQuestion.position)
    ).all()
    for ruling in rulings:
        version_id, basis = ruling.question_version_id, Basis(ruling.basis)
        found = final_responses(
            session, version_id, ruling.key_version_id, basis, attempt_id=attempt_id
        ).get(learner.id)
        if found:
            key = key_of(session, version_id, ruling.key_version_id)
            mark_learner(session, learner, version_id, key, basis, found, now, reason=ruling.reason)


@dataclass(frozen=True, slots=True)
class InForce:
    """A ruling that stands for these ``versions``, by their numbers, and is not their own key.

    ``key`` is the number of the version whose key is used; ``by`` is None where they have left.
    """

    versions: tuple[int, ...]
    basis: Basis
    key: int
    reason: str
    by: str | None
    at: datetime


def in_force(session: Session, question_id: int) -> list[InForce]:
    """Return by what answers to a question are marked otherwise than as asked, the newest first.

    What was decided for several versions at once is one. One SELECT.
    """
    asked, key = aliased(QuestionVersion), aliased(QuestionVersion)
    rows = session.execute(
        select(asked.number, Ruling, key.number.label("key_number"), User.name)
        .join(asked, asked.id == Ruling.question_version_id)
        .join(key, key.id == Ruling.key_version_id)
        .join(User, User.id == Ruling.ruled_by_id)
        .where(
            asked.question_id == question_id,
            Ruling.is_current,
            or_(
                Ruling.basis != Basis.KEY.value,
                Ruling.key_version_id != Ruling.question_version_id,
            ),
        )
        .order_by(Ruling.ruled_at.desc(), asked.number)
    )
    together: dict[tuple[Basis, int, str, str | None, datetime], list[int]] = {}
    for number, ruling, key_number, name in rows:
        basis = Basis(ruling.basis)
        # Where no answer is looked at, it makes no difference by which key.
        by_key = key_number if basis is Basis.KEY else 0
        decided = (basis, by_key, ruling.reason, name, ruling.ruled_at)
        together.setdefault(decided, []).append(number)
    return [InForce(tuple(numbers), *decided) for decided, numbers in together.items()]


def _standing(session: Session, version_ids: Collection[int]) -> Mapping[int, Ruling]:
    rows = session.scalars(
        select(Ruling)
        .where(Ruling.question_version_id.in_(version_ids), Ruling.is_current)
        .execution_options(populate_existing=True)
    )
    return {row.question_version_id: row for row in rows}
