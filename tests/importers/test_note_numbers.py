"""Raised numbers of a document: what counts its notes is a mark, what does not is a power."""

import pytest

from quizapp.importers.files import read_article
from quizapp.importers.note_numbers import Mark, powers_among
from tests.importers.pdf_files import made, operators
from tests.importers.word_files import RAISED, document, paragraph, run


def kept(*marks):
    """Return the raised texts that are powers, of (before, text, after)."""
    given = [Mark(*mark) for mark in marks]
    return [given[place].text for place in sorted(powers_among(given))]


LINE = "This is what the teachers of the school in Marn told the council about it."


@pytest.mark.parametrize(
    ("marks", "powers"),
    [
        # No note is counted, or only later.
        ([("the last holds 2", "63", " grains")], ["63"]),
        ([("We write 2", "3", " for it"), ("and 5", "4", " for 625")], ["3", "4"]),
        ([("We write 2", "3", " for it"), ("in 1256.", "1", "")], ["3"]),
        ([("in 1256.", "1", ""), ("a box of 2", "3", " cubes"), ("said.", "2", "")], ["3"]),
        # What is counted twice is no count.
        ([("in 1256.", "2", ""), ("of 2", "3", " cubes"), ("of 3", "3", " cubes")], ["3", "3"]),
        # But one of them may stand where its note is counted.
        (
            [
                ("of 4", "3", " stones"),
                ("in 1788", "2", ""),
                ("had 12", "3", " sons"),
                ("said.", "4", ""),
            ],
            ["3"],
        ),
        # A number that is raised somewhere is raised with another power, too.
        ([("of 2", "3", " cubes"), ("of 2", "1", " cubes")], ["3", "1"]),
        # Nor does anything count on from such a power.
        (
            [("with 2", "42", ","), ("have 2", "1", ";"), ("of 8", "2", " squares")],
            ["42", "1", "2"],
        ),
        # The next note has that number, so this is no mark of it.
        ([("in 1256.", "2", ""), ("of 2", "3", " cubes"), ("said.", "3", "")], ["3"]),
        # They count on from the mark before, or lead to the one after.
        ([("in 1642", "1", " for"), ("for 17", "2", " months")], []),
        ([("for 17", "1", " months")], []),
        ([("had 12", "5", " ships"), ("the mayor", "6", "")], []),
        ([("as said", "1,2", " here"), ("had 12", "3", " ships")], []),
        ([("as said", "[1]", " here"), ("had 12", "2", " ships")], []),
        # The notes of the next page are counted anew.
        ([("as said", "7", " here"), ("he said", "1", ""), ("had 12", "2", " ships")], []),
        # Numbers that name something, days, long numbers and prices have no powers.
        ([("in Chapter 5", "4", " of it"), ("on May 12", "7", ""), ("on 5", "8", " May")], []),
        ([("about 450", "2", " people"), ("it cost £20", "3", " then")], []),
        ([("a COVID-19", "4", " test"), ("it rose 3.5", "6", " times")], []),
    ],
)
def test_raised_numbers_that_do_not_count_notes_are_powers(marks, powers):
    assert kept(*marks) == powers


def test_a_link_to_a_note_is_its_mark_whatever_it_counts():
    linked = Mark("It had 12", "4", " ships", leads=True)
    assert powers_among([linked, Mark("and 30", "5", " guns")]) == frozenset()


def page(*paragraphs):
    words = "".join(f"<p>{each}</p>" for each in (LINE, *paragraphs))
    return f"<html><body><article>{words}</article></body></html>".encode()


def test_powers_of_a_web_page_are_kept_and_its_notes_left_out():
    text = read_article(
        page(
            "A box of 2<sup>3</sup> cubes has two on each side, one of 3<sup>3</sup> has three.",
            "It was counted in 1256.<sup>1</sup> Later 17<sup>2</sup> boxes were found there.",
        )
    ).text
    assert "A box of 2³ cubes has two on each side, one of 3³ has three." in text
    assert "It was counted in 1256. Later 17 boxes were found there." in text


def test_powers_of_a_word_document_are_kept_and_its_notes_left_out():
    text = read_article(
        document(
            paragraph(run("A box of 2"), run("3", RAISED), run(" cubes has two on each side."))
            + paragraph(run("It was counted in 1256."), run("1", RAISED), run(" Later 17"))
            + paragraph(run("Later 17"), run("2", RAISED), run(" boxes were found there."))
        )
    ).text
    assert "A box of 2³ cubes has two on each side." in text
    assert "Later 17 boxes were found there." in text


def test_powers_of_a_markdown_file_are_kept_and_its_notes_left_out():
    text = read_article(
        f"# Boxes\n\n{LINE}\n\nA box of 2<sup>3</sup> cubes has two on each side.\n\n"
        "It was counted in 1256.<sup>1</sup> Later 17<sup>2</sup> boxes were found.\n".encode()
    ).text
    assert "A box of 2³ cubes has two on each side." in text
    assert "It was counted in 1256. Later 17 boxes were found." in text


def pdf(*words):
    lines = [(LINE, 60, 700, 11), (LINE, 60, 686, 11)]
    return made(operators(*lines, *words))


def test_powers_of_a_pdf_are_kept_and_its_notes_left_out():
    text = read_article(
        pdf(
            ("A box of 2", 60, 660, 11),
            ("3", 110, 665, 7),
            ("cubes has two on each side.", 117, 660, 11),
            ("It was counted in 1256.", 60, 632, 11),
            ("1", 173, 637, 7),
            ("Later 17", 180, 632, 11),
            ("2", 221, 637, 7),
            ("boxes were found there.", 227, 632, 11),
        )
    ).text
    assert "A box of 2³ cubes has two on each side." in text
    assert "It was counted in 1256. Later 17 boxes were found there." in text


def test_the_raised_number_that_begins_a_note_of_a_pdf_is_none_of_its_words():
    note = [("1", 60, 108, 6), ("See the book of the harbour, page 14.", 64, 104, 9)]
    assert read_article(pdf(*note)).text.split("\n")[-1] == "See the book of the harbour, page 14."
