"""Figures that a font draws small: marks of notes, powers and what a substance is made of."""

import string

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from quizapp.importers.pdf import read_pdf
from quizapp.importers.pdf_figures import mark_small_figures
from tests.importers.pdf_files import composite_font, made

# Small figures are written with capitals of another script here: one to ten.
SMALL = "АБВГДЕЖЗИЙ"
LETTERS = string.ascii_letters + " .,"
FIGURES = "0123456789"


def drawn(words, glyphs):
    """Return what a PDF says that draws each run in a piece of its own, as Typst does."""
    codes = {name: code for code, (name, _, _) in enumerate(glyphs, start=1)}
    shown = "".join(
        f"<{''.join(f'{codes[letter]:04X}' for letter in run)}> Tj\n" for run in words.split("|")
    )
    data = made(
        f"BT /F1 10 Tf 50 700 Td {shown} ET",
        composite=[(letter, width) for _, letter, width in glyphs],
    )
    return " ".join(read_pdf(data).text.split())


def glyphs_of(usual, small=""):
    """Return the letters of a font: the name here, what it means, and its width."""
    letters = [(each, each, 500) for each in LETTERS]
    figures = [(each, each, 480) for each in usual]
    return letters + figures + [(SMALL[int(each)], each, 310) for each in small]


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("built in 1854|Б| by hand", "built in 1854 by hand"),
        ("it cost 9,300|В| in all", "it cost 9,300 in all"),
        ("it cost 9,300В in all", "it cost 9,300 in all"),
        ("the old lamp|БГ|.", "the old lamp."),
        ("It covers 25 km|В| of sea", "It covers 25 km² of sea"),
        ("some 10|Е| of them", "some 10⁵ of them"),
        ("much H|В|O in it", "much H2O in it"),
        ("much CO|В| in air", "much CO2 in air"),
        ("the UN|Г| said", "the UN said"),
        ("NATO|Г| said", "NATO said"),
    ],
)
def test_small_figures_are_notes_powers_or_part_of_a_substance(words, seen):
    assert drawn(words, glyphs_of(FIGURES, FIGURES)) == seen


def test_figures_that_are_drawn_small_only_are_known_by_those_of_usual_size():
    assert drawn("built in 1854|В| by hand", glyphs_of("1845", "2")) == "built in 1854 by hand"


def test_a_narrow_one_is_a_one():
    glyphs = [*glyphs_of("0245"), ("1", "1", 300)]
    assert drawn("built in 1|4|1|5| by hand", glyphs) == "built in 1415 by hand"


def test_a_font_of_small_figures_only_has_none_that_are_smaller():
    glyphs = [(each, each, 500) for each in LETTERS] + [(each, each, 310) for each in FIGURES]
    assert drawn("built in 1854| by hand", glyphs) == "built in 1854 by hand"


@pytest.mark.parametrize(
    "widths", [NumberObject(5), ArrayObject([NameObject("/x"), NameObject("/y")]), None]
)
def test_a_font_whose_tables_make_no_sense_is_left_as_it_is(widths):
    font = composite_font([("1", 500), ("1", 300)])
    inner = font["/DescendantFonts"][0]
    inner.pop("/W")
    if widths is not None:
        inner[NameObject("/W")] = widths
    before = font["/ToUnicode"].get_data()
    mark_small_figures(font)
    assert font["/ToUnicode"].get_data() == before
    mark_small_figures(DictionaryObject())
