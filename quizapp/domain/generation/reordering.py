"""The same question with its options in another order."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.generation.identity import chance
from quizapp.domain.questions import MultipleChoice, MultipleResponse, Option, Question


def reordered(question: Question, seed: int) -> Question:
    """Return a choice with its options in the order of the seed; other kinds as they are."""
    if not isinstance(question, MultipleChoice | MultipleResponse):
        return question
    texts = list(question.options)
    chance("options", question.id, str(seed)).shuffle(texts)
    letters = [option.id for option in question.options]
    named = {old.id: letter for old, letter in zip(texts, letters, strict=True)}
    options = tuple(
        Option(letter, old.text, old.fact) for old, letter in zip(texts, letters, strict=True)
    )
    if isinstance(question, MultipleChoice):
        return replace(question, options=options, key=named[question.key])
    keys = tuple(sorted(named[key] for key in question.keys))
    return replace(question, options=options, keys=keys)
