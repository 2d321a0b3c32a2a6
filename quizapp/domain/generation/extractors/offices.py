"""Offices: who is minister of what, who heads which body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact, FactKind
from quizapp.domain.generation.clauses.clarity import unclear
from quizapp.domain.generation.clauses.phrases import Unsafe, kept, written
from quizapp.domain.generation.extractors.building import Found, fact_of, surname
from quizapp.domain.generation.licences import IS_THE
from quizapp.domain.generation.reading.document import Document, Reading
from quizapp.domain.generation.reading.names import Mention
from quizapp.domain.generation.reading.people import title_before

_POST = re.compile(
    r"\b(?:minister|president|secretary|chancellor|premier|director|chairman|chairwoman|chief|head|leader"
    r"|mayor|governor|ambassador|founder|owner|professor|manager|captain|coach|editor|commissioner|author"
    r"|executive|officer|spokesman|spokeswoman)\b",
    re.IGNORECASE,
)


def offices(document: Document) -> Iterator[Fact]:
    """Yield who holds a post that is named with its country or its body."""
    seen: set[tuple[str, str]] = set()
    for reading in document.readings:
        for mention in dict.fromkeys(reading.names.values()):
            name = document.directory.person(mention)
            if mention.kind != "person" or " " not in name:
                continue
            post = _before(document, reading, mention) or _after(reading, mention)
            if not post or (name, post) in seen:
                continue
            seen.add((name, post))
            sentence = next(s for s in reading.passage.sentences if s[0] <= mention.first <= s[1])
            words = (mention.first, mention.last)
            found = Found(
                FactKind.OFFICE,
                post,
                "is held by",
                f"{name} is {post}.",
                Entity(name, "person", surname(document, name)),
                f"Who is {post}?",
                words,
                IS_THE,
            )
            fact = fact_of(document, reading, sentence, found)
            if fact is not None:
                yield fact


def _before(document: Document, reading: Reading, mention: Mention) -> str:
    """Return “the Kenyan foreign minister” for “Kenyan Foreign Minister Wanjiru Kamande”."""
    title = title_before(reading.passage, mention.first)
    words = title.split()
    if len(words) < 2 or not _POST.search(title):
        return ""
    country = (
        document.gazetteer.country(words[0]) or document.gazetteer.level(words[0]) == "country"
    )
    if not country:
        return ""
    return f"the {words[0]} {' '.join(_lower(word) for word in words[1:])}"


def _lower(word: str) -> str:
    return word.lower()


def _after(reading: Reading, mention: Mention) -> str:
    """Return “the director of ...” for “Ann Lee, director of ...”."""
    passage = reading.passage
    for child in passage.dependents(mention.last, "appos"):
        if child.index < mention.last or not _POST.search(child.text):
            continue
        try:
            tokens = kept(reading, child.index)
        except Unsafe:
            continue
        named = any(
            i in reading.names and reading.names[i].kind in {"organisation", "country"}
            for i in tokens
        )
        prepositions = any(passage.tokens[i].text in {"of", "at"} for i in tokens)
        if named and prepositions and not unclear(reading, tokens) and len(tokens) <= 10:
            text = written(reading, tokens)
            if text.lower().startswith(("a ", "an ")):
                return ""
            return text if text.lower().startswith("the ") else f"the {text}"
    return ""
