"""The figures of a question and of a quiz."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.statistics.moments import Moments


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a question before anybody answers: what guessing earns, what is ticked.

    ``guess`` is from 0 to 1; ``options`` are all that can be ticked and ``right`` those that
    should be, by their ids.
    """

    guess: float = 0.0
    options: tuple[str, ...] = ()
    right: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Thirds:
    """Shares, 0 to 1, in the three thirds of a class; None where no one of it was asked."""

    lower: float | None
    middle: float | None
    upper: float | None

    @property
    def rise(self) -> float | None:
        """By how much the upper third is above the lower, -1 to 1."""
        if self.upper is None or self.lower is None:
            return None
        return self.upper - self.lower


@dataclass(frozen=True, slots=True)
class Use:
    """How many ticked an option, and which share of each third did, where there are thirds."""

    learners: int
    thirds: Thirds | None


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What a question did, with so many ``learners`` of whom so many left it ``empty``.

    facility        the mean share earned, 0 to 1 (of right and wrong alone: how many were right).
    rest            moments of that share (x) and of the share earned in the rest of the quiz (y).
    thirds          the facility in each third of the class.
    kelley          the facility of the upper 27 % less that of the lower 27 %, -1 to 1.
    efficiency      the covariance with the rest as a part of the greatest that there could be with
                    the same marks, -1 to 1.
    options         who ticked what, by the ids of options; ``empty_use`` is who ticked nothing.
    seconds         the median time; of ``timed`` learners it is known.
    """

    asked: Asked
    learners: int
    empty: int
    facility: float
    rest: Moments
    thirds: Thirds | None
    kelley: float | None
    efficiency: float | None
    options: Mapping[str, Use]
    empty_use: Use
    seconds: float | None
    timed: int

    @property
    def discrimination(self) -> float | None:
        """The upper third's facility less the lower third's, -1 to 1."""
        return None if self.thirds is None else self.thirds.rise

    @property
    def correlation(self) -> float | None:
        """The correlation of this question with the rest of the quiz, -1 to 1.

        Of right and wrong alone it is the point-biserial correlation, corrected: the question
        itself is no part of the rest (Moodle's "discrimination index" is the same, in per cent).
        """
        return self.rest.correlation


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """What a quiz did with so many ``learners``; shares are of what each could earn, 0 to 1.

    alpha           Cronbach's alpha (1951), at most 1; with right and wrong alone it is KR-20. It
                    is that of the ``common`` questions, which everybody was asked for the same
                    points: where each learner has others there is none.
    error           the standard error of measurement, as a share of the points of these questions;
                    none where alpha is below 0, since it would be larger than the spread itself.
    """

    learners: int
    mean: float | None
    deviation: float | None
    common: int
    alpha: float | None
    error: float | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The figures of a quiz, and of its questions by their numbers."""

    quiz: QuizFigures
    items: Mapping[int, ItemFigures]
