"""Roughly where a mark stands, so that it tells of nobody else which mark they have."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.standing_bands import FEWEST_IN_BAND, FEWEST_MARKS, Band, band_of

TWELVE = [each / 12 for each in range(12)]


def others(marks, own):
    rest = list(marks)
    rest.remove(own)
    return rest


@pytest.mark.parametrize(
    ("own", "band"),
    [
        (0.0, Band.LOWER),
        (3 / 12, Band.LOWER),
        (4 / 12, Band.MIDDLE),
        (7 / 12, Band.MIDDLE),
        (8 / 12, Band.UPPER),
        (11 / 12, Band.UPPER),
    ],
)
def test_twelve_different_marks_are_three_thirds(own, band):
    assert band_of(own, others(TWELVE, own)) is band


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        (TWELVE[:11], "too few"),
        ([0.5] * 30, "all have the same"),
        ([1.0] * 11 + [0.0], "one alone has another"),
        ([1.0] * 6 + [0.0] * 6, "two halves are no thirds"),
        ([1.0] * 2 + [0.5] * 8 + [0.0] * 2, "two are named by their band"),
    ],
)
def test_nothing_is_told_where_a_band_would_name_somebody(marks, why):
    assert {band_of(own, others(marks, own)) for own in marks} == {None}, why


def test_equal_marks_have_one_band():
    marks = [1.0] * 5 + [0.5] * 5 + [0.0] * 5
    assert [band_of(own, others(marks, own)) for own in (1.0, 0.5, 0.0)] == list(Band)


@given(st.lists(st.integers(0, 20).map(lambda each: each / 20), min_size=1, max_size=40))
def test_a_higher_mark_never_has_a_lower_band(marks):
    bands = [band_of(own, others(marks, own)) for own in sorted(marks, reverse=True)]
    if None in bands:
        assert set(bands) == {None}
        return
    assert bands == sorted(bands, key=list(Band).index)
    assert len(marks) >= FEWEST_MARKS
    assert all(bands.count(each) >= FEWEST_IN_BAND for each in Band)


@pytest.mark.parametrize("size", [FEWEST_MARKS, FEWEST_MARKS + 1])
def test_whoever_knows_their_mark_and_band_knows_the_mark_of_nobody_else(size):
    """All classes with marks of a short scale: each other may have one of several still."""
    scale = (0.0, 0.25, 0.5, 0.75, 1.0)
    possible: dict[tuple[float, Band], set[float]] = {}
    told = 0
    for rest in combinations_with_replacement(scale, size - 1):
        for own in scale:
            band = band_of(own, rest)
            if band is not None:
                told += 1
                possible.setdefault((own, band), set()).update(rest)
    assert told
    # Of any other any mark of these may be the one, because it is not said who has which.
    assert all(len(marks) >= 3 for marks in possible.values())
