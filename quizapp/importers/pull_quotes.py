"""Pull quotes: sentences of an article that stand in it once more, in large letters."""

from __future__ import annotations

import re

FEWEST_QUOTED, LONGEST_SOURCE = 4, 12
"""How many words a quotation has at least, and its speaker beside it at most."""
_WORD = re.compile(r"\w+")
# A speaker may come between two sentences of a quotation, and dots stand for what is left out.
_PARTS = re.compile(r"(?<=[.!?…])[”\"’]?\s+|\s*(?:…|\.\.\.)\s*|\s+[–—]\s+")


def bare_words(text: str) -> str:
    """Return the words of a text in small letters, with single blanks between."""
    return " ".join(_WORD.findall(text.casefold()))


def is_said(words: str, beside: str) -> bool:
    """Whether each sentence of a quotation stands in these bare words beside it, too."""
    around = f" {beside} "
    return all(f" {bare} " in around for part in _PARTS.split(words) if (bare := bare_words(part)))
