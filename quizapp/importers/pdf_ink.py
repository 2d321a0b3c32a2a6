"""What a PDF's operators say of text beyond its letters: its rise, its wide gaps, what it means."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
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


_UNSEEN = (3, 7)
"""The ways of drawing letters that leave no ink."""


@dataclass(slots=True)
class Trace:
    """What was noted of a piece of text: its rise, its wide gaps, whether it leaves no ink.

    ``moved`` is how far the pen was put on to the right along its line, in units of the text's
    matrix, before the last ``codes`` bytes of it were shown; 0 where it was not, or elsewhere.
    ``begins`` are the first bytes that were shown.
    """

    rise: float = 0.0
    gaps: list[float] = field(default_factory=list)
    is_unseen: bool = False
    moved: float = 0.0
    codes: int = 0
    begins: str | bytes = ""


class Ink:
    """Follows the operators of a page, a step ahead of pypdf.

    pypdf gives each operator with its operands before it follows it, and follows what they are
    then: so the letters that glyphs stand for, and marks for wide gaps, are put among them.
    """

    def __init__(self) -> None:
        self._rise = 0.0
        self._mode = 0
        self._saved: list[tuple[float, int]] = []
        self._meant: list[str | None] = []
        self._trace: Trace | None = None
        self._gaps: list[float] = []
        self._has_jumped = False

    def taken(self) -> Trace:
        """Return what was noted of the text since the last call."""
        taken = self._trace or Trace()
        taken.gaps = self._gaps
        if self._has_jumped:
            taken.moved = 0.0
        self._trace, self._gaps, self._has_jumped = None, [], False
        return taken

    def operation(self, operator: bytes, operands: list[Any]) -> None:
        """Take in an operator that is about to be followed."""
        match operator:
            case b"Ts" if operands and isinstance(operands[0], int | float):
                self._rise = float(operands[0])
            case b"Tr" if operands and isinstance(operands[0], int | float):
                self._mode = int(operands[0])
            case b"Td" | b"TD" if len(operands) == 2:
                self._move(*operands)
            case b"Tm" | b"T*" | b"'" | b'"' if self._trace is not None:
                self._has_jumped = True
            case b"q":
                self._saved = [*self._saved[-_MOST_NESTED:], (self._rise, self._mode)]
            case b"Q" if self._saved:
                self._rise, self._mode = self._saved.pop()
            case b"BMC" | b"BDC":
                self._meant = [*self._meant[-_MOST_NESTED:], _meant(operands)]
            case b"EMC" if self._meant:
                self._meant.pop()
        if operator in _SHOWING and operands:
            self._show(operator, operands)

    def _move(self, right: Any, up: Any) -> None:
        """Note where the next letters stand: Chromium puts the pen on after every word."""
        if self._trace is None or not isinstance(right, int | float):
            return
        if up:
            self._has_jumped = True
        self._trace.moved += float(right)
        self._trace.codes = 0

    def _show(self, operator: bytes, operands: list[Any]) -> None:
        if self._trace is None:
            self._trace = Trace(self._rise, is_unseen=self._mode in _UNSEEN)
        place = next((n for n, meant in enumerate(self._meant) if meant is not None), None)
        shown = operands[-1] if isinstance(operands[-1], ArrayObject) else [operands[-1]]
        for part in shown:
            if isinstance(part, str | bytes):
                self._trace.codes += len(part)
                self._trace.begins = self._trace.begins or part
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
