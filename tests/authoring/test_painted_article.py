"""An article as its review shows it: what is counted, and how much of a long one is shown."""

import pytest

from quizapp.authoring.painted_article import WHOLE, Paint, PaintedArticle, PaintedSentence


def article(count, asked=()):
    """Return an article of so many paragraphs, each of one sentence; the first is a heading."""
    return PaintedArticle(
        [
            [
                PaintedSentence(
                    number,
                    10 * number,
                    10 * number + 9,
                    f"Said {number}.",
                    Paint.ASKED if number in asked else Paint.UNTOUCHED,
                    number == 0,
                )
            ]
            for number in range(count)
        ]
    )


def test_headings_are_no_sentences_to_be_asked():
    found = article(5, asked=(2, 3))
    assert (found.asked, found.total) == (2, 4)
    assert article(0).total == 0


def test_a_sentence_is_found_by_its_number():
    found = article(3)
    assert found.sentence(2).text == "Said 2."
    assert found.sentence(0).is_heading
    assert [found.sentence(number) for number in (-1, 3)] == [None, None]


@pytest.mark.parametrize(("count", "shown"), [(WHOLE, WHOLE), (WHOLE + 1, 2)])
def test_of_a_long_article_only_what_a_page_is_about_is_shown(count, shown):
    assert len(article(count).around([7, 9])) == shown
