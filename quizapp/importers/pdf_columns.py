"""Columns of a page: where the next one begins, and its lines, one column after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

_GUTTER = 1.0
"""The least space between columns, in parts of the letters' size."""
_SAME_PLACE = 4.0
_FEWEST_LINES = 4
_FEWEST_WHERE_KNOWN = 2
"""Where an earlier page has a column, so few lines are one: at the end of an article."""
_RUNNING_TEXT = 18
"""Columns of running text have at least so many letters a line; those of tables have fewer."""
_OTHER_SIZE = 1.0
_MOST_SEGMENTS = 1_000
"""A page with more pieces is a drawing or a table; one of an article has some hundreds."""


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


@dataclass(frozen=True, slots=True)
class Gutter:
    """Where a column begins, and from which height to which lines begin there."""

    place: float
    low: float
    high: float

    def is_at(self, height: float) -> bool:
        """Whether lines of the column stand at a height of the page."""
        return self.low <= height <= self.high


def gutters_of(rows: Sequence[Sequence[Placed]], known: Sequence[float] = ()) -> list[Gutter]:
    """Return where columns after the first begin; empty for a page without columns.

    ``rows`` are what stands at one height, from left to right. A column is where several lines of
    running text begin at one place, and others end before it. ``known`` are places where columns
    of earlier pages begin.
    """
    segments = [segment for row in rows for segment in _segments(row)]
    if len(segments) > _MOST_SEGMENTS:
        return []
    begins = Counter(int(segment[0].x) for segment in segments)
    near = range(int(_SAME_PLACE))
    often = [x for x in begins if sum(begins[x + step] for step in near) >= _fewest(x, known)]
    found: list[Gutter] = []
    for place in sorted(often):
        if found and place - found[-1].place < _SAME_PLACE * 2:
            continue
        begun = [each for each in segments if 0 <= each[0].x - place < _SAME_PLACE]
        heights = [each[0].y for each in begun]
        gutter = Gutter(place - 1.0, min(heights) - _SAME_PLACE, max(heights) + _SAME_PLACE)
        beside = [each for each in segments if gutter.is_at(each[0].y)]
        left = [each for each in beside if each[-1].end <= place]
        across = sum(_crosses(each, gutter) for each in beside)
        fewest = _fewest(place, known)
        if _is_text(begun, fewest) and _is_text(left, fewest) and 2 * across <= len(begun):
            found.append(gutter)
    return found


def by_column(rows: Sequence[Sequence[T]], gutters: Sequence[Gutter]) -> Iterator[list[T]]:
    """Yield the lines of each column, from left to right, between lines that go across.

    A page may have three columns above and two below: each gutter is one where its lines are, and
    on from there until lines go across it.
    """
    columns: dict[float, list[list[T]]] = {}
    active: list[Gutter] = []
    size = 0.0
    for row in rows:
        segments = list(_segments(row))
        here = [each for each in gutters if each.is_at(row[0].y)]
        over = [each for each in active if each not in here and _any_crosses(segments, each)]
        # A heading below columns, too short to go across, has letters of another size.
        is_heading = not here and abs(row[0].size - size) > _OTHER_SIZE
        if over or is_heading:
            yield from _emptied(columns)
            active = []
        active += [each for each in here if each not in active]
        for segment in segments:
            if any(_crosses(segment, each) for each in active):
                yield from _emptied(columns)
                yield segment
                continue
            begins = max((g.place for g in active if segment[0].x >= g.place), default=0.0)
            columns.setdefault(begins, []).append(segment)
        size = row[0].size
    yield from _emptied(columns)


def _emptied(columns: dict[float, list[list[T]]]) -> Iterator[list[T]]:
    for begins in sorted(columns):
        yield from columns[begins]
    columns.clear()


def _segments(row: Sequence[T]) -> Iterator[list[T]]:
    """Yield the parts of a row between which there is space for a gutter."""
    segment = [row[0]]
    for before, after in pairwise(row):
        if after.x - before.end >= _GUTTER * after.size:
            yield segment
            segment = []
        segment.append(after)
    yield segment


def _fewest(place: float, known: Sequence[float]) -> int:
    """Return how many lines have to begin at a place before it is one of a column."""
    is_known = any(abs(place - each) < _SAME_PLACE for each in known)
    return _FEWEST_WHERE_KNOWN if is_known else _FEWEST_LINES


def _is_text(segments: Sequence[Sequence[Placed]], fewest: int) -> bool:
    letters = sum(len(each.text) for segment in segments for each in segment)
    return len(segments) >= fewest and letters >= _RUNNING_TEXT * len(segments)


def _any_crosses(segments: Sequence[Sequence[Placed]], gutter: Gutter) -> bool:
    return any(_crosses(each, gutter) for each in segments)


def _crosses(segment: Sequence[Placed], gutter: Gutter) -> bool:
    return segment[0].x < gutter.place < segment[-1].end - segment[-1].size / 2
