"""How many wrong answers are smaller than the right one: drawn, so that its place tells nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from quizapp.domain.generation.identity import share

Item = TypeVar("Item")


def by_sides(
    below: Sequence[Item], above: Sequence[Item], seed: str, *, wanted: int = 3
) -> tuple[Item, ...]:
    """Return the items in an order whose beginning has a drawn number of those below.

    Where one side has too few, the other fills up.
    """
    smaller = int(share("side", seed) * (wanted + 1))
    first = [*below[:smaller], *above[: wanted - smaller]]
    rest = chain.from_iterable(zip_longest(below[smaller:], above[wanted - smaller :]))
    return (*first, *(item for item in rest if item is not None))
