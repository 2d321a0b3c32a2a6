"""Places near the right one, from the gazetteer: of its level and its part of the world."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.nearby.background import Background
from quizapp.domain.generation.nearby.candidate import Candidate
from quizapp.domain.generation.nearby.told import Told
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.text import contains, without_article
from quizapp.domain.generation.values import same_name

_WITH_ARTICLE = frozenset((
    "Bahamas", "Czech Republic", "Dominican Republic", "Gambia", "Maldives", "Netherlands",
    "Philippines", "Solomon Islands", "United Arab Emirates", "United Kingdom", "United States",
))  # fmt: skip
_WHOLE = frozenset(("Britain", "United Kingdom"))
"""Scotland lies in Britain, so that neither is a wrong answer for the other."""


def near_places(fact: Fact, background: Background) -> Iterator[Candidate]:
    """Yield countries or cities of the same region that the article does not mention.

    A capital is joined by capitals, another city by cities of its country first; “Graz, Austria”
    by cities that name their country as well.
    """
    value, gazetteer = fact.value, background.gazetteer
    if not isinstance(value, Entity):
        return
    told = background.told(fact)
    if value.entity in {"city", "capital"} and not _surely_there(value, told, gazetteer):
        return
    if value.entity == "country":
        found = _countries(value, gazetteer)
    elif value.entity in {"city", "capital"}:
        found = _cities(value, gazetteer)
    else:
        return
    drawn = sorted(found, key=lambda each: (each[1], share("place", fact.id, each[0]), each[0]))
    for name, _ in drawn:
        if not told.says(name.partition(",")[0]):
            yield Candidate(name, article=article_of(name))


def _surely_there(value: Entity, told: Told, gazetteer: Gazetteer) -> bool:
    """Whether the article speaks of the country of a city: San Antonio may be one in Chile."""
    city, comma, _ = value.text.partition(", ")
    name = gazetteer.usual(without_article(city))
    capital = gazetteer.levels.get(name) == "capital"
    country = gazetteer.countries.get(name, "")
    people = (word for word, its in gazetteer.demonyms.items() if its == country)
    return capital or bool(comma) or any(told.says(word) for word in (country, *people))


def article_of(place: str) -> str:
    """Return the article that the name of a place takes inside a sentence."""
    return "the" if place in _WITH_ARTICLE else ""


def region_of(place: str, gazetteer: Gazetteer) -> str:
    """Return the part of the world in which a city or country lies, or nothing."""
    name = gazetteer.usual(without_article(place))
    return gazetteer.regions.get(gazetteer.countries.get(name, name), "")


def _countries(value: Entity, gazetteer: Gazetteer) -> Iterator[tuple[str, int]]:
    mine = gazetteer.usual(value.text)
    region = gazetteer.regions.get("France" if mine in _WHOLE else mine, "")
    for name, other in gazetteer.regions.items():
        apart = not contains(name, mine) and not contains(mine, name) and not same_name(name, mine)
        # “Northern Ireland” is not surely wrong where all of Ireland is meant.
        if region and other == region and apart and name not in _WHOLE:
            yield name, 0


def _cities(value: Entity, gazetteer: Gazetteer) -> Iterator[tuple[str, int]]:
    city, comma, said = value.text.partition(", ")
    mine = gazetteer.usual(without_article(city))
    country = gazetteer.countries.get(mine, "")
    region = gazetteer.regions.get(country, "")
    if not region or (comma and gazetteer.usual(said) != country):
        return
    capital = gazetteer.levels.get(mine) == "capital"
    for name, its in gazetteer.countries.items():
        if same_name(name, mine) or gazetteer.regions.get(its) != region:
            continue
        if gazetteer.usual(name) != name:
            continue
        far = 2 * (gazetteer.levels.get(name) != gazetteer.levels.get(mine)) + (its != country)
        if capital and far >= 2:
            continue
        yield (f"{name}, {its}" if comma else name), far
