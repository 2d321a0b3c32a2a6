"""Flashcard: the question in front, the value on the back."""

from __future__ import annotations

from quizapp.domain.facts import Fact
from quizapp.domain.generation.text import capitalised
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import Flashcard


def write_card(fact: Fact, context: WritingContext) -> Flashcard | None:
    """Return a card; none for a fact without a question, or with several right answers."""
    if not fact.question or len(context.index.companions(fact)) > 1:
        return None
    return Flashcard(
        **context.common("card", fact),
        stem=context.says(fact, fact.question),
        fact=fact.id,
        back=capitalised(fact.value.text),
    )
