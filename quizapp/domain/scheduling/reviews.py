"""One review: the event that memories are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from quizapp.domain.scheduling.fsrs import Rating
from quizapp.domain.scheduling.refusals import InvalidReview

_NO_OFFSET = timedelta(0)


@dataclass(frozen=True, slots=True)
class Review:
    """An answer about one fact, as the review log keeps it.

    `at` is an aware time in UTC. `day` is the learner's day it was made on, as noted at the time;
    without it the calendar says which it was. `guess` is the chance (0-1) of being right without
    knowing: one over the number of options, 0 for typed and self-graded answers.
    Raises `InvalidReview` for a time that is not UTC or a chance out of range.
    """

    id: UUID
    at: datetime
    rating: Rating
    guess: float = 0.0
    day: date | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() != _NO_OFFSET:
            raise InvalidReview("The time of a review must be given in UTC.")
        if not 0 <= self.guess <= 1:
            raise InvalidReview("The chance of guessing right must lie between 0 and 1.")


def automatic_rating(right: bool) -> Rating:
    """Return the rating of an answer marked by the program: Good when right, else Again."""
    return Rating.GOOD if right else Rating.AGAIN
