from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import fsrs as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scheduling import (
    Fsrs6,
    Memory,
    Parameters,
    PeriodCalendar,
    Rating,
    Review,
    recall_chance,
    update,
)
from quizapp.domain.scheduling import fsrs as ours

START = datetime(2024, 1, 31, 22, 30, tzinfo=UTC)
EXACT = 1e-9
REAL_LOG = Path(__file__).parents[3].parent / "shared" / "review-logs" / "josh.csv"

steps = st.lists(
    st.sampled_from([timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=7)]), max_size=3
).map(tuple)
gaps = st.one_of(
    st.integers(0, 3_600),
    st.integers(80_000, 180_000),
    st.integers(0, 400 * 86_400),
)
history = st.lists(st.tuples(gaps, st.sampled_from(list(Rating))), min_size=1, max_size=14)


def assert_equal_to_reference(
    log: Sequence[tuple[datetime, Rating]], parameters: Parameters
) -> None:
    scheduler = reference.Scheduler(
        parameters=parameters.model.weights,
        desired_retention=parameters.desired_retention,
        learning_steps=parameters.learning_steps,
        relearning_steps=parameters.relearning_steps,
        maximum_interval=parameters.maximum_interval,
        enable_fuzzing=False,
    )
    # Without an id the constructor of a card sleeps and reads the clock.
    card = reference.Card(card_id=1, due=START)
    memory: Memory | None = None
    for number, (at, rating) in enumerate(log):
        card, _ = scheduler.review_card(card, reference.Rating(rating), at)
        memory = update(
            memory,
            Review(UUID(int=number), at, rating),
            key="any",
            calendar=PeriodCalendar(),
            parameters=parameters,
        )
        assert card.stability == pytest.approx(memory.stability, rel=EXACT)
        assert card.difficulty == pytest.approx(memory.difficulty, rel=EXACT)
        assert (card.state, card.step, card.due) == (memory.state, memory.step, memory.due)


@given(history)
def test_generated_histories_agree_with_the_reference(
    gaps_and_ratings: list[tuple[int, Rating]],
) -> None:
    at, log = START, []
    for gap, rating in gaps_and_ratings:
        at += timedelta(seconds=gap)
        log.append((at, rating))
    assert_equal_to_reference(log, Parameters(fuzz=False))


@given(
    history,
    steps,
    steps,
    st.floats(0.75, 0.97),
    st.integers(5, 36_500),
    st.lists(st.floats(0.8, 1.2), min_size=21, max_size=21),
)
def test_generated_settings_agree_with_the_reference(
    gaps_and_ratings: list[tuple[int, Rating]],
    learning: tuple[timedelta, ...],
    relearning: tuple[timedelta, ...],
    retention: float,
    maximum: int,
    stretch: list[float],
) -> None:
    bounds = zip(
        reference.scheduler.LOWER_BOUNDS_PARAMETERS,
        reference.scheduler.UPPER_BOUNDS_PARAMETERS,
        strict=True,
    )
    weights = tuple(
        min(max(weight * factor, low), high)
        for weight, factor, (low, high) in zip(ours.DEFAULT_WEIGHTS, stretch, bounds, strict=True)
    )
    parameters = Parameters(
        model=Fsrs6(weights),
        desired_retention=retention,
        learning_steps=learning,
        relearning_steps=relearning,
        maximum_interval=maximum,
        fuzz=False,
    )
    at, log = START, []
    for gap, rating in gaps_and_ratings:
        at += timedelta(seconds=gap)
        log.append((at, rating))
    assert_equal_to_reference(log, parameters)


@pytest.mark.skipif(not REAL_LOG.exists(), reason="the real review log is not here")
def test_real_histories_agree_with_the_reference() -> None:
    logs: defaultdict[str, list[tuple[datetime, Rating]]] = defaultdict(list)
    with REAL_LOG.open(newline="") as rows:
        for row in csv.DictReader(rows):
            at = datetime.fromisoformat(row["review_time"])
            logs[row["card_id"]].append((at, Rating(int(row["review_rating"]))))
    parameters = Parameters(fuzz=False)
    # A third of the cards, spread over the whole log, is some four thousand reviews.
    sample = list(logs.values())[::3]
    assert sum(map(len, sample)) > 3_000
    for log in sample:
        assert_equal_to_reference(sorted(log), parameters)


def test_default_weights_are_those_of_the_reference() -> None:
    assert ours.DEFAULT_WEIGHTS == reference.scheduler.DEFAULT_PARAMETERS
    assert len(ours.DEFAULT_WEIGHTS) == ours.WEIGHT_COUNT


def test_recall_is_ninety_percent_after_as_many_days_as_the_stability() -> None:
    assert ours.retrievability(0, 12.5) == 1
    assert ours.retrievability(12.5, 12.5) == pytest.approx(0.9)
    assert ours.interval_days(12.0, 0.9, 36_500) == 12


def test_recall_chance_agrees_with_the_reference() -> None:
    memory = update(
        None, Review(UUID(int=1), START, Rating.EASY), key="any", calendar=PeriodCalendar()
    )
    later = START + timedelta(days=9, hours=23)
    card, _ = reference.Scheduler().review_card(
        reference.Card(card_id=1), reference.Rating.Easy, START
    )
    assert recall_chance(memory, later, calendar=PeriodCalendar()) == pytest.approx(
        reference.Scheduler().get_card_retrievability(card, later), rel=EXACT
    )


def test_hard_on_the_same_day_never_lowers_the_stability() -> None:
    for stability in (0.01, 1.0, 50.0, 5_000.0):
        assert ours.same_day_stability(stability, Rating.HARD) >= stability
        assert ours.same_day_stability(stability, Rating.AGAIN) < stability


@given(st.floats(0.001, 20_000), st.floats(1, 10), st.integers(0, 5_000))
def test_better_ratings_never_leave_a_weaker_memory(
    stability: float, difficulty: float, elapsed: int
) -> None:
    strengths = [ours.next_stability(stability, difficulty, elapsed, rating) for rating in Rating]
    difficulties = [ours.next_difficulty(difficulty, rating) for rating in Rating]
    assert strengths == sorted(strengths)
    assert difficulties == sorted(difficulties, reverse=True)
    assert all(value >= ours.MIN_STABILITY for value in strengths)
    assert all(1 <= value <= 10 for value in difficulties)


def test_intervals_of_steady_right_answers_match_the_golden_table() -> None:
    memory: Memory | None = None
    at, intervals = START, []
    ratings = [Rating.GOOD] * 6 + [Rating.AGAIN] * 2 + [Rating.GOOD] * 5
    for number, rating in enumerate(ratings):
        memory = update(
            memory,
            Review(UUID(int=number), at, rating),
            key="any",
            calendar=PeriodCalendar(),
            parameters=Parameters(fuzz=False),
        )
        intervals.append((memory.due - at).days)
        at = memory.due
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
