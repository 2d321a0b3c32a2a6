"""Whether one question gives the answer of another away."""

from __future__ import annotations

import re
from functools import lru_cache

from quizapp.domain.questions import Question, TrueFalse

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
    parts = map(_plain, question.part_giveaways)
    told = any(f" {answer} " in said for answer in (*_answers(question), *parts))
    return "" if told or _repeats(title, question) else title


ALIKE = 0.6
"""A sentence that shares so many of its words with a title is told, or denied, by it."""


def _repeats(title: str, question: Question) -> bool:
    if not isinstance(question, TrueFalse):
        return False
    words = set(_plain(question.stem).split())
    return len(words & set(_plain(title).split())) >= ALIKE * len(words)


def _states(one: Question, other: Question) -> bool:
    said = _said(one)
    return any(f" {answer} " in said for answer in _answers(other))


@lru_cache(maxsize=4096)
def _said(question: Question) -> str:
    said = _plain(f"{question.context} {question.wording}")
    return f" {said} "


@lru_cache(maxsize=4096)
def _answers(question: Question) -> tuple[str, ...]:
    plain = map(_plain, question.giveaways)
    return tuple(answer for answer in plain if len(answer) >= SHORTEST)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+|…", text.casefold()))
