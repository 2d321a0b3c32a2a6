"""Whether the title of an article tells the answer already, in whatever way it writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quizapp.domain.facts import Entity, Fact, Quantity, Source, Text
from quizapp.domain.generation.extractors.numbers import read_quantity
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.text import (
    content_words,
    fold,
    name_in,
    plain_words,
    without_article,
)

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


LEAST_LETTERS = 3
"""Two letters in a title may stand for too many names."""
_SHORTENED = re.compile(r"\b[A-Z]{3,}\b")
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?: (?:(?:of|and|for|the) )*[A-Z][a-z]+)+")


def told_by_title(fact: Fact, source: Source, gazetteer: Gazetteer) -> bool:
    """Whether a reader of the title knows the value of the fact, by any of its names.

    By the gazetteer, “French farmers” tells of France, and “U.S.” of the United States; “Danish”
    and “Denmark” tell of the Danes.
    """
    if isinstance(fact.value, Quantity):
        number = fact.value.number
        known = (amounts_in(fact.value.text) | {f"{number:f}"}) & amounts_in(source.title)
        fine = number >= LEAST_TOLD or number % 1 != 0
        return fine and (bool(known) or number in _numbers_in(source.title))
    if _by_initials(fact, source.title):
        return True
    title = _words(source.title)
    answers = tuple(map(name_in, fact.answers) if isinstance(fact.value, Text) else fact.answers)
    if isinstance(fact.value, Entity):
        title |= _places_of(source.title, gazetteer)
        answers += tuple(_country_of(text, gazetteer) for text in fact.answers)
    return any(_told(_words_in_order(text), title, fact) for text in answers)


def _told(name: list[str], title: set[str], fact: Fact) -> bool:
    sort = fact.value.entity if isinstance(fact.value, Entity) else ""
    if sort in {"organisation", "name"} and name and name[0] in title and len(name) <= NAME_WORDS:
        return True
    if sort == "person" and name and name[-1] in title:
        return True  # “Archer opens bridge” tells who Joan Archer is.
    return bool(name) and set(name) <= title


def _numbers_in(title: str) -> Iterator[Decimal]:
    """Yield the numbers of a title in figures or words: “Fourteen die”, “Two dozen ships”."""
    for word in re.finditer(r"\b\w", title):
        found = read_quantity(title[word.start() :])
        if found is not None:
            yield found.value.number


def _by_initials(fact: Fact, title: str) -> bool:
    """Whether the title has the letters that a name of several words is known by, or its words."""
    if not isinstance(fact.value, Entity) or fact.value.entity == "person":
        return False
    names = {text for text in fact.answers if text.isupper() and len(text) >= LEAST_LETTERS}
    letters = {_initials(text) for text in fact.answers}
    said = _SHORTENED.findall(title)
    spelt = {_initials(run) for run in _CAPITALISED.findall(title)}
    return bool(letters & set(said)) or bool(names & spelt)


def _initials(name: str) -> str:
    """Return the letters of a name of several words; nothing for a shorter one."""
    letters = "".join(
        word[0] for word in re.findall(r"[^\W\d_]+", without_article(name)) if word[0].isupper()
    )
    return letters if len(letters) >= LEAST_LETTERS else ""


def _words_in_order(text: str) -> list[str]:
    return content_words(text.replace("-", " "))


def _words(text: str) -> set[str]:
    return set(_words_in_order(text))


def _places_of(title: str, gazetteer: Gazetteer) -> set[str]:
    """Return the words of the places that a title means: of “French” or of “U.S.”."""
    said = re.findall(r"[^\s,;:!?()“”\"]+", fold(title).replace("'s ", " "))
    found = (gazetteer.home(word) or gazetteer.usual(word) for word in said)
    return {word for place in found for word in _words_in_order(place)}


def _country_of(text: str, gazetteer: Gazetteer) -> str:
    """Return a name, or the country where it is that of a people: Denmark for “the Danes”."""
    return gazetteer.home(without_article(text)) or text


def amounts_in(text: str) -> frozenset[str]:
    """Return the numbers of a text with the size that they are of: “£2.1 billion” is 2.1b."""
    found = _AMOUNT.finditer(fold(text).replace(",", ""))
    digits = (each[1].rstrip(".") + (each[2] or "")[:1].casefold() for each in found)
    words = (str(_SMALL.index(word)) for word in plain_words(text) if word in _SMALL)
    return frozenset((*digits, *words))
