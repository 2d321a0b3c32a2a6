"""How the marks of a class lie: in bands of ten per cent, with their mean and their median."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from quizapp.domain.grades import whole_percent

BANDS = 10
_WIDTH = 100 // BANDS


@dataclass(frozen=True, slots=True)
class Band:
    """How many marks lie from one whole per cent to another, both of them in it."""

    lowest: int
    highest: int
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """Marks in bands, the lowest first; ``mean`` and ``median`` are shares from 0 to 1.

    ``passed`` is how many reach ``pass_percent``; both are None where nobody can pass.
    """

    count: int
    mean: float
    median: float
    bands: tuple[Band, ...]
    pass_percent: int | None = None
    passed: int | None = None


def distribution_of(
    shares: Sequence[float], pass_percent: int | None = None
) -> Distribution | None:
    """Return how marks lie, given as shares from 0 to 1; None where there is none.

    A mark is in the band of its whole per cent, rounded down as everywhere; the last band has 100,
    too.
    """
    if not shares:
        return None
    percents = [whole_percent(share) for share in shares]
    places = [min(percent // _WIDTH, BANDS - 1) for percent in percents]
    bands = tuple(
        Band(
            place * _WIDTH,
            100 if place == BANDS - 1 else (place + 1) * _WIDTH - 1,
            places.count(place),
        )
        for place in range(BANDS)
    )
    passed = None if pass_percent is None else sum(each >= pass_percent for each in percents)
    return Distribution(len(shares), fmean(shares), median(shares), bands, pass_percent, passed)
