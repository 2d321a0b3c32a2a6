"""Columns of a page: where the next one begins, and its lines, one column after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

_GUTTER = 1.0
"""The least space between columns, in parts of the letters' size."""
_SAME_PLACE = 4.0
_FEWEST_LINES = 4
_RUNNING_TEXT = 18
"""Columns of running text have at least so many letters a line; those of tables have fewer."""
_MOST_COLUMNS = 4


class Placed(Protocol):
    """Words at a place of the page, in points from the bottom left."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def x(self) -> float:
        """Where they begin."""

    @property
    def y(self) -> float:
        """How high they stand."""

    @property
    def end(self) -> float:
        """Where they end."""

    @property
    def size(self) -> float:
        """How large their letters are."""


T = TypeVar("T", bound=Placed)


def gutters_of(rows: Sequence[Sequence[Placed]]) -> list[float]:
    """Return where columns after the first begin; empty for a page without columns.

    ``rows`` are what stands at one height, from left to right. A column is where several lines of
    running text begin at one place, and others end before it.
    """
    segments = [segment for row in rows for segment in _segments(row)]
    found: list[float] = []
    for place in sorted({int(segment[0].x) for segment in segments}):
        if found and place - found[-1] < _SAME_PLACE * 2:
            continue
        begun = [each for each in segments if 0 <= each[0].x - place < _SAME_PLACE]
        beside = _at_heights_of(begun, segments)
        left = [each for each in beside if each[-1].end <= place]
        across = sum(_crosses(each, [place - 1.0]) for each in beside)
        if _is_text(begun) and _is_text(left) and 2 * across <= len(begun):
            found.append(place - 1.0)
    return found if len(found) < _MOST_COLUMNS else []


def by_column(rows: Sequence[Sequence[T]], gutters: Sequence[float]) -> Iterator[list[T]]:
    """Yield the lines of each column, from left to right, between lines that go across."""
    columns: list[list[list[T]]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for segment in _segments(row):
            if _crosses(segment, gutters):
                yield from _emptied(columns)
                yield list(segment)
                continue
            columns[sum(segment[0].x >= each for each in gutters)].append(list(segment))
    yield from _emptied(columns)


def _emptied(columns: list[list[list[T]]]) -> Iterator[list[T]]:
    for column in columns:
        yield from column
        column.clear()


def _segments(row: Sequence[T]) -> Iterator[list[T]]:
    """Yield the parts of a row between which there is space for a gutter."""
    segment = [row[0]]
    for before, after in pairwise(row):
        if after.x - before.end >= _GUTTER * after.size:
            yield segment
            segment = []
        segment.append(after)
    yield segment


def _is_text(segments: Sequence[Sequence[Placed]]) -> bool:
    letters = sum(len(each.text) for segment in segments for each in segment)
    return len(segments) >= _FEWEST_LINES and letters >= _RUNNING_TEXT * len(segments)


def _at_heights_of(
    begun: Sequence[Sequence[Placed]], segments: Sequence[Sequence[Placed]]
) -> list[Sequence[Placed]]:
    heights = [each[0].y for each in begun]
    low, high = min(heights) - _SAME_PLACE, max(heights) + _SAME_PLACE
    return [each for each in segments if low <= each[0].y <= high]


def _crosses(segment: Sequence[Placed], gutters: Sequence[float]) -> bool:
    first, last = segment[0], segment[-1]
    return any(first.x < each < last.end - last.size / 2 for each in gutters)
