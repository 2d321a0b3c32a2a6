"""A question as a learner may see it."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.kinds.prompts import Choice as Choice
from quizapp.domain.kinds.prompts import Piece as Piece
from quizapp.domain.kinds.prompts import Prompt as Prompt
from quizapp.domain.kinds.prompts import shortened as shortened
from quizapp.domain.questions import Question


def present(question: Question, seed: str) -> Prompt:
    """Return the prompt of a question; the same seed (say, an attempt's id) shuffles it alike."""
    prompt = question.prompt(seed)
    return replace(prompt, context=question.context) if question.context else prompt
