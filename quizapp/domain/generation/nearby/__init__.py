"""Wrong answers that no fact gives: names of the article, neighbouring places, near numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Date, Entity, Fact, Quantity, Value
from quizapp.domain.generation.nearby.background import Background
from quizapp.domain.generation.nearby.bodies import near_bodies
from quizapp.domain.generation.nearby.candidate import Candidate
from quizapp.domain.generation.nearby.dates import near_dates
from quizapp.domain.generation.nearby.names import near_names
from quizapp.domain.generation.nearby.numbers import near_numbers
from quizapp.domain.generation.nearby.places import near_places


def nearby(fact: Fact, background: Background, taken: Sequence[Value] = ()) -> Iterator[Candidate]:
    """Yield wrong answers of the fact's level, the most wanted first; none is proved false yet.

    Numbers and dates keep their distance from those that are taken already: three that crowd
    together would show that the fourth is the right one.
    """
    match fact.value:
        case Quantity():
            yield from near_numbers(fact, background, taken)
        case Date():
            yield from near_dates(fact, background, taken)
        case Entity():
            yield from near_names(fact, background)
            yield from near_bodies(fact, background)
            yield from near_places(fact, background)
        case _:
            return


__all__ = ["Background", "Candidate", "nearby"]
