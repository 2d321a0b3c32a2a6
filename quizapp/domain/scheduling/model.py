"""What a memory model is to the scheduler, and FSRS-6 as the one that is used."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from quizapp.domain.scheduling import fsrs
from quizapp.domain.scheduling.fsrs import DEFAULT_WEIGHTS, WEIGHT_COUNT, Rating, Weights
from quizapp.domain.scheduling.refusals import InvalidSetting


class Strengths(NamedTuple):
    """What a model knows of a memory: stabilities in days, difficulty from 1 to 10.

    Models with one stability leave ``stability_fast`` empty.
    """

    stability: float
    difficulty: float
    stability_fast: float | None = None


class Model(Protocol):
    """A memory model with its weights. Elapsed time is days, whole or not, as a float."""

    @property
    def weights(self) -> Weights:
        """The numbers that the model was fitted to."""
        ...

    @property
    def stabilities(self) -> int:
        """How many stabilities a memory has: one, or a slow and a fast one."""
        ...

    def first(self, rating: Rating) -> Strengths:
        """Return what a memory is after its first review."""
        ...

    def after(self, before: Strengths, elapsed_days: float, rating: Rating) -> Strengths:
        """Return what a memory is after a later review."""
        ...

    def recall(self, strengths: Strengths, elapsed_days: float) -> float:
        """Return the chance (0-1) of recall so many days after the last review."""
        ...

    def interval_days(
        self, strengths: Strengths, desired_retention: float, maximum_interval: int
    ) -> float:
        """Return the days until recall falls to ``desired_retention``."""
        ...


@dataclass(frozen=True, slots=True)
class Fsrs6:
    """FSRS-6 with its 21 weights: one stability, and intervals of whole days.

    Raises `InvalidSetting` for weights that cannot be used.
    """

    weights: Weights = DEFAULT_WEIGHTS

    def __post_init__(self) -> None:
        if len(self.weights) != WEIGHT_COUNT:
            raise InvalidSetting(f"FSRS-6 has {WEIGHT_COUNT} weights, not {len(self.weights)}.")
        if not all(map(math.isfinite, self.weights)) or self.weights[20] <= 0:
            raise InvalidSetting("Every weight must be finite, and the last, the decay, above 0.")

    @property
    def stabilities(self) -> int:
        """One: FSRS-6 knows a single trace."""
        return 1

    def first(self, rating: Rating) -> Strengths:
        """Return stability and difficulty after a first review."""
        return Strengths(
            fsrs.initial_stability(rating, self.weights),
            fsrs.initial_difficulty(rating, self.weights),
        )

    def after(self, before: Strengths, elapsed_days: float, rating: Rating) -> Strengths:
        """Return stability and difficulty after a later review."""
        return Strengths(
            fsrs.next_stability(
                before.stability, before.difficulty, elapsed_days, rating, self.weights
            ),
            fsrs.next_difficulty(before.difficulty, rating, self.weights),
        )

    def recall(self, strengths: Strengths, elapsed_days: float) -> float:
        """Return the chance of recall by the forgetting curve."""
        return fsrs.retrievability(elapsed_days, strengths.stability, self.weights)

    def recalls(self, stabilities: Iterable[float], elapsed_days: Iterable[float]) -> list[float]:
        """Return the chances of recall of many memories; no time is less than 0."""
        return fsrs.retrievabilities(elapsed_days, stabilities, self.weights)

    @property
    def curve(self) -> tuple[float, float]:
        """Decay and factor: the chance of recall is ``(1 + factor * days / stability) ** decay``.

        For whoever adds up many memories where they are kept.
        """
        return fsrs.forgetting_curve(self.weights)

    def interval_days(
        self, strengths: Strengths, desired_retention: float, maximum_interval: int
    ) -> float:
        """Return whole days, from 1 to the maximum."""
        return fsrs.interval_days(
            strengths.stability, desired_retention, maximum_interval, self.weights
        )


FSRS_6 = Fsrs6()
"""FSRS-6 with the weights that its authors publish."""
