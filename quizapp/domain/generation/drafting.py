"""From articles to drafts: facts of each, conflicts between them, questions, in their rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.conflicts import Conflict, country_words, find_conflicts
from quizapp.domain.generation.conflicts.model import ParsedSource
from quizapp.domain.generation.extraction import Problem, extract
from quizapp.domain.generation.nearby import Background
from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.parsing import Parser
from quizapp.domain.generation.pipeline import Caps, Filtered, generate
from quizapp.domain.generation.ranking import Weights, rank
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.text import fold
from quizapp.domain.questions import Question

TOO_MANY_OFFICES = "The article has enough questions about who holds an office."

FindMore = Callable[[Source, tuple[Fact, ...]], Iterable[Fact]]
"""Another finder of facts: it is given a source and what the rules have found in it."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was made of some articles.

    ``questions`` passed every check and come best first; ``filtered`` did not, or were one too
    many. ``problems`` are parts of the work that failed, by the id of the source.
    """

    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    filtered: tuple[Filtered, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[tuple[str, Problem], ...] = ()


def draft(
    sources: Iterable[Source],
    parse: Parser,
    gazetteer: Gazetteer,
    weights: Weights,
    *,
    find_more: FindMore | None = None,
    caps: Caps | None = None,
) -> Drafted:
    """Return what can be made of the sources: the same sources always give the same.

    A part that fails loses what it would have found, and nothing else.
    """
    given = tuple(sources)
    problems: list[tuple[str, Problem]] = []
    found: dict[str, tuple[Fact, ...]] = {}
    names: dict[str, tuple[Named, ...]] = {}
    for source in given:
        extraction = extract(source, parse, gazetteer)
        problems += [(source.id, problem) for problem in extraction.problems]
        names[source.id] = extraction.names
        more = tuple(find_more(source, extraction.facts)) if find_more else ()
        found[source.id] = (*extraction.facts, *more)
    parsed = [
        ParsedSource(each, tuple(parse(tuple(_lines(each)))), found[each.id]) for each in given
    ]
    conflicts = find_conflicts(
        parsed, country_words(gazetteer.levels, gazetteer.demonyms, gazetteer.aliases)
    )
    facts = _with_conflicts(_once(fact for each in given for fact in found[each.id]), conflicts)
    background = Background.of(given, names, gazetteer)
    made = generate(facts, given, caps=caps, background=background)
    ranking = rank(made.questions, facts, given, weights)
    too_many = (Filtered(each.question, (TOO_MANY_OFFICES,)) for each in ranking.held)
    return Drafted(
        given,
        facts,
        tuple(each.question for each in ranking.ranked),
        (*made.filtered, *too_many),
        conflicts,
        tuple(problems),
    )


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    start = 0
    for line in fold(source.text).split("\n"):
        text = line.strip()
        if text:
            yield start + line.index(text[0]), text
        start += len(line) + 1


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return each fact once; where two sources say the same, with the evidence of both."""
    known: dict[str, Fact] = {}
    for fact in facts:
        other = known.get(fact.id)
        if other is None:
            known[fact.id] = fact
        elif set(fact.evidence) - set(other.evidence):
            evidence = tuple(dict.fromkeys((*other.evidence, *fact.evidence)))
            known[fact.id] = replace(other, evidence=evidence)
    return tuple(known.values())


def _with_conflicts(facts: tuple[Fact, ...], conflicts: Iterable[Conflict]) -> tuple[Fact, ...]:
    """Return the facts, each naming those that contradict it: they block its questions."""
    ids = {fact.id for fact in facts}
    against: dict[str, set[str]] = {}
    for each in conflicts:
        if each.kind.blocks and {each.a.fact, each.b.fact} <= ids and each.a.fact != each.b.fact:
            against.setdefault(each.a.fact, set()).add(each.b.fact)
            against.setdefault(each.b.fact, set()).add(each.a.fact)
    return tuple(
        replace(fact, conflicts_with=tuple(sorted(against[fact.id])))
        if fact.id in against
        else fact
        for fact in facts
    )
