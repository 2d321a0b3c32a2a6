"""Drafts that a bank has no need of: it knows what they ask for, or asks it already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizapp.domain.generation.checks import CheckContext
from quizapp.domain.generation.checks.whole import nothing_is_asked_twice
from quizapp.domain.questions import Question


def unasked(questions: Iterable[Question], bank: CheckContext) -> tuple[Question, ...]:
    """Return the questions that ask a bank for something new, in their order.

    A question that was rejected once does not come back: its facts stayed in the bank.
    """
    return tuple(question for question in questions if not _is_known(question, bank))


def _is_known(question: Question, bank: CheckContext) -> bool:
    if all(fact in bank.index.by_id for fact in question.facts):
        return True
    # The check passes over a question of the same id, taking it for this one.
    stranger = replace(question, id=f"{question.id}-again")
    return any(nothing_is_asked_twice(stranger, bank))
