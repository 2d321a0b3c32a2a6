"""When a quiz can be begun, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.quizzes.designs import Design


class Availability(StrEnum):
    """Whether a learner can begin an attempt now, or why not."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"
    USED_UP = "used up"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learner stands to a quiz; ``left`` is how many attempts are left, None for no limit."""

    availability: Availability
    left: int | None


def standing(design: Design, used: int, now: datetime) -> Standing:
    """Return how somebody stands to a quiz who has begun ``used`` attempts at it."""
    allowed = design.attempts_allowed
    left = None if allowed is None else max(0, allowed - used)
    if design.closes_at is not None and now >= design.closes_at:
        return Standing(Availability.CLOSED, left)
    if design.opens_at is not None and now < design.opens_at:
        return Standing(Availability.NOT_YET, left)
    return Standing(Availability.USED_UP if left == 0 else Availability.OPEN, left)
