"""What a teacher may decide about the marks of a whole question, whatever its key says."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from quizapp.domain.answers import Mark, Outcome


class Basis(StrEnum):
    """What a mark rests on: the key of the question, or a ruling for everybody."""

    KEY = "key"
    FULL = "full"
    STRUCK = "struck"


FULL_RULE = "Everybody has full marks for this question."
STRUCK_RULE = "This question was struck out: it counts for nobody."


def ruled(mark: Mark, basis: Basis) -> Mark:
    """Return what a mark under the key becomes by a ruling; its parts say what the key says."""
    if basis is Basis.FULL:
        return replace(mark, points=Fraction(1), outcome=Outcome.RIGHT, rule=FULL_RULE)
    if basis is Basis.STRUCK:
        return replace(mark, points=Fraction(0), outcome=Outcome.STRUCK, rule=STRUCK_RULE)
    return mark


def says_something(basis: Basis, shows_memory: bool) -> bool:
    """Whether a part that was answered tells about memory, where its mark rests on this.

    A question that had to be ruled on proves of nobody that they forgot; who answered it by its
    key nevertheless did know. One that was struck out says nothing at all.
    """
    return basis is Basis.KEY or (basis is Basis.FULL and shows_memory)
