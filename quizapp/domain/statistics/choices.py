"""What can be ticked in a question, and what a stored answer ticked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Chosen, Verdict
from quizapp.domain.questions import MultipleChoice, MultipleResponse, Question, TrueFalse

Ticked = tuple[str, ...]
_TRUE, _FALSE = "true", "false"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be ticked: its id, its words, and whether it is right."""

    id: str
    text: str
    is_right: bool


def choices_of(question: Question) -> tuple[Choice, ...]:
    """Return what can be ticked, as written; nothing where answers are typed or put in order."""
    match question:
        case MultipleChoice():
            return tuple(Choice(o.id, o.text, o.id == question.key) for o in question.options)
        case MultipleResponse():
            return tuple(Choice(o.id, o.text, o.id in question.keys) for o in question.options)
        case TrueFalse():
            return (Choice(_TRUE, "True", question.key), Choice(_FALSE, "False", not question.key))
        case _:
            return ()


def ticked(stored: Mapping[str, Any]) -> Ticked:
    """Return the ids of what a stored answer ticked; nothing where there was nothing to tick."""
    match decode_answer(stored):
        case Chosen(options):
            return options
        case Verdict(value):
            return (_TRUE if value else _FALSE,)
        case _:
            return ()
