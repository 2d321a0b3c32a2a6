"""Question and answer to mark: one module for each family of kinds, one rule for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizapp.domain.answers import (
    TYPED_LIMIT,
    Answer,
    Blank,
    Filled,
    Malformed,
    Mark,
    Outcome,
    Oversized,
    Typed,
)
from quizapp.domain.grading import choice, number, recall, sequence, text
from quizapp.domain.grading.marks import NO_FIT, Grader, Judgement, Unusable, outcome_of, unmarked
from quizapp.domain.questions import Question, QuestionKind

__all__ = ["GRADERS", "grade"]

GRADERS: Mapping[QuestionKind, Grader[Any, Any]] = {
    QuestionKind.MULTIPLE_CHOICE: choice.MULTIPLE_CHOICE,
    QuestionKind.MULTIPLE_RESPONSE: choice.MULTIPLE_RESPONSE,
    QuestionKind.TRUE_FALSE: choice.TRUE_FALSE,
    QuestionKind.SHORT_ANSWER: text.SHORT_ANSWER,
    QuestionKind.NUMERIC: number.NUMERIC,
    QuestionKind.CLOZE: text.CLOZE,
    QuestionKind.MATCHING: sequence.MATCHING,
    QuestionKind.ORDERING: sequence.ORDERING,
    QuestionKind.FLASHCARD: recall.FLASHCARD,
}
"""The grader of each kind; ``GRADERS[kind].rule`` is its published rule."""


def grade(question: Question, answer: Answer) -> Mark:
    """Mark an answer by the published rule of the question's kind; never raises.

    Blank, malformed and oversized answers, and those of another kind, earn nothing, have the
    outcome of that name, and leave every part unanswered.
    """
    grader = GRADERS[question.kind]
    judged: Judgement | Unusable | None = _unusable(answer)
    if judged is None:
        judged = grader.judge(question, answer) if isinstance(answer, grader.answer) else NO_FIT
    if isinstance(judged, Unusable):
        return unmarked(question, grader, judged)
    return Mark(judged.points, outcome_of(judged.points), judged.parts, grader.rule)


def _unusable(answer: Answer) -> Unusable | None:
    if isinstance(answer, Typed):
        return _unusable_texts((answer.text,))
    if isinstance(answer, Filled):
        return _unusable_texts(tuple(text for _, text in answer.gaps))
    if isinstance(answer, Blank):
        return Unusable(Outcome.BLANK)
    if isinstance(answer, Malformed):
        return Unusable(Outcome.MALFORMED, answer.reason)
    if isinstance(answer, Oversized):
        return _too_long(answer.length)
    return None


def _unusable_texts(texts: tuple[str, ...]) -> Unusable | None:
    longest = max(map(len, texts), default=0)
    if longest > TYPED_LIMIT:
        return _too_long(longest)
    return None if any(text.strip() for text in texts) else Unusable(Outcome.BLANK)


def _too_long(length: int) -> Unusable:
    note = f"The answer is {length} letters long; at most {TYPED_LIMIT} are read."
    return Unusable(Outcome.OVERSIZED, note)
