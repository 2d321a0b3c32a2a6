"""Letters of a PDF drawn in a way of their own: ligatures, initials, capitals, set wide."""

import pytest

from quizapp.importers.pdf import read_pdf
from tests.importers.pdf_files import drawn, made, operators


def text_of(data):
    return read_pdf(data).text


GLYPHS = [
    ("f_i", "fi"),
    ("f_f_i", "ffi"),
    ("T_h", "Th"),
    ("c_t", "ct"),
    ("f_i.liga", "fi"),
    ("uni00660069", "fi"),
    ("uniFB01", "fi"),
    ("fi", "fi"),
    ("a.sc", "a"),
    ("Eacute.sc", "É"),
    ("one.oldstyle", "1"),
    ("hyphen.case", "-"),
]


@pytest.mark.parametrize(("name", "letters"), GLYPHS)
def test_a_glyph_is_the_letters_that_its_name_is_made_of(name, letters):
    drawing = operators(("It was \\001nd of the sea.", 50, 700, 12))
    assert f"It was {letters}nd of the sea." in text_of(made(drawing, glyphs=[name]))


def test_two_names_of_a_font_are_two_texts():
    drawing = operators(("The o\\001ce is \\002nished by now.", 50, 700, 12))
    assert "The office is finished" in text_of(made(drawing, glyphs=["f_f_i", "f_i"]))


BODY = ("and after that the rest of the page is set in letters of one size.", 50, 640, 12)
TITLE = ("The bridge", 50, 740, 24)


def test_an_initial_that_is_drawn_before_all_else_joins_its_word():
    words = [("T", 50, 675, 38), TITLE, ("he council met in May.", 75, 692, 12), BODY]
    text = text_of(drawn(*words))
    assert text.startswith("The bridge\n")
    assert "The council met in May." in text


def test_an_initial_that_is_a_word_stays_one():
    words = [("A", 50, 675, 38), ("bridge was built of stone.", 78, 692, 12), BODY]
    again = ("It is the longest bridge of them all in the county of Marn.", 50, 620, 12)
    assert "A bridge was built of stone." in text_of(drawn(*words, again))


def test_small_capitals_join_the_large_one_before_them():
    words = [
        ("A", 50, 700, 12),
        ("nn", 58, 700, 8.4),
        (" came in May with the mayor.", 70, 700, 12),
    ]
    assert "Ann came in May" in text_of(drawn(*words, BODY))


def test_a_capital_alone_is_no_beginning_of_smaller_letters_away_from_it():
    words = [("Plan B", 50, 700, 12), ("was the smaller one.", 100, 700, 9)]
    assert "Plan B was the smaller one." in text_of(drawn(*words, BODY))


WIDE = [
    ("A N N U A L  R E P O R T", "ANNUAL REPORT"),
    ("A N N UA L  R E P O RT", "ANNUAL REPORT"),
    ("T h e  b r i d g e", "The bridge"),
    ("A B C D E F", "A B C D E F"),
    ("a 1 b 2 c 3 of it", "a 1 b 2 c 3 of it"),
    ("I am on it so we go", "I am on it so we go"),
]


@pytest.mark.parametrize(("words", "read"), WIDE)
def test_letters_that_are_set_wide_apart_are_words(words, read):
    assert text_of(drawn((words, 50, 740, 20), BODY)).startswith(f"{read}\n")


def test_letters_that_are_drawn_one_by_one_are_words():
    places = [*range(50, 170, 20), *range(190, 310, 20)]
    letters = [(letter, x, 740, 12) for letter, x in zip("ANNUALREPORT", places, strict=True)]
    assert text_of(drawn(*letters, BODY)).startswith("ANNUAL REPORT ")


def test_the_hyphen_of_a_soft_one_may_be_drawn_for_itself():
    words = [
        ("The town has infor\\001", 50, 700, 12),
        ("-", 180, 700, 12),
        ("mation for all of you, and for everybody else.", 50, 686, 12),
    ]
    data = made(operators(*words, BODY), glyphs=["uni00AD"])
    assert "information for all" in text_of(data)
