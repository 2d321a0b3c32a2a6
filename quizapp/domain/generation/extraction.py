"""From an article to facts: read it, find its clauses, ask every extractor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from quizapp.domain.facts import Fact, Licensor, Source
from quizapp.domain.generation.clauses.finding import find_clauses
from quizapp.domain.generation.clauses.model import Clause
from quizapp.domain.generation.extractors import (
    CLAUSE_EXTRACTORS,
    DOCUMENT_EXTRACTORS,
    ClauseExtractor,
)
from quizapp.domain.generation.naming import names_in
from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.parsing import Parser
from quizapp.domain.generation.reading.article import read_article
from quizapp.domain.generation.reading.document import read_document
from quizapp.domain.generation.reading.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of the work that failed; what the others found is kept."""

    part: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """The facts of an article in the order of the text, what went wrong, and whom it names."""

    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...] = ()
    names: tuple[Named, ...] = ()


def extract(source: Source, parse: Parser, gazetteer: Gazetteer) -> Extraction:
    """Return the facts of a source: the same text, parser and gazetteer give the same facts.

    A crash in one extractor loses what that extractor would have found, and is reported.
    """
    document = read_document(read_article(source), parse, gazetteer)
    clauses = tuple(find_clauses(document))
    found: list[Fact] = []
    problems: list[Problem] = []
    for name, read_clause in CLAUSE_EXTRACTORS.items():
        _run(name, partial(_each, read_clause, clauses), found, problems)
    for name, read_all in DOCUMENT_EXTRACTORS.items():
        _run(name, partial(read_all, document), found, problems)
    facts = tuple(_distinct(found, source.text))
    return Extraction(facts, tuple(problems), names_in(document))


def _each(extractor: ClauseExtractor, clauses: Iterable[Clause]) -> Iterator[Fact]:
    for clause in clauses:
        yield from extractor(clause)


def _run(
    name: str, facts: Callable[[], Iterable[Fact]], found: list[Fact], problems: list[Problem]
) -> None:
    try:
        found += list(facts())
    except Exception as error:  # A fault in one extractor must not lose the others' work.
        problems.append(Problem(name, f"{type(error).__name__}: {error}"))


def _distinct(facts: Iterable[Fact], text: str) -> list[Fact]:
    """Return the facts without those that say the same, in the order of the text.

    Where a pronoun was given a name, the author's own words behind the sentences before are better.
    """
    found = list(facts)
    behind = {_proof(fact) for fact in found if fact.context}
    seen: set[tuple[str, str]] = set()
    asked: set[str] = set()
    proved: set[tuple[str, str]] = set()
    kept: list[Fact] = []
    for fact in found:
        key = (fact.told.casefold(), fact.value.text.casefold())
        if _is_resolved(fact) and _proof(fact) in behind:
            continue
        # A fact without a question of its own adds nothing to one that asks for the same words.
        if key in seen or (fact.question in asked if fact.question else _proof(fact) in proved):
            continue
        seen.add(key)
        proved.add(_proof(fact))
        asked.add(fact.question)
        kept.append(fact)
    return sorted(kept, key=lambda fact: (text.find(fact.evidence[0].quote), fact.id))


def _proof(fact: Fact) -> tuple[str, str]:
    return fact.evidence[0].quote, fact.evidence[0].value


def _is_resolved(fact: Fact) -> bool:
    """Whether a word of the text stands for a name that the statement has in its place."""
    return any(each.by is Licensor.REFERENCE for each in fact.licences or ())
