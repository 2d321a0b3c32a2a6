"""An article to drafts, compared with the articles that its bank has; one at a time."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.parsing import Parser
from quizapp.domain.generation.text import fold
from quizapp.domain.questions import Question
from quizapp.language.spacy_parser import load_parser

if TYPE_CHECKING:
    from quizapp.domain.generation.conflicts import Conflict
    from quizapp.domain.generation.drafting import Drafted
    from quizapp.domain.generation.pipeline import Filtered

Known = tuple[Source, tuple[Fact, ...]]
"""An article of the bank and the facts that are known from it."""

PATIENCE_SECONDS = 20.0
"""How long an article waits for the one before it."""


class ReaderBusy(RuntimeError):
    """Another article is being read in this process, and did not end in time."""


@dataclass(frozen=True, slots=True)
class ArticleDrafts:
    """What was made of one article.

    ``questions`` come best first, ``features`` are what their rank was made of, by their ids.
    ``held`` did not pass or were one too many. ``conflicts`` are with articles of the bank.
    """

    source: Source
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    features: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    held: tuple[Filtered, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[str, ...] = ()


def draft_article(source: Source, known: Iterable[Known], model: str) -> ArticleDrafts:
    """Return what can be made of an article: the same article always gives the same.

    ``known`` is what it is compared with. Takes about a second for each 1,000 words, and more than
    one at the first call, when the parser is loaded. Raises ReaderBusy and ModelNotInstalled.
    """
    with _alone():
        parse = _late("language.cached_parser").CachedParser(load_parser(model))
        gazetteer = _late("language.gazetteer").load_gazetteer()
        weights = _late("language.ranking_weights").load_weights()
        drafted: Drafted = _late("domain.generation.drafting").draft(
            (source,), parse, gazetteer, weights
        )
        conflicts = _conflicts(source, drafted.facts, tuple(known), parse)
    ranking = _late("domain.generation.draft_features")
    facts = _contradicted(drafted.facts, conflicts)
    by_id = {fact.id: fact for fact in facts}
    return ArticleDrafts(
        source,
        facts,
        drafted.questions,
        {
            question.id: ranking.draft_features(question, by_id, {source.id: source})
            for question in drafted.questions
        },
        drafted.filtered,
        (*drafted.conflicts, *conflicts),
        tuple(f"{problem.part}: {problem.message}" for _, problem in drafted.problems),
    )


_one = Lock()


@contextmanager
def _alone() -> Iterator[None]:
    # Reading takes a processor and some memory for itself: two at once would slow everybody down.
    if not _one.acquire(timeout=PATIENCE_SECONDS):
        raise ReaderBusy("another article is being read")
    try:
        yield
    finally:
        _one.release()


def _late(name: str) -> Any:
    # The engine takes a third of a second to import, and a server that reads no article never
    # needs it.
    return importlib.import_module(f"quizapp.{name}")


def _conflicts(
    source: Source, facts: tuple[Fact, ...], known: tuple[Known, ...], parse: Parser
) -> tuple[Conflict, ...]:
    if not known:
        return ()
    engine = _late("domain.generation.conflicts")
    sources = [
        engine.ParsedSource(each, tuple(parse(tuple(_lines(each.text)))), said)
        for each, said in (*known, (source, facts))
    ]
    gazetteer = _late("language.gazetteer").load_gazetteer()
    countries = engine.country_words(gazetteer.levels, gazetteer.demonyms, gazetteer.aliases)
    found: tuple[Conflict, ...] = engine.find_conflicts(sources, countries)
    # What the bank's own articles say of each other was there before.
    return tuple(each for each in found if source.id in {each.a.source, each.b.source})


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in fold(text).split("\n"):
        if stripped := line.strip():
            yield start + line.index(stripped[0]), stripped
        start += len(line) + 1


def _contradicted(facts: tuple[Fact, ...], conflicts: Iterable[Conflict]) -> tuple[Fact, ...]:
    """Return the facts, each naming what contradicts it: that keeps its questions back."""
    against: dict[str, set[str]] = {}
    for each in conflicts:
        if each.kind.blocks and each.a.fact and each.b.fact and each.a.fact != each.b.fact:
            against.setdefault(each.a.fact, set()).add(each.b.fact)
            against.setdefault(each.b.fact, set()).add(each.a.fact)
    return tuple(
        replace(
            fact, conflicts_with=tuple(sorted({*fact.conflicts_with, *against.get(fact.id, ())}))
        )
        for fact in facts
    )
