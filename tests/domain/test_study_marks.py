"""What days of study come to as a mark."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.course_cells import MISSING, NOT_DUE, UNDER_WAY, Cell, Standing
from quizapp.domain.due_dates import ACCEPTED, Late, LateRule
from quizapp.domain.study_marks import studied

DUE = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TENTH, ALL = Late(LateRule.PERCENT, 10), Late(LateRule.PERCENT, 100)
GRADED, LATE = Standing.GRADED, Standing.LATE


def cell(days, late=ACCEPTED, now=20.0, wanted=4):
    return studied([DUE + each * DAY for each in days], wanted, late, DUE, DUE + now * DAY)


@pytest.mark.parametrize(
    ("days", "now", "found"),
    [
        ([], -0.1, NOT_DUE),
        ([-3], -0.1, UNDER_WAY),
        ([-4, -3, -2], -0.1, UNDER_WAY),
        # Whoever is through before it is due has the mark at once.
        ([-4, -3, -2, -1], -0.1, Cell(GRADED, 1.0)),
        ([], 0.0, MISSING),
        ([-3], 0.0, Cell(GRADED, 0.25)),
        ([0], 0.0, Cell(GRADED, 0.25)),
        # What is still to come is not known.
        ([-3, 2], 1.0, Cell(GRADED, 0.25)),
    ],
)
def test_each_day_earns_its_share_once_it_is_due(days, now, found):
    assert cell(days, now=now) == found


@pytest.mark.parametrize(
    ("days", "late", "found"),
    [
        ([-3, -2, 1.5], ACCEPTED, Cell(LATE, 0.75, 1.5 * DAY)),
        ([0.5, 1.5], ACCEPTED, Cell(LATE, 0.5, 1.5 * DAY)),
        ([-2, -1, 0.2, 0.5], TENTH, Cell(LATE, 0.9, 0.5 * DAY)),
        ([-2, -1, 0.2, 1.5], TENTH, Cell(LATE, 0.8, 1.5 * DAY)),
        # What it would lose is more than what it would add: that in time stays.
        ([-3, -2, -1, 9.5], TENTH, Cell(GRADED, 0.75)),
        ([-3, -2, -1, 0.5, 9.5], TENTH, Cell(LATE, 0.9, 0.5 * DAY)),
        ([0.5], ALL, Cell(LATE, 0.0, 0.5 * DAY)),
    ],
)
def test_what_is_reached_late_counts_where_that_is_more(days, late, found):
    at_last = cell(days, late)
    assert (at_last.standing, at_last.late_by) == (found.standing, found.late_by)
    assert at_last.share == pytest.approx(found.share)


def test_more_days_than_wanted_are_as_many_as_wanted():
    assert cell([-5, -4, -3, -2, -1, 1]) == Cell(GRADED, 1.0)


@given(
    days=st.lists(st.floats(-10, 10), max_size=8),
    more=st.floats(-10, 10),
    wanted=st.integers(1, 6),
    late=st.sampled_from([ACCEPTED, TENTH, ALL]),
)
def test_another_day_takes_nothing_off(days, more, wanted, late):
    before, after = cell(days, late, wanted=wanted), cell([*days, more], late, wanted=wanted)
    assert 0 <= before.share <= after.share <= 1
