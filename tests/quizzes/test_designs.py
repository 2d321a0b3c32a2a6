"""What a quiz cannot be set to."""

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.feedback_bands import Band
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Design, Item, appended
from quizapp.quizzes.models import Feedback, Layout

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "settings",
    [
        {"opens_at": 1, "closes_at": 0},
        {"opens_at": 0, "closes_at": 0},
        {"feedback": Feedback.AT_ONCE},
    ],
)
def test_settings_that_contradict_each_other_are_no_design(settings):
    given = {
        name: NOON + timedelta(hours=value) if isinstance(value, int) else value
        for name, value in settings.items()
    }
    with pytest.raises(ValueError, match=r"opens before|one by one"):
        Design("Test", **given)


@pytest.mark.parametrize(
    "bands",
    [
        (Band(50, 100, "x"), Band(0, 49, "x")),
        (Band(0, 50, "x"), Band(50, 100, "x")),
        (Band(0, 101, "x"),),
    ],
)
def test_bands_of_feedback_are_apart_and_in_order(bands):
    with pytest.raises(ValueError, match=r"apart and in order"):
        Design("Test", bands=bands)


@pytest.mark.parametrize(
    "settings",
    [
        {"release": Release.CLOSING},
        {"release": Release.NEVER, "feedback": Feedback.AT_ONCE, "layout": Layout.SINGLE},
        {"is_closed_book": True, "feedback": Feedback.AT_ONCE, "layout": Layout.SINGLE},
    ],
)
def test_results_are_withheld_only_where_that_can_be(settings):
    with pytest.raises(ValueError, match=r"results after"):
        Design("Test", **settings)


@pytest.mark.parametrize("points", [-1, 0.25, 100.5, float("nan"), float("inf")])
def test_an_item_is_worth_what_a_question_can_be(points):
    with pytest.raises(ValueError, match="in halves"):
        Item(1, points=points)


def test_what_is_added_follows_where_all_others_hide_what_is_right():
    hidden, open_one = Item(1, count=2, shows_key=False), Item(1)
    for items, follows in (((), True), ((hidden,), False), ((hidden, open_one), True)):
        assert appended(Design("Test", items=items), [Item(1)]).items[-1].shows_key is follows
