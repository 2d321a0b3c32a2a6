"""A memory replayed from its review log: any order of arrival, the same state."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from quizapp.domain.scheduling.calendar import Calendar
from quizapp.domain.scheduling.explanation import Explanation, explain
from quizapp.domain.scheduling.memory import Memory, update
from quizapp.domain.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from quizapp.domain.scheduling.refusals import ConflictingReviews, LateReview
from quizapp.domain.scheduling.reviews import Review


def replay(
    reviews: Iterable[Review],
    *,
    key: str,
    calendar: Calendar,
    parameters: Parameters = DEFAULT_PARAMETERS,
    onto: Memory | None = None,
) -> Memory | None:
    """Return the memory that a log of one learner and fact leads to; None for an empty log.

    The log may arrive in any order and hold a review more than once. With `onto`, the reviews go
    on from that memory and the result equals a replay of everything; that holds only where all
    of them are later than its last one, so an older or equally old one raises `LateReview`.
    Two different reviews under one id raise `ConflictingReviews`.
    """
    memory = onto
    for review in ordered(reviews):
        # Equal times are ordered by id, which a memory does not hold.
        if onto is not None and review.at <= onto.last_review:
            raise LateReview(f"The memory already holds what was answered up to {review.at}.")
        memory = update(memory, review, key=key, calendar=calendar, parameters=parameters)
    return memory


def explain_latest(
    reviews: Iterable[Review],
    *,
    key: str,
    calendar: Calendar,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Explanation | None:
    """Return what the newest review of a log did, which is why the fact is due when it is.

    None for an empty log; `ConflictingReviews` as in `replay`.
    """
    log = ordered(reviews)
    if not log:
        return None
    before = replay(log[:-1], key=key, calendar=calendar, parameters=parameters)
    return explain(before, log[-1], key=key, calendar=calendar, parameters=parameters)


def ordered(reviews: Iterable[Review]) -> list[Review]:
    """Return each review once, ordered by time and then by id; raises `ConflictingReviews`."""
    by_id: dict[UUID, Review] = {}
    for review in reviews:
        if by_id.setdefault(review.id, review) != review:
            raise ConflictingReviews(f"The log holds two different reviews called {review.id}.")
    return sorted(by_id.values(), key=lambda review: (review.at, review.id))
