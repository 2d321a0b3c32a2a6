"""Paragraphs of a web page that are read, whatever the elements around them are called."""

import pytest
from lxml import html

from quizapp.importers.html import read_html
from quizapp.importers.html_lost import in_page_order, texts_of
from tests.importers.one_page import FILLING

SENTENCE = "The keeper counted 91 ships in the harbour that night."


def text(inside, holder="article"):
    body = (
        f"<{holder}><h1>The bridge</h1><p>{FILLING}</p>{inside}<p>{FILLING[::-1]}.</p></{holder}>"
    )
    return read_html(f"<html><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize(
    "inside",
    [
        f"<aside><h3>What is next</h3><p>{SENTENCE}</p></aside>",
        f'<div class="elementor-widget"><p>{SENTENCE}</p></div>',
        f'<div class="text-slide"><p>{SENTENCE}</p></div>',
        f'<p class="paragraph-rating">{SENTENCE}</p>',
        f'<div class="expandable"><p>{SENTENCE}</p></div>',
        f'<aside class="tip"><ul><li>{SENTENCE}</li></ul></aside>',
    ],
)
def test_a_sentence_between_paragraphs_is_read(inside):
    assert text(inside).split("\n\n")[2].removeprefix("- ") == SENTENCE


@pytest.mark.parametrize(
    "inside",
    [
        f'<aside class="author-bio"><p>{SENTENCE}</p></aside>',
        f'<aside aria-label="newsletter promotion"><p>{SENTENCE}</p></aside>',
        f"<nav><p>{SENTENCE}</p></nav>",
        f'<aside class="related"><p>{SENTENCE}</p></aside>',
    ],
)
def test_a_sentence_that_is_furniture_between_paragraphs_is_not_read(inside):
    assert SENTENCE not in text(inside)


def test_what_a_whole_article_is_called_hides_none_of_its_sentences():
    inside = f'<div class="text-slide"><p>{SENTENCE}</p></div>'
    assert SENTENCE in text(
        f'<div class="related-news"><p>{FILLING}</p>{inside}<p>{FILLING}</p></div>'
    )


def test_paragraphs_of_a_page_with_little_text_stay_apart():
    page = (
        '<html><body><article class="premium"><h1>Castles</h1><p>There are seven castles here.</p>'
        "<ul><li>The oldest is of 1450.</li><li>Another burned down in 1647.</li></ul>"
        "<p>Entry costs six pounds at most.</p></article></body></html>"
    )
    assert read_html(page.encode()).text.split("\n") == [
        "Castles",
        "",
        "There are seven castles here.",
        "",
        "- The oldest is of 1450.",
        "- Another burned down in 1647.",
        "",
        "Entry costs six pounds at most.",
    ]


def test_a_cell_whose_paragraphs_are_parted_by_breaks_is_an_article():
    page = (
        f"<html><body><table><tr><td><a href=a>Home</a></td><td>{FILLING}<br><br>{SENTENCE}<br><br>"
        f"{FILLING}<br><br>Visitor number 12</td></tr></table></body></html>"
    )
    assert read_html(page.encode()).text.split("\n\n")[:2] == [FILLING, SENTENCE]


@pytest.mark.parametrize("holder", ["amp-accordion", "x-story"])
def test_elements_of_a_sites_own_hold_words_in_their_order(holder):
    inside = f"<{holder}><section><h4>How cold is it?</h4><p>{SENTENCE}</p></section></{holder}>"
    assert text(inside).split("\n\n")[2:4] == ["How cold is it?", SENTENCE]


def test_an_element_of_a_sites_own_in_a_sentence_is_of_its_words():
    assert SENTENCE in text(f"<p>{SENTENCE.replace('91', '<x-tip>91</x-tip>')}</p>")


def test_a_paragraph_that_comes_back_stands_below_its_heading():
    inside = f'<h2>The harbour</h2><aside class="tip"><p>{SENTENCE}</p></aside><h2>The end</h2>'
    assert text(inside).split("\n\n")[2:5] == ["The harbour", SENTENCE, "The end"]


@pytest.mark.parametrize(
    ("above", "kept"), [("Shipping", False), ("The bridge of Marn, which is old.", True)]
)
def test_the_part_of_a_paper_above_a_title_is_no_text(above, kept):
    body = f"<main><article><p>{above}</p><h1>The bridge</h1><p>{FILLING}</p></article></main>"
    page = f"<html><head><title>The bridge</title></head><body>{body}</body></html>"
    assert (above in read_html(page.encode()).text) is kept


def test_an_article_in_several_parts_is_read_in_the_order_of_its_page():
    parts = "".join(
        f'<div class="article-body"><p>{words}</p></div>' for words in (FILLING, SENTENCE)
    )
    page = f"<main><article><h1>The bridge</h1><p>It will be free.</p>{parts}</article></main>"
    found = read_html(f"<html><body>{page}</body></html>".encode()).text.split("\n\n")
    assert found == ["The bridge", "It will be free.", FILLING, SENTENCE]


def test_blocks_that_stand_nowhere_or_twice_on_a_page_follow_the_one_before_them():
    tree = html.document_fromstring("<p>One.</p><p>Two.</p><p>So.</p><p>Three.</p><p>So.</p>")
    blocks = [("Three.", "p"), ("a | b", "tr"), ("So.", "p"), ("One.", "p"), ("Two.", "p")]
    ordered = [words for words, _ in in_page_order(blocks, texts_of(tree))]
    assert ordered == ["One.", "Two.", "Three.", "a | b", "So."]
