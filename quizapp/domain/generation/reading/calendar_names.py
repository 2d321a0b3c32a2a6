"""Whether a month or a day of the week is a time, or a name that only sounds like one.

“Jan Baptist van Helmont”, “June Carter”, “the March of Dimes”, “Wednesday Addams”, “Good Friday”:
the words around tell, whatever a parser thinks of them.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.reading.wordlists import word_set


class Standing(Enum):
    """What a word of the calendar is where it stands."""

    TIME = auto()
    NAME = auto()
    UNSURE = auto()


_ABBREVIATED = frozenset(("Sept", *(month[:3] for month in MONTHS if len(month) > 3)))
_LED = re.compile(
    r"\b(?:in|since|until|till|by|last|next|this|following|early|late|mid|from|to|between|and|or"
    r"|before|after|during|through|throughout|for|of|around|about)[ -]\Z",
    re.IGNORECASE,
)
"""What stands before a month that is a time; before a name it stands as well."""
_LED_DAY = re.compile(
    r"\b(?:on|last|next|this|by|until|till|since|from|to|before|after|through|between|and|or|of"
    r"|for|every|each|late|early)[ ]\Z",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(r" of (?:the (?:year )?)?(?:\d{4}|(?:this|that|last|next|same) year)\b")
_PARTICLE = re.compile(
    r" (?:van|von|de|der|den|di|da|del|della|dos|du|la|le|bin|ibn|al|el|ter|ten|zu|y)\b"
)
_CAPITAL_AFTER = re.compile(r"[ -](?:[A-Z]|[a-z]{1,2}'[A-Z])")
_WORD_BEFORE = re.compile(r"(?P<start>\A|[.!?:;\"(] ?)?(?P<word>[^\W\d_][\w'.-]*) \Z")
_NOT_NAMED = word_set(
    """
    in since until till by last next this the early late mid from to between and or before after
    during through throughout for of around about on every each but when while as at that so if
    late-night one some most many a an over
    """
)
"""Words that are no part of a name, though one of them may open a sentence with its capital."""


def month_standing(text: str, start: int, end: int) -> Standing:
    """Return what a month without a day or a year is; its place is that of its own letters."""
    month, before, after = text[start:end], text[:start], text[end:]
    led = bool(_LED.search(before))
    followed = bool(_CAPITAL_AFTER.match(after)) or bool(_PARTICLE.match(after))
    followed = followed or (after.startswith(" of ") and not _OF_A_YEAR.match(after))
    if followed or _named_before(before):
        return Standing.UNSURE if led else Standing.NAME
    if month in _ABBREVIATED and not led:
        return Standing.UNSURE
    return Standing.TIME if led and not after.startswith("'s") else Standing.UNSURE


def weekday_standing(text: str, start: int, end: int) -> Standing:
    """Return what a day of the week is; its place is that of its own letters."""
    before, after = text[:start], text[end:]
    led = bool(_LED_DAY.search(before))
    followed = bool(_CAPITAL_AFTER.match(after)) or bool(_PARTICLE.match(after))
    if _named_before(before) or (followed and not led):
        return Standing.UNSURE
    return Standing.TIME


def plain_standing(text: str, start: int, *, lesson: bool = False) -> Standing:
    """Return what “today”, “yesterday” or “tomorrow” is: “USA Today” is a name by its capital.

    In a lesson they are no days.
    """
    opens = not text[:start].strip() or bool(_OPENING.search(text[:start]))
    if text[start].isupper() and not opens:
        return Standing.NAME
    return Standing.UNSURE if lesson else Standing.TIME


_OPENING = re.compile(r"[.!?:;\"'“‘(\n-] ?\Z")


def _named_before(before: str) -> bool:
    """Whether the word before has a capital of its own: “Theresa May”, “Black Friday”."""
    found = _WORD_BEFORE.search(before)
    if found is None:
        return False
    word = found["word"]
    return word[:1].isupper() and word.casefold() not in _NOT_NAMED
