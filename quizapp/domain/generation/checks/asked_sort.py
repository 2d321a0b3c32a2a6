"""Whether “which organisation” asks for an organisation: the asking word agrees with the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quizapp.domain.facts import Date, Entity, Period, Quantity, Source, Value
from quizapp.domain.generation.reading.people import is_human, is_title
from quizapp.domain.generation.reading.wordlists import BODIES, word_set
from quizapp.domain.generation.text import fold

_BODIES = word_set("organisation organization company firm body institution team").union(BODIES)
_PEOPLE = word_set("person man woman scientist minister president politician author artist doctor")
_SORTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_BODIES, frozenset(("organisation",))),
    **dict.fromkeys(_PEOPLE, frozenset(("person",))),
    **dict.fromkeys(("country", "nation"), frozenset(("country", "region", "island"))),
    **dict.fromkeys(("city", "town", "capital", "village"), frozenset(("city", "capital"))),
    "island": frozenset(("island", "country", "region")),
    "continent": frozenset(("continent", "region")),
    "river": frozenset(("river",)),
    "lake": frozenset(("lake",)),
}
"""The sorts of names that a noun may ask for."""
_TOLD_APART = frozenset(
    ("person", "organisation", *(s for sorts in _SORTS.values() for s in sorts))
)
"""Sorts that are surely not one another; a bank may have others, of which nothing is known."""
_ASKED = re.compile(
    rf"\b(?:which|what) (?:[\w-]+ )?(?P<noun>{'|'.join(sorted(_SORTS))})(?P<after> [\w'’-]+)?",
    re.IGNORECASE,
)


def disagrees(stem: str, value: Value, sources: Iterable[Source]) -> str:
    """Return the asking words of a stem that do not ask for a value of this sort; else nothing."""
    asked = _ASKED.search(stem)
    if asked is None or stem[asked.end("noun") :].startswith(("'s", "’s", "-")):
        return ""
    after = (asked["after"] or "").strip()
    if is_title(after) or is_human(after):
        return ""  # “Which club manager” asks for a person.
    noun = asked["noun"].casefold()
    if isinstance(value, Quantity | Date | Period):
        return f"Which {noun}"
    if not isinstance(value, Entity):
        return ""
    wrong = value.entity in _TOLD_APART and value.entity not in _SORTS[noun]
    mistaken = noun not in _PEOPLE and any(_is_person(value.text, each) for each in sources)
    return f"Which {noun}" if wrong or mistaken else ""


def _is_person(name: str, source: Source) -> bool:
    """Whether a text tells that a name is somebody's: by a title, an age, or “who”."""
    text, called = fold(source.text), re.escape(fold(name))
    for found in re.finditer(
        rf"(?:(?P<before>[\w.]+) )?{called}(?P<after>, (?:who|\d\d)\b)?", text
    ):
        before = found["before"] or ""
        if found["after"] or is_title(before) or (before[:1].islower() and is_human(before)):
            return True
    return False
