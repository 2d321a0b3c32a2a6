"""How an amount or a date is written: nothing of it may tell the right option from the others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.text import numbers

_YEAR = re.compile(r"\b(1\d|20)\d\d\b")
_ROUND_FROM = 10
"""Smaller numbers are counted out: that one ends in a nought says nothing."""


def form_stands_out(key: str, others: Iterable[str]) -> bool:
    """Whether the key alone is whole, round, in words, of its unit, of its century or its month.

    It does where it differs from the other options in one of these, and they agree in it.
    """
    wrong = [_features(each) for each in others]
    return bool(wrong) and any(
        len(theirs := {each[number] for each in wrong}) == 1 and mine not in theirs
        for number, mine in enumerate(_features(key))
    )


def _features(text: str) -> tuple[str, ...]:
    """Return the century, month, fractions, roundness and what is left of it without digits."""
    year = _YEAR.search(text)
    found = [] if year else numbers(text)
    fraction = any(each.partition(".")[2].strip("0") for each in found)
    month = next((each for each in MONTHS if each in text), "") if year else ""
    whole = [each.replace(",", "") for each in found if "." not in each]
    is_round = any(int(each) >= _ROUND_FROM and each.endswith("0") for each in whole)
    rest = "" if year or not found else re.sub(r"[\d.,]+", "0", text).casefold()
    return (
        year.group(1) if year else "",
        month,
        "fraction" if fraction else "",
        "round" if is_round and not fraction else "",
        "digits" if found or year else "words",
        rest,
    )
