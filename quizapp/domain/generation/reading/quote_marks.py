"""Quotations in single marks, told from apostrophes: “'The Red Boat' hung in the workers' club”."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:(?<=[\s(\[-])|\A)'(?=[^\W\d_])|(?<=[^\W_]|[.,!?])'(?=[\s.,;:!?)\]-]|\Z)")
_LONGEST = 300
"""A quotation of more letters is in double marks, or the mark that ends it is missing."""


def with_double_marks(text: str) -> str:
    """Return folded text of the same length with single marks of quotation as double ones.

    A mark begins one before a word and ends one behind it. That of an owner (“the workers' club”)
    stands behind an s: it ends a quotation where nothing else does.
    """
    letters = list(text)
    for line in re.finditer(r"[^\n]+", text):
        marks = [line.start() + each.start() for each in _MARK.finditer(line.group())]
        _pair(letters, text, marks)
    return "".join(letters)


def _pair(letters: list[str], text: str, marks: list[int]) -> None:
    begun: int | None = None
    ends: list[int] = []
    for mark in (*marks, None):
        opens = mark is not None and (mark == 0 or not _is_behind_word(text, mark))
        if mark is None or opens:
            if begun is not None and ends:
                end = next((each for each in ends if text[each - 1] != "s"), ends[0])
                letters[begun] = letters[end] = '"'
            begun, ends = mark, []
        elif begun is not None and mark - begun <= _LONGEST:
            ends.append(mark)


def _is_behind_word(text: str, mark: int) -> bool:
    return text[mark - 1].isalnum() or text[mark - 1] in ".,!?"
