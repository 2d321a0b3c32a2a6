"""Dates near the right one: of its precision and writing, on its side of the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from quizapp.domain.facts import Date, Fact, Value
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.nearby.background import Background
from quizapp.domain.generation.nearby.candidate import Candidate
from quizapp.domain.generation.nearby.sides import by_sides

_MONTH = "|".join(MONTHS)
_WRITTEN = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(rf"(?:{_MONTH}) \d{{4}}"),
    "day": re.compile(rf"\d{{1,2}} (?:{_MONTH}) \d{{4}}|(?:{_MONTH}) \d{{1,2}}, \d{{4}}"),
}
_LAST_YEAR = 2099
WANTED = 3

_SPREAD = {"year": (1, 6, 30), "month": (1, 8, 60), "day": (2, 12, 600)}
"""How far other dates lie, in units of their precision: nearest, usual, and furthest."""
_OLD_SHARE = {"year": 0.25, "month": 0.35, "day": 0.15}
"""What is long ago is remembered less exactly: other dates lie this share of its age away."""


def near_dates(
    fact: Fact, background: Background, taken: Sequence[Value] = ()
) -> Iterator[Candidate]:
    """Yield other dates in the writing of the right one, none of which the article names.

    What has happened stays before the time of publication, what is to come stays after it; where
    that day is not known, earlier dates are offered for what is past, and none for the rest.
    Neighbouring days are left out: a thing may last over midnight. What is done by a year is done
    by later ones as well, so that nothing is offered there; “since” leaves out the false sentence.
    """
    value = fact.value
    if not isinstance(value, Date) or not _WRITTEN[value.precision].fullmatch(value.text):
        return
    if is_limit(fact):
        return
    written = background.published(fact)
    past = value.date <= written[: len(value.date)] if written else True
    if past and re.search(r"\bwill\b", fact.statement) and value.date == written[:7]:
        past = False  # Later in the month of the report.
    if not written and re.search(r"\b(?:will|would|due|plans?|until)\b", fact.statement):
        return
    now = _number((written or value.date)[: len(value.date)], value)
    mine = _number(value.date, value)
    if now is None or mine is None:
        return
    low, high = _room(fact, value)
    low, high = (low, min(high, now - 1)) if past else (max(low, now + 1), high)
    told = background.told(fact)
    offsets = _offsets(fact, value, abs(now - mine))
    near = [mine + sign * each for each in offsets for sign in (-1, 1)]
    free = [
        each for each in near if low <= each <= high and not told.names_date(_date(each, value))
    ]
    numbered = (_number(each.date, value) for each in taken if isinstance(each, Date))
    others = [mine, *(each for each in numbered if each is not None)]
    apart = _apart(value, offsets)
    below = _picked([each for each in free if each < mine], others, apart)
    above = _picked([each for each in free if each > mine], others, apart)
    for number in by_sides(below, above, fact.id):
        other = _date(number, value)
        yield Candidate(other.text, other, alone=is_open(fact))


def is_limit(fact: Fact) -> bool:
    """Whether the date is one before or after which something happened, so that others hold too."""
    return bool(re.search(r"\b(?:by|before|after)(?: \w+)? \Z", _before(fact), re.IGNORECASE))


def is_open(fact: Fact) -> bool:
    """Whether something has lasted from the date on, or up to it: then also for shorter."""
    return bool(re.search(r"\b(?:since|until|till) \Z", _before(fact), re.IGNORECASE))


def _before(fact: Fact) -> str:
    return fact.statement[: fact.statement.index(fact.value.text)]


def _offsets(fact: Fact, value: Date, age: int) -> list[int]:
    """Return how far other dates may lie, in an order drawn by the fact's id."""
    least, usual, furthest = _SPREAD[value.precision]
    most = min(furthest, max(usual, int(age * _OLD_SHARE[value.precision])))
    least = max(least, most // 12)
    return sorted(
        range(least, most + 1), key=lambda each: share("date", fact.id, value.precision, str(each))
    )


def _apart(value: Date, offsets: Sequence[int]) -> int:
    """Return how far from each other dates lie: nobody offers 17 and 20 April of a far year."""
    nearest = _SPREAD[value.precision][0]
    return max(nearest, max(offsets) // 5)


def _picked(numbers: Sequence[int], taken: Sequence[int], apart: int) -> list[int]:
    """Return up to three that lie apart from each other and from those that are taken."""
    chosen: list[int] = []
    for number in numbers:
        if all(abs(number - other) >= apart for other in (*chosen, *taken)):
            chosen.append(number)
        if len(chosen) == WANTED:
            break
    return sorted(chosen, key=lambda each: abs(each - taken[0]))


def _room(fact: Fact, value: Date) -> tuple[int, int]:
    """Return the first and last date that keep their order to the other years of the sentence."""
    low, high = 1, _LAST_YEAR
    if value.precision == "year":
        mine = int(value.date)
        rest = fact.statement.replace(value.text, " ", 1)
        years = [int(each) for each in re.findall(r"\b(?:1[5-9]|20)\d\d\b", rest)]
        low = max([each + 1 for each in years if each < mine], default=low)
        high = min([each - 1 for each in years if each > mine], default=high)
        return low, high
    first, last = (
        _number(f"{year}-12-31"[: len(value.date)], value) for year in ("1000", _LAST_YEAR)
    )
    return first or low, last or high


def _number(text: str, like: Date) -> int | None:
    """Return a date as a count of its precision: years, months or days."""
    parts = [int(each) for each in text.split("-")]
    if len(parts) != like.date.count("-") + 1:
        return None
    match like.precision:
        case "year":
            return parts[0]
        case "month":
            return 12 * parts[0] + parts[1] - 1
        case _:
            try:
                return date(*parts).toordinal()
            except ValueError:
                return None


def _date(number: int, like: Date) -> Date:
    """Return the date of a count, written as the other one is."""
    match like.precision:
        case "year":
            return Date(f"{number:04}", f"{number}")
        case "month":
            year, month = divmod(number, 12)
            return Date(f"{year:04}-{month + 1:02}", f"{MONTHS[month]} {year}")
        case _:
            day = date.min + timedelta(number - 1)
            name = MONTHS[day.month - 1]
            usual = f"{day.day} {name} {day.year}"
            text = usual if like.text[0].isdigit() else f"{name} {day.day}, {day.year}"
            return Date(day.isoformat(), text)
