"""The questions of facts that no longer hold: written, so that a person sees them, and held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quizapp.domain.facts import Fact, FactStatus, Source
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.generation.pipeline import CURRENT, Filtered
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.generation.writers import FACT_WRITERS, WritingContext


def held_drafts(
    ended: Iterable[Fact],
    facts: Iterable[Fact],
    sources: Iterable[Source],
    reasons: Mapping[str, str],
) -> Iterator[Filtered]:
    """Yield what would be asked of each ended fact, with the reason that its id has in ``reasons``.

    Each is written as if the fact still held, so the facts that answer the same are left out.
    What the checks find is said after the reason.
    """
    around = [fact for fact in facts if fact.status in CURRENT]
    texts = tuple(sources)
    for fact in sorted(ended, key=lambda fact: fact.id):
        others = [each for each in around if each.asks != fact.asks and each.id != fact.id]
        then = replace(fact, status=FactStatus.DRAFT)
        writing = WritingContext.of((*others, then), texts)
        checking = CheckContext.around((*others, then), texts)
        for write in FACT_WRITERS.values():
            question = write(then, writing)
            if question is not None:
                findings = map(Reason.of, check_question(question, checking))
                yield Filtered(question, (Reason("changed", reasons[fact.id]), *findings))
