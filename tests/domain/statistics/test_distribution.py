"""How marks lie: in which band each is, and what is said of all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.statistics.distribution import distribution_of

SHARES = st.lists(st.integers(0, 60).map(lambda points: points / 60), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("share", "band"),
    [
        (0, (0, 9)),
        (0.0999, (0, 9)),
        (0.1, (10, 19)),
        (0.7 + 0.1 + 0.1, (90, 100)),
        (0.8999, (80, 89)),
        (2 / 3, (60, 69)),
        (1, (90, 100)),
    ],
)
def test_a_mark_is_in_the_band_of_its_whole_per_cent(share, band):
    found = distribution_of([share])
    assert [(each.lowest, each.highest) for each in found.bands if each.count] == [band]


def test_bands_cover_every_mark_without_a_gap():
    bands = distribution_of([0.5]).bands
    covered = [mark for each in bands for mark in range(each.lowest, each.highest + 1)]
    assert covered == list(range(101))


@given(SHARES)
def test_every_mark_is_in_one_band(shares):
    found = distribution_of(shares)
    assert sum(each.count for each in found.bands) == found.count == len(shares)


def test_mean_and_median_are_of_the_marks_themselves():
    found = distribution_of([0.1, 0.2, 0.9])
    assert (found.mean, found.median) == (pytest.approx(0.4), 0.2)
    assert distribution_of([0.2, 0.4]).median == pytest.approx(0.3)


@pytest.mark.parametrize(("mark", "passed"), [(50, 2), (51, 1), (49, 3), (100, 0), (None, None)])
def test_whoever_reaches_the_pass_mark_has_passed(mark, passed):
    assert distribution_of([0.4999, 0.5, 0.999, 0.1], mark).passed == passed


def test_no_marks_lie_nowhere():
    assert distribution_of([]) is None
