"""From responses to the figures of each question and of the quiz."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import mul
from statistics import fmean, median, stdev

from quizapp.domain.statistics.choices import Ticked
from quizapp.domain.statistics.figures import (
    Analysis,
    Asked,
    ItemFigures,
    QuizFigures,
    Thirds,
    Use,
)
from quizapp.domain.statistics.groups import KELLEY, THIRD, Groups, groups_of
from quizapp.domain.statistics.moments import Moments
from quizapp.domain.statistics.reliability import cronbach_alpha, standard_error
from quizapp.domain.statistics.samples import NOISE

Response = tuple[int, int, float, float, Ticked, bool, float | None]
"""Who (a number), which question (a number), the share earned (0 to 1), the points it is worth,
the options ticked, whether it was left empty, and the seconds it took, where they are known."""

_UNKNOWN = Asked()


def analyse(responses: Iterable[Response], asked: Mapping[int, Asked]) -> Analysis:
    """Return the figures of the questions that were asked, and of the quiz; see ``Collected``."""
    return Collected(responses).analysis(asked)


class Collected:
    """Responses, put together by question.

    Each learner has one response at most to a question, and comes once: a learner with several
    attempts is asked for one of them. The order of responses does not matter. A million of them
    take a few seconds; all are held while it counts.
    """

    def __init__(self, responses: Iterable[Response]) -> None:
        columns: defaultdict[int, _Column] = defaultdict(_Column)
        earned: defaultdict[int, float] = defaultdict(float)
        possible: defaultdict[int, float] = defaultdict(float)
        for learner, item, share, worth, ticked, is_empty, seconds in responses:
            earned[learner] += share * worth
            possible[learner] += worth
            column = columns[item]
            column.learners.append(learner)
            column.shares.append(share)
            column.worths.append(worth)
            column.ticked.append(ticked)
            column.empty.append(is_empty)
            if seconds is not None:
                column.seconds.append(seconds)
        self._columns, self._earned, self._possible = columns, earned, possible

    @property
    def questions(self) -> list[int]:
        """The numbers of the questions that anybody was asked, in order."""
        return sorted(self._columns)

    def analysis(self, asked: Mapping[int, Asked]) -> Analysis:
        """Return the figures; ``asked`` is what is known of the questions, by their numbers."""
        earned, possible = self._earned, self._possible
        totals = {each: earned[each] / worth for each, worth in possible.items() if worth > NOISE}
        thirds, kelley = groups_of(totals, THIRD), groups_of(totals, KELLEY)
        return Analysis(
            _quiz(self._columns.values(), totals, len(possible)),
            {
                number: self._columns[number].figures(
                    asked.get(number, _UNKNOWN), earned, possible, thirds, kelley
                )
                for number in self.questions
            },
        )


@dataclass(slots=True)
class _Column:
    """The responses to one question; lists of one length, but for ``seconds``."""

    learners: list[int] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    worths: list[float] = field(default_factory=list)
    ticked: list[Ticked] = field(default_factory=list)
    empty: list[bool] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def figures(
        self,
        asked: Asked,
        earned: Mapping[int, float],
        possible: Mapping[int, float],
        thirds: Groups | None,
        kelley: Groups | None,
    ) -> ItemFigures:
        shares, rests = self._beside_the_rest(earned, possible)
        rest = Moments.of(shares, rests)
        weights = None if thirds is None else _weights(self.learners, thirds)
        return ItemFigures(
            asked=asked,
            learners=len(self.shares),
            empty=sum(self.empty),
            facility=fmean(self.shares),
            rest=rest,
            thirds=None if weights is None else weights.shares_of(self.shares),
            kelley=None if kelley is None else _weights(self.learners, kelley).rise(self.shares),
            efficiency=_efficiency(rest, shares, rests),
            options=self._uses(asked, weights),
            empty_use=_use(self.empty, weights),
            seconds=median(self.seconds) if self.seconds else None,
            timed=len(self.seconds),
        )

    @property
    def worth(self) -> float | None:
        """What it is worth for everybody; None where that differs, and where it is nothing."""
        first = self.worths[0]
        return first if first > NOISE and self.worths.count(first) == len(self.worths) else None

    def _beside_the_rest(
        self, earned: Mapping[int, float], possible: Mapping[int, float]
    ) -> tuple[Sequence[float], Sequence[float]]:
        """Return shares earned here and in the rest, of those for whom there is a rest."""
        left = [
            possible[who] - worth for who, worth in zip(self.learners, self.worths, strict=True)
        ]
        has_rest = [each > NOISE for each in left]
        rests = [
            (earned[who] - share * worth) / of
            for who, share, worth, of in compress(
                zip(self.learners, self.shares, self.worths, left, strict=True), has_rest
            )
        ]
        return list(compress(self.shares, has_rest)), rests

    def _uses(self, asked: Asked, weights: _Weights | None) -> dict[str, Use]:
        marked: dict[str, list[bool]] = {}
        if not asked.options:
            return {}
        # Few ticks differ, so each is looked into once.
        for option in asked.options:
            has = {ticked: option in ticked for ticked in set(self.ticked)}
            marked[option] = [has[ticked] for ticked in self.ticked]
        return {option: _use(found, weights) for option, found in marked.items()}


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much those who answered a question belong to each group, in their order."""

    upper: Sequence[float]
    lower: Sequence[float]
    in_upper: float
    in_lower: float

    def shares_of(self, values: Sequence[float]) -> Thirds:
        """Return the means of values in three groups; the middle is who is in neither other."""
        high, low = sum(map(mul, self.upper, values)), sum(map(mul, self.lower, values))
        of_middle = len(values) - self.in_upper - self.in_lower
        return Thirds(
            _mean(low, self.in_lower),
            _mean(sum(values) - high - low, of_middle),
            _mean(high, self.in_upper),
        )

    def rise(self, values: Sequence[float]) -> float | None:
        return self.shares_of(values).rise


def _weights(learners: Sequence[int], groups: Groups) -> _Weights:
    upper = [groups.upper.get(who, 0.0) for who in learners]
    lower = [groups.lower.get(who, 0.0) for who in learners]
    return _Weights(upper, lower, sum(upper), sum(lower))


def _use(marked: Sequence[bool], weights: _Weights | None) -> Use:
    return Use(sum(marked), None if weights is None else weights.shares_of(marked))


def _mean(total: float, count: float) -> float | None:
    # What is left of a subtraction may be a hair outside of what a share can be.
    return max(0.0, min(1.0, total / count)) if count > NOISE else None


def _efficiency(rest: Moments, shares: Sequence[float], rests: Sequence[float]) -> float | None:
    """Return the covariance as a part of what it were if the same marks were put in one order.

    Moodle, "Quiz statistics calculations" (Hunt and others), calls it discriminative efficiency.
    """
    if rest.correlation is None:
        return None
    greatest = Moments.of(sorted(shares), sorted(rests)).xy
    return max(-1.0, min(1.0, rest.xy / greatest)) if greatest > NOISE else None


def _quiz(columns: Iterable[_Column], totals: Mapping[int, float], learners: int) -> QuizFigures:
    common = list(_common(columns, learners))
    in_common: defaultdict[int, float] = defaultdict(float)
    spread = 0.0
    for column, worth in common:
        spread += Moments.of(column.shares, column.shares).xx * worth * worth
        for who, share in zip(column.learners, column.shares, strict=True):
            in_common[who] += share * worth
    points = list(in_common.values())
    squares = Moments.of(points, points).xx
    alpha = cronbach_alpha(len(common), spread, squares)
    possible = sum(worth for _, worth in common)
    error = None
    if len(points) > 1 and possible:
        error = standard_error(math.sqrt(squares / (len(points) - 1)) / possible, alpha)
    shares = list(totals.values())
    return QuizFigures(
        learners=learners,
        mean=fmean(shares) if shares else None,
        deviation=stdev(shares) if len(shares) > 1 else None,
        common=len(common),
        alpha=alpha,
        error=error,
    )


def _common(columns: Iterable[_Column], learners: int) -> Iterator[tuple[_Column, float]]:
    """Return the questions that everybody was asked for the same points, with these."""
    for column in columns:
        worth = column.worth
        if worth is not None and len(column.learners) == learners:
            yield column, worth
