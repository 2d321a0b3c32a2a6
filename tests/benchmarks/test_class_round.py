"""The short form of a whole class that takes a quiz; the long one is in docs/performance.md."""

import sys

import pytest

from tests.benchmarks.class_round import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads what /proc says")


def test_a_small_class_takes_a_quiz_and_nothing_is_lost():
    lines, is_well = run(students=3, seconds=1, think=0.05, database="")
    assert is_well, lines
