"""Markdown as its reader sees it: notes, raised marks, what is struck, and HTML within."""

import pytest

from quizapp.importers.file_types import FileKind
from quizapp.importers.files import read_article
from quizapp.importers.markdown import read_markdown
from quizapp.importers.plain import visible, without_note_marks

SEEN = [
    ("It was built in **18**74[^1] by hand.\n\n[^1]: Register, page 3.", "built in 1874 by hand."),
    ("It was built in 1874[^a] by hand.\n\n[^a]: Register", "built in 1874 by hand."),
    ("It was built in 1874[[2]](#n2) by [hand](#h).", "It was built in 1874 by hand."),
    (
        "It was built in [1874](#n2) by [\\[it\\]](http://a.example).",
        "It was built in 1874 by [it].",
    ),
    ("It cost ~~40~~ 14 million.", "It cost  14 million."),
    ("It cost <del>40</del> 14 million.", "It cost  14 million."),
    ("In 1874<sup>3</sup> by H<sub>2</sub>O &amp; <b>men</b>.", "In 1874 by H2O & men."),
    ("It covers 450 m<sup>2</sup>.", "It covers 450 m²."),
    ("The engi&shy;neer Karl&#8203; Dunne", "The engineer Karl Dunne"),
    ("The &filig;rst&lrm; of May", "The first of May"),
    ("Jose&#769; came", "José came"),
    ("<div>\nThe engi&shy;neer&#x200B; came.\n</div>", "The engineer came."),
    ("A tilde ~ and a hat ^ stay.", "A tilde ~ and a hat ^ stay."),
    ("<div>\nThe pier &amp; the <b>dock</b> fell.\n</div>", "The pier & the dock fell."),
    ("<!-- not this -->\n\nBut this.", "But this."),
    ('<div style="display: none">not this</div>\n\nBut this.', "But this."),
    ('<p class="x" hidden>not this</p>\n\nBut this.', "But this."),
    ("The tower was built  \nin 1874.", "The tower was built in 1874."),
    # As programs for notes write it.
    ("It was built in ==1874== by [[Ada Marsh]].", "It was built in 1874 by Ada Marsh."),
    ("It lies by the [[Little Hern|river]].", "It lies by the river."),
    ("1. It has 12 arches.\n2. It is red.", "1. It has 12 arches.\n2. It is red."),
    ("- [ ] It has 12 arches.\n- [x] It is red.", "- It has 12 arches.\n- It is red."),
    ("#history #year-8\n\nIt opened.", "The bridge\n\nIt opened."),
    ("It was built in 1874^[Register, page 3.] by hand.", "It was built in 1874 by hand."),
    ("[TOC]\n\nIt opened.", "The bridge\n\nIt opened."),
    ("## The pier {#pier .old}\n\nIt fell.", "The pier\n\nIt fell."),
    ("[[_TOC_]]\n\nIt opened.", "The bridge\n\nIt opened."),
    ("Here a == b and c == d hold.", "Here a == b and c == d hold."),
    ("It is #1 of all.", "It is #1 of all."),
]


@pytest.mark.parametrize(("text", "words"), SEEN)
def test_markdown_is_read_as_it_is_seen(text, words):
    read = read_markdown(f"# The bridge\n\n{text}".encode()).text
    assert words in read
    assert not any(hidden in read for hidden in ("Register", "[^", "<", "not this", "40"))


def test_markdown_with_few_marks_is_known_by_its_name():
    text = b"The bridge opens\n================\n\nThe council said that it was built in 1874."
    article = read_article(text, FileKind.MARKDOWN)
    assert (article.kind, article.title) == (FileKind.MARKDOWN, "The bridge opens")
    assert "=" not in article.text
    assert read_article(text).kind is FileKind.PLAIN


def test_marks_of_notes_that_were_copied_with_a_page_are_left_out():
    text = "It was built in 1874.[3] It cost 450[12][13] pounds[citation needed]."
    assert without_note_marks(text) == "It was built in 1874. It cost 450 pounds."


@pytest.mark.parametrize(
    "text", ["It was [sic] a [3] here.", "The president[s] met.", "Only one mark[3] here."]
)
def test_brackets_of_the_text_itself_stay(text):
    assert without_note_marks(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\v", "\x85", "\u2028"])
def test_every_line_end_is_one(end):
    assert visible(f"a{end}b") == ("a\nb", 0)


def test_a_paragraph_end_is_one_and_accents_belong_to_their_letters():
    assert visible("cafe\u0301\u2029b") == ("café\n\nb", 0)


def test_numbers_of_printed_pages_are_no_words():
    text = "The shore was al[Pg 12]ways warm.[Pg 13] The lake is deep."
    assert without_note_marks(text) == "The shore was always warm. The lake is deep."


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("It cost 3 × 10^6^ crowns.", "It cost 3 × 10⁶ crowns."),
        ("There is CO~2~ in the air.", "There is CO2 in the air."),
        ("It covers 25 km^2^ of land.", "It covers 25 km² of land."),
        ("He came 1^st^ in the race.", "He came 1st in the race."),
        ("It was ~~never~~ built in 10^6 years.", "It was  built in 10^6 years."),
    ],
)
def test_raised_and_sunk_letters_are_read_as_pandoc_writes_them(written, seen):
    assert seen in read_markdown(f"# The bridge\n\n{written}\n".encode()).text
