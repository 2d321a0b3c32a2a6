"""What those who take a teacher's quizzes are about to forget."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from statistics import fmean

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.domain.difficulty import ENOUGH
from quizapp.domain.scheduling import recall_chance
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory
from quizapp.memory.queries import value_of
from quizapp.quizzes.audience import audience


def class_recall(
    session: Session, owner_id: int, bank_id: int, at: datetime
) -> Mapping[int, float]:
    """Return the mean chance (0-1) at a moment that facts of a bank are recalled, by their ids.

    The mean is over those of the teacher's audience who have learned the fact; what fewer than
    ``ENOUGH`` of them have learned is left out, so that nobody is told apart in it.
    """
    people = audience(session, owner_id, bank_id)
    rows = session.execute(
        select(User, Memory)
        .join(Memory, Memory.user_id == User.id)
        .where(Memory.user_id.in_(people), Memory.bank_id == bank_id, User.erased_at.is_(None))
    ).all()
    learners = {user.id: Learner.of(user) for user, _ in rows}
    chances: dict[int, list[float]] = defaultdict(list)
    for _, row in rows:
        # A server's clock may be set back; a draw must not fail for that.
        moment = max(at, row.last_review_at)
        calendar = learners[row.user_id].calendar
        chances[row.fact_id].append(recall_chance(value_of(row), moment, calendar=calendar))
    return {fact_id: fmean(each) for fact_id, each in chances.items() if len(each) >= ENOUGH}
