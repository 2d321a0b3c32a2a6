"""The wording of a fact as a person may change it; its kind, evidence and links stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from quizapp.domain.errors import Fault, InvalidFact
from quizapp.domain.facts import Bound, Date, Fact, Period, Quantity, Value
from quizapp.domain.kinds.flashcard import Flashcard
from quizapp.domain.kinds.question import Question
from quizapp.domain.term_cards import is_term_fact, says_its_pair, term_card, term_fact
from quizapp.domain.typed.numerals import read_numbers

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class FactWording:
    """What a fact says, in the words that can be changed.

    Of a term with its definition, ``statement`` is the term and ``value`` the definition.
    """

    statement: str
    value: str
    question: str = ""
    also_true: tuple[str, ...] = ()
    as_of: str = ""
    note: str = ""


def wording_of(fact: Fact) -> FactWording:
    """Return the words of a fact."""
    return FactWording(
        statement=fact.subject if is_term_fact(fact) else fact.statement,
        value=fact.value.text,
        question=fact.question,
        also_true=fact.also_true,
        as_of=fact.as_of,
        note=fact.note,
    )


def reworded(fact: Fact, wording: FactWording, read_date: Callable[[str], str]) -> Fact:
    """Return a fact in other words; raises InvalidFact.

    ``read_date`` returns the ISO form of a date that is written in words, or nothing.
    """
    if is_term_fact(fact):
        made = term_fact(fact.id, fact.topic, wording.statement, wording.value)
        fact = replace(made, status=fact.status, conflicts_with=fact.conflicts_with)
        return replace(fact, as_of=wording.as_of, note=wording.note, also_true=wording.also_true)
    same = wording.statement == fact.statement
    return replace(
        fact,
        statement=wording.statement,
        licences=fact.licences if same else None,
        value=_value(fact.value, wording.value, read_date),
        question=wording.question,
        also_true=wording.also_true,
        as_of=wording.as_of,
        note=wording.note,
    )


def following(question: Question, old: Fact, new: Fact) -> Question:
    """Return a question after its fact was worded anew: a card of a term shows the new words."""
    is_card = isinstance(question, Flashcard) and is_term_fact(old)
    if not is_card or not isinstance(question, Flashcard) or not says_its_pair(question, old):
        return question
    reverse = question.stem == old.value.text
    card = term_card(question.id, new, question.status, reverse=reverse)
    return replace(question, stem=card.stem, back=card.back)


def _value(value: Value, text: str, read_date: Callable[[str], str]) -> Value:
    if text == value.text:
        return value
    if isinstance(value, Quantity):
        return _quantity(value, text)
    if isinstance(value, Date):
        return replace(value, text=text, date=_date(text, read_date))
    if isinstance(value, Period):
        raise InvalidFact(
            "fact",
            [
                Fault(
                    "value.text",
                    "The two dates of a period cannot be changed here.",
                    "Leave them, or retire the fact’s questions and write others.",
                )
            ],
        )
    return replace(value, text=text)


def _quantity(value: Quantity, text: str) -> Quantity:
    read = read_numbers(text)
    same = (each for each in read if (each.low, each.high) == (value.number, value.upper))
    number = next(same, read[0] if read else None)
    if number is None:
        fault = Fault(
            "value.text", f"“{text}” is no number.", "Write digits, such as 2,000 metres."
        )
        raise InvalidFact("fact", [fault])
    bound = value.bound
    if (number.high is None) == (bound is Bound.BETWEEN):
        bound = Bound.EXACT if number.high is None else Bound.BETWEEN
    return replace(value, text=text, number=number.low, upper=number.high, bound=bound)


def _date(text: str, read_date: Callable[[str], str]) -> str:
    found = read_date(text)
    if not found:
        year = _YEAR.findall(text)
        found = year[0] if len(year) == 1 and text.strip().strip(".") == year[0] else ""
    if not found:
        fault = Fault("value.text", f"“{text}” is no date.", "Write 11 January 2023, or a year.")
        raise InvalidFact("fact", [fault])
    return found
