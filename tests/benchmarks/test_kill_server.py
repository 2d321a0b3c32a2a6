"""The short form of the promise; the long one is in docs/reliability.md."""

import sys

import pytest

from tests.benchmarks.kill_server import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="gunicorn needs fork")


def test_nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed():
    report = run(kills=3, learners=4, most_seconds=60, seed=7, teachers=1)
    assert report.faults == []
    assert report.kills >= 3
    assert report.answers > 0
    assert report.articles > 0
