"""A question as a learner may see it: shuffled, and of a type that has no key in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quizapp.domain.answers import TYPED_LIMIT
from quizapp.domain.grading.dates import reading_order_of_dates
from quizapp.domain.grading.numerals import reading_order_of_numbers
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Gap,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    Question,
    QuestionKind,
    ShortAnswer,
    TrueFalse,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose; ``token`` is what a form sends for it: its position, from 1."""

    token: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cloze text and the token of the gap after it, empty after the last."""

    text: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a learner is shown before answering: no key, no fact and no id of an option.

    ``choices`` are options, the right sides of a matching, or items to be ordered. ``rows`` are the
    left sides of a matching. ``unit`` says in which unit a number is asked for, if in any.
    ``limit`` is the longest text that may be typed, in code points; 0 where nothing is typed.
    """

    kind: QuestionKind
    stem: str
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    pieces: tuple[Piece, ...] = ()
    unit: str = ""
    limit: int = 0


def present(question: Question, seed: str) -> Prompt:
    """Return the prompt of a question; the same seed (say, an attempt's id) shuffles it alike."""
    return PRESENTERS[question.kind](question, seed)


def shown_options(question: MultipleChoice | MultipleResponse, seed: str) -> list[Option]:
    """Return the options as shown: numbers and dates ascending, all else shuffled."""
    texts = tuple(option.text for option in question.options)
    order = _reading_order(texts)
    if order is None:
        order = _shuffled(question.id, seed, texts)
    return [question.options[index] for index in order]


def shown_rights(question: Matching, seed: str) -> list[str]:
    """Return all right sides of a matching as shown, the extra ones among them."""
    rights = question.rights
    return [rights[index] for index in _shuffled(question.id, seed, rights)]


def shown_items(question: Ordering, seed: str) -> list[Item]:
    """Return the items as shown: never in the right order if there are more than two."""
    texts = tuple(item.text for item in question.items)
    order = _shuffled(question.id, seed, texts)
    if len(order) > 2 and list(order) == sorted(order):
        order = (*order[1:], order[0])
    return [question.items[index] for index in order]


def shown_gaps(question: Cloze) -> list[Gap]:
    """Return the gaps in the order they stand in the text."""
    return [gap for _, gap in question.pieces() if gap is not None]


def _shuffled(question_id: str, seed: str, texts: tuple[str, ...]) -> tuple[int, ...]:
    # Sorting by a digest of what is visible anyway leaks nothing about where an author wrote the
    # key, not even to someone who knows the seed; and unlike random.shuffle it is the same in every
    # version of Python, so an open quiz survives an upgrade.
    salt = hashlib.sha256(f"{question_id}\n{seed}\n".encode(errors="surrogatepass"))

    def rank(index: int) -> bytes:
        digest = salt.copy()
        digest.update(texts[index].encode(errors="surrogatepass"))
        return digest.digest()

    return tuple(sorted(range(len(texts)), key=rank))


@lru_cache(maxsize=4096)
def _reading_order(texts: tuple[str, ...]) -> tuple[int, ...] | None:
    return reading_order_of_numbers(texts) or reading_order_of_dates(texts)


def _numbered(texts: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(str(number), text) for number, text in enumerate(texts, 1))


def _with_options(question: MultipleChoice | MultipleResponse, seed: str) -> Prompt:
    shown = shown_options(question, seed)
    return Prompt(question.kind, question.stem, _numbered(option.text for option in shown))


def _true_false(question: TrueFalse, _seed: str) -> Prompt:
    choices = (Choice("true", "True"), Choice("false", "False"))
    return Prompt(question.kind, question.stem, choices)


def _short_answer(question: ShortAnswer, _seed: str) -> Prompt:
    return Prompt(question.kind, question.stem, limit=TYPED_LIMIT)


def _numeric(question: Numeric, _seed: str) -> Prompt:
    unit = question.units[0] if question.units else ""
    return Prompt(question.kind, question.stem, unit=unit, limit=TYPED_LIMIT)


def _cloze(question: Cloze, _seed: str) -> Prompt:
    pieces = tuple(
        Piece(text, str(number) if gap else "")
        for number, (text, gap) in enumerate(question.pieces(), 1)
    )
    return Prompt(question.kind, question.stem, pieces=pieces, limit=TYPED_LIMIT)


def _matching(question: Matching, seed: str) -> Prompt:
    return Prompt(
        question.kind,
        question.stem,
        choices=_numbered(shown_rights(question, seed)),
        rows=_numbered(pair.left for pair in question.pairs),
    )


def _ordering(question: Ordering, seed: str) -> Prompt:
    shown = shown_items(question, seed)
    return Prompt(question.kind, question.stem, _numbered(item.text for item in shown))


def _flashcard(question: Flashcard, _seed: str) -> Prompt:
    return Prompt(question.kind, question.stem)


PRESENTERS: Mapping[QuestionKind, Callable[[Any, str], Prompt]] = {
    QuestionKind.MULTIPLE_CHOICE: _with_options,
    QuestionKind.MULTIPLE_RESPONSE: _with_options,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.SHORT_ANSWER: _short_answer,
    QuestionKind.NUMERIC: _numeric,
    QuestionKind.CLOZE: _cloze,
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.FLASHCARD: _flashcard,
}
"""How each kind is shown."""
