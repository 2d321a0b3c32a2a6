"""What stands at the edges of the pages of a PDF, or twice in it, and what only looks like it."""

import pytest

from quizapp.importers.pdf import read_pdf
from tests.importers.pdf_files import made, operators

LINES = (
    "The harbour of Kolby was dug between 1841 and 1846 by 600 men, most of them from the",
    "island of Snarre, and the King came with eleven ships for its opening in the spring.",
    "In 1902 a storm broke the northern wall, which took the men of the town two years.",
)


def text(*edges):
    pages = []
    for number, (words, y) in enumerate(edges):
        # Each page has other words, as pages do.
        lines = [
            (line.replace("the", "the one", number), 60, 700 - 15 * place, 11)
            for place, line in enumerate(LINES)
        ]
        pages.append(
            operators(*lines, (f"Page {number} ends here, the keeper wrote.", 60, 600, 11))
        )
        pages[-1] += "\n" + operators((words, 60, y, 9))
    return read_pdf(made(*pages)).text


def test_a_head_that_changes_its_side_and_place_with_each_page_is_left_out():
    found = text(("4 Kolby Yearbook", 770), ("Kolby Yearbook 5", 40))
    assert "Yearbook" not in found
    assert found.count("The harbour of Kolby") == 2


def test_a_line_at_an_edge_that_stands_there_once_stays():
    found = text(("4 ships of the King", 770), ("The keeper had 5", 40))
    assert "4 ships of the King" in found
    assert "The keeper had 5" in found


def test_words_without_a_number_are_no_head_in_another_place():
    found = text(("The keeper", 770), ("The keeper", 40))
    assert found.count("The keeper") == 2


@pytest.mark.parametrize(
    "words",
    ["5/3/26, 9:14 AM", "5/3/26, 9:14 AM The harbour", "https://marn.example/harbour 1/1"],
)
def test_what_a_browser_prints_around_a_page_is_left_out(words):
    assert words not in text((words, 770))


def test_a_line_that_begins_with_a_day_stays():
    assert "5/3/26 was the day." in text(("5/3/26 was the day.", 770))


QUOTE = "a storm broke the northern wall, which took the men of the town two years"


@pytest.mark.parametrize(
    ("words", "size", "kept"),
    [
        (QUOTE, 15, False),
        (QUOTE, 11, True),
        ("The keeper wept for a year", 15, True),
        ("the northern wall", 15, True),
    ],
)
def test_what_large_letters_say_again_is_left_out(words, size, kept):
    lines = [(line, 60, 700 - 15 * place, 11) for place, line in enumerate(LINES)]
    drawing = operators(("The harbour", 60, 740, 22), *lines, (words, 60, 620, size))
    assert (words in read_pdf(made(drawing)).text.split("\n\n")) is kept


def test_signs_of_items_stand_beside_their_words_and_raise_nothing():
    drawing = operators(
        *[(line, 60, 700 - 15 * place, 10) for place, line in enumerate(LINES)],
        ("\\177", 60, 618, 12),
        ("It holds 40 m", 78, 620, 10),
        ("3", 136, 625, 7),
        ("of water.", 142, 620, 10),
        ("\\177", 60, 604, 12),
        ("Its wall is 2.1 m thick.", 78, 606, 10),
    )
    assert read_pdf(made(drawing)).text.split("\n\n")[-1] == (
        "- It holds 40 m³ of water.\n- Its wall is 2.1 m thick."
    )


def test_paragraphs_of_one_line_stay_apart_where_few_have_two():
    paragraphs = [
        (
            "The shop of the brothers Finn in Cork has sold umbrellas since 1854, and",
            "nothing else.",
        ),
        ("It was founded by Daniel Finn, who had lost his own on a ferry in 1853.",),
        ("A silk one costs 95 euros and lasts a lifetime, as the two brothers say.",),
        ("Rain falls in Cork on 204 days of the year, more than in any other town.",),
        ("The oldest one was sold on the third of May to the mayor of the town, and", "came back."),
        ("It will hang in the window of the shop from June, below the clock there.",),
    ]
    words, y = [], 700
    for lines in paragraphs:
        words += [(line, 60, y - 17 * place, 12) for place, line in enumerate(lines)]
        y -= 17 * len(lines) + 8
    text = read_pdf(made(operators(*words))).text
    assert text.split("\n\n") == [" ".join(lines) for lines in paragraphs]


ALONE = (
    "The shop of the brothers Finn in Cork has sold umbrellas since 1854.",
    "It was founded by Daniel Finn, who had lost his own on a ferry.",
    "A silk one costs 95 euros and lasts a lifetime, as the two say.",
    "Rain falls in Cork on 204 days of the year, more than elsewhere.",
    "The oldest one was sold on the third of May to the mayor.",
)


def test_sentences_that_all_stand_far_apart_are_paragraphs():
    words = [(line, 60, 700 - 25 * place, 12) for place, line in enumerate(ALONE)]
    assert read_pdf(made(operators(*words))).text.split("\n\n") == list(ALONE)


def test_running_text_that_is_set_wide_is_one_paragraph():
    words = [(line, 60, 700 - 25 * place, 12) for place, line in enumerate(LINES)]
    assert read_pdf(made(operators(*words))).text == " ".join(LINES)
