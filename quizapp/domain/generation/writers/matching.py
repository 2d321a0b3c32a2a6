"""Matching: facts that say the same of different things, or sentences and what completes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from quizapp.domain.facts import CALLED, TELLS_OF, Date, Entity, Fact
from quizapp.domain.generation.distractors import false_here, option_text
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.other_names import names_place
from quizapp.domain.generation.text import capitalised, without_article, words
from quizapp.domain.generation.values import same_name
from quizapp.domain.generation.writers.context import WritingContext, certain
from quizapp.domain.generation.writers.ordering import undated
from quizapp.domain.questions import Matching, Pair

LEAST, MOST = 3, 6
SENTENCES = 4
LEFT_WORDS = 24

Left = Callable[[Fact], str]


def write_matching(context: WritingContext) -> Iterator[Matching]:
    """Yield a question for each relation that three or more facts of one level share.

    Besides, for each level, sentences of one topic to be completed, and events with their dates.
    No right side may be true of two left sides, and facts in conflict stay out.
    """
    yield from _relations(context)
    yield from _dates(context)
    yield from _sentences(context)


def _relations(context: WritingContext) -> Iterator[Matching]:
    groups = _groups(context.index, lambda fact: (fact.relation.casefold(), fact.value.level))
    for (relation, level), facts in groups:
        chosen = list(islice(_distinct(facts, _subject, context.index), MOST))
        if len(chosen) >= LEAST and len(words(relation)) > 1:
            stem = _STEMS.get(relation, "") or (
                f"Match both sides so that each pair is true: … {chosen[0].relation} …"
            )
            yield _matching(chosen, _subject, stem, (relation, level), context)


_STEMS = {CALLED: "Match what is meant with its term."}


def _dates(context: WritingContext) -> Iterator[Matching]:
    for (topic,), facts in _groups(context.index, lambda fact: (fact.topic,)):
        dated = [fact for fact in facts if isinstance(fact.value, Date) and undated(fact)]
        chosen = list(islice(_distinct(dated, undated, context.index), SENTENCES))
        if len(chosen) >= LEAST:
            yield _matching(
                chosen, undated, "Match each event with its date.", (topic, "dates"), context
            )


def _sentences(context: WritingContext) -> Iterator[Matching]:
    for (topic, level), facts in _groups(
        context.index, lambda fact: (fact.topic, fact.value.level)
    ):
        named = [
            fact
            for fact in sorted(facts, key=lambda each: share("sentences", each.id))
            if isinstance(fact.value, Entity) and len(words(fact.statement)) <= LEFT_WORDS
        ]
        chosen = list(islice(_distinct(named, _gapped, context.index), SENTENCES))
        relations = {fact.relation.casefold() for fact in chosen}
        if len(chosen) >= LEAST and len(relations) > 1:
            stem = "Match each sentence with what completes it."
            yield _matching(chosen, _gapped_by(context), stem, (topic, level), context)


def _groups(
    index: FactIndex, key: Callable[[Fact], tuple[str, ...]]
) -> list[tuple[tuple[str, ...], list[Fact]]]:
    found: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in index.facts:
        if not index.rivals(fact) and certain(fact) and fact.relation != TELLS_OF:
            found[key(fact)].append(fact)
    return sorted(found.items())


def _distinct(facts: Sequence[Fact], left: Left, index: FactIndex) -> Iterator[Fact]:
    chosen: list[Fact] = []
    for fact in facts:
        clash = any(_clash(fact, each, left, index) for each in chosen)
        if not clash and not names_place(left(fact), fact.value.text):
            chosen.append(fact)
            yield fact


def _clash(fact: Fact, other: Fact, left: Left, index: FactIndex) -> bool:
    """Whether a right side fits both, or one side gives away the other."""
    texts = (fact.value.text, other.value.text)
    return (
        fact.asks == other.asks
        or same_name(left(fact), left(other))
        or not false_here(fact, texts[1], other.value, index)
        or not false_here(other, texts[0], fact.value, index)
        or names_place(left(fact), texts[1])
        or names_place(left(other), texts[0])
    )


def _matching(
    facts: Sequence[Fact], left: Left, stem: str, about: tuple[str, ...], context: WritingContext
) -> Matching:
    return Matching(
        **context.common("matching", *facts, about=about),
        stem=stem,
        pairs=tuple(
            Pair(str(place), left(fact), option_text(fact.value), fact.id)
            for place, fact in enumerate(facts, start=1)
        ),
    )


def _subject(fact: Fact) -> str:
    if fact.relation == CALLED:
        return capitalised(fact.subject)  # “The place where a river begins” needs its article.
    return capitalised(without_article(fact.subject))


def _gapped(fact: Fact) -> str:
    return fact.statement.replace(fact.value.text, "…", 1).replace("….", "…")


def _gapped_by(context: WritingContext) -> Left:
    return lambda fact: context.says(fact, _gapped(fact))
