"""How marks are put together, whatever the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from quizapp.domain.answers import Outcome, PartMark
from quizapp.domain.typed.vocabulary import Vocabulary

NONE, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """What no slip of spelling is taken for.

    That is another of the ``words`` of the language, and ``names`` of other things of a bank, by
    the part of the question that they are alike to.
    """

    words: Vocabulary
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)


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


def all_or_nothing(part: PartMark) -> Judgement:
    """Judge by the one part that there is."""
    return Judgement(ALL if part.right else NONE, (part,))


def share(parts: tuple[PartMark, ...]) -> Judgement:
    """Judge by the share of parts that are right."""
    return Judgement(Fraction(sum(part.right for part in parts), len(parts)), parts)


def true_of(fact: str, asked: str) -> str:
    """Return the fact that a wrong choice is true of, unless it is the one that was asked for."""
    return "" if fact == asked else fact
