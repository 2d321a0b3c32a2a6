"""What a PDF's operators say beyond its letters: rise, jumps of the pen, what glyphs mean."""

import pytest

from quizapp.importers.pdf import read_pdf
from tests.importers.pdf_files import drawn, made

SPAN = "/Span <</ActualText {meant}>> BDC {glyphs} EMC"
SOFT, FI = "<FEFF00AD>", "<FEFF00660069>"


def words(data):
    return " ".join(read_pdf(data).text.split())


def line(inside):
    return made(f"BT /F1 10 Tf 50 700 Td {inside} ET")


RAISED = [
    # As ReportLab writes it, and with the font changed after the rise.
    (
        "(built in 1874) Tj /F1 8 Tf 5 Ts (3) Tj /F1 10 Tf 0 Ts ( by hand) Tj",
        "built in 1874 by hand",
    ),
    (
        "(built in 1874) Tj 5 Ts /F1 6 Tf (3) Tj 0 Ts /F1 10 Tf ( by hand) Tj",
        "built in 1874 by hand",
    ),
    ("(covers 25 km) Tj /F1 6 Tf 4 Ts (2) Tj /F1 10 Tf 0 Ts ( of it) Tj", "covers 25 km² of it"),
    ("(on the 12) Tj /F1 6 Tf 4 Ts (th) Tj /F1 10 Tf 0 Ts ( of May) Tj", "on the 12th of May"),
    ("(much CO) Tj /F1 6 Tf -2 Ts (2) Tj /F1 10 Tf 0 Ts ( in air) Tj", "much CO2 in air"),
    (
        "(in 1874) Tj /F1 6 Tf 4 Ts (3) Tj /F1 10 Tf 0 Ts ( and 450) Tj /F1 6 Tf 4 Ts (4) Tj",
        "in 1874 and 450",
    ),
    # ReportLab raises and sinks by half of the letters' size where it is told nothing else.
    ("(much CO) Tj /F1 8 Tf -5 Ts (2) Tj /F1 10 Tf 0 Ts ( in air) Tj", "much CO2 in air"),
    ("(in 1874) Tj /F1 8 Tf 5 Ts (3) Tj /F1 10 Tf 0 Ts ( by hand) Tj", "in 1874 by hand"),
    ("(and H) Tj /F1 8 Tf -5 Ts (2) Tj /F1 10 Tf 0 Ts (O too) Tj", "and H2O too"),
]


@pytest.mark.parametrize(("inside", "seen"), RAISED)
def test_text_that_is_raised_by_an_operator_stands_in_its_line(inside, seen):
    assert words(line(inside)) == seen


def test_a_rise_ends_with_the_state_that_it_was_set_in():
    after = "BT /F1 10 Tf 50 700 Td (in 1874) Tj /F1 6 Tf 40 0 Td (3) Tj ET"
    assert words(made(f"q 4 Ts Q {after}")) != "in 1874"


MEANT = [
    ("(com) Tj {} (mittee) Tj", SOFT, "( ) Tj", "committee"),
    ("[(com)] TJ {} [(mittee)] TJ", SOFT, "[( )] TJ", "committee"),
    ("(of) Tj {} (ce) Tj", FI, "(x) Tj", "office"),
    ("(of) Tj {} (ce) Tj", FI, "(x) Tj (y) Tj", "office"),
    ("(a ) Tj {} ( b) Tj", "<FEFF0031>", "(1) Tj", "a 1 b"),
]


@pytest.mark.parametrize(("around", "meant", "glyphs", "seen"), MEANT)
def test_letters_that_glyphs_stand_for_are_read(around, meant, glyphs, seen):
    assert words(line(around.format(SPAN.format(meant=meant, glyphs=glyphs)))) == seen


def test_a_hyphen_that_is_meant_softly_joins_its_word():
    hyphen = SPAN.format(meant=SOFT, glyphs="(-) Tj")
    assert words(line(f"(the left) Tj {hyphen} 0 -12 Td (overs were burnt) Tj")) == (
        "the leftovers were burnt"
    )


def test_a_long_text_that_is_meant_leaves_the_glyphs_as_they_are():
    span = SPAN.format(meant="(All of this page at once)", glyphs="(the words) Tj")
    assert words(line(span)) == "the words"


@pytest.mark.parametrize(
    "broken", ["EMC EMC", "/Span BDC", "(x) Ts", "/Span 5 BDC", "[] TJ", "Q Q"]
)
def test_operators_that_are_broken_are_passed_over(broken):
    assert words(line(f"{broken} (the words) Tj")) == "the words"


LEFT = [
    "The council of Marn said on Tuesday that",
    "the new bridge over the river would open",
    "in May, two years later than planned, as",
    "its builders had asked for more time.",
]
RIGHT = [
    "The lamp of the old lighthouse will burn",
    "again from June, after twelve years, the",
    "keeper told a meeting in the town hall a",
    "week ago, which nobody had believed.",
]


def test_columns_that_one_operator_draws_across_are_columns():
    # Each letter of Courier is six points wide at this size.
    rows = "\n".join(
        f"BT /F1 10 Tf 50 {700 - 14 * n} Td [({one}) {100 * (6 * len(one) - 280)} ({other})] TJ ET"
        for n, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True))
    )
    text = read_pdf(made(rows, base="Courier")).text
    places = [text.find(each) for each in ("The council", "its builders", "The lamp", "week ago")]
    assert -1 not in places
    assert places == sorted(places)


def test_cells_that_one_operator_draws_are_cells():
    assert words(line("[(Torgau) -9000 (1995)] TJ")) == "Torgau | 1995"


def test_short_columns_stand_where_an_earlier_page_has_columns():
    def page(left, right):
        return [
            (text, x, 700 - 14 * n, 10)
            for n, pair in enumerate(zip(left, right, strict=True))
            for text, x in zip(pair, (50, 320), strict=True)
        ]

    def operators(words):
        return "\n".join(f"BT /F1 {z} Tf {x} {y} Td ({text}) Tj ET" for text, x, y, z in words)

    ends = (
        ["The boats of the town were sold in May,", "and the quay was closed in 1934."],
        ["Guests come instead, and 4,500 of them", "saw the museum in the last summer."],
    )
    text = read_pdf(made(operators(page(LEFT, RIGHT)), operators(page(*ends)))).text
    assert " ".join(ends[0]) in text
    assert " ".join(ends[1]) in text
    # Alone, two lines are no column: they may be a table.
    assert " ".join(ends[0]) not in read_pdf(drawn(*page(*ends))).text


def test_letters_without_ink_are_no_text_beside_others():
    unseen = "q BT /F1 10 Tf 200 700 Td 3 Tr (unseen) Tj ET Q"
    after = "BT /F1 10 Tf 115 700 Td (by hand) Tj ET"
    data = made(f"BT /F1 10 Tf 50 700 Td (built in 1874) Tj ET {unseen} {after}")
    assert words(data) == "built in 1874 by hand"


def test_of_a_picture_of_a_page_the_unseen_letters_are_the_text():
    assert words(line("3 Tr (It was built in 1874) Tj")) == "It was built in 1874"


@pytest.mark.parametrize(("x", "y"), [(700, 300), (-90, 300), (50, 900), (50, -20)])
def test_what_stands_off_the_page_is_no_text(x, y):
    data = drawn(("It was built in 1874.", 50, 700, 10), ("off the page", x, y, 10))
    assert words(data) == "It was built in 1874."


def test_a_line_whose_words_are_put_apart_is_as_long_as_it_is_drawn():
    # As Chromium draws justified lines: the pen goes on after each word, further than it is wide.
    parts = ["built ", "in ", "the ", "spring ", "of ", "the ", "year ", "1977"]
    shown = " 30 0 Td ".join(f"({part}) Tj" for part in parts)
    end = 50 + 7 * 30 + 22.3
    mark = f"BT /F1 6 Tf {end} 704 Td (2) Tj ET BT /F1 10 Tf {end + 4} 700 Td ( by hand) Tj ET"
    data = made(f"BT /F1 10 Tf 50 700 Td {shown} ET {mark}")
    assert words(data) == "built in the spring of the year 1977 by hand"
