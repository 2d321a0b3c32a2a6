"""When something is open, due and late, and which dates of several somebody has."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.due_dates import (
    NO_EXEMPTION,
    Exemption,
    Late,
    LateRule,
    Membership,
    State,
    Window,
    counting,
    dates_for,
    days_late,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = Window(NOON, NOON + 7 * DAY, NOON + 9 * DAY)


def day(number):
    return NOON + number * DAY


@pytest.mark.parametrize(("opens", "due", "closes"), [(1, 1, 2), (2, 1, 3), (0, 3, 2), (5, 6, 1)])
def test_dates_out_of_order_are_no_window(opens, due, closes):
    with pytest.raises(ValueError, match="opens before it is due"):
        Window(day(opens), day(due), day(closes))


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (day(-1), State.NOT_YET),
        (day(0), State.OPEN),
        (day(8), State.OPEN),
        (day(9), State.CLOSED),
        (day(99), State.CLOSED),
    ],
)
def test_it_is_open_from_its_first_moment_and_closed_at_its_last(at, state):
    assert WEEK.state(at) is state


@pytest.mark.parametrize(
    ("own", "groups", "expected"),
    [
        (NO_EXEMPTION, [], (0, 7, 9)),
        (Exemption(due_at=day(8)), [], (0, 8, 9)),
        (Exemption(due_at=day(12)), [], (0, 12, 12)),
        (Exemption(closes_at=day(20)), [], (0, 7, 20)),
        # Earlier for one person is earlier.
        (Exemption(due_at=day(3), closes_at=day(4)), [], (0, 3, 4)),
        (NO_EXEMPTION, [Exemption(due_at=day(8))], (0, 8, 9)),
        # What a person has wins over what their groups have, also where it is less.
        (Exemption(due_at=day(8)), [Exemption(due_at=day(20), closes_at=day(21))], (0, 8, 9)),
        # Of two groups each date is that of the more generous.
        (
            NO_EXEMPTION,
            [Exemption(day(-2), day(3), day(30)), Exemption(due_at=day(8))],
            (-2, 8, 30),
        ),
        # One of nothing is as if there was none.
        (NO_EXEMPTION, [Exemption(due_at=day(3), closes_at=day(3)), NO_EXEMPTION], (0, 3, 3)),
    ],
)
def test_whose_dates_count(own, groups, expected):
    found = dates_for(WEEK, own, groups).window
    assert found == Window(*map(day, expected))


@pytest.mark.parametrize(
    ("own", "groups", "expected"),
    [
        (NO_EXEMPTION, [], False),
        (Exemption(is_excused=True), [], True),
        (NO_EXEMPTION, [Exemption(is_excused=True), Exemption(due_at=day(8))], True),
        # Whoever has dates of their own is not excused with their group.
        (Exemption(due_at=day(8)), [Exemption(is_excused=True)], False),
    ],
)
def test_who_is_excused(own, groups, expected):
    assert dates_for(WEEK, own, groups).is_excused is expected


moments = st.none() | st.integers(-50, 50).map(day)


@given(
    st.lists(st.integers(-50, 50), min_size=3, max_size=3, unique=True),
    st.builds(Exemption, moments, moments, moments),
    st.lists(st.builds(Exemption, moments, moments, moments), max_size=3),
)
def test_dates_that_somebody_has_are_always_in_order(numbers, own, groups):
    """Dates for all may be moved after somebody was given others: there is still a window."""
    window = Window(*(day(each) for each in sorted(numbers)))
    found = dates_for(window, own, groups).window
    assert found.opens_at < found.due_at <= found.closes_at
    assert found.due_at == (own.due_at or found.due_at)


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([(0, 7, 9)], 0),
        # What is open wins over what opens later and over what is closed.
        ([(2, 3, 4), (-1, 7, 9), (-9, -8, -7)], 1),
        # Of two that are open the one that is due next: nobody is late who need not be.
        ([(-2, 7, 9), (-1, 3, 20)], 1),
        ([(-2, -1, 20), (-1, 30, 40)], 1),
        # Where both were due, the one that was due last.
        ([(-9, -5, 20), (-9, -2, 10)], 1),
        # Else the next to open, and after all the last to close.
        ([(9, 10, 11), (3, 40, 50), (-9, -8, -7)], 1),
        ([(-9, -8, -7), (-20, -12, -2)], 1),
    ],
)
def test_which_of_several_counts(windows, expected):
    assert counting([Window(*map(day, each)) for each in windows], NOON) == expected


@pytest.mark.parametrize(
    ("due", "owes"),
    [(-1, False), (0, True), (4, True), (4.5, False), (6, True), (8.5, False), (20, True)],
)
def test_nobody_owes_what_was_due_when_they_were_not_in_the_course(due, owes):
    membership = Membership(day(0), ((day(4), day(6)), (day(8), day(9))))
    assert membership.owes(day(due), day(-5)) == owes
    # What was given only then was given to whoever was there.
    assert membership.owes(day(-5), day(due)) == owes


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(days=-3), 0),
        (timedelta(0), 0),
        (timedelta(microseconds=1), 1),
        (timedelta(hours=24), 1),
        (timedelta(hours=24, seconds=1), 2),
        (timedelta(days=9, hours=1), 10),
    ],
)
def test_a_day_counts_once_it_has_begun(after, expected):
    assert days_late(NOON + after, NOON) == expected


@pytest.mark.parametrize(
    ("late", "days", "expected"),
    [
        (Late(), 30, 1.0),
        (Late(LateRule.PERCENT, 10), 0, 1.0),
        (Late(LateRule.PERCENT, 10), 3, 0.7),
        (Late(LateRule.PERCENT, 10), 11, 0.0),
        (Late(LateRule.PERCENT, 100), 1, 0.0),
    ],
)
def test_what_late_work_is_left_with(late, days, expected):
    assert late.share(days) == expected


@pytest.mark.parametrize(
    ("rule", "percent"),
    [
        (LateRule.ACCEPT, 10),
        (LateRule.PERCENT, None),
        (LateRule.PERCENT, 0),
        (LateRule.PERCENT, 101),
    ],
)
def test_a_late_rule_is_whole(rule, percent):
    with pytest.raises(ValueError, match="share"):
        Late(rule, percent)
