"""Whether one question gives the answer of another away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quizapp.domain.questions import (
    GAP,
    Cloze,
    Flashcard,
    MultipleChoice,
    Numeric,
    Question,
    ShortAnswer,
)

SHORTEST = 3
"""A shorter answer, such as “2”, stands in many sentences that are about something else."""


def gives_away(one: Question, other: Question) -> bool:
    """Whether either states the other's answer in what it asks.

    Options are no statements: an answer among four of them is not given away.
    """
    return _states(one, other) or _states(other, one)


def heading(title: str, question: Question) -> str:
    """Return what may stand above a question: its topic's title, unless that states the answer."""
    said = f" {_plain(title)} "
    return "" if any(f" {answer} " in said for answer in _answers(question)) else title


def _states(one: Question, other: Question) -> bool:
    said = _said(one)
    return any(f" {answer} " in said for answer in _answers(other))


@lru_cache(maxsize=4096)
def _said(question: Question) -> str:
    text = f"{question.stem} {question.text}" if isinstance(question, Cloze) else question.stem
    return f" {_plain(GAP.sub(' … ', text))} "


@lru_cache(maxsize=4096)
def _answers(question: Question) -> tuple[str, ...]:
    plain = map(_plain, _accepted(question))
    return tuple(answer for answer in plain if len(answer) >= SHORTEST)


def _accepted(question: Question) -> Iterator[str]:
    match question:
        case MultipleChoice():
            yield question.option(question.key).text
        case ShortAnswer():
            yield from question.accepted
        case Numeric():
            yield str(question.value)
        case Cloze():
            for gap in question.gaps:
                yield from gap.accepted
        case Flashcard():
            yield question.back


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+|…", text.casefold()))
