"""Short ways to have a question written, and to change the facts before."""

from __future__ import annotations

import dataclasses

from quizapp.domain.generation.writers import FACT_WRITERS, GROUP_WRITERS, WritingContext
from quizapp.domain.questions import (
    Question,
)


def write(form: str, name: str, context: WritingContext) -> Question | None:
    return FACT_WRITERS[form](context.index.by_id[name], context)


def groups(form: str, context: WritingContext) -> dict[str, Question]:
    return {question.id: question for question in GROUP_WRITERS[form](context)}


def changed(context: WritingContext, name: str, **changes: object) -> WritingContext:
    facts = [
        dataclasses.replace(fact, **changes) if fact.id == name else fact  # type: ignore[arg-type]
        for fact in context.index.facts
    ]
    return WritingContext.of(facts, context.sources.values())
