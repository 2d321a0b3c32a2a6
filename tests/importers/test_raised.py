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
    ("E = mc", "2", "²"),
    ("Einstein's mc", "2", "²"),
    ("an area of πr", "2", "²"),
    ("it takes n", "3", "³"),
    ("f(x) = 3x", "2", "²"),
    ("R", "2", "²"),
    ("c = a", "2", "²"),
    ("(a + b)", "2", "²"),
    ("there are 2", "10", "¹⁰"),
    ("Of 2", "32", "³²"),
    ("one of 2", "n", "ⁿ"),
    ("one of 2", "n-1", "ⁿ⁻¹"),
    ("it grows as e", "x", "^x"),
    ("10", "100", "¹⁰⁰"),
    ("5 kJ mol", "−1", "⁻¹"),
    ("it measures 6 in", "2", "²"),
    ("25 km", "2[4]", "²"),
    ("the ion Ca", "2+", "²⁺"),
    ("it was 41", "o", "°"),
    ("M", "lle", "lle"),
    ("the XIX", "e", "e"),
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
    ("Plan B", "2"),
    ("vitamin C", "3"),
    ("World War I", "4"),
    ("World War 2", "4"),
    ("a virus of type A", "5"),
    ("(as they said)", "2"),
    ("what they lived in", "2"),
    ("7", "2"),
    ("in Chapter 3", "2"),
    ("that of 25 km²", "4"),
    ("since 1999", "a"),
    ("a TV", "3"),
    ("in the 1990s", "4"),
    ("It was 30%", "1"),
    ("3,000", "1"),
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
    ("So 3", "4", " = 81", "⁴"),
    ("the first is V", "2", "/R", "²"),
    ("so that A", "2", " + B", "²"),
    ("for ages 18", "2", " + over", ""),
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


FORMULAS = [
    ("He wrote E = mc", "2", " in 1905", "²"),
    ("He wrote E=mc", "2", ".", "²"),
    ("an area of πr", "2", " each", "²"),
    ("with a", "2", " + b", "²"),
    ("+ b", "2", " = c", "²"),
    ("b² = c", "2", "", "²"),
    ("where x", "2", " is positive", "²"),
    ("and 3y", "3", " + 1", "³"),
    ("where (a + b)", "2", " = c", "²"),
    ("it has 2", "10", " bytes", "¹⁰"),
    ("it has 2", "32", " addresses", "³²"),
    ("it has 3", "4", " = 81 fields", "⁴"),
    ("f(x) = x", "n", " for all", "ⁿ"),
    ("3 m s", "-1", " in water", "⁻¹"),
    ("0.2 mol", "−1", "", "⁻¹"),
    ("9.8 m/s", "2", " on Earth", "²"),
    ("4 kW per m", "2", "", "²"),
    ("the ion Ca", "2+", " in water", "²⁺"),
    ("12 μm", "2", "", "²"),
]
NOTES = [
    ("in the 1990s", "2", " and later"),
    ("it cost 20", "3", " then"),
    ("where they live in", "2", " the harbour"),
    ("they walked for miles", "3", " on"),
    ("they stood six feet", "1", " apart"),
    ("by Plan B", "2", " of the council"),
    ("rich in vitamin C", "4", ""),
    ("he is called a", "2", " hero"),
    ("a fleet of 2", "3", " ships"),
    ("from 1914", "10", " on"),
    ("said I", "5", " then"),
    ("in 1874", "3", " – and then"),
    ("it took 3 days", "2", ""),
    ("the end.", "n", ""),
    ("Holt-Marsh", "2", " said"),
]


@pytest.mark.parametrize(("before", "text", "after", "kept"), FORMULAS)
def test_powers_of_formulas_and_units_are_kept(before, text, after, kept):
    assert raised(before, text, after) == kept


@pytest.mark.parametrize(("before", "text", "after"), NOTES)
def test_marks_of_notes_after_words_that_look_like_units_are_left_out(before, text, after):
    assert raised(before, text, after) == ""


FURTHER_POWERS = [
    ("as much as 2 × 3", "4", "", "⁴"),
    ("So 7", "2", " is 49", "²"),
    ("a cube has the volume a", "3", ".", "³"),
    ("it has ½mv", "2", " of it", "²"),
    ("rods of U", "238", " decay", "²³⁸"),
    ("the ion OH", "–", " there", "⁻"),
    ("the 2", "e", " Régiment", "e"),
    ("25 km", "2,4", " of land", "²"),
    ("about 10", "6", " cells", "⁶"),
]
FURTHER_NOTES = [
    ("at a check-in", "2", " desk"),
    ("and/or", "2", " it"),
    ("an x-ray", "2", " of it"),
    ("(a well-known man)", "2", " came"),
    ("(1914-1918)", "3", " was"),
    ("Google+", "2", " is"),
    ("the C++", "3", " code"),
    ("he was > 40", "2", " then"),
    ("by 5 - 3", "2", " votes"),
    ("at 5 p.m", "2", ""),
    ("it is 5 m", "4", " high"),
    ("Apollo 11", "2", " is 5 decades old"),
    ("on page 10", "2", ""),
    ("on May 10", "4", ""),
    ("on 10", "4", " May"),
    ("the top 10", "2", " list"),
    ("in Chapter 2", "10", ""),
]


@pytest.mark.parametrize(("before", "text", "after", "kept"), FURTHER_POWERS)
def test_what_counts_in_a_formula_is_kept(before, text, after, kept):
    assert raised(before, text, after) == kept


@pytest.mark.parametrize(("before", "text", "after"), FURTHER_NOTES)
def test_a_hyphen_a_slash_or_a_label_makes_no_formula(before, text, after):
    assert raised(before, text, after) == ""
