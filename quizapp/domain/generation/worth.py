"""Whether a fact of an article is worth asking: what is sound can still be dull.

Graders of drafts gave most of their “small edit” marks to these: the job or the age of somebody who
is only quoted, a date that is the day of the report, and what the title tells already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from quizapp.domain.facts import Date, Entity, Fact, FactKind, Source
from quizapp.domain.generation.text import contains, content_words, fold

BYSTANDER = "It is about somebody who is only quoted or met in passing."
TITLE_TELLS = "The title of the article gives the answer."
DAY_OF_REPORT = "The day is that of the report, which everybody sees."

CENTRAL_MENTIONS = 5
"""Somebody whose name stands so often in the text is what the article is about."""

OPENING = 500
"""Letters at the beginning of the body in which those who matter are named."""

_PRIVATE = re.compile(
    r"\b(?:owns?|teach(?:es)?|stud(?:y|ies)|advises?|works?|lives?|trained|runs? a|is an?|keeps?|"
    r"grew up|moved)\b"
)


def dull(fact: Fact, sources: Mapping[str, Source]) -> str:
    """Return why a fact is not worth asking, as a sentence for people; empty where it is."""
    source = sources.get(fact.evidence[0].source) if fact.evidence else None
    if source is None:
        return ""
    if _told_by_title(fact, source):
        return TITLE_TELLS
    if isinstance(fact.value, Date) and _day_of_report(fact.value, source):
        return DAY_OF_REPORT
    if fact.relation == "was old in years" and not contains(source.title, _surname(fact.subject)):
        return BYSTANDER
    person = _about(fact)
    return BYSTANDER if person and not central(person, source) else ""


def central(name: str, source: Source) -> bool:
    """Whether an article is about a person: named in its title, at its beginning, or often."""
    last = _surname(name)
    if contains(source.title, last):
        return True
    body = fold(source.text)
    often = len(re.findall(rf"\b{re.escape(fold(last))}\b", body)) >= CENTRAL_MENTIONS
    start = body.find(". ")
    return often or fold(last) in body[: max(start, 0) + OPENING // 2]


def _surname(name: str) -> str:
    return name.split()[-1]


def _about(fact: Fact) -> str:
    """Return the person about whom a fact tells something private: a job, a home."""
    if fact.relation == "describes" and isinstance(fact.value, Entity):
        return fact.value.text
    plain = fact.relation not in {"was said by", "is held by"}
    if plain and fact.kind in {FactKind.PERSON, FactKind.EVENT} and len(fact.evidence) == 1:
        name = fact.value.text if fact.kind is FactKind.PERSON else fact.subject
        names = re.fullmatch(r"(?:[A-Z][^\W\d_]*\.? ){1,4}[A-Z][\w'-]+", name)
        head = fact.statement.removeprefix(name)
        if names and head != fact.statement and _PRIVATE.match(head.strip()):
            return name
    return ""


def _told_by_title(fact: Fact, source: Source) -> bool:
    value = content_words(fact.value.text)
    said = set(content_words(source.title))
    return bool(value) and set(value) <= said


def _day_of_report(value: Date, source: Source) -> bool:
    try:
        day, report = date.fromisoformat(value.date), date.fromisoformat(source.published)
    except ValueError:
        return False
    return 0 <= (report - day).days <= 1
