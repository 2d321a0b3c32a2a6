"""From articles to drafts: facts of each, conflicts between them, questions, in their rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from quizapp.domain.banks import Bank
from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.conflicts import Conflict, country_words, find_conflicts
from quizapp.domain.generation.conflicts.model import ParsedSource
from quizapp.domain.generation.endings import OPEN
from quizapp.domain.generation.extending import read_before
from quizapp.domain.generation.extraction import Problem, extract
from quizapp.domain.generation.holding import held_drafts
from quizapp.domain.generation.nearby import Background
from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.offering import badly_told, without
from quizapp.domain.generation.parsing import Parser
from quizapp.domain.generation.pipeline import Caps, Filtered, Generated, generate
from quizapp.domain.generation.ranking import Models, rank
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.generation.supersession import NOTHING_CHANGED, Superseded, supersede
from quizapp.domain.generation.text import fold
from quizapp.domain.generation.worth import dull, on_edge
from quizapp.domain.questions import Question

_TOO_MANY_OFFICES = Reason("offices", "The article has enough questions about who holds an office.")
_TOO_MANY_OF_SENTENCE = Reason("sentence", "The sentence has enough better questions already.")

ARTICLE_CAPS = Caps(per_fact=4)
"""A teacher chooses among the drafts of an article, so there are more than a bank would keep."""

FindMore = Callable[[Source, tuple[Fact, ...]], Iterable[Fact]]
"""Another finder of facts: it is given a source and what the rules have found in it."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was made of some articles.

    ``questions`` passed every check and come best first; those after the first ``central`` ask for
    what stands on the edge of an article. ``filtered`` did not pass, were one too many, or ask for
    what has changed since. ``problems`` are parts of the work that failed, by the id of
    the source. ``changes`` are facts that a later article ended; they stand among the facts as
    they are now. ``bank`` is what was known before, if anything; its facts are among the facts.
    """

    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    filtered: tuple[Filtered, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[tuple[str, Problem], ...] = ()
    changes: Superseded = NOTHING_CHANGED
    bank: Bank | None = None
    central: int = 0

    @property
    def new_facts(self) -> tuple[Fact, ...]:
        """The facts that were not known before."""
        known = self.bank.fact_by_id if self.bank else {}
        return tuple(fact for fact in self.facts if fact.id not in known)


_NOTHING_KNOWN = Bank("nothing", "Nothing is known before.")


def draft(
    sources: Iterable[Source],
    parse: Parser,
    gazetteer: Gazetteer,
    models: Models,
    *,
    bank: Bank | None = None,
    find_more: FindMore | None = None,
    caps: Caps | None = None,
) -> Drafted:
    """Return what can be made of the sources: the same sources always give the same.

    A fact of which nothing sound can be asked is left out with its drafts.
    A part that fails loses what it would have found, and nothing else. With a ``bank``, no fact
    is looked for in the sources that it has facts of; its facts are compared with the new ones,
    and only the new ones are asked for.
    """
    given = tuple(sources)
    known = bank or _NOTHING_KNOWN
    read = read_before(known)
    problems: list[tuple[str, Problem]] = []
    found: dict[str, tuple[Fact, ...]] = {}
    names: dict[str, tuple[Named, ...]] = {}
    for source in given:
        if source.id in read:
            found[source.id] = tuple(_told_by(source, known))
            continue
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
    new = _once(fact for each in given if each.id not in read for fact in found[each.id])
    new = _with_conflicts(new, conflicts, known)
    changes = supersede(known, new, given, conflicts)
    now = {fact.id: fact for fact in changes.facts}
    facts = tuple(now.get(fact.id, fact) for fact in (*known.facts, *new))
    background = Background.of(given, names, gazetteer)
    made = _of_new_facts(
        generate(facts, given, caps=caps or ARTICLE_CAPS, background=background), new, known
    )
    changed = {name for fact in changes.facts for name in (fact.id, fact.superseded_by)}
    unasked = badly_told((fact for fact in new if fact.id not in changed), made)
    made = without(made, unasked)
    new = tuple(fact for fact in new if fact.id not in unasked)
    facts = tuple(fact for fact in facts if fact.id not in unasked)
    worthy, dull_ones = _worth_asking(made.questions, new, given, gazetteer)
    texts = {source.id: source for source in given}
    edge = {fact.id for fact in new if on_edge(fact, texts)}
    ranking = rank(worthy, facts, given, models, edge=edge)
    too_many = (
        *(Filtered(each.question, (_TOO_MANY_OFFICES,)) for each in ranking.held),
        *(Filtered(each.question, (_TOO_MANY_OF_SENTENCE,)) for each in ranking.crowded),
    )
    return Drafted(
        given,
        facts,
        tuple(each.question for each in ranking.ranked),
        (*made.filtered, *dull_ones, *too_many, *_outdated(changes, facts, given, known)),
        conflicts,
        tuple(problems),
        changes,
        bank,
        ranking.central,
    )


def _worth_asking(
    questions: Iterable[Question],
    facts: Iterable[Fact],
    sources: Iterable[Source],
    gazetteer: Gazetteer,
) -> tuple[list[Question], list[Filtered]]:
    """Return the questions whose facts are worth asking, and the others with the reason."""
    by_id = {source.id: source for source in sources}
    reasons = {fact.id: dull(fact, by_id, gazetteer) for fact in facts}
    kept: list[Question] = []
    held: list[Filtered] = []
    for question in questions:
        why = next((reasons[each] for each in question.facts if reasons.get(each)), "")
        if why:
            held.append(Filtered(question, (Reason("dull", why),)))
        else:
            kept.append(question)
    return kept, held


def _told_by(source: Source, bank: Bank) -> Iterator[Fact]:
    for fact in bank.facts:
        if fact.status in OPEN and any(each.source == source.id for each in fact.evidence):
            yield fact


def _of_new_facts(made: Generated, new: Iterable[Fact], bank: Bank) -> Generated:
    """Return the drafts that ask for a new fact: those of the bank's own facts were made before."""
    if not bank.facts:
        return made
    ids = {fact.id for fact in new}
    return Generated(
        tuple(
            each
            for each in made.questions
            if not ids.isdisjoint(each.facts) and each.id not in bank.question_by_id
        ),
        tuple(each for each in made.filtered if not ids.isdisjoint(each.question.facts)),
    )


def _outdated(
    changes: Superseded, facts: Iterable[Fact], sources: Iterable[Source], bank: Bank
) -> Iterator[Filtered]:
    """Yield the questions that ask for what has changed: drafts of new facts, the bank's own."""
    ended = [fact for fact in changes.facts if fact.id not in bank.fact_by_id]
    yield from held_drafts(ended, facts, sources, changes.reasons)
    yield from (
        Filtered(each, (Reason("changed", changes.reasons[each.id]),)) for each in changes.questions
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


def _with_conflicts(
    facts: tuple[Fact, ...], conflicts: Iterable[Conflict], bank: Bank
) -> tuple[Fact, ...]:
    """Return the facts, each naming those that contradict it: they block its questions."""
    ids = {fact.id for fact in (*facts, *bank.facts)}
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
