"""What a comparison of sources takes and gives: parsed sources in, conflicts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.parsing import Passage


class ConflictKind(StrEnum):
    """What two mentions are to each other; only ``value`` and ``spelling`` block publishing."""

    VALUE = "value"
    SPELLING = "spelling"
    CHANGE_OVER_TIME = "change_over_time"
    SAME_THING = "same_thing"

    @property
    def blocks(self) -> bool:
        """Whether a teacher must decide before questions on it are published."""
        return self in {ConflictKind.VALUE, ConflictKind.SPELLING}


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """A source with all its lines parsed (titles and captions too) and the facts drawn from it.

    Parsed lines are in any order; each carries its offset, so ``source.text`` is what it indexes.
    """

    source: Source
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words of a source: ``text[start:end] == words``; ``fact`` is the id of the fact, if any."""

    source: str
    start: int
    end: int
    words: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two mentions of one subject that do not say the same, and why, in a sentence for a teacher.

    ``a`` stands in the earlier source; of one date, in the source whose id comes first.
    """

    kind: ConflictKind
    subject: str
    a: Mention
    b: Mention
    explanation: str


def in_order(sources: Iterable[ParsedSource]) -> tuple[ParsedSource, ...]:
    """Return the sources by date, then id: the order in which mentions are compared and named."""
    return tuple(sorted(sources, key=lambda each: (each.source.published, each.source.id)))


def without_repeats(conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
    """Yield each conflict once: of mentions that overlap on both sides the first one stays."""
    seen: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in conflicts:
        known = seen.setdefault((conflict.a.source, conflict.b.source), [])
        if any(_overlap(conflict.a, each.a) and _overlap(conflict.b, each.b) for each in known):
            continue
        known.append(conflict)
        yield conflict


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
