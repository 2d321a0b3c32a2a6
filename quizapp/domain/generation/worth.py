"""Whether a fact of an article is worth asking: what is sound can still be dull.

Graders of drafts gave most of their “small edit” marks to these: the job or the age of somebody who
is only quoted, a date that is the day of the report, and what the title tells already. What stands
on the edge is asked last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice

from quizapp.domain.facts import Date, Entity, Fact, FactKind, Source
from quizapp.domain.generation.headline import told_by_title
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.reading.people import ORGANISATION, is_title
from quizapp.domain.generation.text import contains, fold, is_edge, places_of

BYSTANDER = "It is about somebody who is only quoted or met in passing."
MET = "It asks for a name that stands in one paragraph alone."
TITLE_TELLS = "The title of the article gives the answer."
LEAST_OF_EVENT = 12
"""What somebody did, told in fewer words, is seldom understood without the article."""

SAYS_LITTLE = "It says too little on its own."
SAYS_NOTHING = "It tells that nothing was said."
TRADED_AT = "Where shares are traded matters less than what they did."
DAY_OF_REPORT = "The day is that of the report, which everybody sees."

CENTRAL_MENTIONS = 5
"""Somebody whose name stands so often in the text is what the article is about."""

OPENING = 500
"""Letters at the beginning of the body in which those who matter are named."""


def dull(fact: Fact, sources: Mapping[str, Source], gazetteer: Gazetteer) -> str:
    """Return why a fact is not worth asking, as a sentence for people; empty where it is."""
    source = sources.get(fact.evidence[0].source) if fact.evidence else None
    if source is None:
        return ""
    if told_by_title(fact, source, gazetteer):
        return TITLE_TELLS
    if _EMPTY.search(fact.statement):
        return SAYS_NOTHING
    if fact.kind is FactKind.EVENT and len(fact.statement.split()) < LEAST_OF_EVENT:
        return SAYS_LITTLE
    if fact.relation == "describes" and _DIED.search(source.title):
        return BYSTANDER
    if fact.kind is FactKind.PLACE and _TRADED.search(fact.statement):
        return TRADED_AT
    if isinstance(fact.value, Date) and _day_of_report(fact.value, source):
        return DAY_OF_REPORT
    if fact.relation == "was old in years" and not contains(source.title, _surname(fact.subject)):
        return BYSTANDER
    if _PRIVATE.match(fact.statement) and not contains(source.title, fact.statement.split()[0]):
        return BYSTANDER
    person = _subject(fact, source)
    passing = person and not central(person, source) and not _in_office(person, source)
    return BYSTANDER if passing else ""


def on_edge(fact: Fact, sources: Mapping[str, Source]) -> str:
    """Return why a fact is to be asked last, as a sentence for people; empty where it is not.

    A name of somebody who is quoted, or holds an office, matters where the article is about that
    person, and any other where it stands in several paragraphs.
    """
    source = sources.get(fact.evidence[0].source) if fact.evidence else None
    if source is None:
        return ""
    person = isinstance(fact.value, Entity) and fact.value.entity == "person"
    name = fact.value.text if person else fact.subject
    if fact.kind in _NAMING:
        return "" if central(name, source) else BYSTANDER
    return "" if not person or central(name, source) or _in_paragraphs(name, source) > 1 else MET


_NAMING = frozenset((FactKind.STATEMENT, FactKind.OFFICE))


def _in_paragraphs(name: str, source: Source) -> int:
    """Return in how many paragraphs somebody is named, by the last name at least."""
    last = fold(_surname(name))
    return sum(
        any(True for _ in _whole(last, paragraph)) for paragraph in _folded(source.text).split("\n")
    )


def central(name: str, source: Source) -> bool:
    """Whether an article is about a person: named in its title, at its beginning, or often."""
    last = _surname(name)
    if contains(source.title, last):
        return True
    body, name = _folded(source.text), fold(last)
    start = body.find(". ")
    if name in body[: max(start, 0) + OPENING // 2]:
        return True
    mentions = sum(1 for _ in islice(_whole(name, body), CENTRAL_MENTIONS))
    return mentions == CENTRAL_MENTIONS


def _whole(name: str, text: str) -> Iterator[int]:
    """Yield the places where a name stands as a word of its own."""
    for place in places_of(name, text):
        if is_edge(text, place) and is_edge(text, place + len(name)):
            yield place


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """Return the folded text of an article, which is looked at for every fact in it."""
    return fold(text)


def _surname(name: str) -> str:
    return name.split()[-1]


def _subject(fact: Fact, source: Source) -> str:
    """Return the person with whose bare name a fact begins: no office, so a witness or expert.

    What somebody said is told for its words, and who holds an office has a limit of its own.
    """
    if fact.kind in {FactKind.STATEMENT, FactKind.OFFICE, FactKind.RANKING}:
        return ""
    if fact.kind is FactKind.PERSON and isinstance(fact.value, Entity):
        name = fact.value.text
        return name if fact.statement.startswith(name) and " " in name else ""
    named = _NAME.match(fact.statement)
    if named is None or any(map(is_title, named.group(1).split())):
        return ""
    described = _A_PERSON.match(fact.statement[named.end(1) :])
    return named.group(1) if described or _by_surname(named.group(1), source) else ""


def _by_surname(name: str, source: Source) -> bool:
    """Whether the article calls somebody by the last name alone, as it does with people."""
    *before, last = name.split()
    if any(word.casefold() in ORGANISATION for word in (*before, last)):
        return False
    return any(
        _SPOKE.match(source.text, place + len(last))
        and not source.text.endswith(f"{before[-1]} ", 0, place)
        for place in places_of(last, source.text)
        if is_edge(source.text, place)
    )


def _in_office(name: str, source: Source) -> bool:
    """Whether the article gives a person's office before the name: “Interior Minister Ann Lee”."""
    text, called = _folded(source.text), fold(name)
    return any(
        _ends_with_office(text[max(0, place - LONGEST_TITLE) : place])
        for place in places_of(called, text)
        if is_edge(text, place + len(called))
    )


def _ends_with_office(head: str) -> bool:
    """Whether the last word of what stands before a name is an office."""
    before = _LAST_WORD.search(head)
    if before is None:
        return False
    return is_title(before[1]) and before[1].casefold() not in _ADDRESSES


LONGEST_TITLE = 40
"""Letters before a name that are looked at for an office."""
_LAST_WORD = re.compile(r"(\w+)\.? \Z")
_SPOKE = re.compile(r" (?:said|says|told|added)\b")
_EMPTY = re.compile(
    r"\b(?:declined to (?:comment|say)|did not (?:reply|respond|comment)|under review)\b"
)
_DIED = re.compile(r"\b(?:dies|died|obituary)\b", re.IGNORECASE)
_TRADED = re.compile(
    r"\b[Ss]hares\b.*\b(?:fell|rose|jumped|slipped|closed|dropped|gained|lost|fallen)\b"
)
_PRIVATE = re.compile(
    r"(?:[A-Z][\w'’.-]+ ){1,4}(?:(?:son|daughter|wife|husband|uncle|brother|sister) )?"
    r"(?:grew up|was born|lives?|lived|married|moved to|sells|is one of|works (?:as|in|at)|covers"
    r"|writes|reports (?:on|for|from))\b"
)
"""What is told of a life, which matters only if the article is about it."""

_ADDRESSES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor"))
_NAME = re.compile(r"((?:[A-Z][\w'’.-]+ ){1,3}[A-Z][\w'’-]+)")
_A_PERSON = re.compile(
    r"(?:, (?:an? |the |who |\d\d,)| (?:said|says|told|owns?|teach(?:es)?|stud(?:y|ies)|works?"
    r"|lives?|trained|grew|moved|keeps?|added)\b)"
)


def _day_of_report(value: Date, source: Source) -> bool:
    try:
        day, report = date.fromisoformat(value.date), date.fromisoformat(source.published)
    except ValueError:
        return False
    return 0 <= (report - day).days <= 1
