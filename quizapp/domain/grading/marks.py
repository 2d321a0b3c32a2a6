"""How marks are put together, whatever the kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from quizapp.domain.answers import Mark, Outcome, PartMark
from quizapp.domain.questions import Question

Q = TypeVar("Q", bound=Question)
A = TypeVar("A")

NONE, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why an answer cannot be marked; ``given`` is what was typed, if that can be shown."""

    outcome: Outcome
    note: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The points, from 0 to 1, and the result of each part."""

    points: Fraction
    parts: tuple[PartMark, ...]


NO_FIT = Unusable(Outcome.MALFORMED, "This answer does not belong to the question.")


@dataclass(frozen=True, slots=True)
class Grader(Generic[Q, A]):
    """How one kind is marked.

    ``rule`` is the published rule in a sentence, ``answer`` the type of answer that fits,
    ``expected`` gives the right answer of each part in words, and ``judge`` marks an answer of the
    fitting type, or says why it cannot.
    """

    rule: str
    answer: type[A]
    expected: Callable[[Q], Sequence[str]]
    judge: Callable[[Q, A], Judgement | Unusable]


def share(parts: tuple[PartMark, ...]) -> Judgement:
    """Judge by the share of parts that are right."""
    return Judgement(Fraction(sum(part.right for part in parts), len(parts)), parts)


def outcome_of(points: Fraction) -> Outcome:
    """Say in a word what these points are."""
    if points == 0:
        return Outcome.WRONG
    return Outcome.RIGHT if points == 1 else Outcome.PARTLY


def unmarked(question: Q, grader: Grader[Q, A], why: Unusable) -> Mark:
    """Return the mark of an answer that earns nothing and says nothing about memory."""
    expected = grader.expected(question)
    parts = tuple(
        PartMark(
            part.name,
            part.fact,
            right=False,
            guess=0.0,
            given=why.given,
            expected=text,
            answered=False,
            note=why.note,
        )
        for part, text in zip(question.parts, expected, strict=True)
    )
    return Mark(NONE, why.outcome, parts, grader.rule)
