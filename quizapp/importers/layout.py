"""Blocks of a document to one text: a paragraph to a line, empty lines between."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.importers.hyphens import Spelling, joined_lines

_LONG_LINE = 50
# No line of an address or of a poem is over after such a word.
_OPEN = re.compile(
    r"\b(?:an?|the|of|in|on|at|to|for|by|from|with|and|or|but|is|are|was|were|be|been|has|have|had"
    r"|that|which|who|its|their|his|her|as|than|about|over|under|between)\Z",
    re.IGNORECASE,
)
# What has so many words and tells something is a sentence, and no line of an address.
_TELLS = re.compile(
    r"\A\W*(?:\S+\s+)+(?:is|are|was|were|has|have|had|will|would|said)\s+\S+\s+\S", re.IGNORECASE
)
_ENDS = (".", "!", "?", ":", ";", "”", '"', "…")
_CLOSE = frozenset({"li", "tr"})


def joined(blocks: Iterable[tuple[str, str]]) -> str:
    """Return the texts of (text, kind) with an empty line between; items and rows stand close."""
    parts: list[str] = []
    before = ""
    for text, kind in blocks:
        if not text:
            continue
        if parts:
            parts.append("\n" if kind == before and kind in _CLOSE else "\n\n")
        parts.append(text)
        before = kind
    return "".join(parts)


def unbroken(text: str) -> str:
    """Return a paragraph without the line breaks that stand within its sentences.

    A break stays where a sentence, a line of an address or of a heading may end.
    """
    if "\n" not in text:
        return text
    first, *lines = text.split("\n")
    done = [first.rstrip()]
    for line in lines:
        before, words = done[-1], line.strip()
        if goes_on(before, words):
            done[-1] = joined_lines(before, words, Spelling())
        else:
            done.append(words)
    return "\n".join(done)


def goes_on(before: str, after: str) -> bool:
    """Whether two lines that a break was set between are of one sentence."""
    if not before or not after or before.endswith(_ENDS):
        return False
    if after[0].islower() or len(before) >= _LONG_LINE or _OPEN.search(before):
        return True
    return bool(_TELLS.match(before)) and after.endswith(_ENDS)
