"""Sentences that are clear as they stand are told whole; others are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.extraction import extract
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.spacy_parser import load_parser

TITLE = "Kestrel Foods buys two bakeries in Norway"
Read = Callable[[str], tuple[Fact, ...]]


@pytest.fixture(scope="module")
def whole() -> Read:
    """The facts of one sentence that have no question: those told in a whole sentence."""
    parse, gazetteer = load_parser(), load_gazetteer()

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
        "If sales rise by 2026, Ingrid Dahl said, she would give 15% of her shares to the workers "
        "in Norway, and keep her seat."
    )
    assert facts
    assert all(fact.statement.count("Ingrid Dahl") == 1 for fact in facts)
