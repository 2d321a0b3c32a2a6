"""Sums that are enough for a mean, a variance and a correlation, and that can be added."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from quizapp.domain.statistics.samples import NOISE


@dataclass(frozen=True, slots=True)
class Moments:
    """Of ``count`` pairs (x, y): their means, and sums of squares and products about the means.

    Those of two groups of pairs add up to those of both together, so nothing has to be read again
    where learners join. They are kept about the means, for plain sums of squares lose digits
    (Chan, Golub & LeVeque, "Algorithms for computing the sample variance", 1983).
    """

    count: int = 0
    mean_x: float = 0.0
    mean_y: float = 0.0
    xx: float = 0.0
    yy: float = 0.0
    xy: float = 0.0

    @classmethod
    def of(
        cls, xs: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
    ) -> Moments:
        """Return the moments of pairs, given as two sequences of one length.

        ``counts`` say how often each pair is there, once at least; all are once without them.
        """
        if not xs:
            return cls()
        times = [1] * len(xs) if counts is None else counts
        count = sum(times)
        mean_x, mean_y = _mean(xs, times, count), _mean(ys, times, count)
        dx, dy = [x - mean_x for x in xs], [y - mean_y for y in ys]
        return cls(
            count,
            mean_x,
            mean_y,
            sum(map(_product, dx, dx, times)),
            sum(map(_product, dy, dy, times)),
            sum(map(_product, dx, dy, times)),
        )

    def __add__(self, other: Moments) -> Moments:
        count = self.count + other.count
        if not count:
            return self
        share = other.count / count
        between = self.count * share
        dx, dy = other.mean_x - self.mean_x, other.mean_y - self.mean_y
        return Moments(
            count,
            self.mean_x + dx * share,
            self.mean_y + dy * share,
            self.xx + other.xx + dx * dx * between,
            self.yy + other.yy + dy * dy * between,
            self.xy + other.xy + dx * dy * between,
        )

    @property
    def correlation(self) -> float | None:
        """Pearson's r, from -1 to 1; None where x or y is the same in all pairs."""
        if self.xx <= NOISE or self.yy <= NOISE:
            return None
        return max(-1.0, min(1.0, self.xy / math.sqrt(self.xx * self.yy)))


def _mean(values: Sequence[float], times: Sequence[int], count: int) -> float:
    # From the first one on: so the mean of equal values is exactly what they are.
    first = values[0]
    return (
        first
        + sum((each - first) * often for each, often in zip(values, times, strict=True)) / count
    )


def _product(x: float, y: float, times: int) -> float:
    return x * y * times


def pooled(groups: Iterable[Moments]) -> Moments:
    """Return the moments of several groups about the means of each.

    A question that is asked in two quizzes is compared with the other questions of each: that one
    of the quizzes is harder than the other says nothing about it.
    """
    found = list(groups)
    total = reduce(add, found, Moments())
    return Moments(
        total.count,
        total.mean_x,
        total.mean_y,
        sum(each.xx for each in found),
        sum(each.yy for each in found),
        sum(each.xy for each in found),
    )
