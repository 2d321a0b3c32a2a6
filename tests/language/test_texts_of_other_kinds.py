"""Texts that are no article: what is pasted by mistake or in hope, and what is made of it."""

from __future__ import annotations

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted

NOTICE = (
    "We value your privacy. We and our 842 partners store and access information on a device. "
    "Cookies are small files that a website stores on your computer. You can change your choices "
    "at any time. Google Analytics keeps this data for 26 months. Click Accept all to agree."
)


def said(made: Drafted) -> str:
    return " ".join(proof.quote for fact in made.facts for proof in fact.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "| Planet | Moons |\n| --- | --- |\n| Mars | 2 |\n| Saturn | 146 |",
        "River\tLength\tCountry\nNile\t6,650 km\tEgypt\nAmazon\t6,400 km\tBrazil",
        "The gulls of Ruda know the hour,\nThe tide is late, the lamps are few;\n"
        "And Halmouth keeps its iron tower\nFor boats that never learned it grew.",
        "ANNA: Did you go to Paris in 1999?\nBEN: No, I went to Rome in 2001 with my sister.\n"
        "ANNA: She married Tom in 2003, I think.\nBEN: That was 12 years ago.",
        "1. In which year did the First World War begin? (2 marks)\nA) 1912\nB) 1914\nC) 1916\n"
        "2. Name three causes of the war. (6 marks)\n3. The treaty was signed in ____.\n"
        "Answer all questions. You have 45 minutes.",
        "def area(r):\n    # Ada Holm wrote this in 1843.\n    return 3.14 * r ** 2\n\n"
        "for i in range(10):\n    print(area(i))",
        "THE HALMOUTH BRIDGE WAS OPENED BY QUEEN ANNE IN 1874. THE STORM KILLED 12 PEOPLE IN RUDA "
        "ON 6 MAY 2021. MAYOR ANN LEE RESIGNED IN 2022.",
        "\n".join(f"Term {number}: a word of group {number}" for number in range(500)),
    ],
    ids=[
        "table", "columns", "poem", "dialogue", "exam paper", "code", "capitals", "500 terms",
    ],
)  # fmt: skip
def test_nothing_is_made_of_what_tells_nothing_in_sentences(text: str) -> None:
    assert drafted(text).questions == ()


def test_one_sentence_is_enough() -> None:
    made = drafted("The Halmouth Bridge was opened by Queen Anne in 1874.")
    assert "1874" in {fact.value.text for fact in made.facts}


def test_a_notice_before_the_article_is_not_asked() -> None:
    made = drafted(NOTICE, "The Halmouth Bridge was opened by Queen Anne in 1874.")
    assert made.questions
    assert said(made).count("Halmouth Bridge") == len(made.facts)


def test_today_is_no_day_in_a_lesson() -> None:
    made = drafted(
        "A glacier is a body of ice that moves under its own weight. Glaciers form where more snow "
        "falls than melts. The Aletsch Glacier is 23 kilometres long.",
        "In 1850 the Rhone Glacier reached the village of Gletsch. Geologists built the first hut "
        "on the Aletsch Glacier in 1841. The Norland ice sheet is today 3 kilometres thick.",
        title="Glaciers",
        published="2025-03-05",
    )
    assert "3 kilometres" in {fact.value.text for fact in made.facts}
    assert not any("2025" in fact.told for fact in made.facts)
