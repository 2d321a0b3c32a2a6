"""Whether an attempt still takes answers."""

from __future__ import annotations

from datetime import datetime

from quizapp.answering.errors import AttemptFinished, TimeIsUp
from quizapp.quizzes.deadlines import is_overdue, is_up
from quizapp.quizzes.queries import Slot


def refusal(place: Slot, now: datetime) -> AttemptFinished | None:
    """Return why an attempt takes no answer any more; None while it does."""
    ended_by_time = is_up(place.deadline_at, place.finished_at or now)
    if ended_by_time and is_overdue(place.deadline_at, now):
        return TimeIsUp(place.attempt_id)
    return None if place.finished_at is None else AttemptFinished(place.attempt_id)
