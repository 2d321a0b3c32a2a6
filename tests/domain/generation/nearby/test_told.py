"""What the sources of a fact tell, asked of all their words at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.facts import Date
from quizapp.domain.generation.nearby import told
from quizapp.domain.generation.nearby.told import Named, Told

TEXT = (
    "On 3 May and June 14, 2019, Ann’s U.S. team of 1,200 met. In Sept. 2020 (not 2021a) 31st Dec"
)


@pytest.mark.parametrize(
    ("date", "named"),
    [
        ("2019-05-03", True),
        ("1999-05-03", True),  # Days are named without a year as well.
        ("2019-05-30", False),
        ("2019-06-14", True),
        ("2019-06-01", False),
        ("2019-12-31", True),
        ("2020-09", True),
        ("2019-05", False),
        ("2019-06", False),
        ("2019", True),
        ("2020", True),
        ("2021", False),
    ],
)
def test_a_date_is_named_in_any_usual_writing(date: str, named: bool) -> None:
    assert Told(TEXT).names_date(Date(date, "x")) is named


@pytest.mark.parametrize(
    ("phrase", "said"),
    [("the US team", True), ("Ann", True), ("team met", False), ("US", True), ("the", False)],
)
def test_a_phrase_is_said_where_its_words_stand_side_by_side(phrase: str, said: bool) -> None:
    assert Told(TEXT).says(phrase) is said


def test_amounts_are_the_numbers_in_digits() -> None:
    assert Told(TEXT).amounts >= {Decimal(1200), Decimal(2019)}


def test_of_two_people_with_one_name_the_first_gives_the_role() -> None:
    names = (Named("Ann Lee", "person", "mayor"), Named("Ann  Lee", "person", "striker"))
    assert Told("", names).roles_of("Ann Lee") == {"official"}
    assert Told("", names).roles_of("Bo Lee") == frozenset()


def test_of_very_many_names_those_around_one_are_considered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(told, "MOST_NAMES", 4)
    words = Told("", tuple(Named(f"Person {number}", "person") for number in range(20)))

    def near(name: str) -> list[str]:
        return [each.text.removeprefix("Person ") for each in words.names_near("person", name)]

    assert near("Person 10") == ["8", "9", "10", "11"]
    assert near("Person 0") == ["0", "1", "2", "3"]
    assert near("Person 19") == ["16", "17", "18", "19"]
    assert near("Nobody") == ["0", "1", "2", "3"]
    assert words.names_near("city", "Person 10") == ()
