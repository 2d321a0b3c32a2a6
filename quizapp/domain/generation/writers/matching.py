"""Matching: facts that say the same of different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Fact
from quizapp.domain.generation.distractors import option_text
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.text import capitalised, contains, without_article
from quizapp.domain.generation.values import compatible
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import Matching, Pair

LEAST, MOST = 3, 6


def write_matching(context: WritingContext) -> Iterator[Matching]:
    """Yield one question for each relation that three to six facts of one level share.

    Facts in conflict stay out, and so does a fact that answers for two of the subjects.
    """
    for (relation, level), facts in sorted(_groups(context.index).items()):
        chosen = _distinct(facts, context.index)[:MOST]
        if len(chosen) >= LEAST:
            pairs = tuple(
                Pair(str(place), _left(fact), option_text(fact.value), fact.id)
                for place, fact in enumerate(chosen, start=1)
            )
            yield Matching(
                **context.common("matching", *chosen, about=(relation, level)),
                stem=f"Match each one with what belongs to it: {relation}.",
                pairs=pairs,
            )


def fits_also(fact: Fact, other: Fact, index: FactIndex) -> bool:
    """Whether the value of the other fact would be right for this one too."""
    rights = (each.value for each in index.companions(fact))
    return any(compatible(other.value, right) for right in rights) or any(
        contains(text, other.value.text) for text in fact.also_true
    )


def _groups(index: FactIndex) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in index.facts:
        if not index.rivals(fact):
            found[fact.relation.casefold(), fact.value.level].append(fact)
    return found


def _distinct(facts: Sequence[Fact], index: FactIndex) -> list[Fact]:
    chosen: list[Fact] = []
    for fact in facts:
        clash = any(
            fact.asks == each.asks
            or fits_also(fact, each, index)
            or fits_also(each, fact, index)
            or contains(fact.subject, each.value.text)
            or contains(each.subject, fact.value.text)
            for each in chosen
        )
        if not clash and not contains(fact.subject, fact.value.text):
            chosen.append(fact)
    return chosen


def _left(fact: Fact) -> str:
    return capitalised(without_article(fact.subject))
