"""Gaps for each member of a whole list, in any order; steps to be put in theirs."""

from __future__ import annotations

from quizapp.domain.facts import CONSISTS, STEPS, Fact
from quizapp.domain.generation.licences import IN_ORDER
from quizapp.domain.generation.text import capitalised, items_of, without_article, words
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.kinds.exchangeable import exchangeable_runs
from quizapp.domain.questions import Cloze, Gap, Item, Ordering

MOST_GAPS, GAP_WORDS = 5, 2
"""Longer lists and longer members are no pleasure to type."""


def write_list(fact: Fact, context: WritingContext) -> Cloze | None:
    """Return the statement with a gap for each member; none where their order tells something."""
    if fact.relation != CONSISTS or len(context.index.companions(fact)) > 1:
        return None
    members = [without_article(each) for each in items_of(fact.value.text)]
    if len(members) > MOST_GAPS or any(len(words(each)) > GAP_WORDS for each in members):
        return None
    before, said, rest = fact.statement.partition(fact.value.text)
    texts = [before]
    for member in members:
        between, _, said = said.partition(member)
        texts[-1] += between
        texts.append("")
    texts[-1] = f"{said}{rest}"
    if exchangeable_runs(texts, [(each,) for each in members]) != [range(len(members))]:
        return None
    gaps = tuple(Gap(str(place), (each,), fact.id) for place, each in enumerate(members, 1))
    text = "".join(f"{said}{{{{{gap.id}}}}}" for said, gap in zip(texts, gaps, strict=False))
    return Cloze(
        **context.common("list", fact),
        stem="Fill the gaps, in any order.",
        text=f"{text}{texts[-1]}",
        gaps=gaps,
    )


def write_steps(fact: Fact, context: WritingContext) -> Ordering | None:
    """Return the steps of a fact to be put in order, behind the line that leads to them."""
    if fact.relation != STEPS:
        return None
    lead = fact.statement.partition(fact.value.text)[0].strip()
    return Ordering(
        **context.common("steps", fact),
        stem=f"{IN_ORDER} {lead}",
        items=tuple(
            Item(str(place), capitalised(step), fact.id)
            for place, step in enumerate(fact.value.text.split("; "), 1)
        ),
    )
