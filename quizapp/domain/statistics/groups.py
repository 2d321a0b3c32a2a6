"""The upper and the lower group of a class, by what everybody earned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.statistics.samples import NOISE

THIRD = 1 / 3
KELLEY = 0.27
"""The size at which two groups differ most surely where scores are normally distributed.

Kelley, "The selection of upper and lower groups for the validation of test items", 1939.
"""
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Groups:
    """With how much of themselves learners belong to the upper and to the lower group, 0 to 1.

    It is said by what they earned. Where the edge of a group runs through learners who earned the
    same, each belongs to it with the same part. So neither their order nor chance decides (Zaiontz,
    "Item Analysis Basic Concepts", Real Statistics Using Excel, averages such ties in the same
    way), and a group has exactly its share of the class, also where that is no whole number.
    """

    upper: Mapping[float, float]
    lower: Mapping[float, float]


def groups_of(totals: Mapping[float, int], size: float) -> Groups | None:
    """Return the groups of a class, each a share ``size`` of it, of 0 to 1/2.

    ``totals`` say how many learners earned what; ``standing`` makes those equal that differ by
    rounding alone. None where all are equal: then nobody is above anybody.
    """
    ranked = sorted(totals)
    if len(ranked) < 2:
        return None
    room = size * sum(totals.values())
    return Groups(_filled(ranked[::-1], totals, room), _filled(ranked, totals, room))


def standing(total: float) -> float:
    """Return what somebody earned as that by which they are ranked."""
    return round(total, _DIGITS)


def _filled(ranked: list[float], totals: Mapping[float, int], room: float) -> dict[float, float]:
    weights: dict[float, float] = {}
    for total in ranked:
        if room <= NOISE:
            break
        weights[total] = min(1.0, room / totals[total])
        room -= weights[total] * totals[total]
    return weights
