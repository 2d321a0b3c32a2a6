"""When an attempt ends: by its time limit, by the closing time, with a little grace."""

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.quizzes.deadlines import GRACE, deadline_of, is_overdue, is_up
from quizapp.quizzes.designs import Design

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("minutes", "closes_after", "expected"),
    [
        (None, None, None),
        (30, None, 30),
        (None, 45, 45),
        (30, 45, 30),
        (30, 10, 10),
    ],
)
def test_an_attempt_ends_at_the_earlier_of_both(minutes, closes_after, expected):
    closes_at = None if closes_after is None else NOON + closes_after * MINUTE
    design = Design("Test", minutes=minutes, closes_at=closes_at)
    assert deadline_of(design, NOON) == (None if expected is None else NOON + expected * MINUTE)


def test_time_is_up_at_the_deadline_and_answers_are_taken_through_the_grace():
    a_moment = timedelta(microseconds=1)
    assert [is_up(NOON, NOON + each) for each in (-a_moment, timedelta(0))] == [False, True]
    assert [is_overdue(NOON, NOON + each) for each in (GRACE, GRACE + a_moment)] == [False, True]
    assert not is_up(None, NOON)
    assert not is_overdue(None, NOON)
