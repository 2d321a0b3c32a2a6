"""The memories of a whole class: the same chances and words as of one, from plain columns.

A class of 300 with 300 facts has 90,000 of them, and a page of it must not take seconds: no value
is made of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import add

from quizapp.domain.scheduling.calendar import Calendar
from quizapp.domain.scheduling.model import FSRS_6, Fsrs6
from quizapp.domain.scheduling.parameters import DEFAULT_PARAMETERS
from quizapp.domain.scheduling.strength import STRENGTHS, Strength, ranks_of


@dataclass(frozen=True, slots=True)
class Columns:
    """Memories of one learner, all columns in one order: ``stabilities`` are in days.

    ``states`` are numbers of ``State``; ``last_days`` the learner's days of the last reviews.
    """

    states: Sequence[int]
    stabilities: Sequence[float]
    last_days: Sequence[date]


def standings(
    columns: Columns, at: datetime, day: date, calendar: Calendar, model: Fsrs6 = FSRS_6
) -> tuple[list[float], list[int]]:
    """Return the chances of recall (0-1) at a moment, and the words as places in ``STRENGTHS``.

    ``day`` is the learner's day of that moment. What was reviewed later was reviewed on it.
    """
    passed = {
        last: calendar.elapsed_days(at, at, previous_day=last, day=day)
        for last in set(columns.last_days)
    }
    elapsed = [passed[last] for last in columns.last_days]
    chances = model.recalls(columns.stabilities, elapsed)
    return chances, ranks_of(columns.states, columns.stabilities, chances)


Held = Sequence[tuple[float, int]]
"""What each of those who have learned a fact holds of it, in no order.

That is the chance of recall (0-1), and its word as a place in ``STRENGTHS``.
"""

LIKELY = DEFAULT_PARAMETERS.desired_retention
"""From this chance on somebody is counted as likely to recall a fact: below it Study asks again."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a class holds of a fact, or of several: ``counts`` says how many memories have a word.

    Each place of it is one of ``STRENGTHS``. ``likely`` memories have a chance of ``LIKELY`` or
    more, and ``total`` is the sum of all chances.
    """

    counts: tuple[int, ...] = (0,) * len(STRENGTHS)
    likely: int = 0
    total: float = 0.0

    @classmethod
    def of(cls, held: Held) -> Figures:
        """Return the figures of what people hold of one fact."""
        if not held:
            return cls()
        chances, ranks = zip(*held, strict=True)
        counts = map(ranks.count, range(len(STRENGTHS)))
        return cls(tuple(counts), sum(map(LIKELY.__le__, chances)), sum(chances))

    def __add__(self, other: Figures) -> Figures:
        """Return the figures of both together."""
        counts = map(add, self.counts, other.counts)
        return Figures(tuple(counts), self.likely + other.likely, self.total + other.total)

    @property
    def learned(self) -> int:
        """How many memories there are: of one fact, how many people have learned it."""
        return sum(self.counts)

    @property
    def recall(self) -> float | None:
        """The mean chance of recall (0-1); None where nobody has learned anything."""
        return self.total / self.learned if self.learned else None

    @property
    def is_of_the_day(self) -> bool:
        """Whether all of it was reviewed on the day that is meant: only then is each chance 1."""
        return self.learned > 0 and self.total >= self.learned

    @property
    def is_likely(self) -> bool:
        """Whether the mean chance of recall is ``LIKELY`` or more."""
        return self.learned > 0 and self.total >= LIKELY * self.learned

    @property
    def is_too_early(self) -> bool:
        """Whether no word fits yet: the memories do not last, and are likely recalled all the same.

        So it is with what was just shown, whether it was known or not.
        """
        return self.is_likely and self.strength is Strength.WEAK

    @property
    def strength(self) -> Strength:
        """The word that more than half of the memories reach; NEW where there is none."""
        reached = 0
        for rank in range(len(STRENGTHS) - 1, 0, -1):
            reached += self.counts[rank]
            if 2 * reached > self.learned:
                return STRENGTHS[rank]
        return Strength.NEW
