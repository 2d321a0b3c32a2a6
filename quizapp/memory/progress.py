"""How far a learner has come: the banks that they have begun."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.models import Bank
from quizapp.memory.models import Memory


def begun_banks(session: Session, user_id: int) -> Sequence[Bank]:
    """Return the banks in which a learner has a memory of anything, by title."""
    begun = select(Memory.bank_id).where(Memory.user_id == user_id)
    return session.scalars(select(Bank).where(Bank.id.in_(begun)).order_by(Bank.title)).all()
