"""Answers as a web form sends them; whatever is sent, the result is an answer."""

from __future__ import annotations

from quizapp.domain.answers import Answer
from quizapp.domain.kinds.fields import Fields, Refused
from quizapp.domain.questions import Question


def read_answer(question: Question, seed: str, raw: Fields) -> Answer:
    """Read the fields that a form sent for a question shown with this seed; never raises.

    Which fields a kind has is said by its ``read``; their values are texts, or tokens of the
    prompt. Other fields are passed over. Nothing given is Blank.
    """
    try:
        return question.read(seed, raw)
    except Refused as refusal:
        return refusal.answer
