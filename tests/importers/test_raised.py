"""What is raised is a power, an ending or the mark of a note: no digit of the number before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.importers.raised import raised

KEPT = [
    ("an area of 25 km", "2", "²"),
    ("25 m", "3", "³"),
    ("9.8 m s", "−1", "⁻¹"),
    ("an area of 40 miles", "2", "²"),
    ("about 10", "6", "⁶"),
    ("1.8 × 10", "3", "³"),
    ("2.5 x 10", "-3", "⁻³"),
    ("on the 12", "th", "th"),
    ("the 1", "st", "st"),
    ("the 2", "ND", "ND"),
]
DROPPED = [
    ("about 450", "2"),
    ("built in 1874", "3"),
    ("the council said.", "12"),
    ("the council said", "[4]"),
    ("as others found", "1,2"),
    ("as others found", "1–3"),
    ("the mayor", "*"),
    ("the mayor", "†"),
    ("the mayor", "a"),
    ("the Zorvex", "™"),
    ("with 10 people in 2010", "4"),
    ("it is warm", "2"),
    ("a storm", "3"),
]


@pytest.mark.parametrize(("before", "text", "kept"), KEPT)
def test_powers_and_endings_are_kept(before, text, kept):
    assert raised(before, text) == kept


@pytest.mark.parametrize(("before", "text"), DROPPED)
def test_marks_of_notes_are_left_out(before, text):
    assert raised(before, text) == ""


def test_raised_words_stay_words():
    assert raised("the town of", " upper Marn ") == " upper Marn "


@given(st.from_regex(r"\d{2,6}", fullmatch=True).filter(lambda n: n != "10"), st.integers(0, 999))
def test_a_raised_number_never_lengthens_a_number(number, mark):
    assert not any(letter.isdecimal() for letter in raised(f"about {number}", str(mark)))
