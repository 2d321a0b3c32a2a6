"""How well somebody knows one fact, and when it comes back to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.clock import now
from quizapp.domain.scheduling import Strength, strength_of
from quizapp.memory import log
from quizapp.web.learners import learner_of


@dataclass(frozen=True, slots=True)
class HeldMemory:
    """The strength of a memory, and the learner's day it is due; None before it was ever asked."""

    strength: Strength
    day: date | None
    is_due: bool


def held_memory(session: Session, person: Visitor, fact_id: int) -> HeldMemory:
    """Return what a person's memory of a fact is at present."""
    learner, moment = learner_of(person), now()
    memory = log.memories(session, learner.id, [fact_id]).get(fact_id)
    return HeldMemory(
        strength_of(memory, moment, calendar=learner.calendar),
        learner.calendar.day(memory.due) if memory else None,
        memory is not None and memory.due <= moment,
    )
