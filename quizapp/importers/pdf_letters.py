"""Letters that are set in another size, or apart: initials, small capitals, wide words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_INITIAL = 1.8
"""A letter so many times as large as the words after it begins a chapter."""
_MOST_INITIALS = 20
_SAME_LINE = 2.0
_WORDS_OF_A_LETTER = frozenset("AIO")
_SMALL_CAPITALS = (0.6, 0.88)
"""How large small capitals are beside large ones."""
_SPACE = 0.13
_SPACED_OUT = re.compile(r"\s*(?:\S{1,2} {1,4}){3,}\S{1,2}\s*")
_WIDER = re.compile(r" {2,}")
_FEWEST_SPACED = 2
"""How many letters the words of a line that is set wide have on average, at least."""
_FEWEST_LETTERS = 5
_BETWEEN_WORDS = 1.8
"""How many times as wide as between letters a gap between words is, at least."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that are drawn at once: their place from the bottom left in points, size and width."""

    text: str
    x: float
    y: float
    size: float
    width: float

    @property
    def end(self) -> float:
        """About where the words end."""
        return self.x + self.width


def with_initials(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Return the fragments; a large first letter that hangs into the lines joins its word."""
    whole = list(fragments)
    capitals = [place for place, each in enumerate(whole) if _is_capital(each)]
    used = set()
    for place in capitals[:_MOST_INITIALS]:
        initial = whole[place]
        begun = [
            (number, each)
            for number, each in enumerate(whole)
            if _goes_on(initial, each) and number not in used
        ]
        if begun:
            number, first = max(begun, key=lambda found: found[1].y)
            words = initial.text.strip() + _apart(initial, first, whole) + first.text.lstrip()
            whole[number] = replace(first, text=words)
            used |= {place, number}
            whole[place] = replace(initial, text="")
    return [each for each in whole if each.text]


def _is_capital(each: Fragment) -> bool:
    letter = each.text.strip()
    return len(letter) == 1 and letter.isupper()


def _goes_on(initial: Fragment, each: Fragment) -> bool:
    """Whether a line begins beside an initial: at its right, and as high as it reaches."""
    if initial.size < _INITIAL * each.size or not each.text.lstrip()[:1].isalpha():
        return False
    is_beside = -each.size < each.x - initial.end < 1.5 * each.size
    return is_beside and -_SAME_LINE < each.y - initial.y < initial.size


def _apart(initial: Fragment, first: Fragment, whole: Sequence[Fragment]) -> str:
    """Return a blank where an initial is a word, as in “A bridge”, and not of one: “About”."""
    if initial.text.strip() not in _WORDS_OF_A_LETTER:
        return ""
    word = first.text.split(maxsplit=1)[0]
    others = (each.text for each in whole if each is not first)
    return " " if any(word in text.split() for text in others) else ""


def is_small_capital(text: str, before: Fragment, after: Fragment) -> bool:
    """Whether a fragment goes on with small capitals after a large one: “Aɴɴ”."""
    smallest, largest = _SMALL_CAPITALS
    begins = text[-1:].isupper() and not text[-2:-1].isalnum()
    is_small = smallest * before.size <= after.size <= largest * before.size
    is_near = after.x - before.end < _SPACE * before.size
    return begins and is_small and is_near and after.text.lstrip()[:1].isalpha()


def closed_up(row: Sequence[Fragment]) -> list[Fragment]:
    """Return a row whose letters are set wide apart as one of words: “A N N U A L  R E P O R T”."""
    row = [replace(each, text=_closed_up(each.text)) for each in row]
    if len(row) < _FEWEST_LETTERS or any(len(each.text.strip()) > 1 for each in row):
        return row
    gaps = [after.x - before.end for before, after in pairwise(row)]
    usual = sorted(gaps)[len(gaps) // 2]
    if usual < _SPACE * row[0].size:
        return row
    text = row[0].text.strip()
    for gap, after in zip(gaps, row[1:], strict=True):
        text += (" " if gap > _BETWEEN_WORDS * usual else "") + after.text.strip()
    if not _is_of_words(text.split(" ")):
        return row
    return [replace(row[0], text=text, width=row[-1].end - row[0].x)]


def _closed_up(text: str) -> str:
    if not _SPACED_OUT.fullmatch(text):
        return text
    pieces = text.split()
    # Where two letters are cut to fit each other, no blank is seen between them.
    pairs = [each for each in pieces if len(each) > 1]
    if len(pairs) * 3 > len(pieces) or any(not each.isupper() for each in pairs):
        return text
    words = ["".join(word.split(" ")) for word in _WIDER.split(text.strip())]
    return " ".join(words) if _is_of_words(words) else text


def _is_of_words(words: Sequence[str]) -> bool:
    letters = "".join(words)
    # “A B C D E” are five letters.
    in_order = all(ord(after) - ord(before) == 1 for before, after in pairwise(letters))
    return len(letters) >= _FEWEST_SPACED * len(words) and not in_order and letters[:1].isalpha()
