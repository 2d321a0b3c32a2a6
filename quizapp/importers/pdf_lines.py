"""What a page of a PDF draws, put together to lines in the order in which people read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizapp.importers.raised import raised

_SPACES = re.compile(r"[ \t]{2,}")
_CELLS = re.compile(r"[ \t]{3,}")
_SAME_LINE = 2.0
_LETTER_WIDTH = 0.5
"""How wide a letter is on average, in parts of its size; pypdf does not say it."""
_SMALLER = 0.85
_GUTTER = 1.0
"""The least space between columns, in parts of the letters' size."""
_SAME_PLACE = 3.0
_FEWEST_ROWS = 4
_RUNNING_TEXT = 18
"""Columns of running text have at least so many letters a line; those of tables have fewer."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that are drawn at once: their place from the bottom left in points, and their size."""

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        """About where the words end."""
        return self.x + _LETTER_WIDTH * self.size * len(self.text.rstrip())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``row`` says that it is a row of a table."""

    text: str
    x: float
    y: float
    size: float
    row: bool = False


def lines_of(fragments: Iterable[Fragment]) -> list[Line]:
    """Return the lines of a page: of two columns the left one comes first.

    Files draw a page in any order; most draw column by column, which is kept.
    """
    lowered = list(_lowered(fragments))
    rows = _rows(lowered)
    gutter = _gutter(rows)
    if gutter is None:
        ordered: Sequence[Sequence[Fragment]] = rows
    else:
        ordered = _by_column(rows, gutter)
    lines = (_line(row) for row in ordered)
    return [line for line in lines if line.text]


def _lowered(fragments: Iterable[Fragment]) -> Iterable[Fragment]:
    """Yield the fragments; what is small and raised stands on its line, as what it means."""
    line: Fragment | None = None
    text = ""
    for each in fragments:
        rise = 0.0 if line is None else each.y - line.y
        ahead = 0.0 if line is None else each.x - Fragment(text, line.x, 0, line.size).end
        if (
            line is not None
            and each.size < _SMALLER * line.size
            and 0 < rise < line.size
            and -0.3 * line.size * len(text) < ahead < 3 * line.size
        ):
            words = raised(text, each.text)
            if words:
                text += words
                yield Fragment(words, each.x, line.y, line.size)
            continue
        if line is None or abs(rise) >= _SAME_LINE or each.x < line.x:
            line, text = each, each.text
        else:
            text += each.text
        yield each


def _rows(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return what stands on one line, in the order in which the lines are drawn."""
    rows: list[list[Fragment]] = []
    for each in fragments:
        if rows and abs(rows[-1][0].y - each.y) < _SAME_LINE and each.x >= rows[-1][0].x:
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _gutter(rows: Sequence[Sequence[Fragment]]) -> float | None:
    """Return where the second column begins, where lines of two columns were drawn as one."""
    begins: Counter[float] = Counter()
    letters: Counter[float] = Counter()
    for row in rows:
        for before, after in pairwise(row):
            if after.x - before.end >= _GUTTER * after.size:
                place = _rounded(after.x)
                begins[place] += 1
                left = sum(len(each.text) for each in row if each.x < after.x)
                right = sum(len(each.text) for each in row if each.x >= after.x)
                letters[place] += min(left, right)
    if not begins:
        return None
    place, count = begins.most_common(1)[0]
    runs = letters[place] / count >= _RUNNING_TEXT
    alone = sum(each == place for each in begins) == 1
    return place - _SAME_PLACE if count >= _FEWEST_ROWS and runs and alone else None


def _rounded(x: float) -> float:
    return round(x / _SAME_PLACE) * _SAME_PLACE


def _by_column(rows: Sequence[Sequence[Fragment]], gutter: float) -> Sequence[Sequence[Fragment]]:
    """Return the rows of the left column, then of the right one, between lines across both."""
    ordered: list[Sequence[Fragment]] = []
    left: list[Sequence[Fragment]] = []
    right: list[Sequence[Fragment]] = []
    for row in rows:
        crosses = any(each.x < gutter < each.end - each.size for each in row)
        if crosses:
            ordered += [*left, *right, row]
            left, right = [], []
            continue
        before = [each for each in row if each.x < gutter]
        after = [each for each in row if each.x >= gutter]
        left += [before] if before else []
        right += [after] if after else []
    return [*ordered, *left, *right]


def _line(row: Sequence[Fragment]) -> Line:
    """Return a line with single spaces; where wide ones part it, as a row of a table."""
    text = "".join(each.text for each in row)
    cells = [cell for cell in _CELLS.split(text.strip()) if cell.strip("| ")]
    first = row[0]
    words = " | ".join(_SPACES.sub(" ", cell).strip() for cell in cells)
    return Line(words, first.x, first.y, first.size, row=len(cells) > 1)
