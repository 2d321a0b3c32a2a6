"""How sure a learner says to be of an answer."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """What a learner says beside an answer, the surest first. It earns nothing and costs nothing.

    Three words and not a scale of per cent: people tell few degrees apart, and a choice that takes
    no thought is made beside every question.
    """

    SURE = "sure"
    FAIRLY = "fairly"
    GUESS = "guess"


def certainty_of(said: str | None) -> Certainty | None:
    """Return what was said; None where nothing was, or something else than can be said."""
    return Certainty(said) if said in set(Certainty) else None
