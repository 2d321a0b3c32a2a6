"""Which names an article holds: people with what is said of them, bodies, places."""

from __future__ import annotations

import re

from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.text import is_edge, places_of

_WORD_BEFORE = re.compile(r"\b(?P<role>[a-z]{4,}) \Z")
LONGEST_WORD = 80
"""Letters before a name that are looked at for the word before it."""
_BESIDE = re.compile(r", (?P<role>[^.;:\n\"]{3,80}?)[,.]")
_KINDS = frozenset(("person", "organisation", "country", "city", "capital", "island", "continent"))


def names_in(document: Document) -> tuple[Named, ...]:
    """Return the names of an article in the order of its text, each once.

    A capital is of the level of a city, as in the facts about places.
    """
    directory, text = document.directory, document.article.folded
    found: dict[tuple[str, str], Named] = {}
    for row in directory.mentions:
        for mention in row:
            if mention.kind not in _KINDS:
                continue
            kind = "city" if mention.kind == "capital" else mention.kind
            person = kind == "person"
            name = directory.person(mention) if person else mention.text
            if (name, kind) not in found:
                role = _role(name, directory.titles.get(name, ""), text) if person else ""
                found[name, kind] = Named(name, kind, role)
    return tuple(found.values())


def _role(name: str, title: str, text: str) -> str:
    """Return the title, or the one word, before a name, and the words between two commas after."""
    # Text is searched for the name alone: a pattern that begins with any word would be tried at
    # every word of the article, for every name in it.
    places = tuple(places_of(name, text))
    beside_it = (_BESIDE.match(text, place + len(name)) for place in places)
    beside = next((found["role"] for found in beside_it if found), "")
    whole = (place for place in places if is_edge(text, place + len(name)))
    before = title or next(filter(None, (_word_before(_head(text, place)) for place in whole)), "")
    return f"{before} {beside}".strip()


def _head(text: str, place: int) -> str:
    return text[max(0, place - LONGEST_WORD) : place]


def _word_before(head: str) -> str:
    """Return the word in small letters at the end of a text, if it has four letters or more."""
    found = _WORD_BEFORE.search(head)
    return found["role"] if found else ""
