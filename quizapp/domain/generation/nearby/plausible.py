"""Whether a real value of another fact is near enough to be taken for the right one."""

from __future__ import annotations

import re
from decimal import Decimal

from quizapp.domain.facts import Date, Entity, Fact, Quantity, Value
from quizapp.domain.generation.nearby.background import Background
from quizapp.domain.generation.nearby.dates import is_limit, is_open
from quizapp.domain.generation.nearby.names import same_person_perhaps, told_beside
from quizapp.domain.generation.text import contains, numbers, without_article

TIMES = 4
"""A number that is more than so many times larger or smaller is seen to be wrong."""
MONTHS_APART = {"year": 120, "month": 18, "day": 3}
"""Dates further apart are seen to be wrong, unless the right one is as long ago."""


def could_be_taken_for(fact: Fact, other: Value, background: Background) -> bool:
    """Whether somebody who has not read the article might take the value for the right one.

    Names may be anybody's, but not one person's under two names, nor a bystander's of the sentence.
    """
    match fact.value, other:
        case Quantity() as mine, Quantity() as its if mine.number > 0 and its.number > 0:
            near = 1 / TIMES <= mine.number / its.number <= TIMES
            return near and keeps_order(fact, mine, its)
        case Date() as mine, Date() as its:
            return not is_limit(fact) and _near(mine, its, background.published(fact))
        case Entity(entity="person") as mine, Entity(entity="person") as its:
            same = same_person_perhaps(mine.text, its.text)
            return not same and not told_beside(its.text, fact)
        case Entity(entity="organisation") as mine, Entity(entity="organisation") as its:
            apart = not contains(mine.text, its.text) and not contains(its.text, mine.text)
            return apart and (" " in without_article(its.text) or " " not in mine.text)
        case _:
            return True


def keeps_order(fact: Fact, mine: Quantity, its: Quantity) -> bool:
    """Whether another number stands to the rest of the sentence's numbers as the right one does."""
    rest = numbers(fact.statement.replace(mine.text, " ", 1))
    others = [Decimal(each.replace(",", "")) for each in rest if not _YEAR.fullmatch(each)]
    shown = [Decimal(each.replace(",", "")) for each in (*numbers(mine.text), *numbers(its.text))]
    if len(shown) != 2:
        return True
    return all((each < shown[0]) == (each < shown[1]) for each in others)


_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def could_stand_in(fact: Fact, name: str, speakers: frozenset[str], background: Background) -> bool:
    """Whether a value could be told in the place of the right one, for people and open dates.

    Whoever is quoted could have said another's words; for the rest both need a role of one sort, or
    the sentence is seen to be false: no reader believes that the governor owns the bakery.
    """
    if isinstance(fact.value, Date):
        return not is_open(fact)
    if not isinstance(fact.value, Entity) or fact.value.entity != "person":
        return True
    if fact.statement.startswith(f"{fact.value.text} said"):
        return name in speakers
    told = background.told(fact)
    return bool(told.roles_of(fact.value.text) & told.roles_of(name))


def _near(mine: Date, its: Date, published: str) -> bool:
    past = [each.date <= published[: len(each.date)] for each in (mine, its)]
    if published and past[0] != past[1]:
        return False
    age = abs(_months(published) - _months(mine.date)) if published else 0
    most = max(MONTHS_APART[mine.precision], age // 2)
    return abs(_months(mine.date) - _months(its.date)) <= most


def _months(date: str) -> int:
    year, _, rest = date.partition("-")
    return 12 * int(year) + int(rest[:2] or 6)
