"""Numbers, dates and waits in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.web.formatting import (
    spoken_date,
    spoken_day,
    spoken_points,
    spoken_span,
    spoken_wait,
    spoken_weekday,
)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "less than a minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=10, seconds=50), "10 minutes"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(hours=24), "24 hours"),
        (timedelta(hours=47, minutes=59), "47 hours"),
        (timedelta(hours=48), "2 days"),
        (timedelta(days=9, hours=23), "9 days"),
    ],
)
def test_a_span_says_no_more_than_has_passed(span, words):
    assert spoken_span(span) == words


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(0), "now"),
        (timedelta(seconds=1), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(minutes=59, seconds=20), "59 min"),
        (timedelta(minutes=59, seconds=40), "1 hour"),
        (timedelta(hours=1, minutes=20), "1 hour"),
        (timedelta(hours=23, minutes=20), "23 hours"),
        (timedelta(hours=23, minutes=40), "1 day"),
        (timedelta(days=1, hours=5), "1 day"),
        (timedelta(days=60), "60 days"),
        (timedelta(days=90), "3 months"),
        (timedelta(days=345), "11 months"),
        (timedelta(days=360), "1 year"),
        (timedelta(days=365.25), "1 year"),
        (timedelta(days=548), "1.5 years"),
        (timedelta(days=36525), "100 years"),
    ],
)
def test_wait_is_said_in_the_unit_that_fits(wait, words):
    assert spoken_wait(wait) == words


@pytest.mark.parametrize(
    ("points", "words"),
    [(0, "0"), (1.0, "1"), (0.5, "0.5"), (1 / 3, "0.33"), (10.0, "10"), (7.25, "7.25")],
)
def test_points_have_no_needless_decimals(points, words):
    assert spoken_points(points) == words


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ("2023-01-11", "11 January 2023"),
        ("2023-12-01", "1 December 2023"),
        ("2023-01", "January 2023"),
        ("2023", "2023"),
        ("", ""),
        ("2023-02-31", "31 February 2023"),
        ("0000-05-01", "1 May 0000"),
    ],
)
def test_date_is_said_as_precisely_as_it_is_known(partial, words):
    assert spoken_date(partial) == words


def test_days_are_english_whatever_the_locale():
    assert spoken_day(datetime(2026, 8, 3, 23, 59, tzinfo=UTC)) == "3 August 2026"
    assert spoken_weekday(date(2026, 3, 1)) == "Sunday 1 March"
    assert spoken_weekday(date(2026, 3, 2)) == "Monday 2 March"
