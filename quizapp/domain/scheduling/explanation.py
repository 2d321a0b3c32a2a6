"""Why a fact is due when it is: the numbers behind one review, as a value to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.domain.scheduling.calendar import Calendar
from quizapp.domain.scheduling.fsrs import Rating
from quizapp.domain.scheduling.memory import (
    Memory,
    chance_knew,
    elapsed_before,
    recall_before,
    update,
)
from quizapp.domain.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from quizapp.domain.scheduling.reviews import Review
from quizapp.domain.scheduling.steps import State


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one review found and what it changed.

    The fields named `before` are None at a first review. Stabilities are in days.
    """

    at: datetime
    rating: Rating
    #: Days since the review before, None at the first.
    elapsed_days: float | None
    #: R: the chance of recall before the answer.
    recall: float
    #: Whether R is the prior of the settings, because the model could not tell.
    recall_is_prior: bool
    #: g: the chance of being right by guessing.
    guess: float
    #: p: the chance that the learner knew it, given the answer.
    knew: float
    stability_before: float | None
    stability_after: float
    difficulty_before: float | None
    difficulty_after: float
    state_before: State | None
    state_after: State
    #: From the answer to the moment the fact is due.
    interval: timedelta
    due: datetime


def explain(
    memory: Memory | None,
    review: Review,
    *,
    key: str,
    calendar: Calendar,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Explanation:
    """Return what `review` does to `memory`; arguments and errors are those of `update`."""
    after = update(memory, review, key=key, calendar=calendar, parameters=parameters)
    elapsed = elapsed_before(memory, review, calendar)
    return Explanation(
        at=review.at,
        rating=review.rating,
        elapsed_days=elapsed,
        recall=recall_before(memory, elapsed, parameters),
        recall_is_prior=not elapsed,
        guess=review.guess,
        knew=chance_knew(memory, elapsed, review, parameters),
        stability_before=memory.stability if memory else None,
        stability_after=after.stability,
        difficulty_before=memory.difficulty if memory else None,
        difficulty_after=after.difficulty,
        state_before=memory.state if memory else None,
        state_after=after.state,
        interval=after.due - review.at,
        due=after.due,
    )
