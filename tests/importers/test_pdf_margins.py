"""Numbers of lines in the margin of a PDF, first lines that are moved in, headlines set wide."""

import pytest

from quizapp.importers.pdf import read_pdf
from tests.importers.pdf_files import drawn, made, operators

LINES = (
    "The council of Marn said on Tuesday that",
    "the new bridge over the river would open",
    "in May, two years later than planned, as",
    "its builders had asked for more time and",
    "the floods had carried off their cranes.",
    "The lamp of the old lighthouse will burn",
    "again from June, after twelve years, the",
    "keeper told a meeting in the town hall a",
    "week ago. It had been out since a storm,",
    "which broke its lens and half its panes.",
)
TEXT = " ".join(LINES)


def text(x=100, lines=LINES):
    return [(line, x, 700 - 14 * number, 10) for number, line in enumerate(lines)]


def numbered(values, x=70, size=7):
    return [(str(each), x, 700 - 14 * (each - 1), size) for each in values]


NUMBERED = {
    "each fifth": numbered((5, 10)),
    "each fifth, at the right": numbered((5, 10), x=400),
    "all": numbered(range(1, 11)),
    "the fifth alone": numbered((5,)),
}


@pytest.mark.parametrize("name", NUMBERED)
@pytest.mark.parametrize("is_first", [True, False])
def test_numbers_of_lines_are_no_words(name, is_first):
    words = [*NUMBERED[name], *text()] if is_first else [*text(), *NUMBERED[name]]
    assert read_pdf(drawn(*words)).text.split("\n") == [TEXT]


def test_numbers_of_lines_count_on_from_the_page_before():
    later = [(str(int(number) + 40), *place) for number, *place in numbered((5, 10))]
    assert read_pdf(drawn(*later, *text())).text == TEXT


STAYING = {
    "no steps": [("1805", 70, 700, 7), ("1874", 70, 686, 7)],
    "beside another line": [("5", 70, 686, 7)],
    "steps of other counts": [("3", 70, 700, 7), ("8", 70, 686, 7)],
    "a few of a list": [("1", 70, 700, 7), ("2", 70, 686, 7), ("3", 70, 672, 7)],
}


@pytest.mark.parametrize("name", STAYING)
def test_other_numbers_stay(name):
    numbers = STAYING[name]
    words = sorted((*numbers, *text()), key=lambda each: (-each[2], each[1]))
    found = read_pdf(drawn(*words)).text.replace("|", " ").split()
    assert [number for number, *_ in numbers if number not in found] == []


def moved(by, lines):
    """Lines without space between paragraphs, some of which are moved to the right."""
    return [
        (line, 100 + (by if first else 0), 700 - 12 * n, 10)
        for n, (line, first) in enumerate(lines)
    ]


ONE, TWO = LINES[:5], LINES[5:]


@pytest.mark.parametrize("by", [8, 12, 30])
def test_a_first_line_that_is_moved_in_begins_a_paragraph(by):
    lines = [(line, number == 0) for each in (ONE, TWO) for number, line in enumerate(each)]
    assert read_pdf(drawn(*moved(by, lines))).text.split("\n\n") == [" ".join(ONE), " ".join(TWO)]


def test_a_paragraph_of_one_line_may_stand_between():
    one = "Nobody was hurt by it, said the council."
    lines = [*((each, False) for each in ONE), (one, True)]
    lines += [(each, number == 0) for number, each in enumerate(TWO)]
    paragraphs = read_pdf(drawn(*moved(12, lines))).text.split("\n\n")
    assert paragraphs == [" ".join(ONE), one, " ".join(TWO)]


def test_lines_that_are_moved_in_together_go_on():
    # As beside a picture.
    lines = [(line, number >= 5) for number, line in enumerate(LINES)]
    assert read_pdf(drawn(*moved(12, lines))).text == TEXT


def test_a_line_that_is_moved_in_within_a_sentence_goes_on():
    lines = [(line, number == 2) for number, line in enumerate(LINES)]
    assert read_pdf(drawn(*moved(12, lines))).text == TEXT


def test_a_headline_of_words_set_wide_apart_is_no_row_of_a_table():
    words = [("OVER", 100, 740, 16), ("THE", 230, 740, 16), ("WEIR", 340, 740, 16)]
    article = read_pdf(drawn(*words, *text()))
    assert article.title == "OVER THE WEIR"
    assert article.text == f"OVER THE WEIR\n\n{TEXT}"


def test_two_headlines_side_by_side_stay_apart():
    words = [("Over the weir", 100, 740, 16), ("Under the bridge", 340, 740, 16)]
    assert "Over the weir | Under the bridge" in read_pdf(drawn(*words, *text())).text


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("The bridge", "The bridge of Marn opens"),
        ("The Bridge of Marn opens late", "The Bridge of Marn opens late"),
        ("Print view", "The bridge of Marn opens"),
        ("x", "The bridge of Marn opens"),
        ("ridge", "The bridge of Marn opens"),
    ],
)
def test_a_headline_that_goes_on_where_the_title_ends_is_the_title(given, title):
    words = "".join(
        f"BT /F1 {size} Tf {x} {y} Td ({line}) Tj ET\n"
        for line, x, y, size in [("The bridge of Marn opens", 100, 740, 16), *text()]
    )
    whole = words if "late" not in given else words.replace("opens)", "opens late)")
    assert read_pdf(made(whole, title=given)).title.casefold() == title.casefold()


CAPTION = [("The bird before the theft, seen", 420, 672, 6), ("from the left.", 420, 664, 6)]


def test_a_caption_at_the_height_of_a_line_does_not_tear_its_sentence():
    words = sorted((*text(), *CAPTION), key=lambda each: (-each[2], each[1]))
    assert read_pdf(drawn(*words)).text.split("\n\n") == [
        TEXT,
        "The bird before the theft, seen from the left.",
    ]


def test_a_caption_between_the_lines_of_a_sentence_does_not_tear_it():
    lines = [
        (line, 100, y - (60 if number > 2 else 0), 10)
        for number, (line, _, y, _) in enumerate(text())
    ]
    words = [*lines[:3], ("The bird.", 100, 640, 6), *lines[3:]]
    assert read_pdf(drawn(*words)).text.split("\n\n") == [TEXT, "The bird."]


def test_what_begins_after_a_caption_is_a_paragraph():
    words = [
        *text()[:5],
        ("The bird.", 100, 626, 6),
        *((t, x, y - 40, s) for t, x, y, s in text()[5:]),
    ]
    paragraphs = read_pdf(drawn(*words)).text.split("\n\n")
    assert paragraphs == [" ".join(ONE), "The bird.", " ".join(TWO)]


def test_a_field_for_a_name_beside_the_headline_is_none_of_its_words():
    words = [("Reading about a bridge", 100, 740, 16), ("Name: ______", 400, 740, 10), *text()]
    article = read_pdf(drawn(*words))
    assert article.title == "Reading about a bridge"
    assert article.text.startswith("Reading about a bridge\n\nName:")


def test_lines_that_go_round_a_large_letter_are_one_paragraph():
    lines = [(line, number < 2) for number, line in enumerate(LINES)]
    assert read_pdf(drawn(*moved(30, lines))).text == TEXT


@pytest.mark.parametrize("down", [0, 3])
def test_a_column_may_begin_and_end_with_a_line_that_is_moved_in(down):
    left = text(x=50)
    right = [
        (line, 320 + (12 if number in (0, 9) else 0), y - down, size)
        for number, (line, _, y, size) in enumerate(text())
    ]
    words = [each for pair in zip(left, right, strict=True) for each in pair]
    assert read_pdf(drawn(*words)).text.split("\n\n") == [TEXT, TEXT]


def test_one_word_as_title_gives_way_to_a_headline_of_several():
    words = "".join(
        f"BT /F1 {size} Tf {x} {y} Td ({line}) Tj ET\n"
        for line, x, y, size in [("A bridge of the river Marn", 100, 740, 16), *text()]
    )
    assert read_pdf(made(words, title="Marn")).title == "A bridge of the river Marn"


@pytest.mark.parametrize("byline", ["Ann Lee, Marn", "Ann Lee of Marn, 2 May 2021"])
def test_a_byline_before_a_first_line_that_is_moved_in_is_a_line_of_its_own(byline):
    lines = [(byline, True), *((each, number == 0) for number, each in enumerate(ONE))]
    found = read_pdf(drawn(*moved(12, lines))).text.split("\n\n")
    assert found == [byline, " ".join(ONE)]


def test_a_headline_of_two_lines_is_one_however_far_they_stand_apart():
    headline = [("The bridge of Marn opens two", 100, 770, 20), ("years late", 100, 740, 20)]
    found = read_pdf(drawn(*headline, *text())).text.split("\n\n")
    assert found == ["The bridge of Marn opens two years late", TEXT]


def test_a_header_that_columns_part_is_one_of_every_page():
    head = [("The Herald", 50, 780, 8), ("Marn, page 4", 400, 780, 8)]
    columns = [(line, x, 700 - 14 * n, 10) for n, line in enumerate(ONE) for x in (50, 320)]
    first = operators(*head, *columns)
    second = operators(*head, *text())
    found = read_pdf(made(first, second)).text
    assert "Herald" not in found
    assert "page 4" not in found


def test_items_of_a_list_whose_signs_are_drawn_are_lines_of_their_own():
    items = ["Pump: 900 litres a minute", *ONE]
    words = [*text(), *((line, 120, 530 - 14 * n, 10) for n, line in enumerate(items))]
    words = [
        (f"{line} and so on", *place) if line in ONE else (line, *place) for line, *place in words
    ]
    found = read_pdf(drawn(*words)).text.split("\n\n")
    assert "Pump: 900 litres a minute" in found


def test_a_name_after_a_line_that_had_no_space_for_it_goes_on():
    lines = ("The council of Marn said that the town of", "Ada Marsh", *ONE)
    words = [(line, 100, 700 - 14 * n, 10) for n, line in enumerate(lines)]
    assert read_pdf(drawn(*words)).text.startswith("The council of Marn said that the town of Ada")


@pytest.mark.parametrize(("step", "count"), [(17.5, 2), (15, 1)])
def test_less_space_is_enough_between_two_sentences(step, count):
    first = [(line, 100, 700 - 14 * n, 10) for n, line in enumerate(ONE)]
    second = [(line, 100, 644 - step - 14 * n, 10) for n, line in enumerate(TWO)]
    assert len(read_pdf(drawn(*first, *second)).text.split("\n\n")) == count


def test_lines_beside_a_picture_go_on_below_it_with_a_name():
    narrow = ("The council of Marn said that", "it was the new bridge for which")
    wide = ("Ada Marsh had asked when she was the mayor, as all of the town knew well", *ONE)
    words = [(line, 100, 700 - 14 * n, 10) for n, line in enumerate((*narrow, *wide))]
    assert read_pdf(drawn(*words)).text == " ".join((*narrow, *wide))
