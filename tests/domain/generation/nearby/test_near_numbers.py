from __future__ import annotations

import re
from decimal import Decimal

import pytest

from quizapp.domain.facts import Bound, Quantity
from quizapp.domain.generation.nearby.numbers import near_numbers
from quizapp.domain.generation.values import compatible

NAMES = [f"fact-{number}" for number in range(40)]


def amount(text: str, number: str, unit: str = "", bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Decimal(number), unit, unit or "number", text, bound)


def offered(ask, around, value: Quantity, text: str = "", name: str = "f") -> list[str]:
    fact = ask(f"It took {value.text} in all.", value, name=name)
    return [each.text for each in near_numbers(fact, around(text))]


@pytest.mark.parametrize(
    ("text", "number", "unit", "pattern"),
    [
        ("46 million", "46000000", "", r"\d{2,3} million"),
        ("120,000", "120000", "", r"\d+,000"),
        ("6,940", "6940", "", r"\d+,\d[1-9]0|\d+,\d\d0"),
        ("61.40 kroner", "61.40", "kroner", r"\d+\.\d0 kroner"),
        ("14.2%", "14.2", "%", r"\d+\.\d%"),
        ("£3.5m", "3500000", "£", r"£\d\.\d+m"),
        ("nine tonnes", "9", "tonnes", r"[a-z]+ tonnes"),
    ],
)
def test_numbers_keep_unit_rounding_and_wording(ask, around, text, number, unit, pattern) -> None:
    for name in NAMES:
        found = offered(ask, around, amount(text, number, unit), name=name)
        assert len(found) >= 3
        assert len(set(found)) == len(found)
        assert text not in found
        assert all(re.fullmatch(pattern, each) for each in found), found


def test_an_exact_number_is_not_joined_by_round_ones(ask, around) -> None:
    for name in NAMES:
        for each in offered(ask, around, amount("6,940", "6940"), name=name):
            assert not each.endswith("00")


def test_numbers_are_of_the_same_size_and_further_away_than_any_rounding(ask, around) -> None:
    for name in NAMES:
        for each in offered(ask, around, amount("214 million", "214000000"), name=name):
            share = Decimal(each.split()[0]) / 214
            assert Decimal("0.4") <= share <= Decimal("2.3")
            assert abs(share - 1) > Decimal("0.13")


def test_a_measure_with_a_fraction_is_not_joined_by_one_that_rounds_alike(ask, around) -> None:
    for name in NAMES:
        for each in offered(ask, around, amount("6.3 km", "6.3", "km"), name=name):
            assert abs(Decimal(each.split()[0]) - Decimal("6.3")) > Decimal("0.8")


def test_a_rate_that_goes_by_quarters_stays_near_and_goes_by_quarters(ask, around) -> None:
    rate = Quantity(Decimal("5.75"), "%", "percent", "5.75%")
    for name in NAMES:
        found = [Decimal(each[:-1]) for each in offered(ask, around, rate, name=name)]
        assert len(found) >= 3
        assert all(each % Decimal("0.25") == 0 and abs(each - 6) <= 2 for each in found)


def test_the_right_number_is_the_smallest_as_often_as_the_largest(ask, around) -> None:
    places = [0, 0, 0, 0]
    for number in range(400):
        found = offered(ask, around, amount("46 million", "46000000"), name=f"fact-{number}")
        places[sum(int(each.split()[0]) < 46 for each in found[:3])] += 1
    assert all(70 <= count <= 130 for count in places), places


@pytest.mark.parametrize("bound", [Bound.MORE_THAN, Bound.AT_LEAST, Bound.AT_MOST, Bound.LESS_THAN])
def test_a_bound_gets_no_other_number_because_it_may_hold_too(ask, around, bound) -> None:
    assert offered(ask, around, amount("more than 40", "40", bound=bound)) == []


def test_no_number_is_compatible_with_about_the_right_one(ask, around) -> None:
    value = amount("about 1.2 million", "1200000", bound=Bound.ABOUT)
    for name in NAMES:
        fact = ask("It has about 1.2 million people.", value, name=name)
        others = [each.value for each in near_numbers(fact, around())]
        assert len(others) >= 3
        assert not any(compatible(value, other) for other in others if other)


def test_a_range_is_moved_as_a_whole_and_never_meets_the_right_one(ask, around) -> None:
    value = Quantity(Decimal(300), "", "number", "between 300 and 350", Bound.BETWEEN, Decimal(350))
    fact = ask("They hire between 300 and 350 people.", value)
    found = list(near_numbers(fact, around()))
    assert {each.text for each in found} >= {"between 400 and 450", "between 200 and 250"}
    assert not any(each.value and compatible(value, each.value) for each in found)


def test_a_number_that_the_article_names_is_left_out(ask, around) -> None:
    value = amount("73", "73")
    everything = {each for name in NAMES for each in offered(ask, around, value, name=name)}
    told = " ".join(sorted(everything)[:5])
    again = {each for name in NAMES for each in offered(ask, around, value, told, name=name)}
    assert again
    assert not again & set(told.split())


def test_the_order_to_the_other_numbers_of_the_sentence_is_kept(ask, around) -> None:
    for name in NAMES:
        fact = ask("Of the 15 members 12 voted for it.", amount("12", "12"), name=name)
        assert all(int(each.text) < 15 for each in near_numbers(fact, around()))
        share = ask("It fell from 6% to 5.75%.", amount("5.75%", "5.75", "%"), name=name)
        assert all(Decimal(each.text[:-1]) < 6 for each in near_numbers(share, around()))


def test_grown_up_people_stay_so_and_shares_stay_below_the_whole(ask, around) -> None:
    age = Quantity(Decimal(26), "years", "years of age", "26 years")
    percent = Quantity(Decimal(94), "%", "percent", "94%")
    for name in NAMES:
        assert all(int(each[:2]) >= 18 for each in offered(ask, around, age, name=name))
        assert all(int(each[:-1]) < 100 for each in offered(ask, around, percent, name=name))


def test_one_stands_as_an_option_and_not_in_the_sentence(ask, around) -> None:
    alone = [
        each.alone
        for name in NAMES
        for each in near_numbers(
            ask("She removed two floors.", amount("two", "2"), name=name), around()
        )
        if each.text == "one"
    ]
    assert alone
    assert all(alone)


def test_numbers_keep_away_from_those_that_are_offered_already(ask, around) -> None:
    taken = [amount("46 million", "46000000")]
    for name in NAMES:
        fact = ask("It cost 31 million.", amount("31 million", "31000000"), name=name)
        for each in near_numbers(fact, around(), taken):
            assert abs(int(each.text.split()[0]) - 46) >= 4


def test_the_same_fact_always_gets_the_same_numbers(ask, around) -> None:
    value = amount("46 million", "46000000")
    assert offered(ask, around, value) == offered(ask, around, value)
    assert offered(ask, around, value) != offered(ask, around, value, name="other")


@pytest.mark.parametrize("text", ["3-2", "a dozen", "1 of 3 or 4"])
def test_a_number_that_cannot_be_written_anew_gets_none(ask, around, text) -> None:
    assert offered(ask, around, amount(text, "3")) == []


def test_a_share_with_a_half_is_not_joined_by_what_rounds_to_it(ask, around) -> None:
    for name in NAMES:
        for each in offered(
            ask, around, Quantity(Decimal("62.5"), "%", "percent", "62.5 percent"), name=name
        ):
            assert abs(Decimal(each.split()[0]) / Decimal("62.5") - 1) > Decimal("0.13")


def test_a_written_unit_is_never_counted_to_one(ask, around) -> None:
    for name in NAMES:
        assert "1 tonnes" not in offered(ask, around, amount("3 tonnes", "3", "tonnes"), name=name)
    assert offered(ask, around, amount("1 tonne", "1", "tonne")) == []


def test_shares_of_one_whole_stay_within_it(ask, around) -> None:
    value = Quantity(Decimal(61), "%", "percent", "61 percent")
    for name in NAMES:
        fact = ask("She won 61 percent of the vote, he 38 percent.", value, name=name)
        found = [Decimal(each.text.split()[0]) for each in near_numbers(fact, around())]
        assert found
        assert all(each <= 62 for each in found)


@pytest.mark.parametrize(
    ("text", "number", "pattern"),
    [
        ("8.5 percent", "8.5", r"\d+\.[1-9] percent"),
        ("1.5 percent", "1.5", r"\d\.[1-9] percent"),
        ("2.5 percent", "2.5", r"\d\.[1-9] percent"),
        ("62.5 percent", "62.5", r"\d+\.[1-9] percent"),
        ("4.25 percent", "4.25", r"\d\.\d[1-9] percent"),
        ("12.0 percent", "12.0", r"\d+\.0 percent"),
        ("12 percent", "12", r"\d+ percent"),
    ],
)
def test_no_number_ends_in_a_zero_that_the_text_would_not_write(
    ask, around, text, number, pattern
) -> None:
    for name in NAMES:
        value = Quantity(Decimal(number), "%", "percent", text)
        found = offered(ask, around, value, name=name)
        assert len(found) >= 3
        assert len(set(found)) == len(found)
        assert all(re.fullmatch(pattern, each) for each in found), found
