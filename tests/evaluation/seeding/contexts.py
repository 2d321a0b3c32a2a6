"""Faults of contexts: sentences that tell the answer, that stand elsewhere, or are too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from quizapp.domain.generation.text import contains, sentences
from quizapp.domain.questions import Origin, Question
from tests.evaluation.seeding.good import Faulty, Good


def context(question: Question, good: Good, dice: Random) -> Iterator[Faulty]:
    """14: what stands before tells the key, is not the source's own, or is a text to be read."""
    fact = good.fact(question)
    if not fact.evidence:
        return
    drafted = replace(question, origin=Origin.ENGINE)
    for said in (f"It was {fact.value.text}.", f"Some say {fact.value.text}, others do not."):
        yield Faulty("tells the answer", replace(question, context=said), good.context)
    source = good.sources[fact.evidence[0].source]
    elsewhere = [each for each in good.sources.values() if each.id != source.id]
    told = [
        each.text[start:end]
        for each in elsewhere
        for start, end in sentences(each.text)
        if not any(contains(each.text[start:end], text) for text in fact.answers)
    ]
    if told:
        other = dice.choice(told)
        yield Faulty("of another source", replace(drafted, context=other), good.context)
        yield Faulty(
            "worded anew",
            replace(drafted, context="The matter had long been debated."),
            good.context,
        )
        many = " ".join(dice.sample(told, k=min(6, len(told))))[:900]
        yield Faulty("too long", replace(question, context=many), good.context)
