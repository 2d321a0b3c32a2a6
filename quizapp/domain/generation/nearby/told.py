"""What the sources of a fact tell: read once for all facts, so that no fact reads them again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from quizapp.domain.facts import Date
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.nearby.roles import roles
from quizapp.domain.generation.text import fold, numbers, plain, plain_words

MOST_NAMES = 200
"""Names of one kind that are considered for a fact: more than any article needs, and few enough
that twice the article takes twice the time."""

_YEAR = re.compile(r"\b\d{4}\b")
# A month is written in full, or cut after three or four letters, with a point or without.
_BEGUN = "|".join(name[:3] for name in MONTHS)
_WRITTEN = "|".join(sorted({name[:n] for name in MONTHS for n in (3, 4, len(name))}))
_MONTH_YEAR = re.compile(rf"\b({_WRITTEN})\.?,? (\d{{4}})\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_BEGUN})")
_MONTH_DAY = re.compile(rf"\b({_WRITTEN})\.? (\d{{1,2}})\b")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that an article names.

    ``kind`` is person, organisation or a level of place, as in a fact's value; ``role`` are the
    words beside a person's name that say who it is.
    """

    text: str
    kind: str
    role: str = ""


@dataclass(frozen=True)
class Told:
    """The words of the sources of a fact, and the names in them, each once."""

    text: str
    names: tuple[Named, ...] = ()

    def says(self, phrase: str) -> bool:
        """Whether the words of a phrase stand in the text, side by side and in order."""
        needle = plain(phrase)
        # Most are not there, and their first word tells.
        known = bool(needle) and needle.partition(" ")[0] in self._words
        return known and f" {needle} " in self._plain

    def names_date(self, date: Date) -> bool:
        """Whether the text names a date; a day also without its year."""
        year, *rest = date.date.split("-")
        if not rest:
            return year in self._years
        month = MONTHS[int(rest[0]) - 1][:3]
        if len(rest) == 1:
            return (month, year) in self._months
        return (month, str(int(rest[1]))) in self._days

    @cached_property
    def amounts(self) -> frozenset[Decimal]:
        """The numbers that are written in digits."""
        return frozenset(Decimal(each.replace(",", "")) for each in numbers(fold(self.text)))

    def roles_of(self, name: str) -> frozenset[str]:
        """Return the sorts of role that the text gives a person, read beside the name."""
        return self._roles.get(plain(name), frozenset())

    def roles_beside(self, named: Named) -> frozenset[str]:
        """Return the sorts of role that the words beside a name speak of."""
        return self._sorts[named.role]

    def names_near(self, kind: str, name: str) -> tuple[Named, ...]:
        """Return the names of a kind in the order of the text: of very many, those around one."""
        found = self._by_kind.get(kind, ())
        if len(found) <= MOST_NAMES:
            return found
        middle = self._places.get((kind, name), 0)
        first = min(max(0, middle - MOST_NAMES // 2), len(found) - MOST_NAMES)
        return found[first : first + MOST_NAMES]

    @cached_property
    def _plain(self) -> str:
        return f" {' '.join(plain_words(self.text))} "

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._plain.split())

    @cached_property
    def _years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(self.text))

    @cached_property
    def _months(self) -> frozenset[tuple[str, str]]:
        return frozenset((found[1][:3], found[2]) for found in _MONTH_YEAR.finditer(self.text))

    @cached_property
    def _days(self) -> frozenset[tuple[str, str]]:
        before = ((found[2], found[1]) for found in _DAY_MONTH.finditer(self.text))
        after = ((found[1][:3], found[2]) for found in _MONTH_DAY.finditer(self.text))
        return frozenset((*before, *after))

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Named, ...]]:
        found: dict[str, list[Named]] = defaultdict(list)
        for named in self.names:
            found[named.kind].append(named)
        return {kind: tuple(names) for kind, names in found.items()}

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], int]:
        return {
            (kind, named.text): place
            for kind, names in self._by_kind.items()
            for place, named in enumerate(names)
        }

    @cached_property
    def _roles(self) -> Mapping[str, frozenset[str]]:
        # Of two people with one name, the one who is named first is meant.
        return {plain(named.text): self._sorts[named.role] for named in reversed(self.names)}

    @cached_property
    def _sorts(self) -> Mapping[str, frozenset[str]]:
        return {role: roles(role) for role in {named.role for named in self.names}}
