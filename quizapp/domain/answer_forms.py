"""Answers as a web form sends and shows them; whatever is sent, the result is an answer."""

from __future__ import annotations

import json
from hashlib import blake2b

from quizapp.domain.answers import Answer
from quizapp.domain.certainty import Certainty
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


def shown_digest(
    question: Question, seed: str, answer: Answer, certainty: Certainty | None = None
) -> str:
    """Return a short text that tells an answer from others that a form with this seed may show.

    How sure its learner is of it stands in the form, too, where that is asked.
    It is made of what stands in the form and of nothing else: the ids of options, which may say in
    which order an author wrote them, could be found out from a digest of theirs.
    """
    fields = {name: list(values) for name, values in answer_fields(question, seed, answer).items()}
    digest = blake2b(json.dumps(fields, sort_keys=True).encode(), digest_size=6).hexdigest()
    return digest if certainty is None else f"{digest}-{certainty}"
