"""What is cut out of a sentence says what the sentence says, and names what it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from quizapp.domain.generation.drafting import Drafted
from tests.language.one_article import drafted, statements

Read = Callable[..., Drafted]


@pytest.fixture
def read() -> Read:
    return partial(drafted, title="Notes on Halmouth")


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
        ("Hamburg, Oslo and Bremen", "its", True),
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


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("", True),
        (", provided the buyer lets sailors use the stable", False),
        (", unless the buyer keeps goats", False),
        (", a price provided by the state of Norway", True),
    ],
)
def test_an_offer_is_told_with_its_condition(read: Read, rest: str, told: bool) -> None:
    made = read(
        f"The lighthouse on Utsira, lit in 1844 and closed in 2004, is for sale for 4 million "
        f"kroner{rest}."
    )
    found = "The lighthouse on Utsira is for sale for 4 million kroner." in statements(made)
    assert found == told


def test_what_was_condition_of_nothing_past_is_left_out(read: Read) -> None:
    made = read("Norvik Steel closed its mill in Bergslund in 2019, and will sell it, if it can.")
    assert "Norvik Steel closed its mill in Bergslund in 2019." in statements(made)


def test_who_found_something_out_is_no_statement_of_its_own(read: Read) -> None:
    made = read(
        "Dragonflies, whose larvae live in water for five years, catch 95 percent of the prey "
        "they chase, a team at Harvard University found in 2012."
    )
    assert all("95" in each for each in statements(made))


def test_a_second_verb_of_an_aside_is_not_put_behind_its_noun(read: Read) -> None:
    made = read(
        "The Kunsthaus in Basel will return a painting by Camille Pissarro to the heirs of Max "
        "Meyer, a Berlin lawyer who sold it in 1938, fled to Cuba and died in Havana in 1951, its "
        "director Eva Stamm said in Halmouth."
    )
    assert not any("Meyer fled" in each for each in statements(made))


def test_who_says_it_is_parted_by_a_comma(read: Read) -> None:
    made = read(
        "A meal costs the town of Espoo 3.10 euros, of which the food makes up 90 cents, said "
        "Kaisa Rinne, who runs its kitchens."
    )
    assert made.facts
    assert not any("euros said" in each for each in statements(made))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ann Lee began to dig in Halmouth in 1881 but gave up in 1889 after a flood.", False),
        ("Ann Lee gave up painting for politics in 1881.", True),
    ],
)
def test_what_somebody_gave_up_is_told(read: Read, sentence: str, said: bool) -> None:
    cut = [each for each in statements(read(sentence)) if each.startswith("Ann Lee gave up")]
    assert bool(cut) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Designer Kenji Ito will stay for two years.", False),
        ("Designer Kenji Ito will stay at Maison Lefort for two years.", True),
        ("Flu has put 3,400 people into hospitals in Catalonia since Christmas.", False),
        ("Flu has put 3,400 people into hospitals in Catalonia since Christmas 2024.", True),
    ],
)
def test_where_somebody_stays_and_since_which_feast_is_told(
    read: Read, sentence: str, said: bool
) -> None:
    assert bool(read(sentence).facts) == said


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("since Monday", "since 9 November 2026"),
        ("until Monday", "until 16 November 2026"),
        ("from Monday", "from 16 November 2026"),
    ],
)
def test_since_a_day_is_since_the_last_one(read: Read, when: str, day: str) -> None:
    made = read(
        f"The library of Halmouth lends out drills and, {when}, sewing machines made in Linz.",
        published="2026-11-11",
    )
    assert any(day in each for each in statements(made))
