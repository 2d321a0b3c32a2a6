"""Numbers that a text gives only nearly, or with a limit: what is typed keeps to their side."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Quantity, Source
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.domain.questions import Cloze, MultipleChoice, Numeric, Side, TrueFalse
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from tests.parsed_texts import shared_parser

Read = Callable[[str], Drafted]


@pytest.fixture(scope="module")
def read_text() -> Read:
    parse, gazetteer, weights = shared_parser(), load_gazetteer(), load_weights()

    def drafted(sentence: str) -> Drafted:
        text = f"Notes on Halmouth\n\n{sentence}"
        source = Source("it", "Notes on Halmouth", "The Post", "", text)
        return draft([source], parse, gazetteer, weights)

    return drafted


@pytest.fixture(scope="module")
def read(read_text: Read) -> Read:
    return lambda amount: read_text(f"The Halmouth clinic treated {amount} children in 2024.")


def numeric(made: Drafted) -> list[Numeric]:
    every = (*made.questions, *(each.question for each in made.filtered))
    return [each for each in every if isinstance(each, Numeric)]


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("just under", Side.BELOW),
        ("nearly", Side.BELOW),
        ("almost", Side.BELOW),
        ("close to", Side.BELOW),
        ("slightly fewer than", Side.BELOW),
        ("just over", Side.ABOVE),
        ("a little over", Side.ABOVE),
        ("slightly more than", Side.ABOVE),
        ("about", Side.BOTH),
        ("around", Side.BOTH),
        ("roughly", Side.BOTH),
    ],
)
def test_a_rough_number_is_asked_with_its_words_and_forgiven_on_its_side(
    read: Read, words: str, side: Side
) -> None:
    typed = numeric(read(f"{words} 9,000"))
    assert typed
    for question in typed:
        assert (
            question.stem
            == f"{words.capitalize()} how many children did the Halmouth clinic "
            + ("treat in 2024?")
        )
        assert (question.value, question.tolerance, question.side) == (9000, 450, side)


@pytest.mark.parametrize("words", ["not quite", "some", "an estimated"])
def test_words_that_do_not_stand_before_how_many_are_left_to_the_tolerance(
    read: Read, words: str
) -> None:
    typed = numeric(read(f"{words} 9,000"))
    assert all(question.stem.startswith("How many") for question in typed)
    assert all(question.tolerance == 450 for question in typed)


@pytest.mark.parametrize(
    "words",
    ["more than", "well over", "upwards of", "in excess of", "at least", "up to", "fewer than",
     "no more than", "as many as"],
)  # fmt: skip
def test_a_limit_is_asked_with_a_gap_and_no_number_is_exchanged(read: Read, words: str) -> None:
    made = read(f"{words} 9,000")
    assert not numeric(made)
    assert any(
        isinstance(each, Cloze) and f"{words} {{{{1}}}} children" in each.text
        for each in made.questions
    )
    assert not any(
        isinstance(each, TrueFalse) and "9,000" not in each.stem and "2024" in each.stem
        for each in made.questions
    )


@pytest.mark.parametrize("words", ["nearly", "just over"])
def test_wrong_choices_are_worded_alike_and_lie_far_off(read: Read, words: str) -> None:
    chosen = [each for each in read(f"{words} 9,000").questions if isinstance(each, MultipleChoice)]
    options = [
        option.text
        for each in chosen
        if each.stem.startswith("How many")
        for option in each.options
    ]
    assert len(options) == 4
    assert all(option.casefold().startswith(words) for option in options)


@pytest.mark.parametrize(
    "amount", ["9,000 or so", "90-odd", "a dozen or more", "9,000 or more", "9,000-plus"]
)
def test_what_is_only_nearly_a_number_is_no_key(read: Read, amount: str) -> None:
    assert not numeric(read(amount))


@pytest.mark.parametrize("amount", ["between 20 and 30", "20 to 30", "20-30"])
def test_a_range_is_one_key(read: Read, amount: str) -> None:
    typed = numeric(read(amount))
    assert typed
    assert all((question.value, question.upper) == (20, 30) for question in typed)


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("The opera in Halmouth ran for as long as 80 minutes in 1912.", "as long as 80 minutes"),
        ("Rivers in Norway are as wide as 340 metres near Halmouth.", "as wide as 340 metres"),
        (
            "The Danube Line needs at the most 80 minutes from Linz to Vienna.",
            "at the most 80 minutes",
        ),
    ],
)
def test_a_limit_of_length_or_time_is_no_exact_number(
    read_text: Read, sentence: str, limit: str
) -> None:
    made = read_text(sentence)
    amounts = [fact for fact in made.facts if isinstance(fact.value, Quantity)]
    assert [fact.value.text for fact in amounts] == [limit]
    assert not any(fact.question.startswith("How many metres") for fact in amounts)
    assert not any(
        isinstance(each, MultipleChoice | Numeric) and each.fact == amounts[0].id
        for each in made.questions
    )


@pytest.mark.parametrize("minus", ["minus 12", "−12"])
def test_a_number_below_zero_is_not_asked_without_its_sign(read_text: Read, minus: str) -> None:
    made = read_text(f"The temperature in Halmouth fell to {minus} degrees Celsius in 2019.")
    assert not any(isinstance(fact.value, Quantity) for fact in made.facts)


def test_a_speed_is_asked_with_all_of_its_unit(read_text: Read) -> None:
    made = read_text("The Railjet reaches 230 kilometres an hour between Linz and Vienna.")
    typed = numeric(made)
    assert [each.stem.startswith("How many kilometres an hour does") for each in typed] == [True]
    assert {"kilometres an hour", "km/h"} <= set(typed[0].units)
    options = [
        option.text
        for each in made.questions
        if isinstance(each, MultipleChoice) and each.fact == typed[0].fact
        for option in each.options
    ]
    assert options
    assert all(option.endswith("kilometres an hour") for option in options)
