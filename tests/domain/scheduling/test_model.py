"""Memory models as values: weights that cannot be used, two stabilities, noted days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from quizapp.domain.scheduling import (
    Fsrs6,
    InvalidSetting,
    Parameters,
    Rating,
    Review,
    Strengths,
    learner_calendar,
    recall_chance,
    replay,
    update,
)
from quizapp.domain.scheduling.fsrs import DEFAULT_WEIGHTS

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "weights",
    [(1.0,), (*DEFAULT_WEIGHTS[:20], 0.0), (float("nan"), *DEFAULT_WEIGHTS[1:])],
)
def test_weights_that_cannot_be_used_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(InvalidSetting):
        Fsrs6(weights)


@dataclass(frozen=True)
class Halves:
    """A model with two traces, whose numbers can be followed by hand."""

    weights: tuple[float, ...] = ()
    stabilities: int = 2

    def first(self, rating: Rating) -> Strengths:
        return Strengths(4.0 * rating, 5.0, 2.0 * rating)

    def after(self, before: Strengths, elapsed_days: float, rating: Rating) -> Strengths:
        assert before.stability_fast is not None
        return Strengths(before.stability + elapsed_days, 5.0, before.stability_fast + rating)

    def recall(self, strengths: Strengths, elapsed_days: float) -> float:
        return 0.5 ** (elapsed_days / strengths.stability)

    def interval_days(
        self, strengths: Strengths, desired_retention: float, maximum_interval: int
    ) -> float:
        return min(strengths.stability / 8, desired_retention * maximum_interval)


@dataclass(frozen=True)
class Exact:
    """Time as it passes, in days and parts of days."""

    def elapsed_days(self, previous: datetime, now: datetime, **_days: date | None) -> float:
        return (now - previous) / timedelta(days=1)

    def due_after(self, at: datetime, days: float, **_days: date | None) -> datetime:
        return at + timedelta(days=days)


def test_model_with_two_stabilities_and_exact_time_is_carried_through() -> None:
    parameters = Parameters(model=Halves(), learning_steps=(), fuzz=False)
    reviews = [
        Review(UUID(int=1), START, Rating.GOOD),
        Review(UUID(int=2), START + timedelta(hours=6), Rating.HARD),
    ]
    memory = replay(reviews, key="k", calendar=Exact(), parameters=parameters)
    assert memory is not None
    assert memory.strengths == Strengths(12.25, 5.0, 8.0)
    assert memory.due == reviews[1].at + timedelta(days=12.25 / 8)
    half = reviews[1].at + timedelta(days=12.25)
    assert recall_chance(memory, half, calendar=Exact(), parameters=parameters) == 0.5


def test_guess_is_weighed_for_both_stabilities() -> None:
    parameters = Parameters(model=Halves(), guess_prior=0.5)
    guessed = Review(UUID(int=1), START, Rating.GOOD, 0.5)
    memory = update(None, guessed, key="k", calendar=Exact(), parameters=parameters)
    # Known with the chance 2/3: between what Good (12, 6) and Again (4, 2) make of it.
    assert memory.strengths == pytest.approx(Strengths(28 / 3, 5.0, 14 / 3))


def reviews_noted(zone: str) -> list[Review]:
    """Answers about midnight in the zone, each with the day it was made on there."""
    calendar = learner_calendar(zone)
    moments = [START + timedelta(hours=31 * step + step**3) for step in range(12)]
    return [
        Review(UUID(int=step), at, Rating.GOOD, day=calendar.day(at))
        for step, at in enumerate(moments, 1)
    ]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_past_is_not_rewritten_when_a_learner_moves(zone: str) -> None:
    log = reviews_noted("UTC")
    home = replay(log, key="k", calendar=learner_calendar("UTC"))
    away = replay(log, key="k", calendar=learner_calendar(zone))
    assert home is not None
    assert away is not None
    assert away.strengths == home.strengths
    assert (away.reps, away.lapses, away.last_day) == (home.reps, home.lapses, log[-1].day)
    # What lies ahead follows the days of the new place.
    assert learner_calendar(zone).day(away.due) == learner_calendar("UTC").day(home.due)
    assert away.due == learner_calendar(zone).start(learner_calendar(zone).day(away.due))


def test_without_noted_days_the_calendar_says_which_they_were() -> None:
    log = reviews_noted("UTC")
    bare = [Review(each.id, each.at, each.rating) for each in log]
    calendar = learner_calendar("UTC")
    noted, found = (replay(each, key="k", calendar=calendar) for each in (log, bare))
    assert noted is not None
    assert found is not None
    assert (noted.strengths, noted.due) == (found.strengths, found.due)
