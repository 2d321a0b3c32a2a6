"""Words that were broken at the end of a line, made whole: with their hyphen or without it."""

from __future__ import annotations

import re
from collections.abc import Collection

from quizapp.importers.compounds import is_compound

LONGEST_WORD = 100
"""The most letters of a broken word that are looked at."""
_LONGEST_LINE = 1_000
"""No program breaks lines so late; what is longer is left as it is."""

_BROKEN = re.compile(r"([\w’'-]*\w)-\Z")
_REST = re.compile(r"\w[\w-]*")
_ABBREVIATED = re.compile(r"\b[A-Z]\.-\Z")
# “pre- and postwar”, “two- to threefold”: the rest of the first word is not said. Other words end
# in “to”, as “Toronto” does.
_SUSPENDED = re.compile(r"(?:and|or)\b")
_RANGE = re.compile(r"to\b")
_COUNT = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty"
    r"|single|double|short|medium))-\Z",
    re.IGNORECASE,
)
# “Stoke-on-Trent”, “up-to-date”, “Aix-en-Provence”, wherever the line ends.
_LINKED = re.compile(
    r"(?:o[fnr]|upon|in|by|the|to|at|and|a|super|under|next|les?|la|de|du|sur|sous|en|aux)-"
)
_LINE_END = re.compile(r"\w[-\u2010\u2011]\Z")
_FIRST_WORD = re.compile(r"\s*(\w\S*)\s*")


def joined_lines(text: str, line: str, words: Collection[str]) -> str:
    """Return the text with a further line; a word that was broken between them is made whole.

    ``words`` are those of the whole document: how a word is written elsewhere in it decides first.
    """
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if text.endswith(("\u2010", "\u2011")):
        text = f"{text[:-1]}-"
    if _is_suspended(text[-LONGEST_WORD:], line[:LONGEST_WORD]):
        return f"{text} {line}"
    if _ABBREVIATED.search(text[-LONGEST_WORD:]) and line[:1].isupper():
        return text + line
    # A pattern that is searched for tries every letter of a long word as its beginning.
    broken = _BROKEN.search(text[-LONGEST_WORD:]) if text.endswith("-") else None
    rest = _REST.match(line[:LONGEST_WORD])
    if broken is None or rest is None:
        return f"{text} {line}"
    return text + line if _keeps_hyphen(broken.group(1), rest.group(), words) else text[:-1] + line


def whole_words(text: str) -> str:
    """Return a text of broken lines with the words whole that a hyphen breaks at their ends.

    The rest of a word moves up to where it begins; every other line break stays.
    """
    lines = text.split("\n")
    if not any(map(_is_open, lines)):
        return text
    words = frozenset(re.findall(r"[\w-]+", text))
    done: list[str] = []
    for line in lines:
        rest = _FIRST_WORD.match(line) if done and _is_open(done[-1]) else None
        whole = joined_lines(done[-1], rest.group(1), words) if rest else ""
        if rest is None or whole == f"{done[-1]} {rest.group(1)}":
            done.append(line)
        else:
            done[-1] = whole
            if left := line[rest.end() :]:
                done.append(left)
    return "\n".join(done)


def _is_open(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and bool(_LINE_END.search(line[-2:]))


def _is_suspended(text: str, line: str) -> bool:
    return bool(_SUSPENDED.match(line) or (_RANGE.match(line) and _COUNT.search(text)))


def _keeps_hyphen(before: str, after: str, words: Collection[str]) -> bool:
    whole, kept = before + after, f"{before}-{after}"
    if (whole in words) != (kept in words):
        return kept in words
    # “F-35B”, “Stoke-on-Trent”, “mid-2021”, “US-led”: such words are never broken elsewhere.
    if not after[0].islower() or not before[-1].islower() or "-" in before or before.isupper():
        return True
    if _LINKED.match(after):
        return True
    return is_compound(before.casefold(), after.casefold())
