from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.facts import Bound, Date, Entity, Period, Quantity, Value
from quizapp.domain.generation.dates import spellings
from quizapp.domain.generation.values import before, compatible, same_name, similar_rounding


def people(number: int, bound: Bound = Bound.EXACT, upper: int | None = None) -> Quantity:
    top = None if upper is None else Decimal(upper)
    return Quantity(Decimal(number), "people", "people", str(number), bound, top)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (people(70, Bound.MORE_THAN), people(80, Bound.MORE_THAN), True),
        (people(70, Bound.MORE_THAN), people(80), True),
        (people(70, Bound.AT_LEAST), people(25), False),
        (people(70, Bound.LESS_THAN), people(25), True),
        (people(70, Bound.AT_MOST), people(80), False),
        (people(100, Bound.ABOUT), people(105), True),
        (people(100, Bound.ABOUT), people(150), False),
        (people(100, Bound.JUST_UNDER), people(95), True),
        (people(100, Bound.JUST_UNDER), people(105), False),
        (people(100, Bound.JUST_UNDER), people(60), False),
        (people(100, Bound.JUST_OVER), people(105), True),
        (people(100, Bound.JUST_OVER), people(95), False),
        (people(1800, Bound.BETWEEN, 2000), people(1900), True),
        (people(1800, Bound.BETWEEN, 2000), people(2001), False),
        (people(5), Quantity(Decimal(5), "km", "length", "5"), True),
        (people(5), Quantity(Decimal(6), "km", "length", "6"), False),
        (Date("2023", "2023"), Date("2023-01-11", "11 January 2023"), True),
        (Date("2022", "2022"), Date("2023-01-11", "11 January 2023"), False),
        (Period("2022-01", "2022-03", "a"), Period("2022-03", "2022-05", "b"), True),
        (Period("2022-01", "2022-02", "a"), Period("2022-03", "2022-05", "b"), False),
        (Entity("US", "country", ("America",)), Entity("the U.S.", "country"), True),
        (Entity("Reykjavík", "city"), Entity("Reykjavik", "city"), True),
        (Entity("Lloyd Austin", "person"), Entity("Austin", "person"), True),
        (Entity("Hayashi Yoshimasa", "person"), Entity("Yoshimasa Hayashi", "person"), True),
        (Entity("12th Regiment", "unit"), Entity("12th Marine Regiment", "unit"), False),
    ],
)
def test_two_values_are_compatible_when_both_could_be_true(
    first: Value, second: Value, expected: bool
) -> None:
    assert compatible(first, second) is expected
    assert compatible(second, first) is expected


def test_a_name_without_letters_names_nobody() -> None:
    assert not same_name("…", "Lloyd Austin", person=True)


def test_quantities_look_alike_with_one_unit_and_similar_rounding() -> None:
    assert similar_rounding(people(50000), people(3400))
    assert not similar_rounding(people(50000), people(3412))
    assert not similar_rounding(people(5), Quantity(Decimal(5), "km", "length", "5"))


def test_a_date_is_before_another_only_when_that_is_certain() -> None:
    assert before(Date("2021-05", ""), Date("2022", ""))
    assert not before(Date("2022", ""), Date("2022-05", ""))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (
            Date("2023-01-11", "11 January 2023"),
            ("11 January 2023", "January 11, 2023", "2023-01-11"),
        ),
        (Date("2021-05", "in May 2021"), ("in May 2021", "May 2021", "2021-05")),
        (Date("2025", "2025"), ("2025",)),
    ],
)
def test_a_date_has_its_usual_spellings(date: Date, expected: tuple[str, ...]) -> None:
    assert spellings(date) == expected
