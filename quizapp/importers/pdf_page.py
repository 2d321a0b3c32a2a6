"""What a page of a PDF draws: words with their places, in the direction in which most run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from quizapp.importers.pdf_lines import Fragment
from quizapp.importers.pdf_widths import Widths

_STEP = 5
"""Degrees: words whose directions differ by less run in one."""


class Drawing:
    """Takes down what pypdf says about each piece of text of a page."""

    def __init__(self, widths: Widths) -> None:
        self._widths = widths
        self._drawn: list[tuple[int, Fragment]] = []
        self._begun: object = None

    def visit(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float
    ) -> None:
        """Note a piece of text, drawn with these matrices of the page and of the text."""
        # pypdf ends a piece with a line break; whether a space follows, the places tell.
        words = text.strip("\n").replace("\n", " ")
        if not words.strip():
            return
        along = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
        up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size) * (hypot(*up) or 1.0)
        width = self._widths.of(words.rstrip(), font) * abs(size) * (hypot(*along) or 1.0)
        # Where only the font changes, pypdf tells the place where the first piece began.
        begun = (*cm, *tm)
        if begun == self._begun and self._drawn:
            before = self._drawn[-1][1]
            length = hypot(*along) or 1.0
            x = before.x + before.width * along[0] / length
            y = before.y + before.width * along[1] / length
        self._begun = None if text.endswith("\n") else begun
        turned = round(degrees(atan2(along[1], along[0])) / _STEP) * _STEP if any(along) else 0
        self._drawn.append((turned, Fragment(words, x, y, height, width)))

    def fragments(self) -> list[Fragment]:
        """Return what was drawn in the direction of most letters, as if it ran to the right.

        Stamps across a page and notes along its margin run in another.
        """
        letters: Counter[int] = Counter()
        for turned, each in self._drawn:
            letters[turned] += len(each.text)
        if not letters:
            return []
        direction = letters.most_common(1)[0][0]
        return [_turned(each, -direction) for turned, each in self._drawn if turned == direction]


def _turned(fragment: Fragment, by: int) -> Fragment:
    if not by:
        return fragment
    along, up = cos(radians(by)), sin(radians(by))
    return Fragment(
        fragment.text,
        fragment.x * along - fragment.y * up,
        fragment.x * up + fragment.y * along,
        fragment.size,
        fragment.width,
    )
