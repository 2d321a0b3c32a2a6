"""Words that were broken at the end of a line, made whole: with their hyphen or without it."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST_WORD = 100
"""The most letters of a broken word that are looked at."""

_BROKEN = re.compile(r"([\w’'-]*\w)-\Z")
_REST = re.compile(r"\w[\w-]*")
# Words that keep their hyphen more often than not, by how they begin or end.
_BEGINNINGS = frozenset(
    "all anti cross ex half high low mid non post pro quasi self semi so ultra vice well".split()  # noqa: SIM905 - reads as a list of words
)
_ENDINGS = re.compile(
    r"(?:based|backed|born|bound|breaking|called|class|controlled|driven|earning|fired|free|held|in-"
    r"|large|led|level|like|long|made|making|minded|old|only|owned|party|range|related|run|scale"
    r"|sized|speaking|speed|style|term|time|tonne|type|wide|winning|year)(?:-|\b)"
)
# “pre- and postwar”, “two- to threefold”: the rest of the first word is not said.
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but)\b")
_ABBREVIATED = re.compile(r"\b[A-Z]\.-\Z")
_TENS = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
# “six-foot”; not “six-teen”, nor what only begins so: “one-rous”, “ten-ant”.
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "twelve"})
_NUMBER_ENDINGS = re.compile(r"(?:teen|een|ty|ties|tieth|th|fold|some|pence|score)\w{0,2}\b")
# These begin like such a word, and are written as one.
_CLOSED = re.compile(
    r"(?:anti(?:biotic|bod|cipat|dote|gen|podes|quar|que|quit|septic|social|thesis|trust|toxin)"
    r"|ex(?:ample|act|cept|ist|pect|plain|press|tend|tra)|non(?:e|sense)|post(?:al|er|pon|ure)"
    r"|pro(?:duc|gram|ject|mis|pos|tect|test|vid|fess|cess)|semi(?:colon|nar)"
    r"|so(?:cial|ciet|lution|me))"
)


def joined_lines(text: str, line: str, words: Collection[str]) -> str:
    """Return the text with a further line; a word that was broken between them is made whole.

    ``words`` are those of the whole document: how a word is written elsewhere in it decides first.
    """
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if text.endswith(("\u2010", "\u2011")):
        text = f"{text[:-1]}-"
    if _SUSPENDED.match(line[:LONGEST_WORD]):
        return f"{text} {line}"
    if _ABBREVIATED.search(text[-LONGEST_WORD:]) and line[:1].isupper():
        return text + line
    # A pattern that is searched for tries every letter of a long word as its beginning.
    broken = _BROKEN.search(text[-LONGEST_WORD:]) if text.endswith("-") else None
    rest = _REST.match(line[:LONGEST_WORD])
    if broken is None or rest is None:
        return f"{text} {line}"
    return text + line if _keeps_hyphen(broken.group(1), rest.group(), words) else text[:-1] + line


def _keeps_hyphen(before: str, after: str, words: Collection[str]) -> bool:
    whole, kept = before + after, f"{before}-{after}"
    if (whole in words) != (kept in words):
        return kept in words
    # “F-35B”, “Stoke-on-Trent”, “mid-2021”, “US-led”: such words are never broken elsewhere.
    if not after[0].islower() or not before[-1].islower() or "-" in before or before.isupper():
        return True
    if _CLOSED.match(whole.casefold()):
        return False
    if before.casefold() in _NUMBERS:
        return not _NUMBER_ENDINGS.match(after)
    return before.casefold() in _BEGINNINGS | _TENS or bool(_ENDINGS.match(after))
