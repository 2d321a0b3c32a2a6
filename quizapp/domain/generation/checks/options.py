"""Checks 6, 7 and 8: one right answer, wrong ones that are wrong, options of one sort."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.facts import Date, Entity, Fact, Period, Quantity
from quizapp.domain.generation.checks.beginnings import begins_small, begins_with_case
from quizapp.domain.generation.checks.findings import CheckContext, Finding
from quizapp.domain.generation.checks.reading import asks, facts_of, right_options, wrong_options
from quizapp.domain.generation.checks.sameness import NUMBER_WORDS, same_answer
from quizapp.domain.generation.distractors import replaced
from quizapp.domain.generation.index import FactIndex, beside_value
from quizapp.domain.generation.limits import stands_out
from quizapp.domain.generation.text import (
    contains,
    numbers,
    plain,
    plain_words,
    uncapitalised,
)
from quizapp.domain.generation.values import same_name
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleResponse,
    Numeric,
    Option,
    Question,
    ShortAnswer,
)


def one_answer_is_right(question: Question, context: CheckContext) -> Iterator[Finding]:
    """6: nothing else that is right, under any name, is offered as wrong or left out."""
    facts = facts_of(question, context)
    for option in wrong_options(question):
        for fact in facts:
            texts = context.index.right_texts(fact)
            hit = next((text for text in texts if same_answer(option.text, text, fact.value)), "")
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
    """8: options share type, unit, level and writing, and none stands out by its length."""
    yield from _odd_ones(question)
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
            yield from _sort(fact, option.text, other, context)
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
    wordings = (text, uncapitalised(text))
    if any(plain(replaced(fact, each)) in index.statements for each in wordings):
        return True
    around = beside_value(fact)
    return any(
        other.id != fact.id and _overlap(around, beside) >= SAME_SAYING
        for other, beside in index.by_value.get(plain(text), ())
    )


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / max(1, len(some | others))


SAME_SAYING = 0.75
"""Statements that share this much of their words beside the value say the same of two values."""


def _states(fact: Fact, text: str) -> bool:
    if any(contains(text, answer) or contains(answer, text) for answer in fact.answers):
        return True
    stated = numbers(fact.value.text)
    return isinstance(fact.value, Quantity) and bool(stated) and stated[0] in numbers(text)


def _sort(fact: Fact | None, key: str, option: Option, context: CheckContext) -> Iterator[Finding]:
    field = f"options.{option.id}.text"
    if fact is None:
        return
    other = context.index.by_id.get(option.fact)
    levels = {other.value.level} if other else context.levels.get(plain(option.text), frozenset())
    # Words may be called anything; a name that is known is of the sorts that the bank knows.
    known = other is not None or isinstance(fact.value, Entity)
    if known and levels and fact.value.level not in levels:
        yield Finding(
            "levels",
            field,
            f"“{option.text}” is another sort of thing than “{key}”.",
            "Offer something of the same sort.",
        )
    elif isinstance(fact.value, Quantity | Date | Period) and _counted(key) != _counted(
        option.text
    ):
        yield Finding(
            "levels", field, "One option is a number, another is not.", "Write all in one way."
        )


def _odd_ones(question: Question) -> Iterator[Finding]:
    """Options that give themselves away by what they are, whatever is asked."""
    options = (*right_options(question), *wrong_options(question))
    for option in options:
        if _CATCH_ALL.match(option.text):
            message = f"“{option.text}” is no answer of its own."
            yield Finding("levels", f"options.{option.id}.text", message, "Offer an answer.")
    # What begins with a digit or a sign, or in a script without capitals, has no case to compare.
    cased = [option for option in options if begins_with_case(option.text)]
    for odd, among, message in (
        (_AMOUNT.match, options, "One option is a number or a date, the others are words."),
        (begins_small, cased, "One option begins with a small letter, another with a capital."),
        (_stopped, options, "One option ends with a mark, another does not."),
    ):
        marked = [option for option in among if odd(option.text)]
        few = marked if 2 * len(marked) <= len(among) else [o for o in among if o not in marked]
        if marked and len(marked) < len(among):
            yield Finding("levels", f"options.{few[0].id}.text", message, "Write all in one way.")


_CATCH_ALL = re.compile(
    r"(?:all|none|both|neither|any|either)(?: of)?(?: (?:the|these|them|those|[a-d] (?:and|nor"
    r"|or) [a-d])\b"
    r"(?: (?:above|options|answers|two|three|four))?)?\.?\Z|(?:i|we) do(?: not|n['’]t) know\b"
    r"|not known\Z",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[$€£¥]?\d[\d.,]*(?:\s*%|\s|\Z)")
_COUNTING = frozenset((
    *NUMBER_WORDS, "dozen", "fifteen", "twenty", "thirty", "forty", "fifty", "hundred", "thousand",
    "million", "billion", "half", "third", "quarter", "once", "twice", "fifth", "tenth", "double",
    "thirteen", "fourteen", "sixteen", "seventeen", "eighteen", "nineteen", "sixty", "seventy",
    "eighty", "ninety", "hundreds", "thousands", "millions", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
))  # fmt: skip


def _counted(text: str) -> bool:
    return bool(numbers(text)) or not _COUNTING.isdisjoint(plain_words(text))


def _stopped(text: str) -> bool:
    return bool(re.search(r"[a-z\d]{3}[.,;:]\Z", text)) and not re.search(r"\b\w{1,4}\.\Z", text)


def _person(fact: Fact) -> bool:
    return isinstance(fact.value, Entity) and fact.value.entity == "person"
