"""What those who take a teacher's quizzes are about to forget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from statistics import fmean

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.db import table_of
from quizapp.domain.difficulty import ENOUGH
from quizapp.domain.scheduling import Strengths, recall_after
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from quizapp.quizzes.audience import audience

_MEMORY = table_of(Memory).c


def class_recall(
    session: Session, owner_id: int, bank_id: int, at: datetime
) -> Mapping[int, float]:
    """Return the mean chance (0-1) at a moment that facts of a bank are recalled, by their ids.

    The mean is over those of the teacher's audience who have learned the fact; what fewer than
    ``ENOUGH`` of them have learned is left out, so that nobody is told apart in it.
    """
    people = audience(session, owner_id, bank_id)
    found = session.scalars(select(User).where(User.id.in_(people), User.erased_at.is_(None)))
    days = {user.id: Learner.of(user).calendar.day(at) for user in found}
    # Rows instead of models: a class remembers thousands of facts, and each start reads them.
    rows = session.execute(
        select(
            _MEMORY.user_id,
            _MEMORY.fact_id,
            _MEMORY.last_day,
            _MEMORY.stability,
            _MEMORY.difficulty,
            _MEMORY.stability_fast,
        ).where(_MEMORY.user_id.in_(days), _MEMORY.bank_id == bank_id)
    )
    chances: dict[int, list[float]] = defaultdict(list)
    for user_id, fact_id, last_day, *strengths in rows:
        # A server's clock may be set back; a draw must not fail for that.
        passed = max(0, (days[user_id] - last_day).days)
        chances[fact_id].append(recall_after(Strengths(*strengths), passed))
    return {fact_id: fmean(each) for fact_id, each in chances.items() if len(each) >= ENOUGH}
