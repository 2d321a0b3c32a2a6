"""Facts made from the parts of questions that were written by hand, without a source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.authoring.unsourced_facts import RIGHT_TEXTS, STATEMENT_LIMIT, unsourced_fact
from quizapp.domain.errors import Fault, InvalidFact
from quizapp.domain.facts import Fact, FactKind, FactStatus, Text
from quizapp.domain.questions import (
    Cloze,
    Matching,
    MultipleResponse,
    Ordering,
    Question,
    QuestionKind,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a part says: ``answers`` are what it asks for, none where it is said as a whole."""

    field: str
    fact_id: str
    statement: str
    answers: tuple[str, ...] = ()
    question: str = ""
    asks: tuple[str, str] | None = None


def own_facts(question: Question, wanted: Collection[str], statement: str = "") -> list[Fact]:
    """Return a fact for each part that names one of the ``wanted`` ids, which no bank has yet.

    ``statement`` says the fact of a question of one part, as for ``unsourced_fact``; other kinds
    are read from their own words. Raises InvalidFact with the fields of the form that are at fault.
    """
    if not wanted:
        return []
    if question.kind in RIGHT_TEXTS:
        return [unsourced_fact(question, statement, each) for each in wanted]
    said = [each for each in PARTS[question.kind](question) if each.fact_id in wanted]
    faults = [
        Fault(each.field, "It is too long for a fact of its own.", "Shorten it, or choose a fact.")
        for each in said
        if len(_line(each.statement)) > STATEMENT_LIMIT
    ]
    if faults:
        raise InvalidFact("fact", faults)
    return [_fact(each, question.topic) for each in said]


def _fact(said: _Said, topic: str) -> Fact:
    statement = _line(said.statement)
    answer = _line(said.answers[0]) if said.answers else ""
    # An answer whose letters stand elsewhere too could not be told from them, so that the fact is
    # the whole of what is said.
    value = answer if answer and statement.count(answer) == 1 else statement
    around = statement if value == statement else statement.replace(value, "…")
    subject, relation = said.asks or (around, "states")
    return Fact(
        id=said.fact_id,
        topic=topic,
        kind=FactKind.STATEMENT,
        subject=_line(subject),
        relation=_line(relation),
        statement=statement,
        value=Text(value),
        question=said.question,
        also_true=said.answers[1:],
        status=FactStatus.APPROVED,
    )


def _pairs(question: Matching) -> Iterator[_Said]:
    for pair in question.pairs:
        yield _Said(
            f"pairs.{pair.id}.right",
            pair.fact,
            f"{pair.left}: {pair.right}",
            (pair.right,),
            # The same left side may have another right one where something else is asked.
            asks=(pair.left, question.stem),
        )


def _gaps(question: Cloze) -> Iterator[_Said]:
    pieces = list(question.pieces())
    # The whole text: a “not” in the sentence before belongs to what a gap says.
    filled = "".join(text + (gap.accepted[0] if gap else "") for text, gap in pieces)
    for gap in question.shown_gaps:
        yield _Said(f"gaps.{gap.id}.accepted", gap.fact, filled, gap.accepted)


def _items(question: Ordering) -> Iterator[_Said]:
    for place, item in enumerate(question.items, 1):
        # A number says the place in every language. It is no value: “World War 1” would name it.
        statement = f"{question.stem} {place}. {item.text}"
        yield _Said(f"items.{item.id}.text", item.fact, statement)


def _right_options(question: MultipleResponse) -> Iterator[_Said]:
    for option in map(question.option, question.keys):
        yield _Said(
            f"options.{option.id}.text",
            option.fact,
            f"{question.stem} {option.text}",
            (option.text,),
            question.stem,
            # Right options are several answers to one question, whatever else stands around them.
            asks=(question.stem, "states"),
        )


def _line(text: str) -> str:
    return " ".join(text.split())


def _nothing(_question: Question) -> Iterator[_Said]:
    """Say nothing: an essay asks for no fact."""
    return iter(())


PARTS: Mapping[QuestionKind, Callable[[Any], Iterator[_Said]]] = {
    QuestionKind.ESSAY: _nothing,
    QuestionKind.MULTIPLE_RESPONSE: _right_options,
    QuestionKind.CLOZE: _gaps,
    QuestionKind.MATCHING: _pairs,
    QuestionKind.ORDERING: _items,
}
"""What the parts of each kind of several parts say."""
