"""What the figures of a question say, in words for teachers."""

import pytest

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.figures import Asked
from quizapp.domain.statistics.flags import Flag, Raised
from quizapp.web.quizzes.reporting.figure_words import (
    TITLES,
    percent,
    said_flag,
    signed,
    spoken_seconds,
)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (60, "1 min"), (125, "2 min 5 s")],
)
def test_times_are_said_as_people_say_them(seconds, said):
    assert spoken_seconds(seconds) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5, "0.50"), (-0.5, "−0.50"), (-0.004, "0.00"), (0.0, "0.00"), (1, "1.00"), (-1, "−1.00")],
)
def test_figures_have_two_places_and_a_minus_that_is_one(value, said):
    assert signed(value) == said


@pytest.mark.parametrize(("share", "said"), [(0, "0 %"), (0.666, "67 %"), (1, "100 %")])
def test_shares_are_said_in_the_nearest_per_cent(share, said):
    assert percent(share) == said


@pytest.fixture
def figures():
    rows = [(who, 0, float(who < 3), 1.0, (), who > 8, None) for who in range(12)]
    return analyse(rows, {0: Asked(0.25, ("a", "b"), frozenset("a"))}).items[0]


@pytest.mark.parametrize("flag", list(Flag))
def test_every_flag_has_a_title_and_a_reason(figures, flag):
    said = said_flag(Raised(flag, (), is_small=False), figures, {})
    assert said.title == TITLES[flag]
    assert said.reason.endswith(".")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("b",), "Nobody chose “Bern”."),
        (("b", "c"), "Nobody chose “Bern” and “Chur”."),
        (("b", "c", "d"), "Nobody chose “Bern”, “Chur” and “d”."),
    ],
)
def test_options_are_named_by_their_words(figures, options, said):
    raised = Raised(Flag.UNUSED, options, is_small=False)
    assert said_flag(raised, figures, {"b": "Bern", "c": "Chur"}).reason.startswith(said)


def test_reasons_tell_the_figures(figures):
    def reason(flag):
        return said_flag(Raised(flag, (), is_small=False), figures, {}).reason

    assert reason(Flag.GUESSED).startswith("25 % was earned; who only guesses earns 25 %")
    assert reason(Flag.LEFT_EMPTY).startswith("3 of 12 gave no answer.")
    assert reason(Flag.TOO_HARD) == "Only 25 % of its points was earned."


def test_only_what_may_make_marks_unjust_is_urgent(figures):
    urgent = {
        flag for flag in Flag if said_flag(Raised(flag, (), is_small=False), figures, {}).is_urgent
    }
    assert urgent == {Flag.KEY_DOUBTED, Flag.REVERSED}
