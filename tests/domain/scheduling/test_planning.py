from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.domain.scheduling import (
    Form,
    Memory,
    State,
    Strength,
    forecast,
    form_for,
    learner_calendar,
    strength_of,
    study_order,
)

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
CALENDAR = learner_calendar("Europe/Berlin")


def memory(
    *,
    stability: float = 10.0,
    seen: float = 10.0,
    due: float = -1.0,
    state: State = State.REVIEW,
) -> Memory:
    """Build a memory last reviewed `seen` days ago and due in `due` days."""
    return Memory(
        state=state,
        step=None if state == State.REVIEW else 0,
        stability=stability,
        difficulty=5.0,
        due=NOW + timedelta(days=due),
        last_review=NOW - timedelta(days=seen),
        reps=4,
        lapses=0,
    )


MINUTE = 1 / 1440


def order(memories: dict[str, Memory], new: list[str], limit: int) -> list[str]:
    return study_order(memories, new, now=NOW, calendar=CALENDAR, new_limit=limit)


def test_due_facts_come_by_lowest_chance_of_recall_then_new_ones() -> None:
    memories = {
        "firm": memory(stability=40, seen=10),
        "fading": memory(stability=2, seen=10),
        "middling": memory(stability=10, seen=10),
        "not yet due": memory(stability=1, seen=10, due=0.001),
    }
    assert order(memories, ["a", "b", "c"], 2) == ["fading", "middling", "firm", "a", "b"]


def test_facts_in_learning_steps_come_first_by_their_time() -> None:
    memories = {
        "fading": memory(stability=1, seen=30),
        "second": memory(state=State.LEARNING, due=-1 * MINUTE, seen=0.1),
        "first": memory(state=State.RELEARNING, due=-5 * MINUTE, seen=0.1),
    }
    assert order(memories, [], 0) == ["first", "second", "fading"]


def test_equal_chances_of_recall_are_ordered_by_due_time() -> None:
    memories = {"later": memory(due=-1), "sooner": memory(due=-3)}
    assert order(memories, [], 0) == ["sooner", "later"]


def test_the_wait_of_a_learning_step_is_kept_even_when_nothing_else_is_left() -> None:
    memories = {
        "in a minute": memory(state=State.LEARNING, due=1 * MINUTE, seen=0),
        "missed, in 5 minutes": memory(state=State.RELEARNING, due=5 * MINUTE, seen=0),
        "known, in 5 minutes": memory(due=5 * MINUTE),
    }
    assert order(memories, [], 5) == []
    assert order(memories, ["new"], 5) == ["new"]


@pytest.mark.parametrize(("limit", "expected"), [(-3, []), (0, []), (1, ["a"]), (9, ["a", "b"])])
def test_new_facts_are_limited_and_never_repeated(limit: int, expected: list[str]) -> None:
    memories = {"known": memory(due=5)}
    assert order(memories, ["a", "known", "a", "b"], limit) == expected


def test_forecast_counts_each_learners_day_and_the_overdue_today() -> None:
    # Berlin changes its clocks on 29 March; days begin at 03:00 UTC before and 02:00 after.
    due = [
        NOW - timedelta(days=300),
        NOW,
        datetime(2026, 3, 21, 2, 59, 59, tzinfo=UTC),
        datetime(2026, 3, 21, 3, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 2, 0, tzinfo=UTC),
        datetime(2026, 4, 3, 1, 59, tzinfo=UTC),
        datetime(2026, 4, 3, 2, 0, tzinfo=UTC),
    ]
    loads = forecast(due, now=NOW, calendar=CALENDAR)
    assert len(loads) == 14
    assert [load.day for load in loads] == [
        date(2026, 3, 20) + timedelta(days=offset) for offset in range(14)
    ]
    counts = {load.day: load.due for load in loads if load.due}
    assert counts == {
        date(2026, 3, 20): 3,
        date(2026, 3, 21): 1,
        date(2026, 3, 28): 1,
        date(2026, 3, 29): 1,
        date(2026, 4, 2): 1,
    }


def test_forecast_before_the_boundary_starts_with_yesterday() -> None:
    (load,) = forecast([], now=datetime(2026, 3, 20, 2, tzinfo=UTC), calendar=CALENDAR, days=1)
    assert (load.day, load.due) == (date(2026, 3, 19), 0)


@pytest.mark.parametrize(
    ("held", "word"),
    [
        (None, Strength.NEW),
        (memory(state=State.LEARNING, stability=100, seen=0), Strength.WEAK),
        (memory(state=State.RELEARNING, stability=100, seen=0), Strength.WEAK),
        (memory(stability=2.9, seen=0), Strength.WEAK),
        (memory(stability=3, seen=0), Strength.FAIR),
        (memory(stability=20.9, seen=0), Strength.FAIR),
        (memory(stability=21, seen=21), Strength.STRONG),
        (memory(stability=89.9, seen=0), Strength.STRONG),
        (memory(stability=90, seen=89), Strength.SURE),
        # Long overdue, even a stable memory is no longer sure.
        (memory(stability=90, seen=100), Strength.STRONG),
        (memory(stability=90, seen=400), Strength.FAIR),
        (memory(stability=90, seen=4000), Strength.WEAK),
    ],
)
def test_strength_is_named_by_stability_and_recall(held: Memory | None, word: Strength) -> None:
    assert strength_of(held, NOW, calendar=CALENDAR) == word


@pytest.mark.parametrize(
    ("held", "form"),
    [
        (None, Form.RECOGNITION),
        (memory(stability=6.9), Form.RECOGNITION),
        (memory(stability=7), Form.RECALL),
        (memory(stability=70, state=State.RELEARNING), Form.RECOGNITION),
    ],
)
def test_facts_are_recalled_once_they_are_held_for_a_week(held: Memory | None, form: Form) -> None:
    assert form_for(held) == form
