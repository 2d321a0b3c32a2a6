"""Answers as a web form sends and shows them; whatever is sent, the result is an answer."""

from __future__ import annotations

from quizapp.domain.answers import Answer
from quizapp.domain.kinds.fields import Fields, Filling, Refused
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


def answer_fields(question: Question, seed: str, answer: Answer) -> Filling:
    """Return the fields with which a form shown with this seed holds an answer.

    ``read_answer`` reads them back. What cannot be shown is left out: an answer of another kind,
    and parts that the question does not have.
    """
    return question.fill(seed, answer) if isinstance(answer, question.answer_type) else {}
