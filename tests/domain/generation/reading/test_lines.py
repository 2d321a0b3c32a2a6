from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.facts import Source
from quizapp.domain.generation.reading.article import read_article
from quizapp.domain.generation.reading.document import written_on
from quizapp.domain.generation.reading.lines import Role, classify


def source(text: str) -> Source:
    return Source("s", "", "Paper", "2024-03-05", text)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Also read: Ten plants your balcony needs this autumn", Role.BOILERPLATE),
        ("Subscribe now", Role.BOILERPLATE),
        ("By Ann Lee, Science Correspondent", Role.BOILERPLATE),
        ("We use cookies to improve your visit. Accept all or manage them.", Role.BOILERPLATE),
        ("PHOTO: The mayor opens the bridge. Agency/Jo Field", Role.CAPTION),
        ("Length:   19.4 m   | 20 m", Role.TABLE),
        ("• agreed to raise the fee from April;", Role.LIST),
        ("Who pays?", Role.HEADING),
        ("By ten the tide has come and gone, and the men walk home.", Role.BODY),
        ("Related research by two other teams has found the same in both rivers.", Role.BODY),
        ("1. Sixty villages were divided at random into two groups.", Role.BODY),
        ("“No,” he said.", Role.BODY),
        ("THE STORM KILLED 12 PEOPLE IN RUDA ON 5 MAY 2021.", Role.HEADING),
        ("THE STORM KILLED 12 PEOPLE IN RUDA (pop. 400) ON 5 MAY 2021. THE MILL WAS SHUT.",
         Role.CAPTION),
        ("The USA, the UK and the EU met NATO and the IMF in the UAE on 5 May.", Role.BODY),
    ],
)  # fmt: skip
def test_line_is_told_by_its_words(line: str, role: Role) -> None:
    lines = ["A title of five words", "The council met on Monday and agreed on the plan.", line]
    assert classify(lines)[-1] is role


def test_line_that_stands_twice_is_a_caption() -> None:
    body = "The council met on Monday and agreed on the plan."
    caption = "The mayor cuts the ribbon at the new bridge over the river Ouse on Monday."
    assert classify(["A title of five words", body, caption, caption])[2:] == [Role.CAPTION] * 2


def test_everything_after_the_comments_of_an_article_is_left_out() -> None:
    body = "The council met on Monday and agreed on the plan for the bridge."
    roles = classify(
        ["A title of five words", body, body[:-1] + " too.", "Leave a comment", body + " x."]
    )
    assert roles[-1] is Role.BOILERPLATE


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("KAMPALA, Uganda", "Sept 14"),
        ("KAMPALA, Uganda", "Sept. 14, 2023"),
        ("LISBON", "3 March"),
        ("LISBON", "3 March 2024"),
        ("LISBON", "3 Mar. 2024"),
        ("LISBON", "March 3, 2024"),
    ],
)
def test_dateline_is_read_and_left_out_of_the_paragraph(place: str, day: str) -> None:
    text = f"A title of five words\n\n{place}, {day} — Three states agreed on 1 March 2024."
    article = read_article(source(text))
    assert (article.dateline_place, article.dateline_date) == (place, day)
    (paragraph,) = article.paragraphs
    assert text[paragraph.start : paragraph.end] == "Three states agreed on 1 March 2024."


@pytest.mark.parametrize(
    ("day", "published", "written"),
    [
        ("3 March", "2024-03-04", "2024-03-03"),
        ("3 March 2024", "2024-03-04", "2024-03-03"),
        ("31 December 2023", "2024-01-02", "2023-12-31"),
        ("3 March 2019", "2024-03-04", "2024-03-04"),
    ],
)
def test_an_article_is_of_the_day_of_its_dateline_near_its_publication(
    day: str, published: str, written: str
) -> None:
    text = f"A title of five words\n\nLISBON, {day} — Three states agreed on Thursday."
    article = read_article(replace(source(text), published=published))
    assert str(written_on(article)) == written


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "A title of five words\n\nThe council met on Monday and agreed on the plan\n"
        "for the bridge, which will cost two million pounds and\nopen in May."
    )
    assert len(read_article(source(text)).paragraphs) == 1


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("   He died in 1911, aged 82, in the house where he had", "been born. He was poor.", 1),
        ("The keeper of Tarn and the house where he was born", "He died in 1911. He was poor.", 2),
        ("The keeper of Tarn", "and the house where he was born in the year of 1829.", 2),
    ],
)
def test_two_lines_are_one_paragraph_where_a_sentence_goes_on(
    first: str, second: str, count: int
) -> None:
    article = read_article(source(f"A title of five words\n\n{first}\n{second}"))
    lines = [line for line in article.lines if article.words(line).strip()]
    assert len(lines) == count + 1


@pytest.mark.parametrize("text", ["", "\n \n", "word", "\x00\x01", "— — —"])
def test_text_without_an_article_has_no_title_and_breaks_nothing(text: str) -> None:
    article = read_article(source(text))
    assert len(article.folded) == len(text)
    assert article.title in {"", text.strip()}
