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


def automatic_rating(right: bool, *, is_guess: bool = False) -> Rating:
    """Return the rating of an answer marked by the program: Good when right, else Again.

    What is right and yet ``is_guess`` by its learner's own words is Hard, the least that is right.
    Good would be a recall that nobody claims. Again would be a lapse: whoever was honest would come
    off worse than who said that they were sure. And Hard takes no fact out of its first steps.
    """
    if not right:
        return Rating.AGAIN
    return Rating.HARD if is_guess else Rating.GOOD


def guess_chance(chance: float, right: bool, *, is_guess: bool = False) -> float:
    """Return the chance of guessing right for a review, where the form of the question has another.

    A right answer that ``is_guess`` by its learner's own words proves nothing, whatever its form
    was: with a chance of 1 it leaves what was thought of the memory before it as it was.
    """
    return 1.0 if right and is_guess else chance
