"""Words that were broken at the end of a line, made whole: with their hyphen or without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizapp.importers.compounds import (
    is_british_compound,
    is_compound,
    is_torn,
    joins_two_words,
)

_BRITISH = frozenset(
    """
    metre metres kilometre kilometres centimetre centimetres litre litres centre centres theatre
    theatres fibre harbour harbours colour colours coloured labour neighbour neighbours favour
    favourite honour honoured rumour behaviour flavour defence offence licence programme programmes
    tonne tonnes pence councillor councillors grey cheque ploughed travelled travelling cancelled
    modelled councillors jewellery aluminium tyre tyres kerb storey storeys whilst organised
    organisation realised recognised criticised apologised manoeuvre mould towards
    """.split()  # noqa: SIM905 - reads as a list of words
)
LONGEST_WORD = 100
"""The most letters of a broken word that are looked at."""
_LONGEST_LINE = 1_000
"""No program breaks lines so late; what is longer is left as it is."""

_FEWEST_PARTED = 2
_HYPHENS = ("-", "\u2010", "\u2011")
_BROKEN = re.compile(r"([\w’'-]*\w)[-\u2010\u2011]\Z")
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
# “1914–/1918”, “the mayor—/she”: no blank stood before the dash, so none follows it.
_CLOSED_DASH = re.compile(r"\w[–—]\Z")
_DASH_BEGINS = re.compile(r"[–—]\w")
_EITHER = re.compile(r"(?:^|[\s(])(?:[A-Za-z]+|\d{1,4}(?:[.,]\d{1,3})?)/\Z")
_BROKEN_SOFTLY = re.compile("\u00ad\\s?[-\u2010\u2011]?\\Z")
_LINE_END = re.compile(r"\w[-\u2010\u2011–—/]\Z")
_FIRST_WORD = re.compile(r"\s*(\w\S*)\s*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document writes its words, and whether a program broke some at the ends of lines."""

    words: Collection[str] = ()
    breaks_words: bool = True

    @property
    def is_british(self) -> bool:
        """Whether words are spelt as in Britain: “harbour”, “kilometres”."""
        return any(word in self.words for word in _BRITISH)


def spelling_of(lines: Sequence[str]) -> Spelling:
    """Return how a document of these lines writes its words.

    Many programs break no words: then all hyphens at the ends of lines are the words' own. One
    alone tells nothing.
    """
    words = frozenset(word for line in lines for word in re.findall(r"[\w-]+", line))
    parted = [parts for pair in pairwise(lines) if (parts := _parted(*pair))]
    return Spelling(words, len(parted) < _FEWEST_PARTED or any(is_torn(*each) for each in parted))


def joined_lines(text: str, line: str, spelling: Spelling) -> str:
    """Return the text with a further line; a word that was broken between them is made whole.

    How it is written elsewhere in the document decides first.
    """
    # Chromium draws the hyphen of a soft one beside it.
    if softly := _BROKEN_SOFTLY.search(text[-3:]):
        return text[: len(text) - len(softly.group())] + line
    if text.endswith(("\u2010", "\u2011")):
        text = f"{text[:-1]}-"
    if _goes_on_closed(text[-LONGEST_WORD:], line):
        return text + line
    if _is_suspended(text[-LONGEST_WORD:], line[:LONGEST_WORD]):
        return f"{text} {line}"
    if _ABBREVIATED.search(text[-LONGEST_WORD:]) and line[:1].isalpha():
        return text + line
    # A pattern that is searched for tries every letter of a long word as its beginning.
    broken = _BROKEN.search(text[-LONGEST_WORD:]) if text.endswith("-") else None
    rest = _REST.match(line[:LONGEST_WORD])
    if broken is None or rest is None:
        return f"{text} {line}"
    keeps = _keeps_hyphen(broken.group(1), rest.group(), spelling)
    return text + line if keeps else text[:-1] + line


def _parted(text: str, line: str) -> tuple[str, str] | None:
    """Return the parts, in small letters, of a word with a hyphen between two lines."""
    broken = _BROKEN.search(text[-LONGEST_WORD:]) if text.endswith(_HYPHENS) else None
    rest = _REST.match(line[:LONGEST_WORD].lstrip())
    if broken is None or rest is None or not (broken.group(1)[-1:] + rest.group()[:1]).islower():
        return None
    return broken.group(1).casefold(), rest.group().casefold()


def whole_words(text: str) -> str:
    """Return a text of broken lines with the words whole that a hyphen breaks at their ends.

    The rest of a word moves up to where it begins; every other line break stays.
    """
    lines = text.split("\n")
    if not any(map(_is_open, lines)):
        return text
    spelling = spelling_of(lines)
    done: list[str] = []
    for line in lines:
        rest = _FIRST_WORD.match(line) if done and _is_open(done[-1]) else None
        whole = joined_lines(done[-1], rest.group(1), spelling) if rest else ""
        if rest is None or whole == f"{done[-1]} {rest.group(1)}":
            done.append(line)
        else:
            done[-1] = whole
            if left := line[rest.end() :]:
                done.append(left)
    return "\n".join(done)


def _goes_on_closed(text: str, line: str) -> bool:
    """Whether a line ends or begins at a dash or slash between two words without a blank."""
    if _CLOSED_DASH.search(text):
        return line[:1].isalnum()
    if _DASH_BEGINS.match(line):
        return text[-1:].isalnum()
    return bool(_EITHER.search(text)) and line[:1].isalnum()


def _is_open(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and bool(_LINE_END.search(line[-2:]))


def _is_suspended(text: str, line: str) -> bool:
    return bool(_SUSPENDED.match(line) or (_RANGE.match(line) and _COUNT.search(text)))


def _keeps_hyphen(before: str, after: str, spelling: Spelling) -> bool:
    whole, kept = before + after, f"{before}-{after}"
    if (whole in spelling.words) != (kept in spelling.words):
        return kept in spelling.words
    if not spelling.breaks_words:
        return True
    # “F-35B”, “19th-century”, “Stoke-on-Trent”, “US-led”: such words are never broken elsewhere.
    if any(map(str.isdigit, whole)):
        return True
    if not after[0].islower() or not before[-1].islower() or "-" in before or before.isupper():
        return True
    # “e-mail”, “x-ray”: no printer breaks a word after one letter.
    if len(before) == 1:
        return True
    if _LINKED.match(after):
        return True
    first, rest = before.casefold(), after.casefold()
    if spelling.is_british and is_british_compound(first, rest):
        return True
    # A name is no compound of what it begins and ends like: “Rich-mond”.
    return is_compound(first, rest) or (before[0].islower() and joins_two_words(first, rest))
