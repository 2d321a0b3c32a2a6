"""Raised and sunk figures that a PDF's font draws as glyphs of their own.

Typst takes them from the font, on the line and in its size: that they are small is all there is to
tell “1854¹” from “18541”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf.generic import DecodedStreamObject, NameObject

from quizapp.importers.pdf_widths import letters_of_codes, widths_of_codes

_FIRST = 0xE0F0
"""Codes for private use stand for small figures until the text is taken down."""
_SMALL = 0.75
"""A small figure is at most so many times as wide as the widest of its font."""
_RUN = re.compile("([\ue0f0-\ue0f9]+)")
_PLAIN = {_FIRST + figure: str(figure) for figure in range(10)}


def mark_small_figures(font: Any) -> None:
    """Give the small figures of a composite font codes of their own, where it has usual ones too.

    Raises nothing for a font whose tables make no sense: it is left as it is.
    """
    try:
        small = _small_figures(font)
        if small:
            data = font["/ToUnicode"].get_object().get_data()
            lines = "".join(f"<{code:04X}> <{_FIRST + of:04X}>\n" for code, of in small.items())
            table = DecodedStreamObject()
            # What is said last of a code counts.
            table.set_data(data + f"\n{len(small)} beginbfchar\n{lines}endbfchar\n".encode())
            font[NameObject("/ToUnicode")] = table
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return


def by_size(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a text and whether they are of small figures, which are plain again."""
    for place, run in enumerate(_RUN.split(text)):
        if run:
            yield run.translate(_PLAIN), place % 2 == 1


def _small_figures(font: Any) -> dict[int, int]:
    """Return the codes of small figures, each with its figure.

    A one alone may be narrow because it is a one.
    """
    if "/DescendantFonts" not in font or "/ToUnicode" not in font:
        return {}
    figures = {code: int(of) for code, of in letters_of_codes(font).items() if of in "0123456789"}
    widths = widths_of_codes(font["/DescendantFonts"][0].get_object().get("/W", []))
    widest = max((widths.get(code, 0.0) for code in figures), default=0.0)
    small = {
        code: of for code, of in figures.items() if 0 < widths.get(code, 0.0) < _SMALL * widest
    }
    usual = {of for code, of in figures.items() if code not in small}
    is_told = set(small.values()) - {1} or (1 in small.values() and 1 in usual)
    return small if is_told else {}
