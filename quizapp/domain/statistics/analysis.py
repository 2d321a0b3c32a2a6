"""From responses to the figures of each question and of the quiz."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from quizapp.domain.statistics.figures import (
    Analysis,
    Asked,
    ItemFigures,
    QuizFigures,
    Thirds,
    Use,
)
from quizapp.domain.statistics.groups import KELLEY, THIRD, Groups, groups_of, standing
from quizapp.domain.statistics.moments import Moments
from quizapp.domain.statistics.reliability import cronbach_alpha, standard_error
from quizapp.domain.statistics.samples import NOISE
from quizapp.domain.statistics.tally import Answer, Response, Tally, Total

_UNKNOWN = Asked()


def analyse(responses: Iterable[Response], asked: Mapping[int, Asked]) -> Analysis:
    """Return the figures of the questions that were asked, and of the quiz; see ``figures_of``.

    Each learner has one response at most to a question, and comes once: a learner with several
    attempts is asked for one of them. The order of responses does not matter.
    """
    return figures_of(Tally.of(responses), asked)


def figures_of(tally: Tally, asked: Mapping[int, Asked]) -> Analysis:
    """Return the figures; ``asked`` is what is known of the questions, by their numbers.

    The common questions of the tally are to be those that everybody in it shares.
    """
    ranked: Counter[float] = Counter()
    for total, count in tally.learners.items():
        place = _standing(total)
        if place is not None:
            ranked[place] += count
    thirds, kelley = groups_of(ranked, THIRD), groups_of(ranked, KELLEY)
    times = tally.times()
    columns = {number: _Column(rows) for number, rows in tally.by_question().items()}
    return Analysis(
        _quiz(tally, columns, ranked),
        {
            number: column.figures(
                asked.get(number, _UNKNOWN), thirds, kelley, times.get(number, [])
            )
            for number, column in columns.items()
        },
    )


def _standing(total: Total) -> float | None:
    earned, possible = total
    return standing(earned / possible) if possible > NOISE else None


class _Column:
    """The answers to one question; lists of one length, with how often each was given."""

    def __init__(self, rows: Sequence[tuple[Answer, Total, int]]) -> None:
        answers = [answer for answer, _, _ in rows]
        self.totals = [total for _, total, _ in rows]
        self.counts = [count for _, _, count in rows]
        self.shares = [answer[1] for answer in answers]
        self.worths = [answer[2] for answer in answers]
        self.ticked = [answer[3] for answer in answers]
        self.empty = [answer[4] for answer in answers]

    def figures(
        self,
        asked: Asked,
        thirds: Groups | None,
        kelley: Groups | None,
        times: Sequence[tuple[int, int]],
    ) -> ItemFigures:
        shares, rests, counts = self._beside_the_rest()
        rest = Moments.of(shares, rests, counts)
        weights = self._weights(thirds)
        kelleys = self._weights(kelley)
        return ItemFigures(
            asked=asked,
            learners=sum(self.counts),
            empty=sum(map(mul, self.empty, self.counts)),
            facility=self.spread.mean_x,
            rest=rest,
            thirds=None if weights is None else weights.shares_of(self.shares),
            kelley=None if kelleys is None else kelleys.rise(self.shares),
            efficiency=_efficiency(rest, shares, rests, counts),
            options=self._uses(asked, weights),
            empty_use=self._use(self.empty, weights),
            seconds=_median(times),
            timed=sum(count for _, count in times),
        )

    @property
    def spread(self) -> Moments:
        """The moments of the shares alone."""
        return Moments.of(self.shares, self.shares, self.counts)

    def _beside_the_rest(self) -> tuple[list[float], list[float], list[int]]:
        """Return shares earned here and in the rest, of those for whom there is a rest."""
        shares, rests, counts = [], [], []
        for share, worth, (earned, possible), count in zip(
            self.shares, self.worths, self.totals, self.counts, strict=True
        ):
            if possible - worth > NOISE:
                shares.append(share)
                rests.append((earned - share * worth) / (possible - worth))
                counts.append(count)
        return shares, rests, counts

    def _weights(self, groups: Groups | None) -> _Weights | None:
        if groups is None:
            return None
        places = [_standing(total) for total in self.totals]
        return _Weights(
            [_weight(groups.upper, place) for place in places],
            [_weight(groups.lower, place) for place in places],
            self.counts,
        )

    def _uses(self, asked: Asked, weights: _Weights | None) -> dict[str, Use]:
        return {
            option: self._use([option in ticked for ticked in self.ticked], weights)
            for option in asked.options
        }

    def _use(self, marked: Sequence[bool], weights: _Weights | None) -> Use:
        return Use(
            sum(map(mul, marked, self.counts)),
            None if weights is None else weights.shares_of(marked),
        )


def _weight(group: Mapping[float, float], place: float | None) -> float:
    # Whoever could earn nothing is in neither group.
    return 0.0 if place is None else group.get(place, 0.0)


@dataclass(frozen=True, slots=True)
class _Weights:
    """How much those who gave each answer belong to each group, and how many they are."""

    upper: Sequence[float]
    lower: Sequence[float]
    counts: Sequence[int]

    def shares_of(self, values: Sequence[float]) -> Thirds:
        """Return the means of values in three groups; the middle is who is in neither other."""
        sums = [value * count for value, count in zip(values, self.counts, strict=True)]
        high, low = sum(map(mul, self.upper, sums)), sum(map(mul, self.lower, sums))
        in_upper = sum(map(mul, self.upper, self.counts))
        in_lower = sum(map(mul, self.lower, self.counts))
        return Thirds(
            _mean(low, in_lower),
            _mean(sum(sums) - high - low, sum(self.counts) - in_upper - in_lower),
            _mean(high, in_upper),
        )

    def rise(self, values: Sequence[float]) -> float | None:
        return self.shares_of(values).rise


def _mean(total: float, count: float) -> float | None:
    # What is left of a subtraction may be a hair outside of what a share can be.
    return max(0.0, min(1.0, total / count)) if count > NOISE else None


def _median(times: Sequence[tuple[int, int]]) -> float | None:
    """Return the median of values in order, each with how often it is there."""
    count = sum(often for _, often in times)
    if not count:
        return None
    return (_at(times, (count - 1) // 2) + _at(times, count // 2)) / 2


def _at(times: Sequence[tuple[int, int]], place: int) -> int:
    for value, often in times:
        if place < often:
            return value
        place -= often
    raise IndexError(place)


def _efficiency(
    rest: Moments, shares: Sequence[float], rests: Sequence[float], counts: Sequence[int]
) -> float | None:
    """Return the covariance as a part of what it were if the same marks were put in one order.

    Moodle, "Quiz statistics calculations" (Hunt and others), calls it discriminative efficiency.
    """
    if rest.correlation is None:
        return None
    greatest = Moments.of(*_in_one_order(shares, rests, counts)).xy
    return max(-1.0, min(1.0, rest.xy / greatest)) if greatest > NOISE else None


def _in_one_order(
    xs: Sequence[float], ys: Sequence[float], counts: Sequence[int]
) -> tuple[list[float], list[float], list[int]]:
    """Return pairs and how often each is there, the least of both first, the greatest last."""
    of_x = sorted(zip(xs, counts, strict=True), reverse=True)
    of_y = sorted(zip(ys, counts, strict=True), reverse=True)
    pairs = []
    (x, many_x), (y, many_y) = of_x.pop(), of_y.pop()
    while True:
        often = min(many_x, many_y)
        pairs.append((x, y, often))
        many_x, many_y = many_x - often, many_y - often
        if not many_x:
            if not of_x:
                break
            x, many_x = of_x.pop()
        if not many_y:
            y, many_y = of_y.pop()
    return [x for x, _, _ in pairs], [y for _, y, _ in pairs], [often for _, _, often in pairs]


def _quiz(tally: Tally, columns: Mapping[int, _Column], ranked: Mapping[float, int]) -> QuizFigures:
    common = sorted(tally.common)
    spread = sum(columns[number].spread.xx * worth * worth for number, worth in common)
    points = _moments(tally.points)
    alpha = cronbach_alpha(len(common), spread, points.xx)
    possible = sum(worth for _, worth in common)
    error = None
    if points.count > 1 and possible:
        error = standard_error(math.sqrt(points.xx / (points.count - 1)) / possible, alpha)
    shares = _moments(ranked)
    return QuizFigures(
        learners=tally.learners.total(),
        mean=shares.mean_x if shares.count else None,
        deviation=math.sqrt(shares.xx / (shares.count - 1)) if shares.count > 1 else None,
        common=len(common),
        alpha=alpha,
        error=error,
    )


def _moments(counted: Mapping[float, int]) -> Moments:
    values = sorted(counted)
    return Moments.of(values, values, [counted[each] for each in values])
