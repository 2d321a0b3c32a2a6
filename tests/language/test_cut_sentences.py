"""What is cut out of a sentence says what the sentence says, and names what it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return partial(drafted, title="Notes on Halmouth")


def statements(made: Drafted) -> set[str]:
    return {fact.statement for fact in made.facts}


PLAN = "Norvik Steel plans to close its oldest mill in Bergslund"


@pytest.mark.parametrize(
    "condition",
    [
        "unless the state of Norway lowers the price of power",
        "if Norway lowers the price of power",
        "provided Norway lowers the price of power",
    ],
)
@pytest.mark.parametrize("before", ["", ", where 640 people work,", ", where Ann Lee was born,"])
def test_a_plan_is_told_with_what_it_depends_on(read: Read, condition: str, before: str) -> None:
    assert all(
        "price of power" in each for each in statements(read(f"{PLAN}{before} {condition}."))
    )


@pytest.mark.parametrize("rest", ["although Norway lowered taxes", "while Sweden lowered taxes"])
def test_what_a_plan_does_not_depend_on_is_left_out(read: Read, rest: str) -> None:
    assert f"{PLAN}." in statements(read(f"{PLAN}, {rest}."))


@pytest.mark.parametrize(
    ("sentence", "clear"),
    [
        ("In Halmouth, Ann Lee, a servant of Tom Mark, opened one in 1652 in Orran Lane.", False),
        ("In Halmouth, Ann Lee, a servant of Tom Mark, opened an inn in 1652 in Orran Lane.", True),
        (
            "In Halmouth, Ann Lee found one in ten children ill in Orran Lane in 1652.",
            True,
        ),
    ],
)
def test_one_before_a_year_is_no_share(read: Read, sentence: str, clear: bool) -> None:
    assert bool(read(sentence).facts) == clear


@pytest.mark.parametrize(
    ("owners", "own", "clear"),
    [
        ("Hamburg, Oslo and Bremen", "its", False),
        ("Hamburg, Oslo and Bremen", "their", True),
        ("Hamburg", "its", True),
    ],
)
def test_what_several_cities_keep_is_not_its_own(
    read: Read, owners: str, own: str, clear: bool
) -> None:
    made = read(
        "The Halmouth League had offices in Bergen and in Novgorod. Its diet met for the last time "
        f"in 1669. {owners} kept {own} oldest charters in Riga."
    )
    assert any("charters" in each for each in statements(made)) == clear


def test_a_list_of_verbs_is_not_torn(read: Read) -> None:
    made = read(
        "So far the ISA has granted only contracts for exploration, which allow holders to survey "
        "a zone, take samples and test equipment. There are about 30 of them, each for 15 years."
    )
    assert not any("exploration take" in each for each in statements(made))


def test_an_aside_keeps_its_comma_where_the_next_one_is_left_out(read: Read) -> None:
    made = read(
        "Vasil Iliev, 58, who has worked on the river at Vetren since he was a boy, was one of 35 "
        "men paid a daily fee to report catches in Halmouth."
    )
    told = [each for each in statements(made) if "35" in each]
    assert told
    assert not any("58 was" in each for each in told)


def test_what_stands_in_brackets_has_not_got_what_stands_behind_them(read: Read) -> None:
    made = read(
        "Hotel Pod Gradom (doubles from €118, breakfast included) has 22 rooms in Halmouth."
    )
    assert not any(each.startswith("Breakfast") for each in statements(made))


def test_no_question_is_made_of_a_phrase_that_the_parser_has_torn(read: Read) -> None:
    made = read("DNA consists of two strands wound round each other, as Ann Lee found in 1953.")
    assert not [fact.question for fact in made.facts if "How many strands" in fact.question]
    assert not [fact for fact in made.facts if "Of how many" in fact.question]
