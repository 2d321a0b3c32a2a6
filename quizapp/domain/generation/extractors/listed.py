"""Lists that a text sets under a line that leads to them: “The three branches are:”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from quizapp.domain.facts import LISTS, STEPS, Evidence, Fact, FactKind, Text, count_overlapping
from quizapp.domain.generation.identity import digest, slug
from quizapp.domain.generation.reading.article import Article, Line
from quizapp.domain.generation.reading.document import Document
from quizapp.domain.generation.reading.lines import Role
from quizapp.domain.generation.text import content_words, sentences, words

LEAST_ITEMS, MOST_ITEMS = 3, 7
ITEM_WORDS, NAME_WORDS, STEP_WORDS = 12, 5, 24
MOST_WORDS = 40
"""Words of all members together; more are no answer that anybody could give."""
MARK = re.compile(r"\s*(?:[-*•–▪◦]|\d{1,2}[.)])\s+")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+")
_NAME = re.compile(r"(?P<name>[^:,;.()]+?)(?=: |, | \(|\Z)")
_ORDERED = re.compile(
    r"\b(?:steps?|stages?|order|follows|following stages|way|proceeds?|do this|as follows|phases?"
    r"|sequence|procedure|method|path|journey|cycle)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(r"(?:It|They|He|She|We|I|This|These|Those|That|Here|Such|But|And|So|Then)\b")
_LEADS = re.compile(r":\Z|\b(?:as follows|these steps|do this)\.\Z", re.IGNORECASE)
COMPLETE = "Complete the list."


def listed(document: Document) -> Iterator[Fact]:
    """Yield what a line with a colon leads to: members to be named, or steps to be put in order."""
    lines = [line for line in document.article.lines if line.role is not Role.BLANK]
    for place, line in enumerate(lines):
        if line.role is not Role.BODY or not _LEADS.search(document.article.words(line)):
            continue
        items = list(takewhile(lambda each: _is_item(document.article, each), lines[place + 1 :]))
        if LEAST_ITEMS <= len(items) <= MOST_ITEMS:
            fact = _fact(document, line, items)
            if fact is not None:
                yield fact


def _is_item(article: Article, line: Line) -> bool:
    return bool(MARK.match(article.words(line)))


def _fact(document: Document, line: Line, items: list[Line]) -> Fact | None:
    """Return the fact of a list; none where its members are long, or a sign stands in them."""
    article = document.article
    lead = _last_sentence(article.words(line))
    texts = [MARK.sub("", article.words(each), count=1).strip() for each in items]
    numbered = all(_NUMBERED.match(article.words(each)) for each in items)
    steps = numbered and bool(_ORDERED.search(lead))
    members = [_step(each) if steps else _member(each) for each in texts]
    if not all(members) or len(set(members)) < len(members) or "?" in lead:
        return None
    said = "; ".join(members)
    if len(words(said)) > (STEP_WORDS * MOST_ITEMS if steps else MOST_WORDS):
        return None
    source = article.source
    start = line.start + article.words(line).rindex(lead)
    quote = source.text[start : items[-1].end]
    if count_overlapping(source.text, quote) != 1 or quote.count(members[0]) != 1:
        return None
    if len(content_words(lead)) < 2 or _LEANS.match(lead):
        return None
    statement = f"{lead} {said}."
    name = f"{slug(lead, limit=28)}-{slug(said, limit=18)}"
    return Fact(
        id=f"{name}-{digest(source.id, statement, said)[:5]}",
        topic=slug(article.title or source.id, limit=40),
        kind=FactKind.DEFINITION,
        subject=lead.rstrip(" :"),
        relation=STEPS if steps else LISTS,
        statement=statement,
        value=Text(said),
        question="" if steps else f"{COMPLETE} {lead} …",
        as_of=source.published,
        evidence=(Evidence(source.id, quote, members[0]),),
        licences=(),
    )


def _last_sentence(text: str) -> str:
    *_, (start, end) = sentences(text) or [(0, len(text))]
    return text[start:end].strip()


def _member(text: str) -> str:
    """Return the name of a member, or all of it where it is short; empty where it is neither."""
    first = _first(text)
    name = _NAME.match(first)
    if name is not None and len(words(name["name"])) <= NAME_WORDS:
        return name["name"].strip()
    return first if len(words(first)) <= ITEM_WORDS and ";" not in first else ""


def _step(text: str) -> str:
    first = _first(text)
    return first if 2 <= len(words(first)) <= STEP_WORDS and ";" not in first else ""


def _first(text: str) -> str:
    """Return the first sentence, without the mark at its end."""
    start, end = next(iter(sentences(text)), (0, len(text)))
    return text[start:end].strip().rstrip(".,;")
