"""Sentences that are clear as they stand are told whole; others are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.extraction import extract
from quizapp.language.gazetteer import load_gazetteer
from tests.parsed_texts import shared_parser

TITLE = "Kestrel Foods buys two bakeries in Norway"
Read = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def whole() -> Read:
    """The facts of one sentence that have no question: those told in a whole sentence."""
    parse, gazetteer = shared_parser(), load_gazetteer()

    def read(sentence: str) -> tuple[Fact, ...]:
        text = f"{TITLE}\n\n{sentence}"
        facts = extract(Source("it", TITLE, "The Post", "2024-03-05", text), parse, gazetteer).facts
        return tuple(fact for fact in facts if not fact.question)

    return read


def values(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.value.text for fact in facts}


def test_numbers_and_dates_of_a_long_sentence_are_found(whole: Read) -> None:
    facts = whole(
        "Kestrel Foods, which was founded by three brothers in 1954, employs 2,300 people in "
        "Bergen and sells bread to 40 countries."
    )
    assert "40" in values(facts)
    assert {fact.statement for fact in facts} == {
        "Kestrel Foods, which was founded by three brothers in 1954, employs 2,300 people in "
        "Bergen and sells bread to 40 countries."
    }


def test_a_linking_word_is_left_out_and_a_relative_day_resolved(whole: Read) -> None:
    facts = whole(
        "But the Norwegian Bakers' Union said on Monday that it would close 12 of its 31 shops."
    )
    assert facts
    assert facts[0].statement == (
        "The Norwegian Bakers' Union said on 4 March 2024 that it would close 12 of its 31 shops."
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "It has since been sold to a rival for 46 million euros in cash and shares.",
        "They were bought for 46 million euros by another company from the same town.",
        "The remainder was sold to a rival for 46 million euros in cash and shares.",
        "This has cost Kestrel Foods 46 million euros in lost sales and repairs.",
        "Has Kestrel Foods paid too much for its 46 bakeries in the north of Norway?",
        "“We paid 46 million euros for a company that nobody wanted to sell,” she told them.",
    ],
)
def test_a_sentence_that_leans_on_others_is_not_told(whole: Read, sentence: str) -> None:
    assert whole(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Kestrel Foods was fined under section 28 of the Food Act after a long inquiry.", "28"),
        ("Kestrel Foods beat the team of the Norwegian army 6-3 in a friendly match.", "3"),
        ("Kestrel Foods said one of the bakeries in Norway needed a new roof at once.", "one"),
    ],
)
def test_a_number_that_counts_nothing_is_not_asked_for(
    whole: Read, sentence: str, wrong: str
) -> None:
    assert wrong not in values(whole(sentence))


def test_up_to_after_a_verb_of_movement_sets_no_limit(whole: Read) -> None:
    facts = whole("The operating margin of Kestrel Foods edged up to 5.2% from 4.9%.")
    assert "up to 5.2%" not in values(facts)


def test_a_name_is_not_written_twice_where_a_pronoun_will_do(whole: Read) -> None:
    facts = whole(
        "If taxes rise by 2026, Ingrid Dahl said, she would give 15% of her shares to the workers "
        "in Norway, and keep her seat."
    )
    assert facts
    assert all(fact.statement.count("Ingrid Dahl") == 1 for fact in facts)


def statements(facts: tuple[Fact, ...]) -> set[str]:
    return {fact.told for fact in facts}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Kestrel Foods, which had been sold to the rival by then, employs 2,300 people in "
            "14 towns.",
            "Kestrel Foods employs 2,300 people in 14 towns.",
        ),
        (
            "Kestrel Foods sold bread worth 46 million euros in 2023, and the others followed.",
            "Kestrel Foods sold bread worth 46 million euros in 2023.",
        ),
        (
            "Kestrel Foods will move the ovens that it bought from a rival 12 km (7.5 miles) to "
            "Bergen.",
            "Kestrel Foods will move the ovens that it bought from a rival 12 km to Bergen.",
        ),
        (
            "By contrast, the bakers of Kestrel Foods earned 12% more than those in Sweden.",
            "The bakers of Kestrel Foods earned 12% more than those in Sweden.",
        ),
        (
            "As a result, Kestrel Foods has ended up paying 46 million euros for its ovens.",
            "Kestrel Foods has ended up paying 46 million euros for its ovens.",
        ),
    ],
)
def test_words_that_lean_or_repeat_are_left_out(whole: Read, sentence: str, told: str) -> None:
    assert statements(whole(sentence)) == {told}


def test_a_sentence_that_leans_is_told_after_the_one_that_explains_it(whole: Read) -> None:
    facts = whole(
        "Barley is the main cereal of the north of Norway. It is sown on 140,000 hectares."
    )
    assert statements(facts) == {
        "Barley is the main cereal of the north of Norway. It is sown on 140,000 hectares."
    }
    (fact,) = facts
    assert fact.value.text == "140,000 hectares"
    assert fact.context == "Barley is the main cereal of the north of Norway."
    assert fact.evidence[0].quote.startswith("It is sown")


@pytest.mark.parametrize(
    "sentence",
    [
        "The third bakery, which faces the harbour, sells 210 loaves of Norwegian bread a day.",
        "A second volume on the bread of Norway is due to be printed in 3,000 copies.",
        "Many have been sold to bakers from the north of Norway for 46 million euros.",
        "The majority are in 31 towns on the east coast of Norway and in Bergen.",
        "The report in question was paid for by 46 bakers from the north of Norway.",
        "That limit disappears for bakers in the north of Norway with 46 workers or fewer.",
        "Average spending across Norway amounted to 2.1 per cent in the year 2023.",
        "Officers sold 46 bakeries in the north of Norway to a chain from the south.",
        "Ingrid Dahl had sold 46 of the bakeries in the north of Norway.",
        "Asked about the price, she was asked by 46 bakers from Norway to resign.",
    ],
)
def test_a_sentence_about_something_unnamed_is_not_told(whole: Read, sentence: str) -> None:
    assert whole(sentence) == ()


def test_names_of_a_list_are_not_asked_for(whole: Read) -> None:
    facts = whole("Kestrel Foods sells its bread in Sweden, Denmark, Finland and Estonia.")
    assert values(facts).isdisjoint({"Sweden", "Denmark", "Finland", "Estonia"})


@pytest.mark.parametrize(
    "sentence",
    [
        "Kestrel Foods said the tour of its bakery takes 1 hour 40 minutes from Bergen.",
        "Kestrel Foods said the tour of its bakery takes two hours and forty minutes in all.",
        "Kestrel Foods said the tour of its bakery takes 12 hours, 40 minutes and 50 seconds.",
        "Kestrel Foods said the chimney of its bakery is 62 feet and 11 inches tall.",
    ],
)
def test_a_part_of_a_measure_is_not_asked_for(whole: Read, sentence: str) -> None:
    assert values(whole(sentence)).isdisjoint(
        {
            "40 minutes",
            "two hours",
            "forty minutes",
            "12 hours",
            "50 seconds",
            "62 feet",
            "11 inches",
        }
    )


def test_times_are_told_by_their_year(whole: Read) -> None:
    facts = whole(
        "Kestrel Foods, which was sold three years ago, hopes to open 46 shops this summer."
    )
    assert statements(facts) == {
        "Kestrel Foods, which was sold in 2021, hopes to open 46 shops in the summer of 2024."
    }


LIFE = """Ada Lindqvist, baker who fed Oslo in the war, dies at 91

Ada Lindqvist, who has died aged 91, was a baker. She was born in Bergen in 1933.

Her father drowned. At 18 she won a place at the school of bakers in Hamar.

Her teacher there was a man who sang. In 1960 she founded her own bakery in Oslo.

She wrote four books. The critic Per Moe did not like them, but she baked him a cake in 1971.

She never married, and she gave away most of what she earned."""


def test_she_is_the_person_whose_life_is_told() -> None:
    title = LIFE.split("\n", 1)[0]
    source = Source("life", title, "The Post", "2024-03-05", LIFE)
    facts = extract(source, shared_parser(), load_gazetteer()).facts
    told = {fact.told for fact in facts}
    assert any(
        "Ada Lindqvist" in each and each.endswith("She was born in Bergen in 1933.")
        for each in told
    )
    assert any("Ada Lindqvist founded her own bakery in Oslo" in each for each in told)
    assert not any(each.startswith("Per Moe ") for each in told)
