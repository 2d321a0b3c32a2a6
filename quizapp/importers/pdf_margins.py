"""Numbers of lines, which a text for school has in its margin: they are no words of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quizapp.importers.pdf_letters import Fragment

_NUMBER = re.compile(r"\d{1,4}")
_SAME_LINE = 3.0
_SAME_PLACE = 3.0
_SAME_SIZE = 0.5
_APART = 0.4
"""The least space between a number and its line, in parts of the letters' size."""
_MOST_WORDS = 0.9
"""So much of what a page draws lies on one side of its margin."""
_STEPS = (5, 10)
_FEWEST_IN_ROW = 5
_MOST_LINES = 0.8
"""Where each line has a number, so many lines of a page have one at least."""


def without_line_numbers(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Return what a page draws without the numbers that count its lines beside them.

    They stand under each other outside of the text and count all lines, or each fifth or tenth.
    """
    drawn = list(fragments)
    numbers = [each for each in drawn if _NUMBER.fullmatch(each.text.strip())]
    if not numbers:
        return drawn
    words = [each for each in drawn if not _NUMBER.fullmatch(each.text.strip())]
    gone = {
        id(each)
        for column in (*_columns(numbers, "x"), *_columns(numbers, "end"))
        if _counts(column, words) and all(_is_outside(each, words) for each in column)
        for each in column
    }
    return [each for each in drawn if id(each) not in gone]


def _columns(numbers: Sequence[Fragment], edge: str) -> Iterator[list[Fragment]]:
    """Yield the numbers that stand under each other, from top to bottom."""
    rest = sorted(numbers, key=lambda each: float(getattr(each, edge)))
    column = rest[:1]
    for before, after in pairwise(rest):
        if getattr(after, edge) - getattr(before, edge) > _SAME_PLACE:
            yield sorted(column, key=lambda each: -each.y)
            column = []
        column.append(after)
    yield sorted(column, key=lambda each: -each.y)


def _counts(column: Sequence[Fragment], words: Sequence[Fragment]) -> bool:
    """Whether numbers count on from top to bottom, as those of lines do."""
    values = [int(each.text) for each in column]
    steps = {after - before for before, after in pairwise(values)}
    if len(values) == 1:
        return values[0] in _STEPS and _place(column[0], words) == values[0]
    if len(steps) != 1:
        return False
    step = steps.pop()
    if step == 1:
        lines = len({round(each.y) for each in words})
        return len(values) >= max(_FEWEST_IN_ROW, _MOST_LINES * lines)
    return step in _STEPS and values[0] % step == 0


def _place(number: Fragment, words: Sequence[Fragment]) -> int:
    """Return which line of its text a number stands beside, counted from one."""
    beside = next((each for each in words if abs(each.y - number.y) < _SAME_LINE), number)
    text = {round(each.y) for each in words if abs(each.size - beside.size) < _SAME_SIZE}
    return sum(height >= round(beside.y) for height in text)


def _is_outside(number: Fragment, words: Sequence[Fragment]) -> bool:
    """Whether a number stands left or right of its line and of nearly all that is drawn."""
    space = _APART * number.size
    beside = [each for each in words if abs(each.y - number.y) < _SAME_LINE]
    is_left = all(number.end + space <= each.x for each in beside)
    is_right = all(each.end + space <= number.x for each in beside)
    if not beside or not (is_left or is_right):
        return False
    outside = sum(number.end <= each.x if is_left else each.end <= number.x for each in words)
    return outside >= _MOST_WORDS * len(words)
