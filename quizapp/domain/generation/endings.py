"""What ends a fact: a later one that says otherwise, or a change that the sources tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.facts import Evidence, Fact, FactKind, FactStatus, Quantity, Source
from quizapp.domain.generation.conflicts.changes import (
    can_have_changed,
    excludes,
    names_its_date,
)
from quizapp.domain.generation.conflicts.model import Conflict, ConflictKind, Mention
from quizapp.domain.generation.conflicts.roles import office_of
from quizapp.domain.generation.text import plain
from quizapp.domain.generation.values import compatible

OPEN = frozenset({FactStatus.DRAFT, FactStatus.APPROVED})
_ONE_NAME = frozenset({ConflictKind.SPELLING, ConflictKind.SAME_THING})


@dataclass(frozen=True, slots=True)
class Ending:
    """The value that holds since a date, the source that gives it, and its fact if there is one.

    ``source`` and ``fact`` are ids; either may be empty.
    """

    since: str
    value: str
    source: str
    fact: str

    @property
    def order(self) -> tuple[str, bool, str, str]:
        """The first ending counts; of one date, that which a fact tells goes before others."""
        return self.since, not self.fact, self.fact, self.value


@dataclass(frozen=True, slots=True)
class Compared:
    """The open facts by id, the ids of those that are new, and the sources that prove them."""

    facts: Mapping[str, Fact]
    new: frozenset[str]
    sources: Mapping[str, Source]

    def date(self, fact: Fact) -> str:
        """Return the partial date on which a fact held; empty where none is known."""
        proofs = (self.published(evidence.source) for evidence in fact.evidence)
        return fact.as_of or max(proofs, default="")

    def published(self, source: str) -> str:
        """Return the partial date of a source; empty where none is known."""
        known = self.sources.get(source)
        return known.published if known else ""

    def may_end(self, fact: Fact, since: str) -> bool:
        """Whether a fact may no longer hold then; what somebody has given an end has one."""
        date = self.date(fact)
        return (
            not fact.until
            and can_have_changed(fact, date, since)
            and not names_its_date(fact, date)
        )


def find_endings(compared: Compared, conflicts: Sequence[Conflict]) -> dict[str, Ending]:
    """Return the first ending of each fact that has one, by the fact's id, in order of the ids.

    What is past does not change: a date that lay behind when it was written, a statement that
    says when it held, or a phrase, is left for a person to compare. Relations with several values
    at once are lists and end by no single one of them; two spellings of a name are no two values.
    """
    found: dict[str, Ending] = {}
    for name, ending in (*_by_facts(compared, conflicts), *_by_changes(compared, conflicts)):
        if name not in found or ending.order < found[name].order:
            found[name] = ending
    return {name: found[name] for name in sorted(found)}


def _by_facts(compared: Compared, conflicts: Sequence[Conflict]) -> Iterator[tuple[str, Ending]]:
    """Yield the id of each fact that another one ends; one of the two is new."""
    spelt = {_pair(each.a.words, each.b.words) for each in conflicts if each.kind in _ONE_NAME}
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in compared.facts.values():
        groups[plain(fact.subject), plain(fact.relation)].append(fact)
    for group in groups.values():
        dated = [(compared.date(fact), fact) for fact in group]
        lists = {date for date, fact in dated if _listed(date, fact, dated)}
        for date, fact in dated:
            for since, other in dated:
                if (
                    compared.new.isdisjoint((fact.id, other.id))
                    or not lists.isdisjoint((date, since))
                    or _pair(fact.value.text, other.value.text) in spelt
                ):
                    continue
                if compared.may_end(fact, since) and excludes(fact, other):
                    source = _latest_source(other, compared)
                    yield fact.id, Ending(since, other.value.text, source, other.id)


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((plain(one), plain(other)))


def _listed(date: str, fact: Fact, dated: Sequence[tuple[str, Fact]]) -> bool:
    """Whether another value holds on the same date: then the relation has several."""
    return any(
        when == date and other.id != fact.id and not compatible(fact.value, other.value)
        for when, other in dated
    )


def _latest_source(fact: Fact, compared: Compared) -> str:
    proofs = ((compared.published(each.source), each.source) for each in fact.evidence)
    return max(proofs, default=("", ""))[1]


def _by_changes(compared: Compared, conflicts: Sequence[Conflict]) -> Iterator[tuple[str, Ending]]:
    """Yield the id of each fact whose words the comparison of the sources found outdated."""
    for conflict in conflicts:
        if conflict.kind is not ConflictKind.CHANGE_OVER_TIME:
            continue
        since = compared.published(conflict.b.source)
        later = next(_told(conflict.b, conflict, compared), None)
        for fact in _told(conflict.a, conflict, compared):
            if not compared.may_end(fact, since):
                continue
            if later is None:
                yield fact.id, Ending(since, conflict.b.words, conflict.b.source, "")
            elif not compatible(fact.value, later.value):
                yield fact.id, Ending(since, later.value.text, conflict.b.source, later.id)


def _told(mention: Mention, conflict: Conflict, compared: Compared) -> Iterator[Fact]:
    """Yield the facts of the number, or of the holder of the office, that a mention names."""
    for fact in compared.facts.values():
        evidence = next((each for each in fact.evidence if each.source == mention.source), None)
        if evidence is None:
            continue
        if isinstance(fact.value, Quantity):
            if _overlaps(mention, evidence, compared.sources):
                yield fact
        elif fact.kind is FactKind.OFFICE and _is_holder(fact, mention, conflict.subject):
            yield fact


def _overlaps(mention: Mention, evidence: Evidence, sources: Mapping[str, Source]) -> bool:
    start = sources[evidence.source].locate(evidence.quote)[0]
    start += evidence.quote.index(evidence.value)
    return start < mention.end and mention.start < start + len(evidence.value)


def _is_holder(fact: Fact, mention: Mention, subject: str) -> bool:
    held, office = office_of(fact.subject), office_of(subject)
    if held is None or office is None or plain(fact.value.text) != plain(mention.words):
        return False
    return (held.head, held.about) == (office.head, office.about)
