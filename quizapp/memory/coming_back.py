"""When what was asked comes back: the next reviews of some facts, by the learner's days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.banks.models import FactVersion
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from quizapp.memory.queries import STILL_ASKED


@dataclass(frozen=True, slots=True)
class DayOfReviews:
    """A day of the learner's, and what the facts say that are asked for again on it."""

    day: date
    statements: tuple[str, ...]


def coming_back(
    session: Session, learner: Learner, fact_ids: Collection[int], now: datetime
) -> list[DayOfReviews]:
    """Return on which days these facts come back to a learner, the first day first.

    What is due already comes back today; what can no longer be asked is left out. One SELECT.
    """
    rows = session.execute(_COMING, {"learner": learner.id, "facts": list(fact_ids)})
    days: dict[date, list[str]] = defaultdict(list)
    for due, statement in rows:
        days[learner.calendar.day(max(due, now))].append(statement)
    return [DayOfReviews(day, tuple(said)) for day, said in sorted(days.items())]


_COMING = (
    select(Memory.due, FactVersion.statement)
    .join(FactVersion, FactVersion.fact_id == Memory.fact_id)
    .where(
        Memory.user_id == bindparam("learner"),
        Memory.fact_id.in_(bindparam("facts", expanding=True)),
        FactVersion.is_current,
        STILL_ASKED,
    )
    .order_by(Memory.due, Memory.fact_id)
)
