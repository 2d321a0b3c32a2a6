"""FSRS-6: how one answer changes the stability and difficulty of a memory.

The formulas and the default weights are those published by the open-spaced-repetition project.
Stability is the number of days after which the chance of recall has fallen to 90 %; difficulty
runs from 1 to 10. Elapsed time is days, and always an argument.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable
from typing import Final, TypeAlias

Weights: TypeAlias = tuple[float, ...]

DEFAULT_WEIGHTS: Final[Weights] = (
    # Stability after a first Again, Hard, Good, Easy.
    *(0.212, 1.2931, 2.3065, 8.2956),
    # Difficulty: start, its slope, change per rating, pull towards the start.
    *(6.4133, 0.8334, 3.0194, 0.001),
    # Growth when recalled: scale, damping by stability, gain by forgetting.
    *(1.8722, 0.1666, 0.796),
    # Stability left when forgotten: scale, difficulty, stability, gain by forgetting.
    *(1.4835, 0.0614, 0.2629, 1.6483),
    # Factors on growth for Hard and for Easy.
    *(0.6014, 1.8729),
    # Answers on the same day: scale, offset, damping by stability.
    *(0.5425, 0.0912, 0.0658),
    # How steeply the forgetting curve falls.
    0.1542,
)
WEIGHT_COUNT: Final = 21
MIN_STABILITY: Final = 0.001
MIN_DIFFICULTY: Final = 1.0
MAX_DIFFICULTY: Final = 10.0


class Rating(enum.IntEnum):
    """How well the learner knew it; Again is the only rating that means "wrong"."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def retrievability(
    elapsed_days: float, stability: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return the chance (0-1) of recall `elapsed_days` after the last review."""
    decay, factor = forgetting_curve(weights)
    recall: float = (1 + factor * max(0.0, elapsed_days) / stability) ** decay
    return recall


def retrievabilities(
    elapsed_days: Iterable[float],
    stabilities: Iterable[float],
    weights: Weights = DEFAULT_WEIGHTS,
) -> list[float]:
    """Return the same for many memories, both given in one order; no time is less than 0.

    A call for each would take three times as long.
    """
    decay, factor = forgetting_curve(weights)
    each = zip(elapsed_days, stabilities, strict=True)
    return [(1 + factor * elapsed / stability) ** decay for elapsed, stability in each]


def interval_days(
    stability: float,
    desired_retention: float,
    maximum_interval: int,
    weights: Weights = DEFAULT_WEIGHTS,
) -> int:
    """Return the whole days, from 1 to the maximum, until recall falls to `desired_retention`."""
    decay, factor = forgetting_curve(weights)
    days: int = round(stability / factor * (desired_retention ** (1 / decay) - 1))
    return min(max(days, 1), maximum_interval)


def initial_stability(rating: Rating, weights: Weights = DEFAULT_WEIGHTS) -> float:
    """Return the stability, in days, after a first review."""
    return max(weights[rating - 1], MIN_STABILITY)


def initial_difficulty(rating: Rating, weights: Weights = DEFAULT_WEIGHTS) -> float:
    """Return the difficulty (1-10) after a first review."""
    return _clamp_difficulty(_raw_initial_difficulty(rating, weights))


def next_difficulty(difficulty: float, rating: Rating, weights: Weights = DEFAULT_WEIGHTS) -> float:
    """Return the difficulty (1-10) after any later review.

    The change shrinks as difficulty nears 10, and the result is pulled a little towards the
    difficulty of an easy start.
    """
    change = -weights[6] * (rating - 3)
    damped = difficulty + (MAX_DIFFICULTY - difficulty) * change / 9.0
    target = _raw_initial_difficulty(Rating.EASY, weights)
    return _clamp_difficulty(weights[7] * target + (1 - weights[7]) * damped)


def next_stability(
    stability: float,
    difficulty: float,
    elapsed_days: float,
    rating: Rating,
    weights: Weights = DEFAULT_WEIGHTS,
) -> float:
    """Return the stability, in days, after a later review; both inputs are from before it.

    With less than one day elapsed the same-day formula holds, otherwise the one for a recalled or
    a forgotten memory.
    """
    if elapsed_days < 1:
        return same_day_stability(stability, rating, weights)
    recall = retrievability(elapsed_days, stability, weights)
    if rating == Rating.AGAIN:
        return forgotten_stability(stability, difficulty, recall, weights)
    return recalled_stability(stability, difficulty, recall, rating, weights)


def same_day_stability(
    stability: float, rating: Rating, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return the stability after a review on the same day as the one before.

    No right answer lowers it, Hard included.
    """
    increase: float = math.exp(weights[17] * (rating - 3 + weights[18])) * stability ** -weights[19]
    if rating != Rating.AGAIN:
        increase = max(increase, 1.0)
    return max(stability * increase, MIN_STABILITY)


def recalled_stability(
    stability: float,
    difficulty: float,
    recall: float,
    rating: Rating,
    weights: Weights = DEFAULT_WEIGHTS,
) -> float:
    """Return the stability after a right answer given with the chance `recall` beforehand."""
    growth: float = (
        math.exp(weights[8])
        * (11 - difficulty)
        * stability ** -weights[9]
        * (math.exp((1 - recall) * weights[10]) - 1)
    )
    if rating == Rating.HARD:
        growth *= weights[15]
    elif rating == Rating.EASY:
        growth *= weights[16]
    return max(stability * (1 + growth), MIN_STABILITY)


def forgotten_stability(
    stability: float, difficulty: float, recall: float, weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """Return the stability left after a wrong answer; it is never above what it was."""
    kept: float = (
        weights[11]
        * difficulty ** -weights[12]
        * ((stability + 1) ** weights[13] - 1)
        * math.exp((1 - recall) * weights[14])
    )
    ceiling = stability / math.exp(weights[17] * weights[18])
    return max(min(kept, ceiling), MIN_STABILITY)


def forgetting_curve(weights: Weights) -> tuple[float, float]:
    """Return the exponent of the forgetting curve, and what makes it 90 % at the stability."""
    decay = -weights[20]
    return decay, 0.9 ** (1 / decay) - 1


def _raw_initial_difficulty(rating: Rating, weights: Weights) -> float:
    return weights[4] - math.exp(weights[5] * (rating - 1)) + 1


def _clamp_difficulty(difficulty: float) -> float:
    return min(max(difficulty, MIN_DIFFICULTY), MAX_DIFFICULTY)
