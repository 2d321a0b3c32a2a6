"""What a page of a PDF draws: words with their places, in the direction in which most run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from quizapp.importers.pdf_figures import by_size
from quizapp.importers.pdf_glyphs import GlyphNames
from quizapp.importers.pdf_ink import WIDE, Ink, Trace
from quizapp.importers.pdf_letters import Fragment
from quizapp.importers.pdf_widths import Widths

_SMALL, _RAISED, _SUNK = 0.66, 0.35, 0.15
"""How large small figures are, and how far from their line, in parts of the usual size."""
# Elements that substances are mostly made of: “H₂O”, “CaCO₃”, “Fe₂O₃”.
_ELEMENTS = "Ag|Al|Br|C|Ca|Cl|Cu|F|Fe|H|I|K|Li|Mg|Mn|N|Na|Ni|O|P|Pb|S|Si|Sn|Ti|Zn"
_OF_SUBSTANCE = re.compile(rf"(?:\b|[\d()])(?:{_ELEMENTS}){{1,3}}\Z|[A-Z]\)\Z")
_WIDEST = 2.0
"""No line is put apart further, in parts of what its letters take."""
_STEP = 5
"""Degrees: words whose directions differ by less run in one."""


class Drawing:
    """Takes down what pypdf says about each piece of text of a page."""

    def __init__(
        self, widths: Widths, glyphs: GlyphNames, box: Sequence[float] | None = None
    ) -> None:
        self._widths = widths
        self._glyphs = glyphs
        self._box = box
        self._ink = Ink()
        self._drawn: list[tuple[int, Fragment]] = []
        self._unseen: list[tuple[int, Fragment]] = []
        self._begun: object = None
        self._pen = (0.0, 0.0)

    def operation(self, operator: bytes, operands: list[Any]) -> None:
        """Note what pypdf does not tell of an operation that it is about to follow."""
        self._ink.operation(operator, operands)

    def visit(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float
    ) -> None:
        """Note a piece of text, drawn with these matrices of the page and of the text."""
        trace = self._ink.taken()
        # pypdf ends a piece with a line break; whether a space follows, the places tell.
        words = self._glyphs.spelled(text.strip("\n").replace("\n", " "))
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
            if not _draws_blank_first(trace, font):
                # pypdf puts a space before what stands elsewhere.
                words = words.lstrip()
        self._begun = None if text.endswith("\n") else begun
        turned = round(degrees(atan2(along[1], along[0])) / _STEP) * _STEP if any(along) else 0
        wider = self._wider(words.rstrip(), font, scale, trace, hypot(*along))
        for place, part in enumerate(words.split(WIDE)):
            if place:
                gap = trace.gaps[place - 1] * scale if place <= len(trace.gaps) else 0.0
                x, y = x + gap * step[0], y + gap * step[1]
            for run, is_small in by_size(part):
                part_of = _SMALL if is_small else 1.0
                lift = trace.rise + (self._lift() * abs(size) if is_small else 0.0)
                width = self._widths.of(run.rstrip(), font) * scale * part_of * wider
                if run.strip():
                    place_of = (x + lift * up[0], y + lift * up[1])
                    fragment = Fragment(run, *place_of, height * part_of, width)
                    self._note(turned, fragment, is_unseen=trace.is_unseen)
                x, y = x + width * step[0], y + width * step[1]
        self._pen = (x, y)

    def _note(self, turned: int, fragment: Fragment, *, is_unseen: bool) -> None:
        """Take a fragment down, unless it stands off the page."""
        if self._box is not None:
            left, low, right, high = self._box
            if not (left <= fragment.x <= right and low <= fragment.y <= high):
                return
        (self._unseen if is_unseen else self._drawn).append((turned, fragment))

    def _wider(self, words: str, font: Any, scale: float, trace: Trace, unit: float) -> float:
        """Return how many times as wide a line is as its letters, where words were put apart."""
        alone = self._widths.of(words, font) * scale
        if trace.moved <= 0 or WIDE in words or not alone:
            return 1.0
        letters = trace.codes // (2 if font and "/DescendantFonts" in font else 1)
        last = self._widths.of(words[-letters:] if letters else "", font) * scale
        return max(1.0, min((trace.moved * unit + last) / alone, _WIDEST))

    def _lift(self) -> float:
        """Return how far small figures that come next stand above the line, in parts of the size.

        Only what goes before tells: “1854¹” is a note, “H₂O” a substance.
        """
        before = self._drawn[-1][1].text if self._drawn else ""
        return -_SUNK if _OF_SUBSTANCE.search(before) else _RAISED

    def fragments(self) -> list[Fragment]:
        """Return what was drawn in the direction of most letters, as if it ran to the right.

        Stamps across a page and notes along its margin run in another.
        """
        # Of a picture of a page the letters that a program found in it lie under it unseen.
        drawn = self._drawn or self._unseen
        letters: Counter[int] = Counter()
        for turned, each in drawn:
            letters[turned] += len(each.text)
        if not letters:
            return []
        direction = letters.most_common(1)[0][0]
        return [_turned(each, -direction) for turned, each in drawn if turned == direction]


def _draws_blank_first(trace: Trace, font: Any) -> bool:
    """Whether text may begin with a blank that is drawn; codes of composite fonts do not tell."""
    is_composite = bool(font) and "/DescendantFonts" in font
    return is_composite or trace.begins[:1] in ("", b"", " ", b" ")


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
