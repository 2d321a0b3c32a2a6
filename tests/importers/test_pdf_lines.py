"""Lines of a PDF: columns one after the other, raised marks, words broken at the end of a line."""

import pytest

from quizapp.importers.hyphens import joined_lines
from quizapp.importers.pdf import read_pdf
from tests.importers.pdf_files import drawn

LEFT = (
    "The council of Marn said on Tuesday that",
    "the new bridge over the river would open",
    "in May, two years later than planned, as",
    "its builders had asked for more time and",
    "the floods had carried off their cranes.",
)
RIGHT = (
    "The lamp of the old lighthouse will burn",
    "again from June, after twelve years, the",
    "keeper told a meeting in the town hall a",
    "week ago. It had been out since a storm,",
    "which broke its lens and half its panes.",
)
COLUMNS = [" ".join(LEFT), " ".join(RIGHT)]
HEADLINE = "Bridge of Marn opens late while the lighthouse of Arnholm burns again"


def rows(left=50, right=320):
    for number, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True)):
        yield one, left, 700 - 14 * number, 10
        yield other, right, 700 - 14 * number, 10


def paragraphs(data):
    return [each for each in read_pdf(data).text.split("\n") if each]


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other():
    assert paragraphs(drawn(*rows())) == COLUMNS


def test_a_headline_across_the_columns_stays_above_them():
    headline = (HEADLINE, 50, 740, 16)
    assert paragraphs(drawn(headline, *rows())) == [HEADLINE, *COLUMNS]


def test_columns_that_are_drawn_one_after_the_other_stay_so():
    words = list(rows())
    assert paragraphs(drawn(*words[::2], *words[1::2])) == COLUMNS


def test_a_table_of_short_values_is_no_pair_of_columns():
    cells = [("Torgau", "1995"), ("Pirna", "1875"), ("Marn", "1962"), ("Velling", "2019")]
    words = [
        (text, x, 700 - 14 * number, 10)
        for number, row in enumerate(cells)
        for text, x in zip(row, (50, 320), strict=True)
    ]
    text = read_pdf(drawn(*words)).text
    assert sorted((text.index(each), each) for row in cells for each in row) == [
        (text.index(each), each) for row in cells for each in row
    ]


RAISED = [
    ("It was built in 1874", "3", " by Ada Marsh.", "It was built in 1874 by Ada Marsh."),
    ("It covers some 25 km", "2", " of flat land.", "It covers some 25 km² of flat land."),
    ("It opened on the 12", "th", " of May 2021.", "It opened on the 12th of May 2021."),
]


@pytest.mark.parametrize(("before", "mark", "after", "line"), RAISED)
def test_a_raised_mark_does_not_tear_its_line(before, mark, after, line):
    x = 50 + 5 * len(before)
    words = [(before, 50, 700, 10), (mark, x, 704, 6), (after, x + 6, 700, 10)]
    assert paragraphs(drawn(*words)) == [line]


BROKEN = [
    ("anti-", "terror police", "anti-terror police"),
    ("the F-", "35B jet", "the F-35B jet"),
    ("Stoke-on-", "Trent", "Stoke-on-Trent"),
    ("mid-", "2021", "mid-2021"),
    ("a US-", "led force", "a US-led force"),
    ("state-", "owned firms", "state-owned firms"),
    ("a 30-", "year-old bridge", "a 30-year-old bridge"),
    ("vice-", "president", "vice-president"),
    ("Jean-", "Pierre", "Jean-Pierre"),
    ("the govern-", "ment said", "the government said"),
    ("antibi-", "otics", "antibiotics"),
    ("anti-", "biotics", "antibiotics"),
    ("pro-", "duction", "production"),
    ("the coun-", "cil", "the council"),
    ("re-", "port", "report"),
    ("twenty-", "five", "twenty-five"),
    ("the pre-", "and postwar", "the pre- and postwar"),
    ("the two-", "to threefold", "the two- to threefold"),
    ("the U.S.-", "Japan treaty", "the U.S.-Japan treaty"),
    ("well\u2010", "known", "well-known"),
    ("repub\u00ad", "lic", "republic"),
    ("the tor-", "toise", "the tortoise"),
    ("a six-", "foot wall", "a six-foot wall"),
    ("two-", "thirds", "two-thirds"),
    ("six-", "teenth", "sixteenth"),
    ("nine-", "ties", "nineties"),
    ("three-", "fold", "threefold"),
    ("ten-", "ant", "tenant"),
    ("the bor-", "der", "the border"),
]


@pytest.mark.parametrize(("text", "line", "whole"), BROKEN)
def test_a_broken_word_is_made_whole(text, line, whole):
    assert joined_lines(text, line, set()) == whole


@pytest.mark.parametrize("whole", ["co-operate", "cooperate"])
def test_how_a_word_is_written_elsewhere_decides(whole):
    assert joined_lines("co-", "operate", {whole}) == whole


@pytest.mark.parametrize(("text", "line"), [("to 1914 -", "on"), ("dash –", "then"), ("-", "a")])
def test_a_dash_is_no_hyphen(text, line):
    assert joined_lines(text, line, set()) == f"{text} {line}"
