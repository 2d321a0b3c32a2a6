"""What its learner calls a guess is no recall where it is right, and a lapse where it is wrong."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scheduling import (
    Memory,
    Parameters,
    Rating,
    Review,
    State,
    automatic_rating,
    explain,
    guess_chance,
    learner_calendar,
)
from quizapp.domain.scheduling.memory import recall_before, update

CALENDAR = learner_calendar("UTC")
PLAIN = Parameters(fuzz=False)
START = datetime(2026, 3, 2, 12, tzinfo=UTC)

memories = st.one_of(
    st.none(),
    st.builds(
        Memory,
        state=st.just(State.REVIEW),
        step=st.none(),
        stability=st.floats(0.01, 5_000),
        difficulty=st.floats(1, 10),
        due=st.just(START),
        last_review=st.just(START),
        reps=st.integers(1, 50),
        lapses=st.integers(0, 10),
    ),
    st.builds(
        Memory,
        state=st.sampled_from([State.LEARNING, State.RELEARNING]),
        step=st.integers(0, 2),
        stability=st.floats(0.01, 50),
        difficulty=st.floats(1, 10),
        due=st.just(START),
        last_review=st.just(START),
        reps=st.integers(1, 50),
        lapses=st.integers(0, 10),
    ),
)
days = st.integers(0, 2_000)
chances = st.floats(0, 1)


def review(right: bool, chance: float, days: int, *, is_guess: bool) -> Review:
    return Review(
        UUID(int=9),
        START + timedelta(days=days, minutes=1),
        automatic_rating(right, is_guess=is_guess),
        guess_chance(chance, right, is_guess=is_guess),
    )


def after(memory: Memory | None, event: Review) -> Memory:
    return update(memory, event, key="k", calendar=CALENDAR, parameters=PLAIN)


@given(memories, days, chances)
def test_right_guess_strengthens_less_than_the_same_answer_and_more_than_a_wrong_one(
    memory: Memory | None, days: int, chance: float
) -> None:
    told = after(memory, review(True, chance, days, is_guess=True))
    untold = after(memory, review(True, chance, days, is_guess=False))
    wrong = after(memory, review(False, chance, days, is_guess=True))
    near = 1e-9
    assert wrong.stability <= told.stability * (1 + near)
    assert told.stability <= untold.stability * (1 + near)
    assert wrong.difficulty >= told.difficulty - near
    assert told.difficulty >= untold.difficulty - near
    assert told.due <= untold.due
    # It is right: nobody is punished for having said how little they knew.
    assert told.lapses == untold.lapses


@given(memories, days, chances)
def test_right_guess_proves_nothing_so_that_what_was_thought_before_stands(
    memory: Memory | None, days: int, chance: float
) -> None:
    event = review(True, chance, days, is_guess=True)
    found = explain(memory, event, key="k", calendar=CALENDAR, parameters=PLAIN)
    assert found.knew == pytest.approx(recall_before(memory, found.elapsed_days, PLAIN))


@given(memories, days, chances, st.booleans())
def test_wrong_answer_is_the_same_lapse_whatever_was_said_of_it(
    memory: Memory | None, days: int, chance: float, is_guess: bool
) -> None:
    said = after(memory, review(False, chance, days, is_guess=is_guess))
    assert said == after(memory, Review(UUID(int=9), said.last_review, Rating.AGAIN))


def test_right_guess_of_a_new_fact_stays_in_the_first_step() -> None:
    told = after(None, review(True, 0.0, 0, is_guess=True))
    untold = after(None, review(True, 0.0, 0, is_guess=False))
    assert (told.state, told.step) == (State.LEARNING, 0)
    assert (untold.state, untold.step) == (State.LEARNING, 1)
    assert told.stability < untold.stability / 2


def test_right_guess_of_a_fact_on_long_intervals_takes_it_from_none() -> None:
    known = Memory(State.REVIEW, None, 10.0, 5.0, START, START, reps=3, lapses=0)
    told = after(known, review(True, 0.0, 10, is_guess=True))
    untold = after(known, review(True, 0.0, 10, is_guess=False))
    assert (told.state, told.lapses) == (State.REVIEW, 0)
    assert known.stability < told.stability < untold.stability
