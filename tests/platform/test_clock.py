from datetime import UTC, datetime

import pytest

from quizapp.clock import new_id, now, system_clock


@pytest.mark.usefixtures("context")
def test_app_tells_the_time_by_the_clock_it_was_given(clock):
    assert now() == datetime(2026, 3, 2, 9, tzinfo=UTC)
    clock.advance(hours=1)
    assert now() == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_system_clock_is_aware():
    assert system_clock().tzinfo is UTC


def test_new_ids_are_of_version_7_and_sort_by_time():
    ids = [new_id() for _ in range(50)]
    assert ids == sorted(ids)
    assert {each.version for each in ids} == {7}
