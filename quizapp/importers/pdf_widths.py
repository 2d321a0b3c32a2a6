"""How wide the words of a PDF are: by the widths in its fonts, or those of the standard fonts."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from itertools import repeat
from typing import Any

_AVERAGE = 500.0
"""Thousandths of the letters' size: how wide a letter is that nothing is known of."""
_FIRST = 32
_FIXED = 600.0
_SOFT_HYPHEN = "\u00ad"
_BASE = re.compile(r"/(?:[A-Z]{6}\+)?(.*)")
_MAPPED_LIMIT = 200_000
"""The most bytes of a font's table of letters that are read; those of articles have some 5,000."""
_CODES_LIMIT = 0x10000
"""The most letters of which a composite font may say the width."""
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CODE = rb"<\s*([0-9A-Fa-f]{2,4})\s*>"
_PAIR = re.compile(_CODE + rb"\s*<\s*([0-9A-Fa-f]{4})\s*>")
_RANGE = re.compile(_CODE + rb"\s*" + _CODE + rb"\s*<\s*([0-9A-Fa-f]{4})\s*>")
# From space to tilde, in thousandths of the size: Adobe's metrics of the standard fonts.
_SANS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 "
    "556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 "
    "556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 "
    "556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 "
    "500 500 500 334 260 334 584 "
)
_SANS_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 "
    "556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 "
    "611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 "
    "611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 "
    "556 556 500 389 280 389 584 "
)
_SERIF = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 "
    "500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 "
    "611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 "
    "500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 "
    "500 500 444 480 200 480 541 "
)
_SERIF_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 "
    "500 500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 "
    "667 944 722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 "
    "556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 "
    "500 500 444 394 220 394 520 "
)

_QUOTES = {_SANS: (222, 333), _SANS_BOLD: (278, 500), _SERIF: (333, 444), _SERIF_BOLD: (333, 500)}
"""How wide single and double quotation marks are; a short dash is as wide as a figure."""


class Widths:
    """Answers how wide words are in a font of a PDF; knows the fonts that it was asked for."""

    def __init__(self) -> None:
        # The font is kept beside its widths: another one could get the address of one that is gone.
        self._known: dict[int, tuple[Any, dict[str, float], float]] = {}

    def of(self, words: str, font: Any) -> float:
        """Return the width of words in parts of the letters' size; ``font`` is its dictionary."""
        if id(font) not in self._known:
            self._known[id(font)] = (font, *_letters(font))
        _, letters, average = self._known[id(font)]
        drawn = (letter for letter in words if letter != _SOFT_HYPHEN)
        return sum(letters.get(letter, average) for letter in drawn) / 1000


def _letters(font: Any) -> tuple[dict[str, float], float]:
    """Return the widths of letters of a font, and that of all others."""
    try:
        letters = _own_letters(font) if font else {}
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # A font whose tables make no sense still has letters of some width.
        letters = {}
    known = [width for width in letters.values() if width > 0]
    if known:
        return letters, sum(known) / len(known)
    return _standard(str((font or {}).get("/BaseFont", "")))


def _own_letters(font: Any) -> dict[str, float]:
    if "/DescendantFonts" in font:
        inner = font["/DescendantFonts"][0].get_object()
        default = float(inner.get("/DW", 1000))
        widths = widths_of_codes(inner.get("/W", []))
        letters = letters_of_codes(font)
        return {letter: widths.get(code, default) for code, letter in letters.items()}
    if "/Widths" not in font:
        return {}
    first = int(font.get("/FirstChar", 0))
    widths = {first + place: float(width) for place, width in enumerate(font["/Widths"][:256])}
    letters = letters_of_codes(font) if "/ToUnicode" in font else {}
    usual = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(_FIRST, 256)}
    named = {**usual, **letters}
    return {named[code]: width for code, width in widths.items() if named.get(code)}


def widths_of_codes(given: Any) -> dict[int, float]:
    """Return the widths of a composite font: “c [w1 w2 ...]” and “from to w”, mixed."""
    widths: dict[int, float] = {}
    items = deque(given)
    left = _CODES_LIMIT
    while len(items) >= 2 and left > 0:
        first, second = int(items.popleft()), items.popleft().get_object()
        if isinstance(second, list):
            given_widths: Iterable[float] = map(float, second[:left])
        else:
            count = min(int(second) - first + 1, left)
            given_widths = repeat(float(items.popleft()), count)
        found = dict(enumerate(given_widths, start=first))
        widths.update(found)
        left -= 1 + len(found)
    return widths


def letters_of_codes(font: Any) -> dict[int, str]:
    """Return which letter each code of a font is, as far as the font says it."""
    if "/ToUnicode" not in font:
        return {}
    data = font["/ToUnicode"].get_object().get_data()[:_MAPPED_LIMIT]
    letters: dict[int, str] = {}
    for kind, block in _BLOCK.findall(data):
        if kind == b"bfchar":
            letters.update((int(code, 16), chr(int(to, 16))) for code, to in _PAIR.findall(block))
            continue
        for first, last, to in _RANGE.findall(block):
            start, begin = int(first, 16), int(to, 16)
            for step in range(min(int(last, 16) - start, 0xFF) + 1):
                letters[start + step] = chr(min(begin + step, 0xFFFF))
    return letters


def _standard(name: str) -> tuple[dict[str, float], float]:
    """Return the widths of the standard font that is most like the one with this name."""
    named = _BASE.sub(r"\1", name).casefold()
    if "courier" in named or "mono" in named:
        return {}, _FIXED
    is_bold = "bold" in named
    if "helvetica" in named or "arial" in named or "sans" in named:
        table = _SANS_BOLD if is_bold else _SANS
    else:
        table = _SERIF_BOLD if is_bold else _SERIF
    letters = {chr(_FIRST + place): float(each) for place, each in enumerate(table.split())}
    single, double = map(float, _QUOTES[table])
    letters |= dict.fromkeys("‘’", single) | dict.fromkeys("“”", double)
    return letters | {"–": letters["0"], "—": 1000.0, "…": 1000.0}, _AVERAGE
