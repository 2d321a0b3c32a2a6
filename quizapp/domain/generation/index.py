"""The facts of a bank, found by what they ask and by the kind of their value."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from quizapp.domain.facts import Date, Entity, Fact, FactStatus, Period, Quantity
from quizapp.domain.generation.phrases import Phrases
from quizapp.domain.generation.text import content_words, plain

Key = TypeVar("Key")
Member = TypeVar("Member")

MOST_COMPARED = 128
"""Facts that are considered for the wrong answers to one: every one of a usual article, and few
enough that twice the article takes twice the time."""

_OPEN = frozenset({FactStatus.DRAFT, FactStatus.APPROVED})


@dataclass(frozen=True)
class FactIndex:
    """Facts in order of their ids; building it costs one sort, the rest is found when asked for."""

    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> FactIndex:
        """Return the index of the facts, in any order."""
        return cls(tuple(sorted(facts, key=lambda fact: fact.id)))

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def by_level(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts whose values may stand beside each other as options."""
        return _grouped((fact.value.level, fact) for fact in self.facts)

    def near(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the facts that may stand beside this one as options: of very many the nearest.

        Numbers and dates are near by their size, names and phrases by their relation.
        """
        facts = self._in_order.get(fact.value.level, ())
        if len(facts) <= MOST_COMPARED:
            return facts
        place = bisect_left(facts, _order(fact), key=_order)
        first = min(max(0, place - MOST_COMPARED // 2), len(facts) - MOST_COMPARED)
        return facts[first : first + MOST_COMPARED]

    @cached_property
    def _in_order(self) -> Mapping[str, tuple[Fact, ...]]:
        return {level: tuple(sorted(facts, key=_order)) for level, facts in self.by_level.items()}

    @cached_property
    def by_asks(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """Facts that answer one question."""
        return _grouped((fact.asks, fact) for fact in self.facts)

    @cached_property
    def statements(self) -> Mapping[str, str]:
        """Fact ids by the plain words of their statement."""
        return {plain(fact.statement): fact.id for fact in self.facts}

    @cached_property
    def named_by_type(self) -> Mapping[str, Phrases]:
        """The names that are values, by their type; a name of two types is of the last one."""
        types = {
            plain(text): fact.value.entity
            for fact in self.facts
            if isinstance(fact.value, Entity)
            for text in fact.answers
        }
        names: dict[str, list[str]] = defaultdict(list)
        for name, entity in types.items():
            names[entity].append(name)
        return {entity: Phrases(listed) for entity, listed in names.items()}

    @cached_property
    def by_value(self) -> Mapping[str, tuple[tuple[Fact, frozenset[str]], ...]]:
        """Facts by the plain words of their value, each with the telling words beside it."""
        return _grouped((plain(fact.value.text), (fact, beside_value(fact))) for fact in self.facts)

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The people who are quoted, or whose words are reported."""
        quoted = (
            fact.value.text
            for fact in self.facts
            if isinstance(fact.value, Entity)
            and fact.statement.startswith(f"{fact.value.text} said")
        )
        return frozenset((*quoted, *(fact.flags.attributed_to for fact in self.facts))) - {""}

    @cached_property
    def _rivals(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.facts:
            for other in fact.conflicts_with:
                found[fact.id].add(other)
                found[other].add(fact.id)
        return {key: frozenset(value) for key, value in found.items()}

    @cached_property
    def _profiles(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.facts:
            described = set(content_words(fact.statement))
            for name in {plain(fact.subject), *(plain(text) for text in fact.answers)}:
                found[name] |= described
        return {name: frozenset(described) for name, described in found.items()}

    def rivals(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the facts that contradict this one, whichever of the two says so."""
        ids = self._rivals.get(fact.id, frozenset()) | frozenset(fact.conflicts_with)
        return tuple(self.by_id[key] for key in sorted(ids) if key in self.by_id)

    def open_rivals(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the contradicting facts that nobody has set aside yet."""
        return tuple(rival for rival in self.rivals(fact) if rival.status in _OPEN)

    def companions(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the facts that answer the same question rightly, this one among them.

        A fact that no longer holds gives no right answer.
        """
        rivals = {rival.id for rival in self.rivals(fact)}
        asked = self.by_asks.get(fact.asks, ())
        right = [each for each in asked if each.status is not FactStatus.SUPERSEDED]
        return tuple({each.id: each for each in (*right, fact) if each.id not in rivals}.values())

    def right_texts(self, fact: Fact) -> tuple[str, ...]:
        """Return every text that answers the question rightly, the fact's own value first."""
        own = (*fact.answers, *fact.also_true)
        others = (
            text
            for each in self.companions(fact)
            if each.id != fact.id
            for text in (*each.answers, *each.also_true)
        )
        return tuple(dict.fromkeys((*own, *others)))

    def profile(self, name: str) -> frozenset[str]:
        """Return the words that the bank uses of a name: its role and country among them."""
        return self._profiles.get(plain(name), frozenset())


def _order(fact: Fact) -> tuple[Decimal, str, str]:
    match fact.value:
        case Quantity(number=number):
            return number, "", fact.id
        case Date(date=date) | Period(start=date):
            return Decimal(0), date, fact.id
        case _:
            return Decimal(0), fact.relation.casefold(), fact.id


def beside_value(fact: Fact) -> frozenset[str]:
    """Return the telling words of the statement beside its value."""
    return frozenset(content_words(fact.statement.replace(fact.value.text, " ", 1)))


def _grouped(pairs: Iterable[tuple[Key, Member]]) -> Mapping[Key, tuple[Member, ...]]:
    found: dict[Key, list[Member]] = defaultdict(list)
    for key, member in pairs:
        found[key].append(member)
    return {key: tuple(members) for key, members in found.items()}
