"""Web pages as a reader sees them: notes, powers, what is hidden or struck, and their letters."""

import pytest

from quizapp.importers.html import read_html

FILLING = (
    "The council of Marn said on Tuesday that the new bridge over the river would open in May, "
    "and that nobody would have to pay for crossing it in the first year."
)
LONG = "The reservoir above the town was filled again in the spring of that year. " * 3


def article(inside, head='<meta charset="utf-8">'):
    return (
        f"<!doctype html><html lang='en'><head>{head}<title>The bridge</title></head><body>"
        f"<article><h1>The bridge opens</h1><p>{FILLING}</p><p>{inside}</p><p>{FILLING}</p>"
        "</article></body></html>"
    )


SEEN = [
    ("built in 1874<sup>[note 1]</sup> by hand", "built in 1874 by hand"),
    ("built in 1874<sup>1</sup><sup>,</sup><sup>2</sup> by hand", "built in 1874 by hand"),
    ('built in 1874<a role="doc-noteref" href="#n3">3</a> by hand', "built in 1874 by hand"),
    ('built in 1874<a href="#fn3">3</a> by hand', "built in 1874 by hand"),
    ('built in 1874<a href="#_ftn3">[3]</a> by hand', "built in 1874 by hand"),
    ('built in <a href="/years/1874">1874</a> by hand', "built in 1874 by hand"),
    ('it is in <a href="#references">12</a> books', "it is in 12 books"),
    ('built in 1874<span style="font-size:70%;vertical-align:super">3</span>', "built in 1874."),
    ('built in 18<span style="vertical-align: baseline">74</span>', "built in 1874."),
    ('built in 1874<span style="position:relative;top:-.5em;font-size:80%">3</span>', "in 1874."),
    ('built in 1874<span style="font-size: 7pt; vertical-align: 4px">3</span>', "in 1874."),
    ('built in 1874<span class="superscript">3</span> by hand', "built in 1874 by hand"),
    ('covers 25 km<span class="sup">2</span> of land', "covers 25 km² of land"),
    ('about <span style="position:relative; top:-1px">450</span> men', "about 450 men"),
    ('about <span style="font-size: 120%; vertical-align: 2px">450</span> men', "about 450 men"),
    (
        'in 1874<sup class="modern-footnotes-footnote"><a href="javascript:void(0)">1</a></sup>'
        '<span class="modern-footnotes-footnote__note">Box 9.</span> by hand',
        "in 1874 by hand",
    ),
    (
        'in 1874<sup class="footnote_plugin_tooltip_text">[1]</sup>'
        '<span class="footnote_tooltip">Box 9.</span> by hand',
        "in 1874 by hand",
    ),
    (
        'in 1874<label class="margin-toggle sidenote-number"></label>'
        '<span class="sidenote">Box 9.</span> by hand',
        "in 1874 by hand",
    ),
    (
        '<a href="/x">the report<span class="sr-only"> opens a tab</span></a> of May',
        "report of May",
    ),
    ('on a <span class="footnote-free">quiet</span> day', "on a quiet day"),
    ("it lasted 3<sup>1</sup>/<sub>2</sub> years", "it lasted 3 1/2 years"),
    ("<sup>3</sup>&frasl;<sub>4</sub> of the men", "3⁄4 of the men"),
    ("a <sup>14</sup>C dating", "a ¹⁴C dating"),
    ("M<sup>c</sup>Donald at pier N<sup>o</sup> 10", "McDonald at pier No 10"),
    ("at 41<sup>o</sup>C", "at 41°C"),
    ("it cost <del>40</del> <ins>14</ins> million", "it cost 14 million"),
    ("it cost <s>40</s> 14 <strike>pounds</strike> euros", "it cost 14 euros"),
    ('he did <span style="color:red; display: none">not </span>come', "he did come"),
    ("he did <span hidden>not </span>come", "he did come"),
    ("he did<template> not</template> come", "he did come"),
    ('he did <span style="display:inline">not </span>come', "he did not come"),
    ("from <ruby>東京<rp>(</rp><rt>Tokyo</rt><rp>)</rp></ruby> in May", "from 東京 in May"),
    ("it holds <math><msup><mn>10</mn><mn>6</mn></msup></math> litres", "it holds 10⁶ litres"),
    ("3<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> days", "3 1/2 days"),
    (
        "<math><semantics><mrow><mi>x</mi><mo>=</mo><mn>5</mn></mrow>"
        "<annotation>x=5</annotation></semantics></math> holds",
        "x=5 holds",
    ),
    ("the tower was built<br>in 1874 by<br>hand", "the tower was built in 1874 by hand"),
    ("the anti-<br>slavery law", "the anti-slavery law"),
    ("she said <q>we <b>stay</b></q> and left", "she said “we stay” and left"),
]


@pytest.mark.parametrize(("inside", "words"), SEEN)
def test_a_page_is_read_as_it_is_seen(inside, words):
    text = read_html(article(f"It is said that {inside}.").encode()).text
    assert words.rstrip(".") in text
    assert "not " in words or "not come" not in text


def test_a_whole_part_that_a_click_shows_is_read():
    assert LONG.strip() in read_html(article(f"<span hidden>{LONG}</span>").encode()).text


def test_line_breaks_between_sentences_stay():
    text = read_html(article("The first pier was built.<br>The second was not.").encode()).text
    assert "built. The second" not in text


def test_words_beside_blocks_are_paragraphs():
    inside = (
        "</p><div>It was dug in <b>1804</b>.<div>It has 61 locks.</div>Its water is"
        " <i>brown</i>.</div><p>"
    )
    lines = read_html(article(inside).encode()).text.split("\n")
    for words in ("It was dug in 1804.", "It has 61 locks.", "Its water is brown."):
        assert words in lines


def test_bare_words_in_a_cell_of_a_layout_table_are_a_paragraph():
    rows = f"<tr><td><p>{LONG}</p><p>{LONG}</p></td></tr><tr><td>The <b>pier</b> fell.</td></tr>"
    page = f"<html lang='en'><body><h1>The bridge opens</h1><table>{rows}</table></body></html>"
    assert "The pier fell." in read_html(page.encode()).text


WORDS = "The king’s “blue” ship cost €500 – a fortune."
LABELS = [
    ("a mark goes before a label", '<meta charset="windows-1251">', "utf-8-sig"),
    ("a mark of UTF-16 does, too", '<meta charset="windows-1252">', "utf-16"),
    ("a label in a comment is none", '<!-- <meta charset="windows-1251"> -->', "utf-8"),
    (
        "a label that is spoken of is none",
        '<meta name="d" content="charset=koi8-r"><meta charset=utf-8>',
        "utf-8",
    ),
    ("a label beside other attributes", "<meta name='x' charset = 'x-cp1252' />", "cp1252"),
    (
        "a label in the type of the content",
        '<META content="text/html; charset=windows-1252" HTTP-EQUIV=Content-Type>',
        "cp1252",
    ),
    ("a false label is seen through", '<meta charset="utf-8">', "cp1252"),
    ("a label nobody knows is none", '<meta charset="my-own">', "utf-8"),
    ("an old name of UTF-8", '<meta charset="unicode-1-1-utf-8">', "utf-8"),
    ("an old name of Windows'", '<meta charset="x-cp1252">', "cp1252"),
]


@pytest.mark.parametrize(("head", "encoding"), [each[1:] for each in LABELS], ids=lambda _: "")
def test_letters_are_read_as_browsers_read_them(head, encoding):
    assert WORDS in read_html(article(WORDS, head).encode(encoding)).text


@pytest.mark.parametrize(
    ("label", "encoding", "words"),
    [
        ("x-sjis", "cp932", "東京①"),
        ("windows-31j", "cp932", "東京①"),
        ("x-gbk", "gb18030", "東京"),
        ("cn-big5", "big5hkscs", "東京"),
        ("koi8-ru", "koi8_u", "Київ"),
        ("x-mac-cyrillic", "mac_cyrillic", "Москва"),
    ],
)
def test_labels_that_python_does_not_know_are_known(label, encoding, words):
    head = f'<meta charset="{label}">'
    text = read_html(article(f"It came from {words} in 1902.", head).encode(encoding)).text
    assert f"It came from {words} in 1902." in text


@pytest.mark.parametrize(
    "label", ["undefined", "punycode", "idna", "utf-7", "unicode_escape", "hz", "cp037", "zlib"]
)
@pytest.mark.parametrize(
    "head", ['<?xml version="1.0" encoding="{}"?>', '<meta charset="{}">'], ids=["xml", "meta"]
)
def test_a_label_that_only_python_knows_is_guessed_past(head, label):
    # \\u0041 and +AEE- are letters to some of them, and plain words to every browser.
    words = "The ship cost €500 – see \\u0041 and +AEE- there."
    head = head.format(label)
    data = f"{head}{article(words, '')}" if head.startswith("<?") else article(words, head)
    assert words in read_html(data.encode()).text


def test_the_declaration_of_xml_names_the_encoding():
    data = '<?xml version="1.0" encoding="windows-1251"?>' + article("From Москва.", "")
    assert "From Москва." in read_html(data.encode("cp1251")).text
