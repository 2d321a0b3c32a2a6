"""Answers of a class, counted: which answer was given how often by those who earned as much.

All of it are whole numbers, so the tallies of two halves of a class add up to exactly that of the
class, in whatever order. Sums of shares and of their squares would add up to something that differs
in its last digits, and thirds cannot be had from sums at all: they need how many earned what.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from itertools import groupby, repeat
from math import fsum
from operator import itemgetter

from quizapp.domain.statistics.choices import Ticked
from quizapp.domain.statistics.samples import NOISE

Response = tuple[int, int, float, float, Ticked, bool, float | None]
"""Who (a number), which question (a number), the share earned (0 to 1), the points it is worth,
the options ticked, whether it was left empty, and the seconds it took, where they are known."""

Answer = tuple[int, float, float, Ticked, bool]
"""Which question, the share earned, the points it is worth, the options ticked, left empty."""

Total = tuple[float, float]
"""The points that somebody earned, and those that they could have earned."""

Worth = tuple[int, float]
"""Which question, and the points that it is worth."""

# More than those of ``standing``: shares of points that are rounded stay equal there.
_DIGITS = 12


@dataclass(slots=True)
class Tally:
    """What some learners answered.

    learners    how many have each total.
    answers     how many with each total gave each answer.
    seconds     how many took so many whole seconds, by question.
    common      the questions whose points ``points`` are of, with what they are worth.
    points      how many earned so much in the common questions together.

    Thirds of points do not add up exactly in binary, so all points are rounded: what differs by
    less is equal.
    """

    learners: Counter[Total] = field(default_factory=Counter)
    answers: Counter[tuple[Answer, Total]] = field(default_factory=Counter)
    seconds: Counter[tuple[int, int]] = field(default_factory=Counter)
    common: frozenset[Worth] = frozenset()
    points: Counter[float] = field(default_factory=Counter)

    @classmethod
    def of(cls, responses: Iterable[Response], within: Set[Worth] | None = None) -> Tally:
        """Return the tally of responses, whose order does not matter.

        Each learner has one response at most to a question. The common questions are those that all
        of these learners were asked for the same points, or those of them that are ``within``.
        """
        given: defaultdict[int, list[Answer]] = defaultdict(list)
        times: list[tuple[int, int]] = []
        for who, question, share, worth, ticked, is_empty, seconds in responses:
            given[who].append((question, share, worth, ticked, is_empty))
            if seconds is not None:
                times.append((question, round(seconds)))
        tally = cls(seconds=Counter(times))
        totals: list[float] = []
        for answers in given.values():
            earned, possible = _earned(answers), _rounded(each[2] for each in answers)
            totals.append(earned)
            tally.learners[earned, possible] += 1
            tally.answers.update(zip(answers, repeat((earned, possible))))
        shared = tally.shared()
        tally.common = shared if within is None else shared & within
        numbers = {question for question, _ in tally.common}
        tally.points.update(
            # Whoever was asked nothing else earned nothing else.
            earned
            if len(answers) == len(numbers)
            else _earned([each for each in answers if each[0] in numbers])
            for answers, earned in zip(given.values(), totals, strict=True)
        )
        return tally

    def shared(self) -> frozenset[Worth]:
        """The questions that all learners were asked for the same points, more than nothing."""
        asked: Counter[Worth] = Counter()
        for (answer, _), count in self.answers.items():
            asked[answer[0], answer[2]] += count
        everybody = self.learners.total()
        return frozenset(
            each for each, count in asked.items() if count == everybody and each[1] > NOISE
        )

    def questions(self) -> set[int]:
        """The numbers of the questions that anybody was asked."""
        return {answer[0] for answer, _ in self.answers}

    def by_question(self) -> dict[int, list[tuple[Answer, Total, int]]]:
        """The answers to each question with their totals and how often they were given, in order.

        The order is the same however the tally was put together, and so is what is worked out of
        it, to the last digit.
        """
        rows = sorted((answer, total, count) for (answer, total), count in self.answers.items())
        return {
            question: list(found) for question, found in groupby(rows, key=lambda row: row[0][0])
        }

    def times(self) -> dict[int, list[tuple[int, int]]]:
        """The seconds taken for each question with how often, the shortest first."""
        rows = sorted((*key, count) for key, count in self.seconds.items())
        return {
            question: [(seconds, count) for _, seconds, count in found]
            for question, found in groupby(rows, key=itemgetter(0))
        }


def together(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of the learners of several, none of whom is in two.

    Its common questions are those that all of them share. Its ``points`` are of these only where
    each tally of anybody has them as its own: otherwise that has to be made ``within`` them.
    """
    whole = Tally()
    for each in tallies:
        whole.learners.update(each.learners)
        whole.answers.update(each.answers)
        whole.seconds.update(each.seconds)
        whole.points.update(each.points)
    whole.common = whole.shared()
    return whole


def _earned(answers: Iterable[Answer]) -> float:
    return _rounded(share * worth for _, share, worth, _, _ in answers)


def _rounded(points: Iterable[float]) -> float:
    return round(fsum(points), _DIGITS)
