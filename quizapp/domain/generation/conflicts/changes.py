"""Whether what a fact says has changed since: told from a contradiction by dates and values."""

from __future__ import annotations

import re

from quizapp.domain.facts import Date, Entity, Fact, FactKind, Period, Quantity, Text
from quizapp.domain.generation.conflicts.dates import days_between
from quizapp.domain.generation.values import compatible

CHANGE_DAYS = 2
"""Reports that are fewer days apart speak of one moment, so that one of them must be wrong."""

_LASTING = frozenset({FactKind.DATE, FactKind.PERIOD, FactKind.EVENT, FactKind.RANKING})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def excludes(one: Fact, other: Fact) -> bool:
    """Whether the values of two facts that say one thing of one subject cannot both be right.

    Phrases are left to a person to compare.
    """
    first, second = one.value, other.value
    if type(first) is not type(second) or isinstance(first, Text):
        return False
    if one.flags.negated != other.flags.negated:
        return False
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        same = first.counts == second.counts and first.unit == second.unit
        return same and not compatible(first, second)
    if isinstance(first, Entity) and isinstance(second, Entity) and first.entity != second.entity:
        return False
    return not compatible(first, second)


def can_have_changed(fact: Fact, date: str, since: str) -> bool:
    """Whether what a fact says of one partial date may no longer hold on a later one.

    Nothing that lay behind when it was written changes; what was planned for a later date may.
    """
    if not is_later(date, since):
        return False
    match fact.value:
        case Date():
            return is_later(date, fact.value.date)
        case Period():
            return is_later(date, fact.value.start)
        case _:
            return fact.kind not in _LASTING


def names_its_date(fact: Fact, date: str) -> bool:
    """Whether the statement says when it held, so that it stays true whatever comes later.

    A year long ago is part of the story (“founded in 1979”), one to come is part of a plan.
    """
    said = fact.statement.replace(fact.value.text, " ", 1)
    written = int(date[:4])
    return any(written - 1 <= int(year) <= written for year in _YEAR.findall(said))


def is_later(date: str, since: str) -> bool:
    """Whether the second partial date is surely later: 2023-01 is not later than 2023."""
    shorter = min(len(date), len(since))
    if not shorter or since[:shorter] <= date[:shorter]:
        return False
    both_days = len(date) == len(since) == len("2023-01-11")
    return not both_days or (days_between(date, since) or 0) >= CHANGE_DAYS
