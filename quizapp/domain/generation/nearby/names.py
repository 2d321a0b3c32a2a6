"""Names of the article that could answer a question for a person, a body or a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.nearby.background import Background
from quizapp.domain.generation.nearby.candidate import Candidate
from quizapp.domain.generation.nearby.places import article_of, region_of
from quizapp.domain.generation.nearby.told import Named, Told
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.text import contains, content_words, plain, without_article

_ASKED_BODY = re.compile(r"\b[Ww]hich (\w+)")
_SORTS = frozenset((
    "agency", "association", "bank", "club", "commission", "committee", "council", "court",
    "department", "institute", "international", "ministry", "museum", "national", "party", "union",
    "university",
))  # fmt: skip
"""Words that two bodies may share without being one."""
_ANY_BODY = frozenset(("organisation", "organization", "body", "group", "company", "firm"))


def near_names(fact: Fact, background: Background) -> Iterator[Candidate]:
    """Yield names of the same kind that the article mentions, those of a like role first."""
    value = fact.value
    if not isinstance(value, Entity):
        return
    if value.entity == "city":
        yield from _cities(fact, value, background)
        return
    told = background.told(fact)
    mine = told.roles_of(value.text)
    for named in sorted(
        told.names_near(value.entity, value.text),
        key=lambda named: (
            -bool(mine & told.roles_beside(named)) - share("name", fact.id, named.text),
            named.text,
        ),
    ):
        # To be sure takes longest, and few are wanted of many.
        if _could_answer(named, fact, value, background):
            yield Candidate(named.text, article=_article(named, value, background))


def _cities(fact: Fact, value: Entity, background: Background) -> Iterator[Candidate]:
    """Yield cities of the same part of the world, with their country where the right one has it."""
    places = background.gazetteer
    city, comma, _ = value.text.partition(", ")
    region = region_of(city, places)
    for named in background.told(fact).names_near("city", city):
        its = places.countries.get(places.usual(named.text), "")
        if region and region_of(named.text, places) != region:
            continue
        if not comma or its:
            yield Candidate(f"{named.text}, {its}" if comma else named.text)


def same_person_perhaps(name: str, other: str) -> bool:
    """Whether two names may be one person's: of a like first name, as before a marriage."""
    one, two = plain(name).split(), plain(other).split()
    return bool(one and two) and (one[0] == two[0] or set(one) <= set(two) or set(two) <= set(one))


def told_beside(name: str, fact: Fact) -> bool:
    """Whether the sentence that proves the fact, or its question, speaks of a person.

    A surname is enough, unless the right person has the same.
    """
    last = name.split()[-1]
    last = name if contains(fact.value.text, last) else last
    around = fact.statement.replace(fact.value.text, " ", 1)
    shown = (around, fact.question, *(each.quote for each in fact.evidence))
    return any(contains(text, last) for text in shown)


def _could_answer(named: Named, fact: Fact, value: Entity, background: Background) -> bool:
    if value.entity == "person":
        whole = len(named.text.split()) > 1 or " " not in value.text
        same = same_person_perhaps(named.text, value.text)
        return whole and not same and not told_beside(named.text, fact)
    if value.entity == "organisation":
        return _a_body_of_its_own(named.text, fact, value)
    return not _scene(named.text, fact, background.told(fact), background.gazetteer)


def _a_body_of_its_own(name: str, fact: Fact, value: Entity) -> bool:
    """Whether a body is of the sort that is asked for, and not the right one in other words."""
    asked = _ASKED_BODY.search(fact.question)
    sort = asked.group(1).casefold() if asked else ""
    words, mine = set(content_words(name)), set(content_words(value.text))
    if sort and sort not in _ANY_BODY and sort not in words:
        return False
    shared = (words & mine) - _SORTS
    # A single word is often a place or a brand that was taken for a body.
    whole = re.fullmatch(r"[A-Z][^\d(]* [A-Z][^\d(\s]*", name)
    sorts = mine & _SORTS
    return bool(whole) and not shared and (not sorts or bool(sorts & words))


OPENING = 400
"""Letters of an article in which the country stands that it is about."""


def _scene(place: str, fact: Fact, told: Told, gazetteer: Gazetteer) -> bool:
    """Whether a country is where it all happens, or holds another place of the sentence.

    Nobody takes it for one that sent help, or for one that is linked with its own city.
    """
    name = gazetteer.usual(place)
    if contains(told.text[:OPENING], place):
        return True
    words = re.findall(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", fact.statement)
    return any(gazetteer.countries.get(gazetteer.usual(word)) == name for word in words)


def _article(named: Named, value: Entity, background: Background) -> str:
    if named.kind == "country":
        return article_of(background.gazetteer.usual(named.text))
    # Whether a body takes an article is known only for bodies of one sort.
    return "the" if value.text != without_article(value.text) else ""
