"""Which names an article holds: people with what is said of them, bodies, places."""

from __future__ import annotations

import re

from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.reading.document import Document

_KINDS = frozenset(("person", "organisation", "country", "city", "capital", "island", "continent"))
ROLE_LENGTH = 80


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
    """Return the title before a name, and the words between two commas after it."""
    beside = re.search(rf"{re.escape(name)}, (?P<role>[^.;:\n\"]{{3,{ROLE_LENGTH}}}?)[,.]", text)
    return f"{title} {beside.group('role') if beside else ''}".strip()
