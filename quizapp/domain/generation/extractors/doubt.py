"""Amounts that their sentence itself makes uncertain, or lets anybody reckon."""

from __future__ import annotations

import re

from quizapp.domain.facts import Bound, Quantity, Value

_AFTERTHOUGHT = re.compile(
    r"\b(?:give or take|or (?:so|thereabouts)|more or less|plus or minus|roughly speaking"
    r"|if not (?:more|fewer|less)|or (?:even|perhaps|maybe|possibly) (?:more|fewer|less)|at a guess"
    r"|in round (?:numbers|figures))\b|±",
    re.IGNORECASE,
)
"""What is said after a number and makes it a rough one: “120 kilometres, give or take a few”."""
_SPAN = re.compile(
    r"\b(?:from|between|since)\b[^.;]*\b\d{3,4}s?\b[^.;]*\b(?:to|and|until|till)\b[^.;]*\b\d{3,4}s?\b"
)
"""The years that something began and ended in."""
_TIMES = re.compile(r"(?:years?|decades?|centur(?:y|ies)|months?|weeks?|days?)\b", re.IGNORECASE)


def doubtful(value: Value, sentence: str) -> bool:
    """Whether an exact key would be too exact for the words that follow the number."""
    if not isinstance(value, Quantity) or value.bound is not Bound.EXACT:
        return False
    _, found, after = sentence.partition(value.text)
    return bool(found and _AFTERTHOUGHT.search(after))


def reckoned(value: Value, statement: str) -> bool:
    """Whether the years of a statement tell how long it took: “three decades, from 1920”."""
    if not isinstance(value, Quantity) or not _TIMES.match(value.unit):
        return False
    return bool(_SPAN.search(statement.replace(value.text, " ")))
