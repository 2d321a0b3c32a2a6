"""What a PDF's operators say of text beyond its letters: its rise, its wide gaps, what it means."""

from __future__ import annotations

import codecs
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

WIDE = "\ue0ff"
"""Stands in a piece of text where the pen jumps; a code for private use, which no text has."""
_WIDE_GAP = 1.0
"""The least jump that may part columns or cells, in parts of the letters' size."""
_MOST_MEANT = 8
"""The most letters that stand for glyphs: of a longer text nobody knows which line it is on."""
_MOST_NESTED = 100
_SHOWING = (b"Tj", b"TJ", b"'", b'"')


class Ink:
    """Follows the operators of a page, a step ahead of pypdf.

    pypdf gives each operator with its operands before it follows it, and follows what they are
    then: so the letters that glyphs stand for, and marks for wide gaps, are put among them.
    """

    def __init__(self) -> None:
        self._rise = 0.0
        self._saved: list[float] = []
        self._meant: list[str | None] = []
        self._shown: float | None = None
        self._gaps: list[float] = []

    def taken(self) -> tuple[float, list[float]]:
        """Return how far the text since the last call is raised, and how wide its gaps are."""
        taken = self._shown or 0.0, self._gaps
        self._shown, self._gaps = None, []
        return taken

    def operation(self, operator: bytes, operands: list[Any]) -> None:
        """Take in an operator that is about to be followed."""
        match operator:
            case b"Ts" if operands and isinstance(operands[0], int | float):
                self._rise = float(operands[0])
            case b"q":
                self._saved = [*self._saved[-_MOST_NESTED:], self._rise]
            case b"Q" if self._saved:
                self._rise = self._saved.pop()
            case b"BMC" | b"BDC":
                self._meant = [*self._meant[-_MOST_NESTED:], _meant(operands)]
            case b"EMC" if self._meant:
                self._meant.pop()
            case _ if operator in _SHOWING and operands:
                self._show(operator, operands)

    def _show(self, operator: bytes, operands: list[Any]) -> None:
        if self._shown is None:
            self._shown = self._rise
        place = next((n for n, meant in enumerate(self._meant) if meant is not None), None)
        if place is not None:
            operands[-1] = TextStringObject(self._meant[place])
            if operator == b"TJ":
                operands[-1] = ArrayObject([operands[-1]])
            # The letters stand for all glyphs of the span, which may be drawn one by one.
            self._meant[place] = ""
        elif operator == b"TJ" and isinstance(operands[0], ArrayObject):
            operands[0] = ArrayObject(map(self._marked, operands[0]))

    def _marked(self, part: Any) -> Any:
        """Return a part of a text, a mark in the place of a wide gap: pypdf makes it a space."""
        if not isinstance(part, int | float) or part > -1000 * _WIDE_GAP:
            return part
        self._gaps.append(float(part) / -1000)
        return TextStringObject(WIDE)


def _meant(operands: list[Any]) -> str | None:
    """Return the few letters that the glyphs of a marked span stand for; None if it says none.

    Chromium and InDesign say so of hyphens that are only there because a line ends.
    """
    marks = operands[-1] if operands else None
    meant = marks.get("/ActualText") if isinstance(marks, DictionaryObject) else None
    if isinstance(meant, bytes):
        wide = meant.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE))
        meant = meant.decode("utf-16" if wide else "latin-1", errors="ignore")
    return str(meant) if isinstance(meant, str) and len(meant) <= _MOST_MEANT else None
