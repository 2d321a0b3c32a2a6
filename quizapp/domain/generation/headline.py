"""Whether the title of an article tells the answer already, in whatever way it writes it."""

from __future__ import annotations

import re

from quizapp.domain.facts import Entity, Fact, Quantity, Source
from quizapp.domain.generation.text import content_words, fold, plain_words

LEAST_TOLD = 5
"""Smaller whole numbers stand in titles for other things as well."""
NAME_WORDS = 3
"""A name of so many words is known by its first: “Lindmark Motor AG” under “Lindmark cuts jobs”."""

_AMOUNT = re.compile(
    r"(\d[\d.]*)\s?((?:thousand|million|billion|trillion|bn|mn|m|k)\b)?", re.IGNORECASE
)
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def told_by_title(fact: Fact, source: Source) -> bool:
    """Whether a reader of the title knows the value of the fact."""
    if isinstance(fact.value, Quantity):
        known = amounts_in(fact.value.text) & amounts_in(source.title)
        fine = fact.value.number >= LEAST_TOLD or fact.value.number % 1 != 0
        return fine and bool(known)
    value = content_words(fact.value.text.replace("-", " "))
    title = set(content_words(source.title.replace("-", " ")))
    body = isinstance(fact.value, Entity) and fact.value.entity in {"organisation", "name"}
    if body and value and value[0] in title and len(value) <= NAME_WORDS:
        return True
    return bool(value) and set(value) <= title


def amounts_in(text: str) -> frozenset[str]:
    """Return the numbers of a text with the size that they are of: “£2.1 billion” is 2.1b."""
    found = _AMOUNT.finditer(fold(text).replace(",", ""))
    digits = (each[1].rstrip(".") + (each[2] or "")[:1].casefold() for each in found)
    words = (str(_SMALL.index(word)) for word in plain_words(text) if word in _SMALL)
    return frozenset((*digits, *words))
