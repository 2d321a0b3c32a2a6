"""A word for a figure."""

from __future__ import annotations

from enum import StrEnum

from quizapp.domain.difficulty import Difficulty, level_of
from quizapp.domain.statistics.samples import LEAST, LEAST_COMPARED


class Telling(StrEnum):
    """How well a question tells who knows from who does not.

    The bounds are those by which Moodle's documentation ("Quiz statistics report", Moodle Docs)
    reads the same figure in per cent, with its lowest two steps as one.
    """

    VERY_WELL = "very well"
    WELL = "well enough"
    WEAKLY = "weakly"
    HARDLY = "hardly"
    REVERSED = "the wrong way round"


_BOUNDS = ((0.5, Telling.VERY_WELL), (0.3, Telling.WELL), (0.2, Telling.WEAKLY))


def telling_of(correlation: float | None, learners: int) -> Telling | None:
    """Return the word for the correlation of a question with the rest; None of too few learners."""
    if correlation is None or learners < LEAST_COMPARED:
        return None
    if correlation < 0:
        return Telling.REVERSED
    return next((word for bound, word in _BOUNDS if correlation >= bound), Telling.HARDLY)


def difficulty_word(facility: float, learners: int) -> Difficulty | None:
    """Return the word for a facility, 0 to 1; None of too few learners."""
    return level_of(facility) if learners >= LEAST else None
