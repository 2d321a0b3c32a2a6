"""Words of a web page that its tags and its label decide."""

import pytest

from quizapp.importers.files import read_article
from quizapp.importers.html import read_html

FILLING = (
    "The council of Marn said on Tuesday that the new bridge over the river would open in May, "
    "two years later than planned. Its builders had asked for more time after the floods of 2021."
)


def page(body, head='<meta charset="utf-8">'):
    return f"<html><head>{head}<title>The bridge</title></head><body>{body}</body></html>"


def article(inside):
    return page(f"<article><p>{FILLING}</p><p>{inside}</p><p>{FILLING[::1]}</p></article>")


RAISED = [
    ("About 450<sup>2</sup> people came.", "About 450 people came."),
    ("It was built in 1874<sup>3</sup>.", "It was built in 1874."),
    ('It was built in 1874.<sup><a href="#n3">[3]</a></sup> It stands.', "in 1874. It stands."),
    ("<b>Ida Berg</b><sup>1</sup> kept it.", "Ida Berg kept it."),
    ("It covers 25 km<sup>2</sup> of land.", "It covers 25 km² of land."),
    ("It costs 10<sup>6</sup> crowns.", "It costs 10⁶ crowns."),
    ("On the 12<sup>th</sup> of May.", "On the 12th of May."),
    ("There is H<sub>2</sub>O in it.", "There is H2O in it."),
]


@pytest.mark.parametrize(("inside", "words"), RAISED)
def test_raised_text_is_read_as_what_it_means(inside, words):
    assert words in read_html(article(inside).encode()).text


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252"]
)
def test_western_labels_are_read_as_browsers_read_them(label):
    words = "The lamp cost “4,500 €” – a price that the council’s clerk called “fair”."
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    body = f"<article><p>{FILLING}</p><p>{words}</p><p>{FILLING}</p></article>"
    assert words in read_html(page(body, head).encode("cp1252")).text


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("gb2312", "gb18030", "東"),
        ("shift_jis", "cp932", "①"),
        ("euc-kr", "cp949", "똠"),
        ("iso-8859-9", "cp1254", "€"),
        ("utf-16", "utf-8", "é"),
    ],
)
def test_other_labels_are_read_as_what_contains_them(label, encoding, words):
    body = (
        f"<article><p>{FILLING}</p><p>The sign says {words} to all.</p><p>{FILLING}</p></article>"
    )
    text = page(body, f'<meta charset="{label}">').encode(encoding)
    assert f"The sign says {words} to all." in read_html(text).text


def test_a_label_that_nobody_knows_is_guessed_past():
    body = f"<article><p>{FILLING}</p><p>A café opened.</p></article>"
    assert "A café opened." in read_html(page(body, '<meta charset="x-nonsense">').encode()).text


TWO = f"<p>{FILLING}</p><p>{FILLING} Twice.</p>"
ROWS = f"<tr><td>{FILLING}</td></tr><tr><td>{FILLING} Twice.</td></tr>"
LAYOUTS = {
    "paragraphs in one cell": f"<table><tr><td>{TWO}</td></tr></table>",
    "said to be layout": f'<table role="presentation">{ROWS}</table>',
    "tables in tables": f"<table><tr><td><table><tr><td>{TWO}</td></tr></table></td></tr></table>",
    "a menu beside it": f"<table><tr><td>Home</td><td>{TWO}</td></tr></table>",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_table_that_only_lays_out_is_no_table(name):
    lines = read_html(page(LAYOUTS[name]).encode()).text.split("\n")
    assert FILLING in lines
    assert f"{FILLING} Twice." in lines


def test_a_table_of_values_stays_one():
    table = (
        "<table><tr><th>Bridge</th><th>Year</th></tr><tr><td>Torgau</td><td>1995</td></tr></table>"
    )
    text = read_html(
        page(f"<article><p>{FILLING}</p>{table}<p>{FILLING}</p></article>").encode()
    ).text
    assert "Torgau | 1995" in text


UNDRAWN = [
    "Ko\u00adpen\u00adhagen",
    "Kopen\u200bhagen",
    "\u2066Kopenhagen\u2069",
    "Kopen\u2060hagen",
]


@pytest.mark.parametrize("written", UNDRAWN)
@pytest.mark.parametrize("make", [article, lambda words: f"{FILLING}\n\n{words}\n"])
def test_marks_that_are_not_drawn_are_left_out(written, make):
    text = read_article(make(f"The town of {written} paid.").encode()).text
    assert "The town of Kopenhagen paid." in text


def test_a_text_full_of_soft_hyphens_is_still_a_text():
    text = "\u00ad".join(FILLING)
    assert read_article(text.encode()).text == FILLING


@pytest.mark.parametrize(
    ("ligature", "letters"), [("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi")]
)
def test_ligatures_are_letters(ligature, letters):
    assert f"O{letters}ce" in read_article(f"{FILLING} The O{ligature}ce closed.".encode()).text
