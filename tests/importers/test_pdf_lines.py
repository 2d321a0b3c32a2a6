"""Lines of a PDF: columns one after the other, raised marks, words broken at the end of a line."""

import pytest

from quizapp.importers.hyphens import Spelling, joined_lines
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


NARROW_LEFT = (
    "Bridges were",
    "built of stone",
    "until iron was",
    "cheap. One was",
    "painted green.",
)
NARROW_RIGHT = ("Forty boats", "fish here now", "and sell all", "their catch at", "the old crane.")


def test_columns_of_a_few_short_words_are_columns_where_their_lines_go_on():
    words = [
        (text, x, 700 - 14 * number, 10)
        for number, row in enumerate(zip(NARROW_LEFT, NARROW_RIGHT, strict=True))
        for text, x in zip(row, (50, 220), strict=True)
    ]
    assert paragraphs(drawn(*words)) == [" ".join(NARROW_LEFT), " ".join(NARROW_RIGHT)]


def test_a_headline_across_the_columns_stays_above_them():
    headline = (HEADLINE, 50, 740, 16)
    assert paragraphs(drawn(headline, *rows())) == [HEADLINE, *COLUMNS]


def test_columns_that_are_drawn_one_after_the_other_stay_so():
    words = list(rows())
    assert paragraphs(drawn(*words[::2], *words[1::2])) == COLUMNS


CELLS = {
    "short": [("Torgau", "1995"), ("Pirna", "1875"), ("Marn", "1962"), ("Velling", "2019")],
    "longer": [
        ("Torgau bridge", "Stone and iron"),
        ("Pirna bridge", "Wood, painted"),
        ("Marn ferry", "Steel, new"),
        ("Velling lock", "Stone, repaired"),
        ("Arnholm light", "Brick and glass"),
    ],
}


@pytest.mark.parametrize("cells", CELLS.values(), ids=CELLS)
def test_a_table_of_short_values_is_no_pair_of_columns(cells):
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
    ("the ex\u00ad\u2010", "ca\u00advation", "the exca\u00advation"),
    ("re\u00adpub\u00ad-", "lic", "re\u00adpublic"),
    ("the cathe\u00ad \u2010", "dral", "the cathedral"),
    ("the tor-", "toise", "the tortoise"),
    ("a six-", "foot wall", "a six-foot wall"),
    ("two-", "thirds", "two-thirds"),
    ("six-", "teenth", "sixteenth"),
    ("nine-", "ties", "nineties"),
    ("three-", "fold", "threefold"),
    ("ten-", "ant", "tenant"),
    ("the bor-", "der", "the border"),
    ("an e-", "mail came", "an e-mail came"),
    ("the x-", "ray showed", "the x-ray showed"),
    ("from 1914–", "1918 it", "from 1914–1918 it"),
    ("the Paris–", "Dakar race", "the Paris–Dakar race"),
    ("the mayor—", "she came", "the mayor—she came"),
    ("bread and/", "or butter", "bread and/or butter"),
    ("at https://marn.example/", "the mayor", "at https://marn.example/ the mayor"),
    ("the years 1914 –", "1918", "the years 1914 – 1918"),
]


@pytest.mark.parametrize(("text", "line", "whole"), BROKEN)
def test_a_broken_word_is_made_whole(text, line, whole):
    assert joined_lines(text, line, Spelling()) == whole


@pytest.mark.parametrize("whole", ["co-operate", "cooperate"])
def test_how_a_word_is_written_elsewhere_decides(whole):
    assert joined_lines("co-", "operate", Spelling({whole})) == whole


@pytest.mark.parametrize(("text", "line"), [("to 1914 -", "on"), ("dash –", "then"), ("-", "a")])
def test_a_dash_is_no_hyphen(text, line):
    assert joined_lines(text, line, Spelling()) == f"{text} {line}"


SPACED_OUT = [
    ("A N N U A L  R E P O R T", "ANNUAL REPORT"),
    ("T h e  H a r b o u r  O f f i c e", "The Harbour Office"),
    ("N E W S", "NEWS"),
    ("A B C D E F", "A B C D E F"),
    ("1 2 3 4 5", "1 2 3 4 5"),
    ("a  b  c  d", "a b c d"),
]


@pytest.mark.parametrize(("drawn_as", "read_as"), SPACED_OUT)
def test_letters_that_are_set_wide_are_words(drawn_as, read_as):
    assert paragraphs(drawn((drawn_as, 50, 700, 20), (LEFT[0], 50, 650, 10)))[0] == read_as


def test_below_something_across_them_columns_begin_anew():
    words = [*rows(), *((text, x, y - 150, size) for text, x, y, size in rows())]
    assert paragraphs(drawn(*words)) == [*COLUMNS, *COLUMNS]


def test_a_short_heading_across_columns_stands_between_what_is_above_and_below():
    below = [(text, x, y - 150, size) for text, x, y, size in rows()]
    heading = ("Its lamp burns again", 50, 600, 16)
    assert paragraphs(drawn(*rows(), heading, *below)) == [
        *COLUMNS,
        "Its lamp burns again",
        *COLUMNS,
    ]


def test_an_empty_line_within_columns_does_not_end_them():
    words = [(text, x, y - (14 if y < 670 else 0), size) for text, x, y, size in rows()]
    assert " ".join(paragraphs(drawn(*words))) == " ".join(COLUMNS)


LONG = "The council of Marn said on Tuesday that the new bridge over the river would open in May,"


def close(*lines):
    """Return a page with these lines close below each other, below lines of running text."""
    text = [(LONG, 50, 700 - 14 * number, 10) for number in range(4)]
    return drawn(*text, *((line, 60, 620 - 14 * number, 10) for number, line in enumerate(lines)))


LISTS = [
    ("One bridge of stone", "Two bridges of wood", "Three ferries"),
    ("Length: 42 metres", "Width: 5 metres"),
    ("By Ann Lee", "14 October 2026"),
    ("1. First came Ann", "2. Then came Bo", "3. Then they left"),
    ("1. First came Ann of the council, with her brother.", "2. Then came Bo, and they left."),
]


@pytest.mark.parametrize("lines", LISTS)
def test_short_lines_that_each_begin_anew_stay_apart(lines):
    assert paragraphs(close(*lines))[-len(lines) :] == list(lines)


SENTENCES = [
    ("The keeper was a man of", "Marn, and was called Bo."),
    ("It was then that Ann came", "to Marn, where she stayed"),
    ("It was opened by the mayor,", "Ann Lee"),
]


@pytest.mark.parametrize("lines", SENTENCES)
def test_short_lines_of_a_sentence_stay_together(lines):
    assert paragraphs(close(*lines))[-1] == " ".join(lines)
