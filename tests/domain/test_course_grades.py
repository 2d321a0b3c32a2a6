"""Grades of a course: weights, and drops of the lowest."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.course_grades import Counted, total

HALF = Counted(0.5, 1)
ALL = Counted(1.0, 1)
NONE = Counted(0.0, 1)


@pytest.mark.parametrize(
    ("counted", "drops", "share", "dropped"),
    [
        ([], 0, None, set()),
        ([], 2, None, set()),
        ([Counted(1.0, 0)], 0, None, set()),
        ([HALF, ALL], 0, 0.75, set()),
        ([Counted(0.5, 3), Counted(1.0, 1)], 0, 0.625, set()),
        ([HALF, ALL], 1, 1.0, {0}),
        ([HALF, ALL], 5, 1.0, {0}),
        ([HALF], 1, 0.5, set()),
        ([NONE, HALF, ALL, ALL], 2, 1.0, {0, 1}),
        ([NONE, ALL, Counted(0.0, 0)], 1, 1.0, {0}),
        # Of two that are low, the heavy one costs more, though its share is higher.
        ([Counted(0.2, 1), Counted(0.3, 10), ALL], 1, pytest.approx(0.6), {1}),
    ],
)
def test_a_grade_is_the_weighted_mean_of_what_counts(counted, drops, share, dropped):
    found = total(counted, drops)
    assert found.share == share
    assert found.dropped == dropped


COUNTED = st.lists(
    st.builds(
        Counted,
        st.integers(0, 20).map(lambda number: number / 20),
        st.sampled_from([0.0, 0.5, 1.0, 2.0, 10.0]),
    ),
    max_size=7,
)


@given(COUNTED, st.integers(0, 8))
def test_no_other_choice_of_what_is_dropped_gives_a_better_grade(counted, drops):
    found = total(counted, drops)
    weighing = [each for each in counted if each.weight]
    if not weighing:
        assert found.share is None
        return
    kept = max(1, len(weighing) - drops)
    means = [
        sum(each.weight * each.share for each in some) / sum(each.weight for each in some)
        for some in combinations(weighing, kept)
    ]
    assert found.share == pytest.approx(max(means))
    assert len(found.dropped) == len(weighing) - kept


@given(COUNTED, st.integers(0, 8))
def test_dropping_more_never_lowers_a_grade(counted, drops):
    fewer, more = total(counted, drops).share, total(counted, drops + 1).share
    assert (fewer is None) == (more is None)
    if fewer is not None and more is not None:
        assert more >= fewer - 1e-9


@pytest.mark.parametrize(
    ("share", "percent"), [(1.0, 100), (0.29, 29), (0.999, 99), (0.0, 0), (2 / 3, 66)]
)
def test_whole_per_cent_are_rounded_down_and_none_is_lost_to_a_fraction(share, percent):
    assert total([Counted(share, 1)]).percent == percent


@pytest.mark.parametrize(("share", "weight"), [(-0.1, 1), (1.1, 1), (0.5, -1)])
def test_what_cannot_count_is_refused(share, weight):
    with pytest.raises(ValueError, match=r"a (share|weight) is"):
        Counted(share, weight)
