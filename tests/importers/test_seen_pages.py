"""Web pages as a reader sees them: notes, powers, and what is hidden or struck."""

import pytest

from quizapp.importers.html import read_html
from tests.importers.one_page import FILLING, article

LONG = "The reservoir above the town was filled again in the spring of that year. " * 3

SEEN = [
    ('the shore was warm<span id="coordinates">47°N 19°E</span>', "the shore was warm."),
    ('the shore was al<span class="pagenum">[Pg 12]</span>ways warm', "the shore was always warm"),
    ('the shore <a class="page-number" id="p12">12</a>was warm', "the shore was warm"),
    ('built in 1874<span class="mw-editsection">[<a>edit</a>]</span> by', "built in 1874 by"),
    ("built in 1874<sup>[note 1]</sup> by hand", "built in 1874 by hand"),
    ("built in 1874<sup>1</sup><sup>,</sup><sup>2</sup> by hand", "built in 1874 by hand"),
    ('built in 1874<a role="doc-noteref" href="#n3">3</a> by hand', "built in 1874 by hand"),
    ('built in 1874<a href="#fn3">3</a> by hand', "built in 1874 by hand"),
    ('built in 1874<a href="#_ftn3">[3]</a> by hand', "built in 1874 by hand"),
    ('built in <a href="/years/1874">1874</a> by hand', "built in 1874 by hand"),
    ('it is in <a href="#references">12</a> books', "it is in 12 books"),
    ('lies 25 km<sup><a href="#n3">3</a></sup> away', "lies 25 km away"),
    ('lies 25 km<a href="#n3"><sup>3</sup></a> away', "lies 25 km away"),
    ('has 25 km<sup>2</sup><sup><a href="#n3">3</a></sup> of it', "has 25 km² of it"),
    ('has 25 km<sup><a href="/wiki/Square">2</a></sup> of it', "has 25 km² of it"),
    ("is 10<sup>10<sup>2</sup></sup> of it", "is 10^10² of it"),
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


REMARKED = {
    "google": (
        'It was built<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> in 1874.',
        '<div class="c4"><p class="c2"><a href="#cmnt_ref1" id="cmnt1">[a]</a>'
        "<span>Is this right?</span></p></div>",
    ),
    "word": (
        'It was built<span class=MsoCommentReference><a href="#_c1">[JL1]</a></span> in 1874.',
        "<div style='mso-element:comment-list'><div style='mso-element:comment'>"
        "<p class=MsoCommentText>Is this right?</p></div></div>",
    ),
}


NOTED = {
    "google": (
        'It was built<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> in 1874.',
        '<hr><div><p class="c2"><a href="#ftnt_ref1" id="ftnt1">[1]</a>'
        "<span> A note.</span></p></div>",
    ),
    "word": (
        'It was built<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span>'
        "</a> in 1874.",
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1>"
        '<p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> A note.</p></div></div>',
    ),
    "libreoffice": (
        'It was built<sup><a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a></sup>'
        " in 1874.",
        '<div id="sdfootnote1"><p class="sdfootnote"><a href="#sdfootnote1anc">1</a>A note.</p>'
        "</div>",
    ),
}


@pytest.mark.parametrize("program", NOTED)
def test_notes_of_a_word_processor_are_no_part_of_the_text(program):
    inside, note = NOTED[program]
    text = read_html(article(f"{inside}</p><p>It has 12 arches.</p>{note}<p>").encode()).text
    assert "It was built in 1874." in text
    assert "It has 12 arches." in text
    assert "note" not in text


def test_words_for_browsers_without_scripts_are_not_seen():
    inside = "It opened.</p><noscript>Enable JavaScript.</noscript><p>It closed."
    assert "JavaScript" not in read_html(article(inside).encode()).text


@pytest.mark.parametrize("program", REMARKED)
def test_remarks_on_a_text_are_no_part_of_it(program):
    inside, remark = REMARKED[program]
    text = read_html(article(f"{inside}</p>{remark}<p>It has 12 arches.").encode()).text
    assert "It was built in 1874." in text
    assert "It has 12 arches." in text
    assert "right?" not in text
    assert "[" not in text


@pytest.mark.parametrize(
    "words", ["Advertisement", "ADVERTISEMENT", "Sponsored content", "Terms of use"]
)
def test_what_parts_a_page_is_no_paragraph(words):
    inside = f"It opened.</p><div><span>{words}</span></div><p>It closed."
    assert words not in read_html(article(inside).encode()).text.split("\n")


FOR_THE_EYE = [
    ('it has <span aria-hidden="true">12</span> arches', "it has 12 arches"),
    (
        'it has <b aria-hidden="true">12</b><span class="sr-only">twelve</span> arches',
        "it has 12 arches",
    ),
    ('it has <span class="icon" aria-hidden="true">arrow_back</span> arches', "it has arches"),
    ('it has <i aria-hidden="true">share</i> arches', "it has arches"),
    ('it has <span aria-hidden="true">»</span> arches', "it has arches"),
    (
        '<math><mi>x</mi></math><span class="katex-html" aria-hidden="true">x</span> is it',
        "that x is it",
    ),
    ('</p><p><span aria-hidden="true">Menu of the day</span></p><p>it is open', "it is open"),
]


@pytest.mark.parametrize(("inside", "words"), FOR_THE_EYE)
def test_words_that_only_screen_readers_leave_out_are_read_and_signs_are_not(inside, words):
    text = read_html(article(f"It is said that {inside}.").encode()).text
    assert words in text
    assert "Menu" not in text


TYPED = "The winter of 1709 was the coldest in five hundred\nyears. Birds fell from the sky."
TYPED_PAGES = {
    "lines of one width": (f"{TYPED}\n\nThe frost\nlasted.", [TYPED.replace("\n", " ")]),
    "windows": (TYPED.replace("\n", "\r\n"), [TYPED.replace("\n", " ")]),
    "a broken word": (
        "It was the cold-\nest of all winters.",
        ["It was the coldest of all winters."],
    ),
    "a poem": (
        "The frost was long,\nThe bread was hard.",
        ["The frost was long,", "The bread was hard."],
    ),
    "a program": ("<code>print frost\nand bread</code>", ["print frost", "and bread"]),
}


@pytest.mark.parametrize("name", TYPED_PAGES)
def test_text_that_was_typed_in_lines_is_read_in_paragraphs(name):
    inside, lines = TYPED_PAGES[name]
    text = read_html(article(f"It was so.</p><pre>{inside}</pre><p>It was.").encode()).text
    assert [line for line in lines if line not in text.split("\n")] == []


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


LINKED = '<a href="#l">Lena</a> <a href="#o">Orsi</a> kept the bridge for 41 years.'
WORDS_OF_LINKED = "Lena Orsi kept the bridge for 41 years."
BARE = {
    "links": (f"<div>{LINKED}</div>", [WORDS_OF_LINKED]),
    "empty lines": (f"<div>{LONG}<br><br> It <i>has</i> 12 arches.</div>", ["It has 12 arches."]),
    "empty lines in a font": (
        f"<div><font size=2>{LONG}<br/> <br/>It has 12 arches.<br><br><br>It is red.</font></div>",
        ["It has 12 arches.", "It is red."],
    ),
    "a section": (f"<section>{LINKED}</section>", [WORDS_OF_LINKED]),
}


@pytest.mark.parametrize("name", BARE)
def test_sentences_in_an_element_that_is_no_paragraph_are_one(name):
    inside, lines = BARE[name]
    text = read_html(article(f"It opened.</p>{inside}<p>It closed.").encode()).text
    assert [line for line in lines if line not in text.split("\n")] == []


@pytest.mark.parametrize("tag", ["time", "label", "output", "blink", "button", "mark"])
def test_words_of_a_sentence_stay_in_it_whatever_they_are_called(tag):
    inside = f"It opened.</p><p>In <{tag}>the spring of 1859</{tag}> it fell.</p><p>It closed."
    assert "In the spring of 1859 it fell." in read_html(article(inside).encode()).text.split("\n")


def test_a_button_within_a_sentence_may_stand_before_another_element():
    inside = "It opened.</p><p>In <button>1859</button> <b>it</b> fell.</p><p>It closed."
    assert "In 1859 it fell." in read_html(article(inside).encode()).text.split("\n")


@pytest.mark.parametrize("is_first", [True, False])
def test_a_table_in_a_figure_is_read_with_its_caption(is_first):
    table = "<table><tr><th>Year</th><th>Piers</th></tr><tr><td>1859</td><td>12</td></tr></table>"
    caption = "<figcaption>Piers that <i>stood</i></figcaption>"
    figure = (
        f"<figure>{caption}{table}</figure>" if is_first else f"<figure>{table}{caption}</figure>"
    )
    text = read_html(article(f"It opened.</p>{figure}<p>It closed.").encode()).text
    assert "Year | Piers\n1859 | 12" in text
    assert "Piers that stood" in text.split("\n")
    assert text.count("Piers that") == 1


def test_a_button_after_a_sentence_is_none_of_its_words():
    inside = "It opened.</p><p>In 1859 it fell. <button>Read more.</button></p><p>It closed."
    assert "In 1859 it fell." in read_html(article(inside).encode()).text.split("\n")


def test_paragraphs_in_a_table_that_is_centred_in_a_paragraph_are_apart():
    cell = f"<b>Marn</b> is small.<p>{LONG}<p>{FILLING}"
    page = (
        "<html lang='en'><body><h1>The bridge opens</h1><p><center><table><tr>"
        f"<td>{cell}</td></tr></table></center><p>{LONG}</body></html>"
    )
    lines = read_html(page.encode()).text.split("\n")
    assert {"Marn is small.", LONG.strip(), FILLING} <= set(lines)


COOKIES = "Home pages need cookies. By going on you agree to what we keep of you on our servers."
LISTS = (
    f"<h2>Text</h2><p>{FILLING}</p><p>{LONG}</p><h2>Words</h2>"
    "<dl><dt>pier</dt><dd>A wall.</dd></dl>"
    "<ol><li>Who paid for it?</li><li>How long is it?</li></ol>"
)
FRAMES = {
    "a part": f'<div class="lesson"><h1>The bridge opens</h1>{LISTS}</div>',
    "parts within": f"<div><h1>The bridge opens</h1><div>{LISTS}</div></div>",
    "the page": f"<h1>The bridge opens</h1>{LISTS}",
    "a menu beside it": (
        '<ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul>'
        f"<div><h1>The bridge opens</h1>{LISTS}</div><div id='gdpr'><div>{COOKIES}</div></div>"
    ),
}


@pytest.mark.parametrize("name", FRAMES)
def test_headings_and_lists_are_read_where_no_element_is_called_an_article(name):
    text = read_html(f"<html lang='en'><body>{FRAMES[name]}</body></html>".encode()).text
    found = [line.removeprefix("- ") for line in text.split("\n") if line]
    begin = found.index("The bridge opens")
    assert found[begin : begin + 9] == [
        *("The bridge opens", "Text", FILLING, LONG.strip(), "Words", "pier", "A wall."),
        *("Who paid for it?", "How long is it?"),
    ]
    assert "Home" not in text


@pytest.mark.parametrize("tag", ["p", "div", "span", "h2"])
def test_words_for_screen_readers_are_left_out_whatever_holds_them(tag):
    inside = f'It opened.</p><{tag} class="visually-hidden">Skip to it.</{tag}><p>It closed.'
    assert "Skip" not in read_html(article(inside).encode()).text


def test_a_menu_of_links_is_no_paragraph():
    menu = '<div><a href="/a">Home is here.</a> <a href="/b">Read our news of today.</a></div>'
    text = read_html(article(f"It opened.</p>{menu}<p>It closed.").encode()).text
    assert "Home" not in text


def test_bare_words_in_a_cell_of_a_layout_table_are_a_paragraph():
    rows = f"<tr><td><p>{LONG}</p><p>{LONG}</p></td></tr><tr><td>The <b>pier</b> fell.</td></tr>"
    page = f"<html lang='en'><body><h1>The bridge opens</h1><table>{rows}</table></body></html>"
    assert "The pier fell." in read_html(page.encode()).text


SHEETS = [
    (".fn{vertical-align:super;font-size:60%}", "built in 1874 by hand"),
    ("span.fn { font-size: 7pt; vertical-align: 4px }", "built in 1874 by hand"),
    ("p, .other, .fn { VERTICAL-ALIGN: super }", "built in 1874 by hand"),
    ("/* notes */ .fn{color:red;vertical-align:super}", "built in 1874 by hand"),
    ("@media print { .x { color: red } } .fn{vertical-align:super}", "built in 1874 by hand"),
    ("body .fn{vertical-align:super}", "built in 1874 by hand"),
    ("html > body span.fn{visibility:hidden}", "built in 1874 by hand"),
    (".aside .fn{vertical-align:super}", "built in 18743 by hand"),
    (".fn{vertical-align:baseline}", "built in 18743 by hand"),
    ("a.fn{vertical-align:super}", "built in 18743 by hand"),
    (".fn:hover{vertical-align:super}", "built in 18743 by hand"),
    (".fn{color:red}", "built in 18743 by hand"),
    (".fn{vertical-align:super", "built in 18743 by hand"),
]


@pytest.mark.parametrize(("sheet", "words"), SHEETS)
def test_what_the_style_sheet_of_a_page_raises_is_a_mark(sheet, words):
    head = f"<meta charset='utf-8'><style>{sheet}</style>"
    inside = 'built in 1874<span class="fn">3</span> by hand'
    assert words in read_html(article(inside, head).encode()).text


def test_an_own_style_goes_before_the_sheet():
    head = "<meta charset='utf-8'><style>span{vertical-align:super}</style>"
    own = 'built in 18<span style="vertical-align:baseline">74</span> by hand'
    assert "built in 1874 by hand" in read_html(article(own, head).encode()).text
