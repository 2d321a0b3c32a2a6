"""Columns of a page: where the next one begins, and its lines, one column after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

_GUTTER, _NARROW = 1.0, 0.8
"""The least space between columns, in parts of the letters' size, and where one is known to be.

Browsers leave just as much as the letters' size; a hyphen may hang into it.
"""
_SAME_PLACE = 4.0
_FEWEST_LINES = 4
_FEWEST_WHERE_KNOWN = 2
"""Where an earlier page has a column, so few lines are one: at the end of an article."""
_RUNNING_TEXT = 18
"""Columns of running text have at least so many letters a line; those of tables have fewer."""
_SHORT_LINES, _GOING = 12, 0.6
"""Shorter ones are columns where so many of their lines go on in the next."""
_INDENT, _NEXT_LINE = 4.0, 2.0
"""How far a line may be moved in, and how far the next one stands, in sizes of their letters."""
_OTHER_SIZE = 1.0
_EMPTY = 3.0
"""Where all columns are empty for so many sizes of letters, something stands across them."""
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
    segments = [segment for row in rows for segment in _segments(row, _NARROW)]
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
        low, high = _reach(begun, segments, place)
        gutter = Gutter(place - 1.0, low - _SAME_PLACE, high + _SAME_PLACE)
        beside = [each for each in segments if gutter.is_at(each[0].y)]
        left = [each for each in beside if each[-1].end <= place]
        across = sum(_crosses(each, gutter) for each in beside)
        fewest = _fewest(place, known)
        if _is_text(begun, fewest) and _is_text(left, fewest) and 2 * across <= len(begun):
            found.append(gutter)
    return found


def _reach(
    begun: Sequence[Sequence[Placed]], segments: Sequence[Sequence[Placed]], place: float
) -> tuple[float, float]:
    """Return from which height to which a column has lines, those that are moved in with it.

    The first line of a paragraph is, and it may be the first or the last one of the column.
    """
    heights = [each[0].y for each in begun]
    low, high = min(heights), max(heights)
    size = begun[0][0].size
    moved = sorted(
        each[0].y for each in segments if _SAME_PLACE <= each[0].x - place < _INDENT * size
    )
    for y in moved:
        if high < y <= high + _NEXT_LINE * size:
            high = y
    for y in reversed(moved):
        if low - _NEXT_LINE * size <= y < low:
            low = y
    return low, high


def by_column(rows: Sequence[Sequence[T]], gutters: Sequence[Gutter]) -> Iterator[list[T]]:
    """Yield the lines of each column, from left to right, between lines that go across.

    A page may have three columns above and two below: each gutter is one where its lines are, and
    on from there until lines go across it.
    """
    columns: dict[float, list[list[T]]] = {}
    active: list[Gutter] = []
    size = 0.0
    bands = _bands(rows, gutters)
    places = [each.place for each in gutters]
    for row in rows:
        segments = list(_segments(row, places=places))
        if row[0].y in bands:
            yield from _emptied(columns)
            active = []
            if _is_across(row, gutters, rows):
                yield list(row)
                continue
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


def _bands(rows: Sequence[Sequence[Placed]], gutters: Sequence[Gutter]) -> frozenset[float]:
    """Return the heights at which columns begin anew below a picture or heading across them all.

    There all of them are empty, wherever their paragraphs end.
    """
    usual = _usual_size(rows)
    text = [row for row in rows if abs(row[0].size - usual) <= _OTHER_SIZE]
    heights: set[float] = set()
    for above, below in pairwise(text):
        low, high = below[0].y, above[0].y
        if high - low < _EMPTY * usual:
            continue
        if any(_has_both_sides(text, each, low, high) for each in gutters):
            heights.add(max(row[0].y for row in rows if low <= row[0].y < high))
            heights.add(low)
    return frozenset(heights)


def _has_both_sides(
    rows: Sequence[Sequence[Placed]], gutter: Gutter, low: float, high: float
) -> bool:
    """Whether a column has lines above and below an empty part of the page."""
    right = [each[0].y for row in rows for each in _segments(row) if each[0].x >= gutter.place]
    return any(y >= high for y in right) and any(y <= low for y in right)


def _is_across(
    row: Sequence[Placed], gutters: Sequence[Gutter], rows: Sequence[Sequence[Placed]]
) -> bool:
    """Whether a row is a heading of all columns: in letters of another size, and alone."""
    begins_left = row[0].x < min(gutter.place for gutter in gutters)
    return begins_left and abs(row[0].size - _usual_size(rows)) > _OTHER_SIZE


def _usual_size(rows: Sequence[Sequence[Placed]]) -> float:
    letters: Counter[float] = Counter()
    for row in rows:
        for each in row:
            letters[each.size] += len(each.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def _emptied(columns: dict[float, list[list[T]]]) -> Iterator[list[T]]:
    for begins in sorted(columns):
        yield from columns[begins]
    columns.clear()


def _segments(
    row: Sequence[T], gutter: float = _GUTTER, places: Sequence[float] = ()
) -> Iterator[list[T]]:
    """Yield the parts of a row between which there is space for a gutter, or a narrow known one."""
    segment = [row[0]]
    for before, after in pairwise(row):
        is_known = any(0 <= after.x - place < _SAME_PLACE for place in places)
        if after.x - before.end >= (_NARROW if is_known else gutter) * after.size:
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
    if len(segments) < fewest or letters < _SHORT_LINES * len(segments):
        return False
    return letters >= _RUNNING_TEXT * len(segments) or _goes_on(segments)


def _goes_on(segments: Sequence[Sequence[Placed]]) -> bool:
    """Whether most lines go on in the next one, as those of sentences do and cells do not."""
    lines = [" ".join(each.text for each in segment).strip() for segment in segments]
    going = [
        above[-1:].isalpha() and below[:1].islower()
        for above, below in pairwise(line for line in lines if line)
    ]
    return len(going) >= _FEWEST_LINES and sum(going) >= _GOING * len(going)


def _any_crosses(segments: Sequence[Sequence[Placed]], gutter: Gutter) -> bool:
    return any(_crosses(each, gutter) for each in segments)


def _crosses(segment: Sequence[Placed], gutter: Gutter) -> bool:
    return segment[0].x < gutter.place < segment[-1].end - segment[-1].size / 2
