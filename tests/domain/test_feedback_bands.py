"""Bands of per cent, each with words for the attempts in it."""

import pytest

from quizapp.domain.feedback_bands import (
    LONGEST_FEEDBACK,
    MOST_BANDS,
    Band,
    band_faults,
    feedback_for,
    in_order,
)

LOW, MIDDLE, HIGH = Band(0, 49, "Read it again."), Band(50, 79, "Nearly."), Band(80, 100, "Good.")


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (LOW, MIDDLE, HIGH),
        (HIGH, LOW),
        (Band(0, 0, "None."), Band(100, 100, "All.")),
        (Band(0, 100, "x" * LONGEST_FEEDBACK),),
        tuple(Band(each, each, "x") for each in range(MOST_BANDS)),
    ],
)
def test_bands_may_come_in_any_order_and_leave_gaps(bands):
    assert band_faults(bands) == {}


@pytest.mark.parametrize(
    ("bands", "faults"),
    [
        ((Band(-1, 10, "x"),), {0: "per cent go from 0 to 100"}),
        ((Band(101, 101, "x"),), {0: "per cent go from 0 to 100"}),
        ((Band(10, -1, "x"),), {0: "per cent go from 0 to 100"}),
        ((Band(0, 101, "x"),), {0: "per cent go from 0 to 100"}),
        ((Band(50, 49, "x"),), {0: "it ends below where it begins"}),
        ((Band(0, 49, ""),), {0: "say what learners read"}),
        ((Band(0, 1, "x" * (LONGEST_FEEDBACK + 1)),), {0: "stay within 500 letters"}),
        ((LOW, Band(49, 60, "x")), {1: "it overlaps with 0 to 49 %"}),
        ((MIDDLE, Band(0, 100, "x")), {1: "it overlaps with 50 to 79 %"}),
        ((LOW, HIGH, LOW), {2: "it overlaps with 0 to 49 %"}),
        (
            tuple(Band(each, each, "x") for each in range(MOST_BANDS + 1)),
            {MOST_BANDS: "there are 10 bands at most"},
        ),
    ],
)
def test_what_is_wrong_with_a_band_is_said_of_it(bands, faults):
    assert band_faults(bands) == faults


def test_bands_are_kept_by_what_they_begin_with():
    assert in_order((HIGH, LOW, MIDDLE)) == (LOW, MIDDLE, HIGH)


@pytest.mark.parametrize(
    ("percent", "said"),
    [(0, LOW.text), (49, LOW.text), (50, MIDDLE.text), (80, HIGH.text), (100, HIGH.text)],
)
def test_an_attempt_is_told_the_words_of_its_band(percent, said):
    assert feedback_for((LOW, MIDDLE, HIGH), percent) == said


@pytest.mark.parametrize("percent", [60, None])
def test_between_bands_and_where_nothing_counts_nothing_is_said(percent):
    assert feedback_for((LOW, HIGH), percent) == ""
