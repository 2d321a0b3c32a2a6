"""How sure a learner was of an answer, and how that agrees with what was right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.answers import Outcome
from quizapp.domain.grades import whole_percent

_JUDGED = frozenset({Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG})


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


@dataclass(frozen=True, slots=True)
class Agreement:
    """What became of the answers that were given with one certainty, as numbers of answers."""

    certainty: Certainty
    right: int = 0
    partly: int = 0
    wrong: int = 0

    @property
    def answers(self) -> int:
        """How many there are."""
        return self.right + self.partly + self.wrong

    @property
    def not_right(self) -> int:
        """How many of them are not fully right."""
        return self.partly + self.wrong

    @property
    def percent(self) -> int | None:
        """How many of a hundred are fully right, whole; None where there are none."""
        return whole_percent(self.right / self.answers) if self.answers else None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How sure somebody was and how right: a row for each certainty, the surest first."""

    rows: tuple[Agreement, ...]

    @property
    def answers(self) -> int:
        """How many answers it is about."""
        return sum(each.answers for each in self.rows)

    @property
    def sure(self) -> Agreement:
        """What became of the answers that were called sure."""
        return self.rows[0]

    @property
    def guesses(self) -> Agreement:
        """What became of the answers that were called guesses."""
        return self.rows[-1]


def calibration(told: Iterable[tuple[str | None, str, int]]) -> Calibration:
    """Return how certainties agree with outcomes; each comes with how many answers have both.

    What was said of no answer, what was left blank, could not be read or was struck out, and
    answers of which nothing was said are passed over.
    """
    counts = dict.fromkeys(((each, outcome) for each in Certainty for outcome in _JUDGED), 0)
    for certainty, outcome, answers in told:
        if certainty is not None and outcome in _JUDGED:
            counts[Certainty(certainty), Outcome(outcome)] += answers
    return Calibration(
        tuple(
            Agreement(
                each,
                counts[each, Outcome.RIGHT],
                counts[each, Outcome.PARTLY],
                counts[each, Outcome.WRONG],
            )
            for each in Certainty
        )
    )
