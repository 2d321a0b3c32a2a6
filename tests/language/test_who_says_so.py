"""Who says so at the end of a sentence, and the capitals of what stands behind “According to”."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return drafted


@pytest.mark.parametrize(
    ("claim", "behind", "speaker"),
    [
        ("Brandt Shipping plans to build two ferries in Odense",
         "its director, Karen Holst, said on Wednesday", "Karen Holst"),
        ("Holm Dairies plans to close three shops in Tarnby",
         "its owner, Anders Berg, said on Monday", "Anders Berg"),
        ("Brandt Shipping owns two ferries in Odense", "its director, Karen Holst, said",
         "Karen Holst"),
        ("Brandt Shipping owns two ferries in Odense",
         "their owner, Karen Holst, a trained sailor, said on Wednesday", "Karen Holst"),
        ("Brandt Shipping owns two ferries in Odense",
         "Karen Holst, its director, told reporters on Wednesday", "Karen Holst"),
        ("Brandt Shipping owns two ferries in Odense",
         "the director of the harbour, Karen Holst, announced", "Karen Holst"),
        ("Nordvik Shipping plans to order up to six ships in 2027",
         "its chief executive, Ingrid Solheim, said on Wednesday", "Ingrid Solheim"),
        ("Brandt Shipping built two ferries and closed three shops in Odense",
         "its director, Karen Holst, said on Wednesday", "Karen Holst"),
        ("Brandt Shipping owns two ferries in Odense", "the company said on Wednesday", "company"),
    ],
)  # fmt: skip
def test_a_claim_is_not_told_without_who_makes_it(
    read: Read, claim: str, behind: str, speaker: str
) -> None:
    made = read(f"{claim}, {behind}.", published="2026-11-14")
    for fact in made.facts:
        assert speaker in fact.statement
        assert speaker in fact.question or not fact.question
    assert all(speaker in str(each) for each in made.questions)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Brandt Shipping owns two ferries in Odense, its director, Karen Holst, said.",
         "According to Karen Holst, Brandt Shipping owns two ferries in Odense."),
        ("Brandt Foods wants to open two shops in Odense in 2027, Ida Lund, its director, said.",
         "According to Ida Lund, Brandt Foods wants to open two shops in Odense in 2027."),
        ("Vesta Energy will build 34 turbines in Odense in 2028, its director, Ida Lund, told "
         "reporters.", "According to Ida Lund, Vesta Energy will build 34 turbines in Odense in "
         "2028."),
        ("Farmers in Linz will build 34 turbines in Bergen in 2028, their leader, Ida Lund, told "
         "reporters.", "According to Ida Lund, farmers in Linz will build 34 turbines in "
         "Bergen in 2028."),
        ("The Odense council will build 34 turbines in Bergen in 2028, its leader, Ida Lund, told "
         "reporters.", "According to Ida Lund, the Odense council will build 34 turbines in "
         "Bergen in 2028."),
        ("Two Rivers Energy will build 34 turbines in Bergen in 2028, its director, Ida Lund, told "
         "reporters.", "According to Ida Lund, Two Rivers Energy will build 34 turbines in "
         "Bergen in 2028."),
    ],
)  # fmt: skip
def test_only_a_word_that_is_no_name_stands_small_behind_the_speaker(
    read: Read, sentence: str, said: str
) -> None:
    assert said in {fact.statement for fact in read(sentence).facts}


def test_a_noun_that_is_written_small_elsewhere_stands_small(read: Read) -> None:
    made = read(
        "Charities in Linz will build 34 turbines in Bergen in 2028, their leader, Ida Lund, told "
        "reporters.",
        "Some charities are small.",
    )
    said = {fact.statement for fact in made.facts}
    assert any(each.startswith("According to Ida Lund, charities in Linz will") for each in said)


def test_the_first_of_two_statements_keeps_who_says_it(read: Read) -> None:
    made = read(
        "Tavuria and the Salvation Council agreed on 3 March 2025 to extend a truce by 45 days, "
        "mediators said, but the two sides left without a deal on prisoners of war or on oil."
    )
    said = [fact.statement for fact in made.facts]
    assert said
    assert all("mediators said" in each for each in said)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill, which Karen Holst bought in 1903, was closed by her sister, Ida Lund, in 1921.",
        "Brandt Shipping built a mill in Odense in 1903, and said that it would stay open.",
        "Brandt Shipping built a mill in Odense in 1903, and Karen Holst wrote 34 books.",
    ],
)
def test_nobody_is_taken_for_a_speaker_who_says_nothing_of_what_stands_before(
    read: Read, sentence: str
) -> None:
    assert not any("According to" in fact.statement for fact in read(sentence).facts)
