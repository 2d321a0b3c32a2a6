"""Learning steps: the short waits of a fact that is being learnt or relearnt."""

from __future__ import annotations

import enum
from datetime import timedelta
from typing import NamedTuple

from quizapp.domain.scheduling.fsrs import Rating
from quizapp.domain.scheduling.parameters import Parameters


class State(enum.IntEnum):
    """Where a memory stands: in first steps, on long intervals, or in steps again."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Move(NamedTuple):
    """Where a rating leads; `wait` is None where the stability decides how long."""

    state: State
    step: int | None
    wait: timedelta | None


GRADUATED = Move(State.REVIEW, None, None)


def next_move(state: State, step: int | None, rating: Rating, parameters: Parameters) -> Move:
    """Return where `rating` leads from `state` and `step` (the index of the current wait).

    Again goes back to the first step, Hard repeats the current one, Good takes the next, Easy
    leaves the steps at once. A step beyond the configured ones leaves them too: the settings may
    have been shortened since.
    """
    if state == State.REVIEW:
        if rating != Rating.AGAIN or not parameters.relearning_steps:
            return GRADUATED
        return Move(State.RELEARNING, 0, parameters.relearning_steps[0])
    waits = parameters.learning_steps if state == State.LEARNING else parameters.relearning_steps
    if not waits:
        return GRADUATED
    if rating == Rating.AGAIN:
        return Move(state, 0, waits[0])
    current = step or 0
    if current >= len(waits) or rating == Rating.EASY:
        return GRADUATED
    if rating == Rating.HARD:
        return Move(state, current, _repeated_wait(waits, current))
    if current + 1 == len(waits):
        return GRADUATED
    return Move(state, current + 1, waits[current + 1])


def _repeated_wait(waits: tuple[timedelta, ...], step: int) -> timedelta:
    """Return the wait after Hard: on the first step a little longer than after Again."""
    if step > 0:
        return waits[step]
    if len(waits) == 1:
        return waits[0] * 1.5
    return (waits[0] + waits[1]) / 2
