"""The upper and the lower group of a class, by what everybody earned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from quizapp.domain.statistics.samples import NOISE

THIRD = 1 / 3
KELLEY = 0.27
"""The size at which two groups differ most surely where scores are normally distributed.

Kelley, "The selection of upper and lower groups for the validation of test items", 1939.
"""


@dataclass(frozen=True, slots=True)
class Groups:
    """With how much of themselves learners belong to the upper and to the lower group, 0 to 1.

    Where the edge of a group runs through learners who earned the same, each belongs to it with
    the same part. So neither their order nor chance decides (Zaiontz, "Item Analysis Basic
    Concepts", Real Statistics Using Excel, averages such ties in the same way), and a group
    has exactly its share of the class, also where that is no whole number.
    """

    upper: Mapping[int, float]
    lower: Mapping[int, float]


def groups_of(totals: Mapping[int, float], size: float) -> Groups | None:
    """Return the groups of a class, each a share ``size`` of it, of 0 to 1/2.

    ``totals`` are what learners earned; those that differ by rounding alone are equal. None where
    all are equal: then nobody is above anybody.
    """
    ranked = sorted(totals, key=totals.__getitem__)
    if not ranked or totals[ranked[-1]] - totals[ranked[0]] <= NOISE:
        return None
    tied = [list(group) for _, group in groupby(ranked, key=lambda each: round(totals[each], 9))]
    room = size * len(ranked)
    return Groups(_filled(tied[::-1], room), _filled(tied, room))


def _filled(tied: list[list[int]], room: float) -> dict[int, float]:
    weights: dict[int, float] = {}
    for group in tied:
        if room <= NOISE:
            break
        weight = min(1.0, room / len(group))
        weights |= dict.fromkeys(group, weight)
        room -= weight * len(group)
    return weights
