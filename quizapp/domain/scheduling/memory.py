"""One memory per learner and fact, and how a review changes it.

A right answer that could have been a guess says less. With the guess chance g and the chance of
recall R before the answer, the learner knew it with the probability p = R / (R + (1 - R) g). A
right answer then mixes the stability and difficulty of the rating given and of Again with the
weights p and 1 - p; state and step follow the rating given. With g = 0 this is plain FSRS-6. Where
the learner called the answer a guess, g is 1 and the rating Hard, so that p is R: it is no proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from quizapp.domain.scheduling.calendar import Calendar
from quizapp.domain.scheduling.fsrs import Rating
from quizapp.domain.scheduling.fuzz import fuzz_share, fuzzed_days
from quizapp.domain.scheduling.model import Strengths
from quizapp.domain.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from quizapp.domain.scheduling.refusals import LateReview
from quizapp.domain.scheduling.reviews import Review
from quizapp.domain.scheduling.steps import State, next_move


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known about one learner's hold on one fact after at least one review.

    `stability` is in days, `difficulty` from 1 to 10; `due` and `last_review` are in UTC. `step`
    is the index of the current learning step, None in long-term review. `lapses` counts the times
    a fact in long-term review was forgotten. `last_day` is the learner's day of the last review, if
    it was noted. `stability_fast` is for models that have a second stability.
    """

    state: State
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    last_review: datetime
    reps: int
    lapses: int
    last_day: date | None = None
    stability_fast: float | None = None

    @property
    def strengths(self) -> Strengths:
        """What the model goes on from."""
        return Strengths(self.stability, self.difficulty, self.stability_fast)


def update(
    memory: Memory | None,
    review: Review,
    *,
    key: str,
    calendar: Calendar,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Memory:
    """Return the memory after `review`; None stands for a fact never reviewed.

    `key` seeds the fuzz (see `fuzz.memory_key`). Raises `LateReview` when the review is older
    than the memory's last one.
    """
    elapsed = elapsed_before(memory, review, calendar)
    strengths = _strengths_after(memory, elapsed, review.rating, parameters)
    knew = chance_knew(memory, elapsed, review, parameters)
    if knew < 1 and review.rating != Rating.AGAIN:
        forgotten = _strengths_after(memory, elapsed, Rating.AGAIN, parameters)
        strengths = _mixed(strengths, forgotten, knew)

    if memory is None:
        reps, lapses = 1, 0
        move = next_move(State.LEARNING, 0, review.rating, parameters)
    else:
        forgot = memory.state == State.REVIEW and review.rating == Rating.AGAIN
        reps, lapses = memory.reps + 1, memory.lapses + forgot
        move = next_move(memory.state, memory.step, review.rating, parameters)

    if move.wait is not None:
        due = review.at + move.wait
    else:
        days = parameters.model.interval_days(
            strengths, parameters.desired_retention, parameters.maximum_interval
        )
        if parameters.fuzz:
            days = fuzzed_days(days, fuzz_share(key, reps), parameters.maximum_interval)
        due = calendar.due_after(review.at, days, day=review.day)
    return Memory(
        move.state,
        move.step,
        strengths.stability,
        strengths.difficulty,
        due,
        review.at,
        reps,
        lapses,
        review.day,
        strengths.stability_fast,
    )


def recall_chance(
    memory: Memory,
    at: datetime,
    *,
    calendar: Calendar,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> float:
    """Return the chance (0-1) that the learner recalls the fact at that moment."""
    elapsed = calendar.elapsed_days(memory.last_review, at, previous_day=memory.last_day)
    return parameters.model.recall(memory.strengths, elapsed)


def elapsed_before(memory: Memory | None, review: Review, calendar: Calendar) -> float | None:
    """Return the days since the last review, None at the first; raises `LateReview`."""
    if memory is None:
        return None
    if review.at < memory.last_review:
        raise LateReview(
            f"The review of {review.at} is older than the last one, of {memory.last_review}."
        )
    return calendar.elapsed_days(
        memory.last_review, review.at, previous_day=memory.last_day, day=review.day
    )


def recall_before(memory: Memory | None, elapsed: float | None, parameters: Parameters) -> float:
    """Return R, the chance of recall before an answer, for weighing a guess.

    The model cannot tell at a first answer nor within the same day: there it is the prior.
    """
    if memory is None or not elapsed:
        return parameters.guess_prior
    return parameters.model.recall(memory.strengths, elapsed)


def chance_knew(
    memory: Memory | None, elapsed: float | None, review: Review, parameters: Parameters
) -> float:
    """Return p, the chance (0-1) that the learner knew it, seen after the answer.

    It is 0 after a wrong answer and 1 after a right one that could not be guessed.
    """
    if review.rating == Rating.AGAIN:
        return 0.0
    if review.guess == 0:
        return 1.0
    recall = recall_before(memory, elapsed, parameters)
    return recall / (recall + (1 - recall) * review.guess)


def _strengths_after(
    memory: Memory | None, elapsed: float | None, rating: Rating, parameters: Parameters
) -> Strengths:
    """Return the strengths after a rating that is taken at its word."""
    if memory is None or elapsed is None:
        return parameters.model.first(rating)
    return parameters.model.after(memory.strengths, elapsed, rating)


def _mixed(known: Strengths, forgotten: Strengths, knew: float) -> Strengths:
    """Return the strengths of who knew it with the chance `knew`, and guessed otherwise."""

    def mixed(one: float, other: float) -> float:
        return knew * one + (1 - knew) * other

    fast = None
    if known.stability_fast is not None and forgotten.stability_fast is not None:
        fast = mixed(known.stability_fast, forgotten.stability_fast)
    return Strengths(
        mixed(known.stability, forgotten.stability),
        mixed(known.difficulty, forgotten.difficulty),
        fast,
    )
