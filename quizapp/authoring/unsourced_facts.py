"""Facts made from questions that were written by hand, without a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from quizapp.domain.errors import Fault, InvalidFact
from quizapp.domain.facts import Fact, FactKind, FactStatus, Quantity, Text, Value
from quizapp.domain.questions import (
    STEM_LIMIT,
    MultipleChoice,
    Numeric,
    Question,
    QuestionKind,
    ShortAnswer,
    TrueFalse,
)

STATEMENT_LIMIT = 2 * STEM_LIMIT
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTS = "things"


def unsourced_fact(question: Question, statement: str, fact_id: str) -> Fact:
    """Return the fact that a question of one part asks for, as ``statement`` says it.

    An empty statement is made of the question and its answer. Raises InvalidFact with faults of
    the field ``statement`` when the right answer does not stand in it exactly once, and of what a
    false sentence lacks.
    """
    if isinstance(question, TrueFalse) and not question.key:
        _refuse_untold(question, statement)
    statement = " ".join(statement.split()) or default_statement(question)
    if len(statement) > STATEMENT_LIMIT:
        fault = Fault("statement", "It is too long.", f"Stay below {STATEMENT_LIMIT} letters.")
        raise InvalidFact("fact", [fault])
    value = _value(question, statement)
    others = question.accepted[1:] if isinstance(question, ShortAnswer) else ()
    return Fact(
        id=fact_id,
        topic=question.topic,
        kind=FactKind.QUANTITY if isinstance(value, Quantity) else FactKind.STATEMENT,
        # Nothing else asks for this fact, so its subject is everything but the answer.
        subject=statement.replace(value.text, "…") if value.text != statement else statement,
        relation="states",
        statement=statement,
        value=value,
        question="" if isinstance(question, TrueFalse) else question.stem,
        also_true=others,
        status=FactStatus.APPROVED,
    )


def _refuse_untold(question: TrueFalse, statement: str) -> None:
    """Raise InvalidFact for a false sentence that does not say what is true."""
    faults = []
    if not question.correction.strip():
        message = "A false sentence needs what is true instead."
        faults.append(Fault("correction", message, "Write the words that should stand there."))
    if not statement.strip():
        message = "A false sentence does not say the fact."
        faults.append(
            Fault("statement", message, "Write the true sentence, with the right words in it.")
        )
    if faults:
        raise InvalidFact("fact", faults)


def default_statement(question: Question) -> str:
    """Return what a question says when it is read with its answer; empty for a false sentence."""
    if isinstance(question, TrueFalse):
        return question.stem if question.key else ""
    answer = _right_text(question)
    return f"{question.stem} {answer}" if answer else ""


def _value(question: Question, statement: str) -> Value:
    if isinstance(question, Numeric):
        return _quantity(question, statement)
    answer = statement if _says_itself(question) else _right_text(question)
    if not answer or statement.count(answer) != 1:
        times = "nowhere" if not answer or answer not in statement else "more than once"
        message = f"The right answer, “{answer}”, stands {times} in it."
        remedy = "Write one sentence in which it stands once."
        raise InvalidFact("fact", [Fault("statement", message, remedy)])
    wrong = tuple(
        option.text
        for option in getattr(question, "options", ())
        if isinstance(question, MultipleChoice) and option.id != question.key
    )
    return Text(answer, wrong)


def _quantity(question: Numeric, statement: str) -> Quantity:
    # “1.2.2023” is a date with two marks, and no number.
    written = [text for text in _NUMBER.findall(statement) if text.count(".") < 2]
    texts = [text for text in written if Decimal(text.replace(",", "")) == question.value]
    if len(texts) != 1 or statement.count(texts[0]) != 1:
        message = f"The number {question.value:f} does not stand exactly once in it."
        remedy = f"Write one sentence with {question.value:f} in it, in digits."
        raise InvalidFact("fact", [Fault("statement", message, remedy)])
    if question.upper is not None:
        message = "A range cannot be read from a sentence yet."
        remedy = "Choose a fact of the bank, or ask for one number with a tolerance."
        raise InvalidFact("fact", [Fault("upper", message, remedy)])
    unit = question.units[0] if question.units else ""
    return Quantity(question.value, unit, unit or _COUNTS, texts[0])


def _says_itself(question: Question) -> bool:
    return isinstance(question, TrueFalse) and question.key


RIGHT_TEXTS: Mapping[QuestionKind, Callable[[Any], str]] = {
    QuestionKind.MULTIPLE_CHOICE: lambda question: question.option(question.key).text,
    QuestionKind.TRUE_FALSE: lambda question: question.correction,
    QuestionKind.SHORT_ANSWER: lambda question: question.accepted[0],
    QuestionKind.NUMERIC: lambda question: f"{question.value:f}",
    QuestionKind.FLASHCARD: lambda question: question.back,
}
"""The right answer of the kinds that ask for one fact; only these can have a fact of their own."""


def _right_text(question: Question) -> str:
    return RIGHT_TEXTS[question.kind](question)
