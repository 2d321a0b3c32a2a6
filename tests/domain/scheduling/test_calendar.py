from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.scheduling import (
    InvalidSetting,
    PeriodCalendar,
    UnknownTimeZone,
    learner_calendar,
    learner_day,
)

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Antarctica/Troll",
    "Pacific/Apia",
)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "boundary", "day", "start"),
    [
        ("UTC", 4, "2026-07-01", "2026-07-01 04:00"),
        ("Asia/Tokyo", 4, "2026-07-01", "2026-06-30 19:00"),
        ("Asia/Kathmandu", 4, "2026-07-01", "2026-06-30 22:15"),
        ("Pacific/Kiritimati", 4, "2026-07-01", "2026-06-30 14:00"),
        # Berlin puts its clocks forward on 29 March and back on 25 October.
        ("Europe/Berlin", 4, "2026-03-28", "2026-03-28 03:00"),
        ("Europe/Berlin", 4, "2026-03-29", "2026-03-29 02:00"),
        ("Europe/Berlin", 4, "2026-10-24", "2026-10-24 02:00"),
        ("Europe/Berlin", 4, "2026-10-25", "2026-10-25 03:00"),
        # The hour from two is skipped in spring and comes twice in autumn.
        ("Europe/Berlin", 2, "2026-03-29", "2026-03-29 01:00"),
        ("Europe/Berlin", 2, "2026-10-25", "2026-10-25 00:00"),
        ("America/New_York", 4, "2026-03-08", "2026-03-08 08:00"),
        ("America/New_York", 1, "2026-11-01", "2026-11-01 05:00"),
        # In the south the clocks go back in April and forward in September or October.
        ("Australia/Sydney", 4, "2026-04-04", "2026-04-03 17:00"),
        ("Australia/Sydney", 4, "2026-04-05", "2026-04-04 18:00"),
        ("Australia/Sydney", 4, "2026-10-04", "2026-10-03 17:00"),
        ("Australia/Lord_Howe", 2, "2026-10-04", "2026-10-03 15:30"),
        # Santiago changes its clocks at midnight.
        ("America/Santiago", 0, "2026-04-05", "2026-04-05 04:00"),
        ("America/Santiago", 0, "2026-09-06", "2026-09-06 04:00"),
    ],
)
def test_a_day_starts_at_the_boundary_on_the_wall(
    zone: str, boundary: int, day: str, start: str
) -> None:
    calendar = learner_calendar(zone, boundary)
    expected = utc(start)
    assert calendar.start(date.fromisoformat(day)) == expected
    assert calendar.day(expected) == date.fromisoformat(day)
    assert calendar.day(expected - timedelta(microseconds=1)) < date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "boundary", "at", "day"),
    [
        ("Europe/Berlin", 4, "2026-01-15 02:59:59", "2026-01-14"),
        ("Europe/Berlin", 4, "2026-01-15 03:00:00", "2026-01-15"),
        ("America/New_York", 4, "2026-01-15 08:59:59", "2026-01-14"),
        ("Australia/Sydney", 0, "2026-01-14 13:00:00", "2026-01-15"),
        ("Australia/Sydney", 23, "2026-01-15 11:59:59", "2026-01-14"),
        # Half past one comes twice in New York; both belong to the day that has begun.
        ("America/New_York", 1, "2026-11-01 05:30:00", "2026-11-01"),
        ("America/New_York", 1, "2026-11-01 06:30:00", "2026-11-01"),
        # St John's went back from one past midnight to the day before, which had ended.
        ("America/St_Johns", 0, "2006-10-29 02:30:30", "2006-10-29"),
        ("America/St_Johns", 0, "2006-10-29 02:45:00", "2006-10-29"),
        # Troll skips two hours, and the boundary in the midst of them moves by two.
        ("Antarctica/Troll", 2, "2026-03-29 01:30:00", "2026-03-28"),
        # Samoa skipped the whole of 30 December 2011.
        ("Pacific/Apia", 4, "2011-12-30 13:59:59", "2011-12-29"),
        ("Pacific/Apia", 4, "2011-12-30 14:00:00", "2011-12-31"),
    ],
)
def test_a_moment_belongs_to_the_day_that_has_begun(
    zone: str, boundary: int, at: str, day: str
) -> None:
    assert learner_day(utc(at), zone, boundary) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "previous", "now", "days", "periods"),
    [
        # Ten minutes across the boundary are a day of the calendar, no period of 24 hours.
        ("Europe/Berlin", "2026-01-15 02:55", "2026-01-15 03:05", 1, 0),
        ("Europe/Berlin", "2026-01-15 03:00", "2026-01-16 02:59", 0, 0),
        ("Europe/Berlin", "2026-01-15 19:00", "2026-01-16 07:00", 1, 0),
        ("Europe/Berlin", "2026-01-15 07:00", "2026-01-17 19:00", 2, 2),
        # The night of 29 March is an hour shorter, that of 25 October an hour longer.
        ("Europe/Berlin", "2026-03-28 03:00", "2026-03-29 02:00", 1, 0),
        ("Europe/Berlin", "2026-10-24 02:00", "2026-10-25 02:59", 0, 1),
        ("Australia/Sydney", "2026-04-03 17:00", "2026-04-04 17:59", 0, 1),
        ("Australia/Sydney", "2026-10-02 18:00", "2026-10-03 17:00", 1, 0),
        ("America/New_York", "2026-02-27 20:00", "2026-03-31 20:00", 32, 32),
        ("UTC", "2028-02-28 12:00", "2028-03-01 12:00", 2, 2),
        ("UTC", "2026-01-15 12:00", "2026-01-11 12:00", 0, 0),
    ],
)
def test_elapsed_days_match_the_golden_table(
    zone: str, previous: str, now: str, days: int, periods: int
) -> None:
    assert learner_calendar(zone).elapsed_days(utc(previous), utc(now)) == days
    assert PeriodCalendar().elapsed_days(utc(previous), utc(now)) == periods


@pytest.mark.parametrize(
    ("zone", "at", "days", "due"),
    [
        ("Europe/Berlin", "2026-03-27 20:00", 1, "2026-03-28 03:00"),
        ("Europe/Berlin", "2026-03-27 20:00", 3, "2026-03-30 02:00"),
        # At one in the night it is still the day before.
        ("Europe/Berlin", "2026-03-28 00:00", 3, "2026-03-30 02:00"),
        ("Australia/Sydney", "2026-04-01 00:00", 30, "2026-04-30 18:00"),
        ("America/Santiago", "2026-09-04 15:00", 2, "2026-09-06 07:00"),
        ("UTC", "2026-01-31 12:00", 28, "2026-02-28 04:00"),
    ],
)
def test_intervals_end_at_the_start_of_a_day(zone: str, at: str, days: int, due: str) -> None:
    calendar = learner_calendar(zone)
    assert calendar.due_after(utc(at), days) == utc(due)
    assert calendar.due_after(utc(at), days).tzinfo is UTC
    assert PeriodCalendar().due_after(utc(at), days) == utc(at) + timedelta(days=days)


@given(
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.integers(0, 40 * 366 * 86_400).map(lambda seconds: EPOCH + timedelta(seconds=seconds)),
)
def test_days_follow_each_other_without_gap_or_overlap(
    zone: str, boundary: int, at: datetime
) -> None:
    calendar = learner_calendar(zone, boundary)
    day = calendar.day(at)
    assert calendar.start(day) <= at < calendar.start(day + timedelta(days=1))


@pytest.mark.parametrize("name", ["Mars/Base", "", "../passwd", "Europe", "Grün"])
def test_unknown_zone_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnknownTimeZone, match="No time zone is called"):
        learner_calendar(name)


@pytest.mark.parametrize("hour", [-1, 24])
def test_boundary_outside_the_day_is_refused(hour: int) -> None:
    with pytest.raises(InvalidSetting, match="0 to 23"):
        learner_calendar("UTC", hour)
