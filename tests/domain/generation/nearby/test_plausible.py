from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.facts import Date, Entity, Quantity, Text
from quizapp.domain.generation.nearby.background import Named
from quizapp.domain.generation.nearby.plausible import could_be_taken_for, could_stand_in


@pytest.mark.parametrize(("other", "near"), [("5000", True), ("30000", True), ("4000000", False)])
def test_a_number_of_another_size_is_seen_through(ask, around, other: str, near: bool) -> None:
    fact = ask("It has 9,000 seats.", Quantity(Decimal(9000), "", "number", "9,000"))
    its = Quantity(Decimal(other), "", "number", other)
    assert could_be_taken_for(fact, its, around()) is near


@pytest.mark.parametrize(
    ("mine", "other", "near"),
    [
        ("2021", "2017", True),
        ("2021", "1822", False),
        ("1890", "1840", True),
        ("2021", "2027", False),
        ("2024-03", "2024-01", True),
        ("2024-03", "2021-01", False),
    ],
)
def test_a_date_of_another_time_is_seen_through(
    ask, around, mine: str, other: str, near: bool
) -> None:
    fact = ask(f"It was opened in {mine}.", Date(mine, mine))
    assert could_be_taken_for(fact, Date(other, other), around()) is near


def test_a_limit_is_not_exchanged_for_another_date(ask, around) -> None:
    fact = ask("It was opened by 2021.", Date("2021", "2021"))
    assert not could_be_taken_for(fact, Date("2020", "2020"), around())


def test_a_person_is_not_offered_under_a_second_name(ask, around) -> None:
    fact = ask("Anna Berg won.", Entity("Anna Berg", "person"))
    assert could_be_taken_for(fact, Entity("Bo Lund", "person"), around())
    assert not could_be_taken_for(fact, Entity("Anna Lind", "person"), around())
    assert could_be_taken_for(fact, Text("ice"), around())


def test_only_who_is_quoted_could_have_said_it(ask, around) -> None:
    fact = ask("Anna Berg said that it rains.", Entity("Anna Berg", "person"))
    assert could_stand_in(fact, "Bo Lund", frozenset({"Bo Lund"}), around())
    assert not could_stand_in(fact, "Bo Lund", frozenset(), around())


def test_no_governor_owns_the_bakery(ask, around) -> None:
    fact = ask("Anna Berg owns a bakery.", Entity("Anna Berg", "person"))
    background = around(
        "",
        Named("Anna Berg", "person", "founder of the company"),
        Named("Bo Lund", "person", "Governor"),
        Named("Carl Dahl", "person", "chief executive of the rival"),
    )
    everybody = frozenset({"Bo Lund", "Carl Dahl"})
    assert not could_stand_in(fact, "Bo Lund", everybody, background)
    assert could_stand_in(fact, "Carl Dahl", everybody, background)


def test_other_values_stand_in_unless_the_date_is_open(ask, around) -> None:
    place = ask("It lies in Kallvik.", Entity("Kallvik", "city"))
    assert could_stand_in(place, "Vestby", frozenset(), around())
    since = ask("It has been closed since 2019.", Date("2019", "2019"))
    assert not could_stand_in(since, "2017", frozenset(), around())
