"""What to study now, and how much will be due on the days to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from quizapp.domain.scheduling.calendar import Calendar, LearnerCalendar
from quizapp.domain.scheduling.memory import Memory, recall_chance
from quizapp.domain.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from quizapp.domain.scheduling.steps import State

FORECAST_DAYS = 14

FactKey = TypeVar("FactKey", bound=Hashable)


@dataclass(frozen=True, slots=True)
class DayLoad:
    """How many facts fall due on one learner's day."""

    day: date
    due: int


def study_order(
    memories: Mapping[FactKey, Memory],
    new: Iterable[FactKey],
    *,
    now: datetime,
    calendar: Calendar,
    new_limit: int,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> list[FactKey]:
    """Return the facts to study, in order; each key at most once.

    First what is due: facts in learning steps by their time, since their waits are minutes, then
    the others by the lowest chance of recall. Next up to `new_limit` (what is left of the daily
    number) of the facts in `new`, in the order given. A fact whose learning step has not ended is
    not asked: asked again at once, it would be answered from the moment before.
    """
    due = [key for key, memory in memories.items() if memory.due <= now]

    def urgency(key: FactKey) -> tuple[bool, float, datetime]:
        memory = memories[key]
        if memory.state != State.REVIEW:
            return False, 0.0, memory.due
        recall = recall_chance(memory, now, calendar=calendar, parameters=parameters)
        return True, recall, memory.due

    unseen = dict.fromkeys(key for key in new if key not in memories)
    return [
        *sorted(due, key=urgency),
        *islice(unseen, max(0, new_limit)),
    ]


def forecast(
    due: Iterable[datetime],
    *,
    now: datetime,
    calendar: LearnerCalendar,
    days: int = FORECAST_DAYS,
) -> tuple[DayLoad, ...]:
    """Return how many of the due moments fall on each learner's day, today first.

    What is overdue counts today; what falls after the last day is left out.
    """
    today = calendar.day(now)
    dates = [today + timedelta(days=offset) for offset in range(days)]
    ends = [calendar.start(day + timedelta(days=1)) for day in dates]
    counts = [0] * (days + 1)
    for moment in due:
        counts[bisect_right(ends, moment)] += 1
    return tuple(map(DayLoad, dates, counts))
