"""What is raised is a power, an ending or the mark of a note: no digit of the number before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.importers.raised import lowered, raised

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
    ("in the port", "[note 1]"),
    ("in the port", "[citation needed]"),
    ("in the port", "[12][13]"),
    ("in the port", "[12] [note 3]"),
    ("in 1874", "2–4"),
    ("Ann Holt", "c"),
    ("it was 41", "o"),
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


WITHIN = [
    ("it lasted 3", "1", "/2 years", " 1"),
    ("about ", "3", "⁄4 of them", "3"),
    ("a dating by ", "14", "C showed", "¹⁴"),
    ("sold by M", "c", "Donald", "c"),
    ("at 41", "o", "C in May", "°"),
    ("pier N", "o", " 10", "o"),
    ("the 1", "er", " May", "er"),
    ("built in 1874", "3", " by hand", ""),
    ("said. ", "3", " The mayor", ""),
    ("Ann Holt", "c", " was there", ""),
    ("about 450", "2", " / night", ""),
]


@pytest.mark.parametrize(("before", "text", "after", "kept"), WITHIN)
def test_what_follows_tells_parts_of_words_and_fractions_from_marks(before, text, after, kept):
    assert raised(before, text, after) == kept


def test_raised_runs_side_by_side_are_read_as_one():
    runs = [("in 1874", False), ("1", True), (",", True), ("2", True), (" by hand", False)]
    assert lowered(runs) == "in 1874 by hand"


@given(st.from_regex(r"\d{2,6}", fullmatch=True).filter(lambda n: n != "10"), st.integers(0, 999))
def test_a_raised_number_never_lengthens_a_number(number, mark):
    assert not any(letter.isdecimal() for letter in raised(f"about {number}", str(mark)))
