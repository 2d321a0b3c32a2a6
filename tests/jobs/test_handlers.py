"""When the jobs of every day are due, and the shortest of them."""

from datetime import UTC, datetime, time, timedelta

import pytest

from quizapp.jobs.handlers import Daily
from quizapp.jobs.housekeeping import OPTIMIZE
from quizapp.jobs.registry import DAILY, HANDLERS
from tests.databases import both_databases
from tests.jobs.conftest import make_worker


@pytest.mark.parametrize(("hour", "minute", "day"), [(0, 0, 1), (3, 9, 1), (3, 10, 2), (23, 59, 2)])
def test_a_daily_job_is_due_from_its_hour_on(hour, minute, day):
    now = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)
    due = Daily("x", time(3, 10)).due_since(now)
    assert due == datetime(2026, 3, day, 3, 10, tzinfo=UTC)
    assert due <= now < due + timedelta(days=1)


def test_every_daily_job_has_a_handler():
    assert {each.kind for each in DAILY} <= HANDLERS.keys()


@both_databases
def test_the_database_is_optimized_as_a_job(app, put, look):
    job_id = put(OPTIMIZE.kind)
    make_worker(app, OPTIMIZE).work_once()
    assert look(job_id).state == "done"
