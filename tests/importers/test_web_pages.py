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
    "label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252", "x-user-defined"]
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
        ("ucs-2", "utf-8", "é"),
        ("ansi_x3.4-1968", "cp1252", "€"),
        ("iso88591", "cp1252", "€"),
        ("iso885915", "iso8859-15", "€"),
        ("csmacintosh", "mac-roman", "é"),
        ("gb_2312", "gbk", "北"),
        ("ksc_5601", "cp949", "똠"),
        ("iso-8859-8-e", "iso8859-8", "שלום"),
        ("iso-8859-6-i", "iso8859-6", "سلام"),
        ("iso885911", "cp874", "กรุง"),
    ],
)
def test_other_labels_are_read_as_what_contains_them(label, encoding, words):
    body = (
        f"<article><p>{FILLING}</p><p>The sign says {words} to all.</p><p>{FILLING}</p></article>"
    )
    text = page(body, f'<meta charset="{label}">').encode(encoding)
    assert f"The sign says {words} to all." in read_html(text).text


@pytest.mark.parametrize("label", ["gb2312", "gbk", "gb18030", "chinese"])
def test_the_euro_of_chinese_pages_is_read(label):
    words = "The 北京 lamp cost @4,500, not @5."
    body = f"<article><p>{FILLING}</p><p>{words}</p><p>{FILLING}</p></article>"
    text = page(body, f'<meta charset="{label}">').encode("gb18030").replace(b"@", b"\x80")
    assert "The 北京 lamp cost €4,500, not €5." in read_html(text).text


@pytest.mark.parametrize(
    ("label", "byte"), [("gb2312", b"\xff"), ("big5", b"\x80"), ("utf-8", b"\x80")]
)
def test_a_byte_that_is_no_letter_belies_the_label(label, byte):
    # Its letters are guessed then, as those of a file without one.
    body = f"<article><p>{FILLING}</p><p>The café @.</p><p>{FILLING}</p></article>"
    text = page(body, f'<meta charset="{label}">').encode().replace(b"@", byte)
    assert any("guessed" in note for note in read_html(text).notes)


def test_a_label_that_nobody_knows_is_guessed_past():
    body = f"<article><p>{FILLING}</p><p>A café opened.</p></article>"
    assert "A café opened." in read_html(page(body, '<meta charset="x-nonsense">').encode()).text


TWO = f"<p>{FILLING}</p><p>{FILLING} Twice.</p>"
ROWS = f"<tr><td>{FILLING}</td></tr><tr><td>{FILLING} Twice.</td></tr>"
LAYOUTS = {
    "paragraphs in one cell": f"<table><tr><td>{TWO}</td></tr></table>",
    "said to be layout": f'<table role="presentation">{ROWS}</table>',
    "tables in tables": f"<table><tr><td><table><tr><td>{TWO}</td></tr></table></td></tr></table>",
    "a menu of links beside short paragraphs": (
        '<table><tr><td><a href="/">Home</a><br><a href="/n">News</a></td><td><h1>The bridge</h1>'
        "<p>The council of Marn said so on Tuesday.</p><p>The floods came in 2021.</p></td></tr>"
        f"</table><p>{FILLING}</p><p>{FILLING} Twice.</p>"
    ),
    "one sentence to a row": f"<table>{ROWS}</table>",
    "two sentences side by side": (
        f"<table><tr><td>{FILLING}</td><td>{FILLING} Twice.</td></tr></table>"
    ),
    "sentences parted by empty lines": (
        f"<table><tr><td>{FILLING}<br><br>{FILLING} Twice.</td></tr></table>"
    ),
    "a picture beside each": (
        f"<table><tr><td>{FILLING}</td><td><img src='a.png'></td></tr>"
        f"<tr><td><img src='b.png'></td><td>{FILLING} Twice.</td></tr></table>"
    ),
    "a table of values in its cell": (
        f"<table><tr><td><a href='/'>Home</a></td><td><font>{FILLING}<br><br>{FILLING} Twice."
        "</font><table><tr><th>Year</th></tr><tr><td>1995</td></tr></table></td></tr>"
        "<tr><td colspan=2>Best seen on a screen of 800 x 600</td></tr></table>"
    ),
    "a menu beside it": f"<table><tr><td>Home</td><td>{TWO}</td></tr></table>",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_table_that_only_lays_out_is_no_table(name):
    lines = read_html(page(LAYOUTS[name]).encode()).text.split("\n")
    assert FILLING in lines
    assert f"{FILLING} Twice." in lines


def test_values_in_a_table_that_lays_out_stay_in_their_rows():
    text = read_html(page(LAYOUTS["a table of values in its cell"]).encode()).text
    assert "Year\n1995" in text


LONG_VALUE = "It was built of stone and iron by the council, and has stood ever since then."
VALUES = [
    (
        "<tr><th>Bridge</th><th>Year</th></tr><tr><td>Torgau</td><td>1995</td></tr>",
        "Bridge | Year\nTorgau | 1995",
    ),
    (
        "<tr><td>Torgau</td><td>1995</td></tr><tr><td>Pirna</td><td>1875</td></tr>",
        "Torgau | 1995\nPirna | 1875",
    ),
    (
        f"<tr><td>Torgau</td><td>{LONG_VALUE}</td></tr><tr><td>Pirna</td><td>1875</td></tr>",
        f"Torgau | {LONG_VALUE}\nPirna | 1875",
    ),
    (
        f"<tr><th>Bridge</th><th>What it is</th></tr><tr><td>Torgau</td><td>{LONG_VALUE}</td></tr>",
        f"Bridge | What it is\nTorgau | {LONG_VALUE}",
    ),
]


@pytest.mark.parametrize(("rows", "lines"), VALUES)
def test_a_table_of_values_stays_one(rows, lines):
    inside = f"<p>{FILLING}</p><table>{rows}</table><p>{FILLING}</p>"
    assert lines in read_html(page(f"<article>{inside}</article>").encode()).text


TITLE = "The bridge opens late"
HEADED = {
    "in the article": f"<article><h1>{TITLE}</h1>{TWO}</article>",
    "beside it": f"<h1>{TITLE}</h1><p>{FILLING}</p><p>{FILLING} Twice.</p>",
    "in a head of its own": f"<header><h1>{TITLE}</h1><p>By Ann Lee</p></header>{TWO}",
    "twice": f"<header><h1>{TITLE}</h1></header><article><h1>{TITLE}</h1>{TWO}</article>",
}


@pytest.mark.parametrize("name", HEADED)
def test_the_title_stands_once_and_first_in_the_text(name):
    head = f"<title>{TITLE} | The Herald</title>"
    article = read_html(f"<html><head>{head}</head><body>{HEADED[name]}</body></html>".encode())
    assert article.title == TITLE
    assert article.text.split("\n").count(TITLE) == 1
    assert article.text.startswith(TITLE)


@pytest.mark.parametrize("word", ["می\u200cخواهم", "👩\u200d🚒", "क्\u200dष"])
def test_joiners_that_letters_need_stay(word):
    assert (
        f"The sign {word} is old." in read_html(article(f"The sign {word} is old.").encode()).text
    )


BROKEN = [
    ("The boat of <b>Marn</b><br><i>sank</i> there in May.", "The boat of Marn sank there in May."),
    ("It was written by Ann<br>Lee of the council.", "It was written by Ann Lee of the council."),
]


@pytest.mark.parametrize(("inside", "words"), BROKEN)
def test_a_sentence_goes_on_over_a_break_in_it(inside, words):
    assert words in read_html(article(inside).encode()).text


@pytest.mark.parametrize("inside", ["Ann Lee<br>The council met.", "12 Mill Lane<br>Marn"])
def test_other_lines_stay_apart(inside):
    first, second = inside.split("<br>")
    assert f"{first} {second}" not in read_html(article(inside).encode()).text


HIDDEN = [
    (".x{display:none}", "It is <span class='x'>not </span>red, they say.", "It is red, they say."),
    ("@media print{.x{display:none}}", "It is <span class='x'>not </span>red.", "It is not red."),
    (".x{display:block}", "It is <span class='x'>not </span>red.", "It is not red."),
    ("", "It is <span style='font-size:0'>not </span>red.", "It is red."),
    ("", "It is <span style='font-size:0.9em'>not </span>red.", "It is not red."),
]


@pytest.mark.parametrize(("sheet", "inside", "words"), HIDDEN)
def test_what_a_style_hides_is_not_read(sheet, inside, words):
    head = f'<meta charset="utf-8"><style>{sheet}</style>'
    body = f"<article><p>{FILLING}</p><p>{inside}</p><p>{FILLING}</p></article>"
    assert words in read_html(page(body, head).encode()).text


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


BELOW = {
    "in a paragraph that is called so": '<p class="meta">Updated 3:40 pm, Jan. 5, 2026 · 4 min</p>',
    "in pieces": '<div class="post-meta"><span>By Ann Lee</span> <span>5 January 2026</span></div>',
    "behind a menu": '<ul class="share"><li>Share</li></ul><p class="date">5 Jan 2026</p>',
}


@pytest.mark.parametrize("name", BELOW)
def test_the_day_below_the_heading_is_the_day_of_the_article(name):
    body = f"<article><h1>{TITLE}</h1>{BELOW[name]}{TWO}</article>"
    assert read_html(page(body).encode()).published == "2026-01-05"


def test_the_day_on_which_a_page_is_shown_stands_above_the_heading():
    body = f"<p class=top>5 Jan 2026</p><article><h1>{TITLE}</h1>{TWO}</article>"
    assert read_html(page(body).encode()).published == ""
