"""What stands beside a name: “X, a shallow inlet on the coast”, “Ann Lee, 46”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quizapp.domain.facts import Entity, Fact, FactKind, Quantity, Text
from quizapp.domain.generation.clauses.clarity import unclear
from quizapp.domain.generation.clauses.phrases import Unsafe, kept, written
from quizapp.domain.generation.dates import MONTHS
from quizapp.domain.generation.extractors.building import Found, fact_of, surname
from quizapp.domain.generation.licences import IS, age_frame
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.names import Mention
from quizapp.domain.generation.reading.wordlists import word_set
from quizapp.domain.generation.text import capitalised, content_words

_AGE = re.compile(r"[1-9]\d\Z")
_THINGS = word_set(
    """
    organisation name thing lake bay village building place work island river bridge event
    """
)
SHORTEST, LONGEST = 3, 14


def descriptions(document: Document) -> Iterator[Fact]:
    """Yield what a thing is, and who somebody is, as said in an apposition after a comma."""
    for reading, mention in _named(document):
        for child in reading.passage.dependents(mention.last, "appos"):
            text = _description(reading, mention, child)
            if not text:
                continue
            tokens = kept(reading, child.index)
            fact = (
                _who(document, reading, mention, text, tokens)
                if mention.kind == "person"
                else _what(document, reading, mention, text, tokens)
            )
            if fact is not None:
                yield fact


def ages(document: Document) -> Iterator[Fact]:
    """Yield how old a person was when the article was written."""
    written_on = document.written
    if written_on is None:
        return
    when = f"{MONTHS[written_on.month - 1]} {written_on.year}"
    for reading, name, token in _aged(document):
        age = token.text
        value = Quantity(Decimal(age), "years", "years of age", f"{age} years")
        found = Found(
            FactKind.QUANTITY,
            name,
            "was old in years",
            f"{name} was {age} years old in {when}.",
            value,
            f"How old was {name} in {when}?",
            (token.index, token.index),
            age_frame(when),
        )
        fact = fact_of(document, reading, _sentence(reading, token.index), found)
        if fact is not None:
            yield fact


def _aged(document: Document) -> Iterator[tuple[Reading, str, Token]]:
    """Yield who is of which age: “Ann Lee, 46,”, “Ann Lee is 46”, “she is 46 years old”."""
    for reading, mention in _named(document):
        name = document.directory.person(mention)
        if mention.kind == "person" and " " in name:
            yield from ((reading, name, token) for token in _age_after(reading, mention.last))
    for reading in document.readings:
        for index, name in reading.people.items():
            if index not in reading.quoted and " " in name:
                yield from ((reading, name, token) for token in _age_told(reading, index + 1))


def _age_after(reading: Reading, last: int) -> Iterator[Token]:
    tokens = reading.passage.tokens
    after = tokens[last + 1 : last + 4]
    if len(after) < 3 or after[0].text != ",":
        yield from _age_told(reading, last + 1)
    elif _AGE.match(after[1].text) and after[2].text in {",", "."}:
        yield after[1]
    elif after[1].text == "who":
        yield from _age_told(reading, last + 3)


def _age_told(reading: Reading, index: int) -> Iterator[Token]:
    """Yield the number of “is 46”, “is 46 years old”, where nothing else follows it."""
    after = reading.passage.tokens[index : index + 5]
    if len(after) > 2 and after[0].text == "is" and _AGE.match(after[1].text):
        rest = [each.text for each in after[2:]]
        if rest[0] in {".", ",", "and"} or rest[:2] == ["years", "old"]:
            yield after[1]


def _named(document: Document) -> Iterator[tuple[Reading, Mention]]:
    for reading in document.readings:
        for mention in dict.fromkeys(reading.names.values()):
            if mention.first not in reading.quoted:
                yield reading, mention


def _sentence(reading: Reading, index: int) -> tuple[int, int]:
    return next(s for s in reading.passage.sentences if s[0] <= index <= s[1])


def _description(reading: Reading, mention: Mention, child: Token) -> str:
    passage = reading.passage
    left, _ = passage.subtree(child.index)
    if child.index < mention.last or passage.tokens[left].text.casefold() not in {"a", "an"}:
        return ""
    if passage.tokens[left - 1].text != "," or passage.child(mention.last, "conj"):
        return ""
    if passage.tokens[mention.last].dep == "conj":
        return ""
    try:
        tokens = kept(reading, child.index)
    except Unsafe:
        return ""
    text = written(reading, tokens)
    if unclear(reading, tokens) or not SHORTEST <= len(text.split()) <= LONGEST:
        return ""
    return text if len(content_words(text)) > 2 else ""


def _who(
    document: Document, reading: Reading, mention: Mention, text: str, tokens: tuple[int, ...]
) -> Fact | None:
    name = document.directory.person(mention)
    named = any(i in reading.names and reading.names[i].kind != "people" for i in tokens)
    if not named or " " not in name:
        return None
    found = Found(
        FactKind.PERSON,
        text,
        "describes",
        f"{name} is {text}.",
        Entity(name, "person", surname(document, name)),
        f"Who is {text}?",
        (mention.first, mention.last),
        IS,
    )
    return fact_of(document, reading, _sentence(reading, mention.first), found)


def _what(
    document: Document, reading: Reading, mention: Mention, text: str, tokens: tuple[int, ...]
) -> Fact | None:
    if mention.kind not in _THINGS:
        return None
    before = reading.passage.tokens[mention.first - 1] if mention.first else None
    the = "the " if before is not None and before.text.casefold() == "the" else ""
    name = f"{the}{mention.text}"
    statement = f"{capitalised(name)} is {text}."
    found = Found(
        FactKind.DEFINITION,
        name,
        "is",
        statement,
        Text(text),
        f"What is {name}?",
        (tokens[0], tokens[-1]),
        IS,
    )
    return fact_of(document, reading, _sentence(reading, mention.first), found)
