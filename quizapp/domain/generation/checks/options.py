"""Checks 6, 7 and 8: one right answer, wrong ones that are wrong, options of one sort."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.facts import Entity, Fact, Quantity
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import asks, facts_of, right_options, wrong_options
from quizapp.domain.generation.distractors import replaced
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.limits import stands_out
from quizapp.domain.generation.text import contains, numbers, plain, uncapitalised
from quizapp.domain.generation.values import same_name
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleResponse,
    Numeric,
    Question,
    ShortAnswer,
)


def one_answer_is_right(question: Question, context: CheckContext) -> Iterator[Finding]:
    """6: nothing else that is right, under any name, is offered as wrong or left out."""
    facts = facts_of(question, context)
    for option in wrong_options(question):
        for fact in facts:
            texts = (*context.index.right_texts(fact),)
            hit = next(
                (text for text in texts if same_name(text, option.text, person=_person(fact))), ""
            )
            if hit:
                yield Finding(
                    "one-answer",
                    f"options.{option.id}.text",
                    f"“{option.text}” is right too: the bank knows it as “{hit}”.",
                    "Offer something that is wrong, or mark it as right.",
                )
                break
    if isinstance(question, ShortAnswer | Numeric | Flashcard | Cloze):
        yield from _several(question, context)
    if isinstance(question, Matching):
        yield from _ambiguous_pairs(question, context.index)


def wrong_options_are_wrong(question: Question, context: CheckContext) -> Iterator[Finding]:
    """7: no wrong option stands in the evidence or is true of the fact in any source."""
    for option in wrong_options(question):
        field = f"options.{option.id}.text"
        for fact in facts_of(question, context):
            if any(contains(evidence.quote, option.text) for evidence in fact.evidence):
                message = f"“{option.text}” stands in the words that prove the answer."
                yield Finding("true-option", field, message, "Offer something else.")
            elif any(contains(text, option.text) for text in _rival_values(fact, context.index)):
                message = f"Another source gives “{option.text}” as the answer."
                yield Finding("true-option", field, message, "Offer something else.")
            elif _makes_a_fact(fact, option.text, context.index):
                message = f"With “{option.text}” the sentence is another fact of the bank."
                yield Finding("true-option", field, message, "Offer something else.")
        known = context.index.by_id.get(option.fact)
        if known is not None and not _states(known, option.text):
            yield Finding(
                "true-option",
                field,
                f"It is linked with the fact “{known.statement}”, which does not say it.",
                "Link the fact that it is true of, or none.",
            )


def options_are_of_one_sort(question: Question, context: CheckContext) -> Iterator[Finding]:
    """8: options share type, unit and level, and none stands out by its length."""
    right, wrong = right_options(question), wrong_options(question)
    for option in right:
        fact = context.index.by_id.get(option.fact) or next(iter(facts_of(question, context)), None)
        if stands_out(option.text, [each.text for each in wrong]):
            yield Finding(
                "levels",
                f"options.{option.id}.text",
                "The right answer stands out by its length.",
                "Make the options similar in length.",
            )
        for other in wrong if fact else ():
            yield from _sort(fact, option.text, other.id, other.text, other.fact, context.index)
        if isinstance(question, MultipleResponse):
            return


def _several(question: Question, context: CheckContext) -> Iterator[Finding]:
    for ask in asks(question, context):
        others = [
            each.value.text
            for each in context.index.companions(ask.fact)
            if each.id != ask.fact.id
            and not any(
                same_name(key, text, person=_person(each))
                for key in (*ask.keys, *ask.fact.also_true)
                for text in each.answers
            )
        ]
        if others and not isinstance(question, Numeric):
            yield Finding(
                "one-answer",
                ask.field,
                f"“{others[0]}” would be right as well.",
                "Accept it too, or ask more narrowly.",
            )


def _ambiguous_pairs(question: Matching, index: FactIndex) -> Iterator[Finding]:
    for pair in question.pairs:
        fact = index.by_id.get(pair.fact)
        texts = index.right_texts(fact) if fact else ()
        for other in question.pairs:
            if other.id != pair.id and any(same_name(other.right, text) for text in texts):
                message = f"“{other.right}” belongs to “{pair.left}” as well."
                yield Finding("one-answer", f"pairs.{other.id}.right", message, "Leave one out.")


def _rival_values(fact: Fact, index: FactIndex) -> list[str]:
    return [text for rival in index.rivals(fact) for text in rival.answers]


def _makes_a_fact(fact: Fact, text: str, index: FactIndex) -> bool:
    return any(
        plain(replaced(fact, each)) in index.statements for each in (text, uncapitalised(text))
    )


def _states(fact: Fact, text: str) -> bool:
    if any(contains(text, answer) or contains(answer, text) for answer in fact.answers):
        return True
    stated = numbers(fact.value.text)
    return isinstance(fact.value, Quantity) and bool(stated) and stated[0] in numbers(text)


def _sort(
    fact: Fact | None, key: str, other_id: str, text: str, other_fact: str, index: FactIndex
) -> Iterator[Finding]:
    field = f"options.{other_id}.text"
    other = index.by_id.get(other_fact)
    if fact and other and other.value.level != fact.value.level:
        yield Finding(
            "levels",
            field,
            f"“{text}” is another sort of thing than “{key}”.",
            "Offer something of the same sort.",
        )
    elif bool(numbers(key)) != bool(numbers(text)) and isinstance(fact and fact.value, Quantity):
        yield Finding(
            "levels", field, "One option is a number, another is not.", "Write all in one way."
        )


def _person(fact: Fact) -> bool:
    return isinstance(fact.value, Entity) and fact.value.entity == "person"
