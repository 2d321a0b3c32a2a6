"""Pages of a PDF however they are drawn: columns, pieces of words, turned text, notes, headers."""

from itertools import chain

import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from quizapp.importers.files import read_article
from quizapp.importers.pdf import read_pdf
from quizapp.importers.pdf_widths import Widths
from tests.importers.pdf_files import drawn, made, operators

ONE = (
    "The council of Marn said on Tuesday that",
    "the new bridge over the river would open",
    "in May, two years later than planned, as",
    "its builders had asked for more time and",
    "the floods had carried off their cranes.",
)
TWO = (
    "The lamp of the old lighthouse will burn",
    "again from June, after twelve years, the",
    "keeper told a meeting in the town hall a",
    "week ago. It had been out since a storm,",
    "which broke its lens and half its panes.",
)
THREE = (
    "A tram will run from the market to the",
    "harbour again, as it did until the year",
    "1951, when the rails were sold to a firm",
    "in the north, which never paid for them,",
    "although a court had told it to do so.",
)
TEXTS = [" ".join(each) for each in (ONE, TWO, THREE)]


def column(lines, x, top=700, size=7):
    return [(line, x, top - 10 * number, size) for number, line in enumerate(lines)]


def paragraphs(data):
    return [each for each in read_pdf(data).text.split("\n") if each]


def by_row(*columns):
    return chain.from_iterable(zip(*columns, strict=True))


ORDERS = {
    "row by row": by_row,
    "column by column": chain,
    "the last column first": lambda *columns: chain(*reversed(columns)),
    "from the bottom": lambda *columns: list(by_row(*columns))[::-1],
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_from_left_to_right_however_they_are_drawn(order, count):
    columns = [column(lines, 40 + 180 * n) for n, lines in enumerate((ONE, TWO, THREE)[:count])]
    assert paragraphs(drawn(*ORDERS[order](*columns))) == TEXTS[:count]


@pytest.mark.parametrize("gap", [7.0, 6.9, 6.0])
def test_columns_may_stand_as_close_as_their_letters_are_large(gap):
    # All letters of Courier are as wide as each other: six tenths of their size.
    width = 0.6 * 7 * len(ONE[0])
    words = by_row(column(ONE, 40), column(TWO, 40 + width + gap))
    assert paragraphs(made(operators(*words), base="Courier")) == TEXTS[:2]


def test_columns_whose_lines_stand_at_other_heights_are_columns():
    assert paragraphs(drawn(*column(TWO, 220, top=695), *column(ONE, 40))) == TEXTS[:2]


def test_a_line_across_the_columns_parts_them():
    across = "The museum of the town tells of the bridge, of the lighthouse and of its old trams."
    words = [
        *by_row(column(ONE, 40), column(TWO, 220)),
        (across, 40, 630, 7),
        *column(THREE, 40, top=600),
    ]
    read = read_pdf(drawn(*words)).text
    places = [read.index(each) for each in (*TEXTS[:2], across, TEXTS[2])]
    assert places == sorted(places)


def test_a_sentence_that_ends_in_a_narrow_column_ends_no_paragraph():
    narrow = [
        "The pit of Orl was sunk by",
        "hand, and men came to it.",
        "They worked for long hours",
    ]
    words = [*column(ONE, 40), *column(TWO, 40, 640), *column(narrow, 40, 580)]
    assert paragraphs(drawn(*words))[-1] == " ".join(narrow)


def test_a_short_last_line_ends_its_paragraph():
    last = ["or of trams."]
    words = [*column([*ONE[:4], *last], 40), *column(TWO, 40, 650)]
    assert paragraphs(drawn(*words)) == [" ".join([*ONE[:4], *last]), TEXTS[1]]


def test_three_columns_may_stand_above_two():
    words = [
        *by_row(column(ONE, 40), column(TWO, 220), column(THREE, 400)),
        ("The trams today", 40, 630, 12),
        *by_row(column(TWO, 40, 600), column(ONE, 300, 600)),
    ]
    expected = [*TEXTS, "The trams today", TEXTS[1], TEXTS[0]]
    assert paragraphs(drawn(*words)) == expected


def test_a_column_that_is_longer_than_the_next_one_stays_whole():
    words = [*by_row(column(ONE, 40), column(TWO, 220)), *column(THREE, 40, 650)]
    assert paragraphs(drawn(*words)) == [f"{TEXTS[0]} {TEXTS[2]}", TEXTS[1]]


def test_a_power_that_is_drawn_in_pieces_is_one():
    words = [
        ("It holds 10", 50, 700, 10),
        ("-", 97, 704, 6),
        ("3", 99, 704, 6),
        (" of a litre.", 102.5, 700, 10),
    ]
    assert paragraphs(drawn(*words)) == ["It holds 10⁻³ of a litre."]


def test_indented_lines_are_no_column():
    words = [*column(ONE, 40), *column(TWO, 70, top=640), *column(THREE, 40, top=580)]
    assert paragraphs(drawn(*words)) == TEXTS


def pieces(*texts, base="Helvetica", size=10, gap=0.0):
    """Return a PDF on which these texts are drawn one after the other, each where the last ends."""
    x, words = 50.0, []
    for text in texts:
        words.append((text, round(x, 2), 700, size))
        x += Widths().of(text, {"/BaseFont": f"/{base}"}) * size + gap
    return made(operators(*words), base=base)


SENTENCE = "It burned down in 1912, and nobody knew why."


@pytest.mark.parametrize("base", ["Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold"])
def test_pieces_of_a_line_are_put_together_by_their_places(base):
    parted = ["The ship ", "Rhea", " of ", "1874", ", built by ", "Lund", ", sank."]
    assert paragraphs(pieces(*parted, base=base)) == ["The ship Rhea of 1874, built by Lund, sank."]
    assert paragraphs(pieces(*SENTENCE.split(), base=base, gap=2.6)) == [SENTENCE]


def test_a_line_that_is_drawn_letter_by_letter_has_its_words():
    x, words = 50.0, []
    for letter in SENTENCE:
        if letter != " ":
            words.append((letter, round(x, 2), 700, 10))
        x += Widths().of(letter, {"/BaseFont": "/Helvetica"}) * 10
    assert paragraphs(drawn(*words)) == [SENTENCE]


def test_a_piece_that_only_changes_its_font_follows_the_one_before():
    line = "BT /F1 10 Tf 50 700 Td (It burned ) Tj /F2 10 Tf (down in ) Tj /F1 10 Tf (1912.) Tj ET"
    more = operators((SENTENCE, 50, 600, 10))
    assert paragraphs(made(f"{line}\n{more}"))[0] == "It burned down in 1912."


def test_paragraphs_of_two_lines_are_parted():
    words = [*column(ONE[:2], 50, 700, 10), *column(TWO[:2], 50, 670, 10)]
    words += [*column(THREE[:2], 50, 640, 10), *column(ONE[3:], 50, 610, 10)]
    expected = [" ".join(each) for each in (ONE[:2], TWO[:2], THREE[:2], ONE[3:])]
    assert paragraphs(drawn(*words)) == expected


def test_values_that_stand_far_apart_are_cells():
    rows = [("Torgau", "1995"), ("Pirna", "1875")]
    words = [
        (text, x, 700 - 14 * number, 10)
        for number, row in enumerate(rows)
        for text, x in zip(row, (50, 200), strict=True)
    ]
    assert paragraphs(drawn(*words, (SENTENCE, 50, 600, 10)))[:2] == [
        "Torgau | 1995",
        "Pirna | 1875",
    ]


def test_what_is_drawn_twice_to_be_bold_is_read_once():
    assert paragraphs(drawn((SENTENCE, 50, 700, 10), (SENTENCE, 50.4, 700, 10))) == [SENTENCE]


def test_a_large_first_letter_belongs_to_its_word():
    words = [("T", 50, 688, 30), (ONE[0][1:], 70, 700, 10), *column(ONE[1:], 50, 690, 10)]
    assert TEXTS[0][:60] in read_pdf(drawn(*words)).text


def test_sunk_numbers_stay_in_their_word():
    words = [
        ("More CO", 50, 700, 10),
        ("2", 90, 697, 6),
        (" came from the old town.", 93.5, 700, 10),
    ]
    assert paragraphs(drawn(*words)) == ["More CO2 came from the old town."]


TURNED = {
    "stamp across": "q 0.7 0.7 -0.7 0.7 200 300 cm BT /F1 60 Tf 0 0 Td (DRAFT) Tj ET Q",
    "note along the margin": "BT /F1 12 Tf 0 1 -1 0 20 200 Tm (arXiv 2610) Tj ET",
}


@pytest.mark.parametrize("turned", TURNED.values(), ids=TURNED)
def test_what_runs_in_another_direction_is_no_part_of_the_text(turned):
    assert paragraphs(made(turned + "\n" + operators(*column(ONE, 50, size=10)))) == TEXTS[:1]


MATRICES = {
    "smaller": ("0.5 0 0 0.5 0 0 cm", "1 0 0 1 {x} {y} Tm", 2, 1),
    "upside down twice": ("0.5 0 0 -0.5 0 800 cm", "1 0 0 -1 {x} {y} Tm", 2, -1),
}


@pytest.mark.parametrize("name", MATRICES)
def test_the_matrix_of_a_page_places_its_lines(name):
    page, text, scale, down = MATRICES[name]
    lines = [
        f"BT /F1 20 Tf {text.format(x=x * scale, y=y * scale if down > 0 else 1600 - y * scale)}"
        f" ({words}) Tj ET"
        for words, x, y, _ in by_row(column(ONE, 40, size=10), column(TWO, 300, size=10))
    ]
    assert paragraphs(made("\n".join([page, *lines]))) == TEXTS[:2]


def test_a_page_that_is_turned_as_a_whole_is_read():
    lines = [f"BT /F1 10 Tf 0 1 -1 0 {800 - y} 50 Tm ({words}) Tj ET" for words, _, y, _ in
             column(ONE, 50)]  # fmt: skip
    assert paragraphs(made("\n".join(lines))) == TEXTS[:1]


def test_a_sentence_goes_on_after_a_footnote_and_headers_drawn_first():
    def page(number, *words):
        header = [("Annals of Marn", 50, 780, 10), (f"Page {number}", 50, 20, 10)]
        return operators(*header, *words)

    notes = [("3", 50, 93, 5), ("Register of Marn, page 12.", 54, 90, 7)]
    first = page(1, *column(TWO, 50, 400, 10), *column(ONE[:2], 50, 120, 10), *notes)
    second = page(2, *column(ONE[2:], 50, 740, 10), *column(THREE, 50, 600, 10))
    read = read_pdf(made(first, second)).text
    assert TEXTS[0] in read
    assert "Annals" not in read
    assert "Page" not in read


HEADLINES = [
    ([("The Marn Post", 50, 780, 8), ("A bridge for all", 50, 750, 20)], "A bridge for all"),
    ([("A bridge for", 50, 770, 20), ("all of Marn", 50, 745, 20)], "A bridge for all of Marn"),
    ([("The bridge of Marn", 50, 750, 10)], "The bridge of Marn"),
    ([("M", 50, 750, 60), ("The bridge of Marn", 50, 730, 10)], "The bridge of Marn"),
]


@pytest.mark.parametrize(("above", "title"), HEADLINES)
def test_what_stands_out_by_its_size_is_the_title(above, title):
    data = drawn(*above, *column(ONE, 50, 700, 10), *column(TWO, 50, 640, 10))
    assert read_article(data).title == title


MASTHEADS = [
    ([("The Marn Post", 50, 780, 8)], False),
    ([("Salt & Timber,", 50, 792, 8), ("winter number", 50, 782, 8)], False),
    ([("A lamp that burns again.", 50, 780, 8)], True),
    ([("One", 50, 795, 8), ("Two", 50, 788, 8), ("Three", 50, 781, 8)], True),
    ([("1. See the register of the town", 50, 780, 8)], True),
    (
        [
            (
                "The harbour master of Marn and his three sons, in their own and other words",
                50,
                780,
                8,
            )
        ],
        True,
    ),
]


@pytest.mark.parametrize(("above", "stays"), MASTHEADS)
def test_the_name_of_a_paper_above_the_headline_is_no_text(above, stays):
    headline = ("A bridge for all", 50, 750, 20)
    data = drawn(*above, headline, *column(ONE, 50, 700, 10), *column(TWO, 50, 640, 10))
    text = read_article(data).text
    assert [words in text for words, *_ in above] == [stays] * len(above)
    assert "A bridge for all" in text


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Print view", "A bridge for all"),
        ("A  bridge for All", "A  bridge for All"),
        ("The new bridge over the river", "The new bridge over the river"),
        ("", "A bridge for all"),
    ],
)
def test_a_title_that_the_page_never_speaks_of_gives_way_to_its_headline(given, title):
    words = [("A bridge for all", 50, 750, 20), *column(ONE, 50, 700, 10)]
    assert read_pdf(made(operators(*words), title=given)).title == " ".join(title.split())


def test_without_a_headline_the_given_title_is_taken():
    assert read_pdf(made(operators(*column(ONE, 50, 700, 10)), title="Annals")).title == "Annals"


def test_fonts_say_how_wide_their_letters_are():
    simple = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/TrueType"),
            NameObject("/FirstChar"): NumberObject(65),
            NameObject("/Widths"): ArrayObject([FloatObject(700), FloatObject(300)]),
        }
    )
    assert Widths().of("AB", simple) == 1.0
    assert Widths().of("Z", simple) == 0.5


@pytest.mark.parametrize(
    ("base", "widths"),
    [
        ("Helvetica", (222, 333, 556)),
        ("Helvetica-Bold", (278, 500, 556)),
        ("Times-Roman", (333, 444, 500)),
        ("Times-Bold", (333, 500, 500)),
    ],
)
def test_quotation_marks_of_standard_fonts_have_widths(base, widths):
    font = DictionaryObject({NameObject("/BaseFont"): NameObject(f"/{base}")})
    assert [Widths().of(letter, font) * 1000 for letter in "’“–"] == pytest.approx(widths)


def test_composite_fonts_say_it_by_their_codes():
    table = StreamObject()
    table.set_data(
        b"2 beginbfchar <0001> <0041> <0002> <0042> endbfchar\n"
        b"1 beginbfrange <0005> <0006> <0061> endbfrange"
    )
    inner = DictionaryObject(
        {
            NameObject("/DW"): NumberObject(900),
            NameObject("/W"): ArrayObject(
                [
                    NumberObject(1),
                    ArrayObject([NumberObject(700)]),
                    NumberObject(5),
                    NumberObject(6),
                    NumberObject(400),
                ]
            ),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/DescendantFonts"): ArrayObject([inner]),
            NameObject("/ToUnicode"): table,
        }
    )
    assert Widths().of("ABab", font) == pytest.approx(2.4)


def test_of_a_font_that_tells_widths_for_ever_some_are_read():
    again = [NumberObject(0), NumberObject(65535), NumberObject(300)] * 10_000
    inner = DictionaryObject({NameObject("/W"): ArrayObject(again)})
    font = DictionaryObject({NameObject("/DescendantFonts"): ArrayObject([inner])})
    assert Widths().of("a", font) == Widths().of("a", None)


@pytest.mark.parametrize("widths", [NumberObject(5), ArrayObject([NameObject("/x")])])
def test_a_font_whose_widths_make_no_sense_is_taken_for_a_usual_one(widths):
    font = DictionaryObject({NameObject("/Widths"): widths})
    assert Widths().of("a", font) == Widths().of("a", None)
