from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import fsrs as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scheduling import (
    Memory,
    Parameters,
    Rating,
    Review,
    learner_calendar,
    memory_key,
    update,
)
from quizapp.domain.scheduling.fuzz import fuzz_range, fuzz_share, fuzzed_days


def test_the_same_memory_is_fuzzed_the_same_way_on_every_machine() -> None:
    # The golden values would change with the hash, and with them every stored due date.
    assert fuzz_share("7/f-001", 1) == pytest.approx(0.08244778967634159, abs=1e-15)
    assert fuzz_share("7/f-001", 2) == pytest.approx(0.23989332713523004, abs=1e-15)


def test_memories_of_learners_and_facts_are_fuzzed_apart() -> None:
    keys = [memory_key(learner, f"f-{fact}") for learner in range(50) for fact in range(40)]
    shares = [fuzz_share(key, 3) for key in keys]
    assert len(set(shares)) == len(keys)
    counts = Counter(fuzzed_days(30, share, 36_500) for share in shares)
    low, high = fuzz_range(30, 36_500)
    assert set(counts) == set(range(low, high + 1))
    # No interval is favoured: of 2,000 draws over 7 intervals about 286 fall on each.
    assert min(counts.values()) > 215
    assert max(counts.values()) < 357


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, (1, 1)),
        (2, (2, 2)),
        (3, (2, 4)),
        (7, (5, 9)),
        (10, (8, 12)),
        (20, (17, 23)),
        (50, (46, 54)),
        (365, (345, 385)),
    ],
)
def test_ranges_match_the_golden_table(days: int, expected: tuple[int, int]) -> None:
    assert fuzz_range(days, 36_500) == expected


def test_ranges_begin_where_those_of_the_reference_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference.scheduler, "random", lambda: 0.0)
    scheduler = reference.Scheduler()
    for days in (*range(1, 60), 99, 365, 5_000):
        shortest = scheduler._get_fuzzed_interval(interval=timedelta(days=days)).days
        assert fuzz_range(days, 36_500)[0] == shortest


@given(st.integers(1, 36_500), st.integers(), st.integers(1, 10_000), st.integers(1, 36_500))
def test_fuzz_stays_within_its_range_and_the_maximum(
    days: int, fact: int, reviews: int, maximum: int
) -> None:
    days = min(days, maximum)
    low, high = fuzz_range(days, maximum)
    fuzzed = fuzzed_days(days, fuzz_share(memory_key(7, fact), reviews), maximum)
    assert 1 <= low <= days <= high <= maximum
    assert low <= fuzzed <= high
    assert fuzzed_days(days, 0.0, maximum) == low
    assert fuzzed_days(days, 1 - 2**-53, maximum) == high


def test_fuzz_moves_the_due_day_and_nothing_else(review: Callable[..., Review]) -> None:
    calendar = learner_calendar("UTC")
    start = update(None, review(1, Rating.EASY), key="a", calendar=calendar)
    answer = review(2, days=12)

    def after(key: str, fuzz: bool) -> Memory:
        parameters = Parameters(fuzz=fuzz)
        return update(start, answer, key=key, calendar=calendar, parameters=parameters)

    plain = after("a", fuzz=False)
    fuzzed = [after(f"key {number}", fuzz=True) for number in range(10)]
    assert {memory.stability for memory in fuzzed} == {plain.stability}
    assert len({memory.due for memory in fuzzed}) > 3
    assert after("a", fuzz=False) == after("b", fuzz=False)
    assert after("a", fuzz=True) == after("a", fuzz=True)


def test_each_further_review_is_fuzzed_anew(review: Callable[..., Review]) -> None:
    calendar = learner_calendar("UTC")
    start = update(None, review(1, Rating.EASY), key="a", calendar=calendar)
    answer = review(2, days=12)
    memories = [
        update(replace(start, reps=reps), answer, key="a", calendar=calendar)
        for reps in range(1, 12)
    ]
    assert len({memory.due for memory in memories}) > 3
