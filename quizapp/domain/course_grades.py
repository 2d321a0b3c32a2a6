"""The grade of a student in a course: what each assignment counts for, and drops of the lowest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.grades import whole_percent

_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Counted:
    """What one assignment counts for: the share that was earned (0 to 1), and its weight.

    A weight is at least 0; one of 0 counts nothing. Raises ValueError for anything else.
    """

    share: float
    weight: float

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError("a share is between 0 and 1")
        if self.weight < 0:
            raise ValueError("a weight is not negative")


@dataclass(frozen=True, slots=True)
class Total:
    """The grade so far, None where nothing counts yet; ``dropped`` are places of what was given."""

    share: float | None
    dropped: frozenset[int] = frozenset()

    @property
    def percent(self) -> int | None:
        """The grade in whole per cent, rounded down; None where there is none."""
        return None if self.share is None else whole_percent(self.share)


def total(counted: Sequence[Counted], drops: int = 0) -> Total:
    """Return the weighted mean of what counts, without as many of the lowest as are dropped.

    Those are dropped that leave the best mean, which with equal weights are the lowest; one always
    stays. Dinkelbach's method for ratios finds them: https://doi.org/10.1287/mnsc.13.7.492
    """
    weighing = [place for place, each in enumerate(counted) if each.weight > 0]
    if not weighing:
        return Total(None)
    kept = max(1, len(weighing) - max(0, drops))
    chosen, mean = weighing, _mean([counted[place] for place in weighing])
    while kept < len(weighing):
        # What lifts a mean of this height most is kept; once nothing lifts it, it is the best.
        best = sorted(weighing, key=lambda place: _lift(counted[place], mean), reverse=True)[:kept]
        better = _mean([counted[place] for place in best])
        if len(chosen) == kept and better <= mean + _CLOSE:
            break
        chosen, mean = best, better
    return Total(mean, frozenset(weighing) - frozenset(chosen))


def _lift(each: Counted, mean: float) -> float:
    return each.weight * (each.share - mean)


def _mean(counted: Sequence[Counted]) -> float:
    weight = sum(each.weight for each in counted)
    return min(1.0, sum(each.weight * each.share for each in counted) / weight)
