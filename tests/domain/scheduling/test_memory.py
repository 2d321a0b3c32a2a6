from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scheduling import (
    InvalidReview,
    InvalidSetting,
    LateReview,
    Memory,
    Parameters,
    Rating,
    Review,
    State,
    automatic_rating,
    explain,
    fsrs,
    learner_calendar,
    recall_chance,
    update,
)

CALENDAR = learner_calendar("UTC")
PLAIN = Parameters(fuzz=False)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
KNOWN = Memory(
    state=State.REVIEW,
    step=None,
    stability=10.0,
    difficulty=5.0,
    due=START + timedelta(days=10),
    last_review=START,
    reps=3,
    lapses=0,
)
guesses = st.floats(0, 1)
memories = st.builds(
    Memory,
    state=st.sampled_from([State.REVIEW]),
    step=st.none(),
    stability=st.floats(0.01, 5_000),
    difficulty=st.floats(1, 10),
    due=st.just(START),
    last_review=st.just(START),
    reps=st.integers(1, 50),
    lapses=st.integers(0, 10),
)


def answer(
    memory: Memory | None,
    rating: Rating = Rating.GOOD,
    *,
    days: float = 0,
    guess: float = 0.0,
    parameters: Parameters = PLAIN,
) -> Memory:
    review = Review(UUID(int=9), START + timedelta(days=days), rating, guess)
    return update(memory, review, key="k", calendar=CALENDAR, parameters=parameters)


def test_first_right_answer_waits_for_the_second_learning_step() -> None:
    memory = answer(None)
    assert (memory.state, memory.step, memory.reps, memory.lapses) == (State.LEARNING, 1, 1, 0)
    assert memory.due == START + timedelta(minutes=10)
    assert memory.stability == fsrs.DEFAULT_WEIGHTS[2]


@pytest.mark.parametrize(
    ("steps", "rating", "minutes"),
    [
        ((1, 10), Rating.AGAIN, 1),
        ((1, 10), Rating.HARD, 5.5),
        ((4,), Rating.HARD, 6),
        ((1, 10, 60), Rating.GOOD, 10),
    ],
)
def test_first_answers_wait_as_the_steps_say(
    steps: tuple[int, ...], rating: Rating, minutes: float
) -> None:
    parameters = replace(PLAIN, learning_steps=tuple(timedelta(minutes=step) for step in steps))
    memory = answer(None, rating, parameters=parameters)
    assert memory.state == State.LEARNING
    assert memory.due == START + timedelta(minutes=minutes)


def test_hard_repeats_a_later_step() -> None:
    memory = answer(answer(None), Rating.HARD, days=0.1)
    assert (memory.state, memory.step) == (State.LEARNING, 1)
    assert memory.due - memory.last_review == timedelta(minutes=10)


def test_a_step_that_no_longer_exists_ends_the_learning() -> None:
    memory = answer(answer(None), days=0.1, parameters=replace(PLAIN, learning_steps=()))
    assert (memory.state, memory.step) == (State.REVIEW, None)
    shorter = replace(PLAIN, learning_steps=(timedelta(minutes=1),))
    assert answer(answer(None), Rating.HARD, days=0.1, parameters=shorter).state == State.REVIEW


def test_easy_leaves_the_steps_and_is_due_at_the_start_of_a_day() -> None:
    memory = answer(None, Rating.EASY)
    assert (memory.state, memory.step) == (State.REVIEW, None)
    assert memory.due == datetime(2026, 3, 10, 4, tzinfo=UTC)


def test_forgetting_a_known_fact_is_a_lapse_and_starts_relearning() -> None:
    memory = answer(KNOWN, Rating.AGAIN, days=10)
    assert (memory.state, memory.step) == (State.RELEARNING, 0)
    assert (memory.reps, memory.lapses) == (4, 1)
    assert memory.due - memory.last_review == timedelta(minutes=10)
    again = answer(memory, Rating.AGAIN, days=10.1)
    assert (again.reps, again.lapses) == (5, 1)
    assert answer(again, days=10.2).state == State.REVIEW


def test_without_relearning_steps_a_forgotten_fact_comes_back_after_days() -> None:
    memory = answer(KNOWN, Rating.AGAIN, days=10, parameters=replace(PLAIN, relearning_steps=()))
    assert (memory.state, memory.lapses) == (State.REVIEW, 1)
    assert memory.due > memory.last_review + timedelta(hours=12)


def test_an_older_review_is_refused() -> None:
    with pytest.raises(LateReview, match="older than the last one"):
        answer(KNOWN, days=-1)


def test_an_answer_after_the_boundary_counts_as_a_day_later() -> None:
    late = replace(KNOWN, last_review=datetime(2026, 3, 3, 3, 55, tzinfo=UTC))
    before = Review(UUID(int=1), datetime(2026, 3, 3, 3, 59, tzinfo=UTC), Rating.GOOD)
    after = replace(before, at=datetime(2026, 3, 3, 4, 1, tzinfo=UTC))
    same_day = update(late, before, key="k", calendar=CALENDAR, parameters=PLAIN)
    next_day = update(late, after, key="k", calendar=CALENDAR, parameters=PLAIN)
    assert same_day.stability == fsrs.same_day_stability(10.0, Rating.GOOD)
    assert next_day.stability == fsrs.next_stability(10.0, 5.0, 1, Rating.GOOD)


@given(memories, guesses, st.integers(0, 500))
def test_a_wrong_answer_is_again_however_easy_to_guess(
    memory: Memory, guess: float, days: int
) -> None:
    plain = answer(memory, Rating.AGAIN, days=days)
    assert answer(memory, Rating.AGAIN, days=days, guess=guess) == plain


@given(st.none() | memories, guesses, guesses, st.integers(0, 500))
def test_a_right_answer_says_less_the_easier_it_is_to_guess(
    memory: Memory | None, one: float, other: float, days: int
) -> None:
    low, high = sorted((one, other))
    good = answer(memory, days=days)
    hard_to_guess = answer(memory, days=days, guess=low)
    easy_to_guess = answer(memory, days=days, guess=high)
    wrong = answer(memory, Rating.AGAIN, days=days)
    slack = 1 + 1e-12
    assert easy_to_guess.stability <= hard_to_guess.stability * slack
    assert wrong.stability <= easy_to_guess.stability * slack
    assert hard_to_guess.stability <= good.stability * slack
    assert hard_to_guess.difficulty <= easy_to_guess.difficulty * slack
    assert good.difficulty <= hard_to_guess.difficulty * slack
    assert easy_to_guess.difficulty <= wrong.difficulty * slack
    assert (easy_to_guess.state, easy_to_guess.step) == (good.state, good.step)
    assert easy_to_guess.due <= good.due
    assert answer(memory, days=days, guess=0.0) == good


def test_a_guessable_answer_mixes_good_and_again() -> None:
    days, guess = 20, 0.25
    recall = fsrs.retrievability(days, 10.0)
    knew = recall / (recall + (1 - recall) * guess)
    good, wrong = answer(KNOWN, days=days), answer(KNOWN, Rating.AGAIN, days=days)
    mixed = answer(KNOWN, days=days, guess=guess)
    assert mixed.stability == pytest.approx(knew * good.stability + (1 - knew) * wrong.stability)
    assert mixed.difficulty == pytest.approx(knew * good.difficulty + (1 - knew) * wrong.difficulty)
    interval = fsrs.interval_days(mixed.stability, 0.9, 36_500)
    assert mixed.due == CALENDAR.due_after(START + timedelta(days=days), interval)


@pytest.mark.parametrize(("prior", "knew"), [(0.5, 2 / 3), (0.2, 1 / 3), (1.0, 1.0)])
@pytest.mark.parametrize("memory", [None, KNOWN], ids=["first answer", "same day"])
def test_the_prior_stands_in_where_the_model_cannot_tell(
    memory: Memory | None, prior: float, knew: float
) -> None:
    parameters = replace(PLAIN, guess_prior=prior)
    mixed = answer(memory, guess=0.5, parameters=parameters)
    good, wrong = answer(memory), answer(memory, Rating.AGAIN)
    assert mixed.stability == pytest.approx(knew * good.stability + (1 - knew) * wrong.stability)


def test_an_explanation_holds_the_numbers_of_the_update() -> None:
    review = Review(UUID(int=9), START + timedelta(days=20), Rating.GOOD, 0.25)
    told = explain(KNOWN, review, key="k", calendar=CALENDAR, parameters=PLAIN)
    after = update(KNOWN, review, key="k", calendar=CALENDAR, parameters=PLAIN)
    assert told.elapsed_days == 20
    assert told.recall == recall_chance(KNOWN, review.at, calendar=CALENDAR)
    assert not told.recall_is_prior
    assert told.knew == pytest.approx(told.recall / (told.recall + (1 - told.recall) * 0.25))
    assert (told.stability_before, told.stability_after) == (10.0, after.stability)
    assert (told.difficulty_before, told.difficulty_after) == (5.0, after.difficulty)
    assert (told.state_before, told.state_after) == (State.REVIEW, State.REVIEW)
    assert told.due == after.due == review.at + told.interval


def test_a_first_answer_is_explained_by_the_prior() -> None:
    review = Review(UUID(int=9), START, Rating.GOOD, 0.5)
    told = explain(None, review, key="k", calendar=CALENDAR)
    assert (told.elapsed_days, told.recall, told.recall_is_prior) == (None, 0.5, True)
    assert told.knew == pytest.approx(2 / 3)
    assert (told.stability_before, told.difficulty_before, told.state_before) == (None, None, None)
    wrong = explain(None, replace(review, rating=Rating.AGAIN), key="k", calendar=CALENDAR)
    assert wrong.knew == 0


def test_marked_answers_are_good_or_again() -> None:
    assert automatic_rating(True) == Rating.GOOD
    assert automatic_rating(False) == Rating.AGAIN


@pytest.mark.parametrize(
    ("at", "guess"),
    [
        (datetime(2026, 3, 2, 12), 0.0),  # noqa: DTZ001 (a naive time is what is refused)
        (datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1))), 0.0),
        (START, -0.1),
        (START, 1.5),
        (START, float("nan")),
    ],
)
def test_reviews_that_make_no_sense_cannot_exist(at: datetime, guess: float) -> None:
    with pytest.raises(InvalidReview):
        Review(UUID(int=1), at, Rating.GOOD, guess)


@pytest.mark.parametrize(
    "change",
    [
        {"desired_retention": 1.0},
        {"desired_retention": 0.0},
        {"learning_steps": (timedelta(0),)},
        {"relearning_steps": (timedelta(minutes=-1),)},
        {"maximum_interval": 0},
        {"maximum_interval": 36_501},
        {"guess_prior": 0.0},
        {"guess_prior": 1.1},
    ],
)
def test_settings_out_of_range_cannot_exist(change: dict[str, object]) -> None:
    with pytest.raises(InvalidSetting):
        replace(PLAIN, **change)
