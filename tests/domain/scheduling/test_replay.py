from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scheduling import (
    ConflictingReviews,
    LateReview,
    Memory,
    Rating,
    Review,
    explain,
    explain_latest,
    learner_calendar,
    replay,
    update,
)

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
SETTING = {"key": "7/f-001", "calendar": learner_calendar("Europe/Berlin")}
# Few distinct times, so that several reviews share one and their ids have to settle the order.
times = st.one_of(st.integers(0, 5), st.integers(0, 200 * 24)).map(
    lambda hours: START + timedelta(hours=hours)
)
logs = st.lists(
    st.builds(
        Review,
        id=st.integers(0, 2**128 - 1).map(lambda number: UUID(int=number)),
        at=times,
        rating=st.sampled_from(list(Rating)),
        guess=st.sampled_from([0.0, 0.25, 0.5]),
    ),
    max_size=12,
    unique_by=lambda review: review.id,
)


@given(logs, st.data())
def test_any_order_of_arrival_and_any_duplicates_lead_to_the_same_state(
    log: list[Review], data: st.DataObject
) -> None:
    repeated = data.draw(st.lists(st.sampled_from(log), max_size=5)) if log else []
    arrived = data.draw(st.permutations([*log, *repeated]))
    assert replay(arrived, **SETTING) == replay(log, **SETTING)


@given(logs)
def test_updating_with_each_newest_review_equals_a_replay(log: list[Review]) -> None:
    memory: Memory | None = None
    known: list[Review] = []
    for review in sorted(log, key=lambda review: (review.at, review.id)):
        memory = update(memory, review, **SETTING)
        known.append(review)
        assert memory == replay(known, **SETTING)


@given(logs, st.integers(0, 200 * 24))
def test_going_on_from_a_memory_equals_a_replay_of_everything(log: list[Review], cut: int) -> None:
    border = START + timedelta(hours=cut)
    early = [review for review in log if review.at <= border]
    late = [review for review in log if review.at > border]
    memory = replay(early, **SETTING)
    assert replay(late, onto=memory, **SETTING) == replay(log, **SETTING)


def test_an_empty_log_is_no_memory(review: Callable[..., Review]) -> None:
    assert replay([], **SETTING) is None
    assert explain_latest([], **SETTING) is None
    memory = replay([review()], **SETTING)
    assert replay([], onto=memory, **SETTING) == memory


@pytest.mark.parametrize("days", [-1, 0])
def test_a_memory_takes_on_only_later_reviews(review: Callable[..., Review], days: int) -> None:
    memory = replay([review(1)], **SETTING)
    with pytest.raises(LateReview, match="already holds"):
        replay([review(2, days=days)], onto=memory, **SETTING)


def test_two_different_reviews_under_one_id_are_refused(review: Callable[..., Review]) -> None:
    first = review(1)
    with pytest.raises(ConflictingReviews, match="two different reviews"):
        replay([first, replace(first, rating=Rating.AGAIN)], **SETTING)


def test_reviews_at_one_moment_are_ordered_by_id(review: Callable[..., Review]) -> None:
    right, wrong = review(1, Rating.GOOD), review(2, Rating.AGAIN)
    swapped = replay([replace(right, id=wrong.id), replace(wrong, id=right.id)], **SETTING)
    assert replay([wrong, right], **SETTING) == replay([right, wrong], **SETTING) != swapped


def test_the_latest_review_is_explained_whatever_the_order(review: Callable[..., Review]) -> None:
    log = [review(1), review(2, days=0.01), review(3, days=4, guess=0.25), review(4, days=9)]
    expected = explain(replay(log[:3], **SETTING), log[3], **SETTING)
    assert explain_latest(log[::-1], **SETTING) == expected
    assert expected.due == replay(log, **SETTING).due
