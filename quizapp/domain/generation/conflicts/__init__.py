"""Comparing the sources of a bank: contradictions, spellings, changes over time, same things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quizapp.domain.generation.conflicts.countries import country_words
from quizapp.domain.generation.conflicts.designations import compare_articles, compare_units
from quizapp.domain.generation.conflicts.facts import compare_facts
from quizapp.domain.generation.conflicts.lexicon import folded
from quizapp.domain.generation.conflicts.model import (
    Conflict,
    ConflictKind,
    Mention,
    ParsedSource,
    in_order,
    without_repeats,
)
from quizapp.domain.generation.conflicts.names import read_names
from quizapp.domain.generation.conflicts.offices import compare_offices
from quizapp.domain.generation.conflicts.quantities import compare_amounts
from quizapp.domain.generation.conflicts.relatedness import Relatedness
from quizapp.domain.generation.conflicts.renamings import compare_renamings
from quizapp.domain.generation.conflicts.spellings import compare_names

__all__ = [
    "Conflict",
    "ConflictKind",
    "Mention",
    "ParsedSource",
    "country_words",
    "find_conflicts",
]

_SMALL = re.compile(r"(?<![\w'-])[a-zà-ÿ][\w]{2,}")


def find_conflicts(
    sources: Iterable[ParsedSource], countries: Mapping[str, str] | None = None
) -> tuple[Conflict, ...]:
    """Return what the sources disagree on, in the order of the sources and their text.

    ``countries`` is what ``country_words`` returns; without it, offices of two countries are told
    apart by the names of their holders only. Related sources are compared: those that share names.
    The order of the sources given makes no difference.
    """
    ordered = in_order(sources)
    known = countries or {}
    names = {each.source.id: read_names(each, known) for each in ordered}
    common = frozenset(
        folded(word) for each in ordered for word in _SMALL.findall(each.source.text)
    )
    relatedness = Relatedness(ordered, names, known)
    found = [
        *compare_facts(ordered),
        *compare_names(names, common, relatedness),
        *compare_offices(ordered, names, known, relatedness),
        *compare_units(ordered, relatedness),
        *compare_articles(ordered, relatedness),
        *compare_amounts(ordered, relatedness),
        *compare_renamings(ordered, names),
    ]
    place = {each.source.id: number for number, each in enumerate(ordered)}
    found.sort(
        key=lambda each: (place[each.a.source], each.a, place[each.b.source], each.b, each.kind)
    )
    return tuple(without_repeats(found))
