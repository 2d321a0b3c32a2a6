"""A question as its checks read it: what is shown, what is asked, what is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.facts import Fact
from quizapp.domain.generation.checks.findings import CheckContext
from quizapp.domain.questions import (
    GAP,
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that a learner reads before answering."""

    field: str
    text: str
    sentence: bool
    """Whether it states something, rather than asks."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One fact that is asked for: where its key stands, the right texts, and the prompt."""

    field: str
    fact: Fact
    keys: tuple[str, ...]
    prompt: str


def shown(question: Question) -> Iterator[Shown]:
    """Yield the running text of a question; gaps read as an ellipsis."""
    match question:
        case TrueFalse():
            yield Shown("stem", question.stem, sentence=True)
        case Cloze():
            yield Shown("text", GAP.sub("…", question.text), sentence=True)
        case Ordering():
            for item in question.items:
                yield Shown(f"items.{item.id}.text", item.text, sentence=False)
        case Matching():
            for pair in question.pairs:
                yield Shown(f"pairs.{pair.id}.left", pair.left, sentence=False)
        case _:
            yield Shown("stem", question.stem, sentence=False)


def asks(question: Question, context: CheckContext) -> Iterator[Ask]:
    """Yield what is asked for, in parts whose fact is known and whose answer is a text."""
    for field, fact_id, keys, prompt in _keys(question):
        fact = context.index.by_id.get(fact_id)
        if fact is not None:
            yield Ask(field, fact, keys, prompt)


def facts_of(question: Question, context: CheckContext) -> tuple[Fact, ...]:
    """Return the facts that are asked for and known, in order."""
    known = context.index.by_id
    return tuple(known[fact_id] for fact_id in question.facts if fact_id in known)


def wrong_options(question: Question) -> tuple[Option, ...]:
    """Return the options that are not right; none for kinds without options."""
    match question:
        case MultipleChoice():
            return tuple(option for option in question.options if option.id != question.key)
        case MultipleResponse():
            return tuple(option for option in question.options if option.id not in question.keys)
        case _:
            return ()


def right_options(question: Question) -> tuple[Option, ...]:
    """Return the right options; none for kinds without options."""
    wrong = {option.id for option in wrong_options(question)}
    if isinstance(question, MultipleChoice | MultipleResponse):
        return tuple(option for option in question.options if option.id not in wrong)
    return ()


def _keys(question: Question) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    match question:
        case MultipleChoice():
            option = question.option(question.key)
            yield f"options.{option.id}.text", question.fact, (option.text,), question.stem
        case MultipleResponse():
            for key in question.keys:
                option = question.option(key)
                yield f"options.{key}.text", option.fact, (option.text,), question.stem
        case ShortAnswer():
            yield "accepted", question.fact, question.accepted, question.stem
        case Numeric():
            yield "value", question.fact, (str(question.value),), question.stem
        case Flashcard():
            yield "back", question.fact, (question.back,), question.stem
        case Cloze():
            text = GAP.sub("…", question.text)
            for gap in question.gaps:
                yield f"gaps.{gap.id}.accepted", gap.fact, gap.accepted, text
        case Matching():
            for pair in question.pairs:
                yield f"pairs.{pair.id}.right", pair.fact, (pair.right,), pair.left
        case _:
            return
