"""Answers that the rest of a sentence gives away, and events of which it says too little."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from quizapp.domain.generation.drafting import Drafted
from quizapp.domain.questions import MultipleChoice
from tests.language.one_article import drafted

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return drafted


@pytest.mark.parametrize(
    ("sentence", "value", "asked"),
    [
        ("Henry Osgood left Linz with two ships, the Swift and the Good Intent, in July 1772.",
         "two", False),
        ("Henry Osgood left Linz with two ships of oak in July 1772.", "two", True),
        ("The Lindhof school of Linz has 340 boys and 260 girls, or 600 children.", "600", False),
        ("The Lindhof school of Linz has 340 boys and 260 girls, or 600 children.", "260", False),
        ("The Lindhof school of Linz has 340 boys, 260 girls and 12 cats.", "260", True),
        ("The number of wolves in Norway rose from 40 to 60 in 1921, an increase of 20.",
         "20", False),
        ("The Green Alliance won 61 of the 120 seats in Linz in 1921, one more than it needed for "
         "a majority.", "61", False),
        ("The Green Alliance won 61 of the 120 seats in Linz in 1921, one more than it needed for "
         "a majority.", "120", False),
        ("The Green Alliance won 61 of the 120 seats in the parliament of Linz in 1921.",
         "61", True),
        ("The teachers of Linz voted by 71 per cent to 29 in May 2019 to strike.", "29", False),
        ("The teachers of Linz voted by 71 per cent to 29 in May 2019 to strike.", "71 per cent",
         False),
        ("The firm Marwood sold 340 lorries to Norway in 1921 and 20 cars to Austria.",
         "340", True),
    ],
)  # fmt: skip
def test_a_number_that_the_rest_of_a_sentence_tells_is_not_asked_for(
    read: Read, sentence: str, value: str, asked: bool
) -> None:
    assert (value in {fact.value.text for fact in read(sentence).facts}) is asked


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Liberals lost more than half of their seats and came third behind the Farmers' "
         "Union.", False),
        ("Ann Lee of the Linz Harriers finished second behind Joan Archer of Norway.", False),
        ("Ann Lee of the Linz Harriers finished second in a race for 340 women in Graz.", True),
        ("The Farmers' Union won 34 seats, 12 more than Labour did.", False),
        ("The Farmers' Union won 34 seats in the parliament of Austria in 2019.", True),
        ("The Met Service said the wind would ease in Linz by 12 May 2026.", False),
    ],
)  # fmt: skip
def test_a_place_or_a_score_is_in_something_that_must_be_named(
    read: Read, sentence: str, told: bool
) -> None:
    assert bool(read(sentence).facts) is told


@pytest.mark.parametrize(
    ("phrase", "clear"),
    [("the explorer in Bergen", False), ("the mayor of Bergen", True), ("a poet in Bergen", True)],
)
def test_where_somebody_is_does_not_say_who(read: Read, phrase: str, clear: bool) -> None:
    made = read(f"Henry Osgood wrote to {phrase} in 1921 of his journey through Norway.")
    assert bool(made.facts) is clear


def test_nobody_is_asked_for_as_a_thing(read: Read) -> None:
    made = read("Alice Wren met the painters Lovis Corinth and Max Slevogt in Bergen in 1921.")
    assert made.facts
    assert not any(fact.question.startswith("What") for fact in made.facts)


def test_a_comma_closes_what_is_added(read: Read) -> None:
    made = read("Henry Osgood left Linz with two ships, the Swift and the Good Intent, in 1772.")
    assert "In which year did Henry Osgood leave Linz with two ships, the Swift and the Good " \
        "Intent?" in {fact.question for fact in made.facts}  # fmt: skip
    assert all("Intent, in 1772" in fact.statement for fact in made.facts)
    cities = {fact.value.text: fact.question for fact in read(
        "Henry Osgood moved from Linz, Austria, to Bergen, Norway, in July 1772."
    ).facts}  # fmt: skip
    assert cities["Linz, Austria"] == (
        "From which city did Henry Osgood move to Bergen, Norway, in July 1772?"
    )


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("by Friday evening", False),
        ("before Friday noon", False),
        ("on Friday evening", True),
        ("by Friday", True),
    ],
)
def test_a_day_stands_for_no_hour_that_limits(read: Read, when: str, told: bool) -> None:
    made = read(
        f"Ann Lee will leave Norway {when} for a meeting with Austrian millers.",
        published="2026-10-14",
    )
    assert any("16 October 2026" in fact.statement for fact in made.facts) is told
    assert not any("16 October 2026 noon" in fact.statement for fact in made.facts)


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Noor Halabi, 54, was born in Amman and came to Britain as a student in 1991.",
         "Britain"),
        ("Noor Halabi, 54, was born in Amman and came to the Netherlands as a student in 1991.",
         "Netherlands"),
    ],
)  # fmt: skip
def test_countries_in_a_gap_take_the_same_article(read: Read, sentence: str, key: str) -> None:
    with_the = {"Netherlands", "United Kingdom", "Czech Republic"}
    gaps = [
        each
        for each in read(sentence).questions
        if isinstance(each, MultipleChoice) and key in {option.text for option in each.options}
    ]
    for gap in gaps:
        assert len({option.text in with_the for option in gap.options}) == 1
        assert bool(re.search(r"\bthe …", gap.stem)) is (key in with_the)
    assert gaps or key in with_the


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The Green Alliance of Linz stopped the sale of Hobbs Wood to the builder Marwood on "
         "4 May 2019.", "What did the Green Alliance of Linz stop"),
        ("The ferry Ria of Linz was licensed to carry no more than 90 people.", "Why was"),
        ("The camera of Linz filmed a pair of wolves with at least three cubs in 2019.",
         "With how many"),
    ],
)  # fmt: skip
def test_a_question_leaves_a_phrase_with_its_noun(read: Read, sentence: str, question: str) -> None:
    made = read(sentence)
    assert made.facts
    assert not any(fact.question.startswith(question) for fact in made.facts)


def test_a_subject_keeps_both_of_its_commas(read: Read) -> None:
    made = read("The dome of the Pantheon in Rome, 43 metres across, has stood for 1,900 years.")
    assert made.facts
    assert all("across, has" in fact.statement for fact in made.facts)
