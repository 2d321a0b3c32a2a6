"""Which moment a clock on the wall means, also on the nights when clocks change."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.wall_clock import moments_of, wall_of


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def wall(shown):
    return datetime.fromisoformat(shown)


@pytest.mark.parametrize(
    ("shown", "zone", "expected"),
    [
        (wall("2026-03-02 23:59"), "Europe/Berlin", [utc(2026, 3, 2, 22, 59)]),
        (wall("2026-07-02 23:59"), "Europe/Berlin", [utc(2026, 7, 2, 21, 59)]),
        (wall("2026-07-02 23:59"), "UTC", [utc(2026, 7, 2, 23, 59)]),
        # Summer time begins: the hour after two is left out.
        (wall("2026-03-29 01:59"), "Europe/Berlin", [utc(2026, 3, 29, 0, 59)]),
        (wall("2026-03-29 02:00"), "Europe/Berlin", []),
        (wall("2026-03-29 02:59"), "Europe/Berlin", []),
        (wall("2026-03-29 03:00"), "Europe/Berlin", [utc(2026, 3, 29, 1)]),
        # It ends: the hour comes again.
        (wall("2026-10-25 01:59"), "Europe/Berlin", [utc(2026, 10, 24, 23, 59)]),
        (
            wall("2026-10-25 02:30"),
            "Europe/Berlin",
            [utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)],
        ),
        (wall("2026-10-25 03:00"), "Europe/Berlin", [utc(2026, 10, 25, 2)]),
        # Half an hour alone, on an island.
        (wall("2026-10-04 02:15"), "Australia/Lord_Howe", []),
    ],
)
def test_the_moments_of_a_wall_clock(shown, zone, expected):
    assert list(moments_of(shown, zone)) == expected


@given(
    st.integers(0, 2_200_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"]),
)
def test_what_is_shown_of_a_moment_means_that_moment(moment, zone):
    assert moment in moments_of(wall_of(moment, zone), zone)
