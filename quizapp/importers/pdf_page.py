"""What a page of a PDF draws: words with their places, in the direction in which most run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from quizapp.importers.pdf_ink import WIDE, Ink
from quizapp.importers.pdf_lines import Fragment
from quizapp.importers.pdf_widths import Widths

_STEP = 5
"""Degrees: words whose directions differ by less run in one."""


class Drawing:
    """Takes down what pypdf says about each piece of text of a page."""

    def __init__(self, widths: Widths) -> None:
        self._widths = widths
        self._ink = Ink()
        self._drawn: list[tuple[int, Fragment]] = []
        self._begun: object = None
        self._pen = (0.0, 0.0)

    def operation(self, operator: bytes, operands: list[Any]) -> None:
        """Note what pypdf does not tell of an operation that it is about to follow."""
        self._ink.operation(operator, operands)

    def visit(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float
    ) -> None:
        """Note a piece of text, drawn with these matrices of the page and of the text."""
        rise, gaps = self._ink.taken()
        # pypdf ends a piece with a line break; whether a space follows, the places tell.
        words = text.strip("\n").replace("\n", " ")
        if not words.strip():
            return
        along = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
        up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        scale = abs(size) * (hypot(*along) or 1.0)
        height = abs(size) * (hypot(*up) or 1.0)
        step = [part / (hypot(*along) or 1.0) for part in along]
        # Where only the font changes, pypdf tells the place where the first piece began.
        begun = (*cm, *tm)
        if begun == self._begun and self._drawn:
            x, y = self._pen
        else:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        self._begun = None if text.endswith("\n") else begun
        turned = round(degrees(atan2(along[1], along[0])) / _STEP) * _STEP if any(along) else 0
        for place, part in enumerate(words.split(WIDE)):
            if place:
                gap = gaps[place - 1] * scale if place <= len(gaps) else 0.0
                x, y = x + gap * step[0], y + gap * step[1]
            width = self._widths.of(part.rstrip(), font) * scale
            if part.strip():
                raised = Fragment(part, x + rise * up[0], y + rise * up[1], height, width)
                self._drawn.append((turned, raised))
            x, y = x + width * step[0], y + width * step[1]
        self._pen = (x, y)

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
