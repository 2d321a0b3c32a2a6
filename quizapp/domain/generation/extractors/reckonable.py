"""Numbers that the rest of their statement lets anybody reckon, so that nothing is left to know."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations

from quizapp.domain.facts import Bound, Quantity, Value
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.extractors.numbers import number_called
from quizapp.domain.generation.text import numbers, plain_words

_SPAN = re.compile(
    r"\b(?:from|between|since)\b[^.;]*\b\d{3,4}s?\b[^.;]*\b(?:to|and|until|till)\b[^.;]*\b\d{3,4}s?\b"
)
"""The years that something began and ended in."""
_TIMES = re.compile(r"(?:years?|decades?|centur(?:y|ies)|months?|weeks?|days?)\b", re.IGNORECASE)
_DATES = re.compile(rf"\b(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?|\b(?:1\d|20)\d\d\b")
_SHARES = re.compile(
    r"\b(?:majority|half|thirds?|quarters?|fifths?|tenths?|per cent|percent)\b|%", re.IGNORECASE
)
"""What makes of the whole the part, and of the part the whole."""
_LISTED = re.compile(r"(?:\s[a-z][\w'-]*){0,4}\s?[,:(]\s?(?P<list>[^.;]*)")
_ITEM = re.compile(r"(?:(?:the|a|an|one)\s)?(?:[a-z]+\s)?[A-Z]")
_DIVIDED = re.compile(r"\b(?:each|apiece|(?:groups?|teams?|rows?|rounds?) of)\b")
MOST_LISTED = 9
LEAST_SUMMED = 3
"""Sums of smaller numbers come about by chance."""


def reckonable(value: Value, statement: str) -> bool:
    """Whether the other words of a statement tell the number that is asked for.

    They name the years of a span, as many things as are counted, the parts of a sum, or the share
    that a number is of the other: “61 of the 120 seats, one more than a majority”.
    """
    if not isinstance(value, Quantity):
        return False
    before, _, after = statement.partition(value.text)
    if _TIMES.match(value.unit) and _SPAN.search(f"{before} {after}"):
        return True
    exact = value.bound is Bound.EXACT
    return exact and (
        _listed(value.number, after)
        or _summed(value.number, f"{before} {after} {value.unit}")
        or _shared(before, after)
    )


def _listed(number: Decimal, after: str) -> bool:
    """Whether as many names follow as are counted: “two ships, the Swift and the Good Intent”."""
    found = _LISTED.match(after)
    if found is None or not 1 < number <= MOST_LISTED:
        return False
    items = re.split(r",\s(?:and\s)?|\sand\s", found["list"])[: int(number)]
    return len(items) == number and all(_ITEM.match(item) for item in items)


def _summed(number: Decimal, rest: str) -> bool:
    """Whether the number stands there twice, or comes of two others, as their sum."""
    undated = _DATES.sub(" ", rest)
    others = [Decimal(each.replace(",", "")) for each in numbers(undated)]
    if number >= LEAST_SUMMED and number in others:
        return True
    others += filter(None, map(number_called, plain_words(undated)))
    if number < LEAST_SUMMED:
        return False
    pairs = list(combinations(others, 2))
    if _SHARES.search(rest) and Decimal(100) - number in others:
        return True  # “By 71 per cent to 29.”
    divided = bool(_DIVIDED.search(rest)) and any(
        number == one * other or max(one, other) == number * min(one, other) for one, other in pairs
    )
    return divided or any(number in {one + other, abs(one - other)} for one, other in pairs)


def _shared(before: str, after: str) -> bool:
    """Whether a number is part of another, and the statement tells what share it is."""
    part = re.match(r"(?:\s[a-z]+){0,2}\sof\s(?:(?:the|its|their|all)\s)?[\d,]+\b", after)
    whole = re.search(r"\d(?:\s[a-z]+){0,2}\sof\s(?:(?:the|its|their|all)\s)?\Z", before)
    return bool((part or whole) and _SHARES.search(f"{before} {after}"))
