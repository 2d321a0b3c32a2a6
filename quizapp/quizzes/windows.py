"""When a quiz can be begun, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from quizapp.quizzes.designs import Design


class Availability(StrEnum):
    """Whether a learner can begin an attempt now, or why not."""

    OPEN = "open"
    NOT_YET = "not yet"
    CLOSED = "closed"
    USED_UP = "used up"
    TOO_SOON = "too soon"


class Begun(NamedTuple):
    """How many attempts somebody has begun, and when the last of them that is over ended."""

    attempts: int = 0
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a learner stands to a quiz; ``left`` is how many attempts are left, None for no limit.

    Where it is too soon for another, ``next_at`` is when it may begin; elsewhere None.
    """

    availability: Availability
    left: int | None
    next_at: datetime | None = None


def standing(design: Design, begun: Begun, now: datetime) -> Standing:
    """Return how somebody stands to a quiz who has begun these attempts at it."""
    allowed = design.attempts_allowed
    left = None if allowed is None else max(0, allowed - begun.attempts)
    if design.closes_at is not None and now >= design.closes_at:
        return Standing(Availability.CLOSED, left)
    if design.opens_at is not None and now < design.opens_at:
        return Standing(Availability.NOT_YET, left)
    if left == 0:
        return Standing(Availability.USED_UP, left)
    if begun.ended_at is not None and design.delay_minutes is not None:
        next_at = begun.ended_at + timedelta(minutes=design.delay_minutes)
        if now < next_at:
            return Standing(Availability.TOO_SOON, left, next_at)
    return Standing(Availability.OPEN, left)
