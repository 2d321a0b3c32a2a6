"""Courts and ministries that most countries have: they could have done what another one did."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.nearby.background import Background
from quizapp.domain.generation.nearby.candidate import Candidate
from quizapp.domain.generation.text import plain

_COURTS = ("Supreme Court", "High Court", "Court of Appeal", "Constitutional Court")
_MINISTRIES = tuple(
    f"Ministry of {charge}"
    for charge in (
        "Agriculture",
        "Defence",
        "Education",
        "Finance",
        "Health",
        "Justice",
        "Transport",
    )
)
_KNOWN = {"court": _COURTS, "ministry": _MINISTRIES}


def near_bodies(fact: Fact, background: Background) -> Iterator[Candidate]:
    """Yield courts for one of these courts, and ministries for a ministry with a plain name.

    A court of a town or a ministry of one country is not joined by bodies without either: the
    right one would stand out.
    """
    value = fact.value
    if not isinstance(value, Entity) or value.entity != "organisation":
        return
    mine, told = plain(value.text), background.told(fact)
    for sort, known in _KNOWN.items():
        plainly = mine in {plain(each) for each in known} or mine.startswith("ministry of ")
        if sort not in mine.split() or not plainly:
            continue
        for name in sorted(known, key=lambda each: share("body", fact.id, each)):
            if plain(name) != mine and not told.says(name):
                yield Candidate(name, article="the")
