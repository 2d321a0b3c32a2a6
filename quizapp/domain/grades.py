"""The grade of a quiz: what counts of several attempts at it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_POINTS = 100
"""No question of a quiz is worth more than this."""

_WHOLE = 100
_NOISE = 1e-9
"""Thirds of points do not add up exactly in binary: what is so near a whole per cent is one."""


class GradeRule(StrEnum):
    """Which of several attempts make the grade."""

    BEST = "best"
    LAST = "last"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Earned:
    """The points of an attempt, and how many it could have earned.

    While answers of it are ``waiting`` to be marked, its points are not all of them.
    """

    points: float
    possible: float
    waiting: int = 0

    @property
    def percent(self) -> int | None:
        """Its points in whole per cent; None where nothing counts, or not all is marked."""
        if self.waiting or not self.possible:
            return None
        return whole_percent(self.points / self.possible)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, from 0 to 1, and how many attempts were looked at for it.

    ``earned`` are its points. An average has none where the attempts could earn different numbers.
    """

    share: float
    earned: Earned | None
    attempts: int
    rule: GradeRule

    @property
    def percent(self) -> int:
        """The grade in whole per cent."""
        return whole_percent(self.share)

    def passes(self, mark: int) -> bool:
        """Whether it reaches a pass mark in whole per cent."""
        return self.percent >= mark


def is_worth(points: float) -> bool:
    """Whether a question can be worth so many points: 0 to ``MOST_POINTS``, in halves."""
    return 0 <= points <= MOST_POINTS and float(2 * points).is_integer()


def whole_percent(share: float) -> int:
    """Return a share in whole per cent, rounded down: nobody reads 80 who has not reached 80."""
    return math.floor(_WHOLE * share + _NOISE)


def grade_of(attempts: Sequence[Earned], rule: GradeRule) -> Grade | None:
    """Return the grade of attempts that were handed in, given in the order they were begun.

    Attempts of which nothing counts any more are left out; None where there is no other, and
    where one of those that the rule looks at waits to be marked.
    """
    counted = [each for each in attempts if each.possible]
    if not counted or waiting_for(counted, rule):
        return None
    shares = [each.points / each.possible for each in counted]
    match rule:
        case GradeRule.BEST:
            # Of equal ones the one that could earn more says more.
            best = max(counted, key=lambda each: (each.points / each.possible, each.possible))
            return Grade(max(shares), best, len(counted), rule)
        case GradeRule.LAST:
            return Grade(shares[-1], counted[-1], len(counted), rule)
        case GradeRule.AVERAGE:
            return Grade(_mean(shares), _average(counted), len(counted), rule)


def waiting_for(attempts: Sequence[Earned], rule: GradeRule) -> int:
    """Return how many answers have to be marked before there is a grade of these attempts."""
    looked_at = attempts[-1:] if rule is GradeRule.LAST else attempts
    return sum(each.waiting for each in looked_at)


def _average(counted: Sequence[Earned]) -> Earned | None:
    if len({each.possible for each in counted}) > 1:
        return None
    return Earned(_mean([each.points for each in counted]), counted[0].possible)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
