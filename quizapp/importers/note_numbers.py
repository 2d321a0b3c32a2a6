"""Raised numbers of a document: which of them count its notes, and which are powers.

“2³” and “17³ months” look the same. But notes are numbered as they come: a raised number that does
not go on from the mark before it, nor leads to the next one, is the mark of no note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from quizapp.importers.raised import lowered, may_be_power, raised, superscript

_NUMBERS = re.compile(r"\d{1,3}")
_BASE = re.compile(r"\d{1,2}\Z")
_LETTERS = re.compile(r"[^\W\d_]")
_TELLING_LETTERS = 16
"""How many letters around a mark tell it from the others of its document."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is raised, and its line around it; ``leads`` says that it is a link to a note."""

    before: str
    text: str
    after: str = ""
    leads: bool = False


def powers_among(marks: Sequence[Mark]) -> frozenset[int]:
    """Return the places of the powers among the marks of a document, which stand in its order."""
    are_open = [
        not mark.leads and may_be_power(mark.before, mark.text, mark.after) for mark in marks
    ]
    numbers = [_numbers(mark) for mark in marks]
    # A note has one mark, so of what is raised over two numbers one is none at least.
    times = Counter(counted[0] for each, counted in zip(are_open, numbers, strict=True) if each)
    powers = frozenset[int]()
    while True:
        found = powers | _not_counted(are_open, numbers, times, powers)
        bases = {_base(marks[place]) for place in found}
        found |= {n for n, each in enumerate(are_open) if each and _base(marks[n]) in bases}
        if found == powers:
            return powers
        # What counted on from one of these counts on no more.
        powers = found


def _not_counted(
    are_open: Sequence[bool],
    numbers: Sequence[list[int]],
    times: Counter[int],
    known: frozenset[int],
) -> frozenset[int]:
    """Return the places of the marks that may be powers and are none in the count of notes."""
    powers = set[int]()
    last: int | None = None
    for place, (is_open, counted) in enumerate(zip(are_open, numbers, strict=True)):
        if not counted or place in known:
            continue
        following = _following(place, are_open, numbers)
        if is_open and not _counts(counted[0], last, following, repeated=times[counted[0]] > 1):
            powers.add(place)
        else:
            last = counted[-1]
    return frozenset(powers)


class RaisedWords:
    """Reads the raised words of one document.

    What it takes for a mark and is a power is known once all was read: then ``powers_found`` says
    that it is to be read again.
    """

    def __init__(self) -> None:
        """Begin with a document of which nothing was read."""
        self._met: dict[Mark, Mark] = {}
        self._powers: frozenset[Mark] = frozenset()

    def raised(self, before: str, text: str, after: str = "") -> str:
        """Return what becomes of raised text that stands between these words of its line."""
        key = _key(before, text, after)
        self._met.setdefault(key, Mark(before, text, after))
        if key in self._powers:
            return superscript(text)
        return raised(before, text, after)

    def lowered(self, runs: Iterable[tuple[str, bool]]) -> str:
        """Return a line of runs, each with whether it is raised."""
        return lowered(runs, self.raised)

    def powers_found(self) -> bool:
        """Whether powers were read as marks of notes; they are none from now on."""
        keys = list(self._met)
        powers = frozenset(map(keys.__getitem__, powers_among(list(self._met.values()))))
        found = powers - self._powers
        self._powers |= found
        return bool(found)


def _base(mark: Mark) -> str:
    """Return the number that is raised to a power, if a mark is one."""
    found = _BASE.search(mark.before)
    return found.group() if found else ""


def _numbers(mark: Mark) -> list[int]:
    """Return the numbers of notes that a mark has; none where it is no mark of that kind."""
    is_mark = mark.leads or not raised(mark.before, mark.text, mark.after).strip()
    if not is_mark or _LETTERS.search(mark.text):
        return []
    return [int(number) for number in _NUMBERS.findall(mark.text)]


def _following(place: int, are_open: Sequence[bool], numbers: Sequence[list[int]]) -> int | None:
    """Return the number of the next mark that is one beyond doubt."""
    later = range(place + 1, len(numbers))
    return next((numbers[n][0] for n in later if numbers[n] and not are_open[n]), None)


def _counts(number: int, last: int | None, following: int | None, *, repeated: bool) -> bool:
    """Whether a number goes on in the count of notes, or leads to the next; both if repeated."""
    if number == following:
        return False
    goes_on = number == (last or 0) + 1
    leads_on = following is not None and number == following - 1
    return (goes_on and leads_on) if repeated else (goes_on or leads_on)


# What is read of a mark must not depend on what became of those before it.
def _key(before: str, text: str, after: str) -> Mark:
    strip = partial(re.sub, r"[⁰¹²³⁴-⁹]", "")
    return Mark(strip(before)[-_TELLING_LETTERS:], text.strip(), after[:_TELLING_LETTERS])
