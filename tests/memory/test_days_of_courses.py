"""Which moment a day of a course is, where what is remembered is told for it."""

from datetime import date

import pytest

from quizapp.memory.class_memory import moment_of


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        (date(2026, 3, 2), "2026-03-02T09:00:00+00:00"),
        (date(2025, 1, 1), "2026-03-02T09:00:00+00:00"),
        (date(2026, 3, 9), "2026-03-09T03:00:00+00:00"),
    ],
)
def test_a_day_of_a_course_is_now_or_its_noon(clock, day, meant):
    assert moment_of(day, "Asia/Tokyo", clock()).isoformat() == meant
