from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.facts import Bound
from quizapp.domain.generation.extractors.numbers import read_quantity


@pytest.mark.parametrize(
    ("text", "number", "upper", "bound", "sort", "rest"),
    [
        ("41 vessels on order", "41", None, Bound.EXACT, "count", "vessels on order"),
        ("about 240 officers", "240", None, Bound.ABOUT, "count", "officers"),
        ("more than 3,500 foods", "3500", None, Bound.MORE_THAN, "count", "foods"),
        ("up to 90,000 minutes", "90000", None, Bound.AT_MOST, "measure", ""),
        ("at least 22 ships", "22", None, Bound.AT_LEAST, "count", "ships"),
        ("between 300 and 350 people", "300", "350", Bound.BETWEEN, "count", "people"),
        ("12 to 15 days", "12", "15", Bound.BETWEEN, "measure", ""),
        ("18 percent", "18", None, Bound.EXACT, "percent", ""),
        ("62% of shoppers", "62", None, Bound.EXACT, "percent", "of shoppers"),
        ("€14.2 million", "14200000", None, Bound.EXACT, "money", ""),
        ("214 million Norwegian kroner", "214000000", None, Bound.EXACT, "money", ""),
        ("twenty-two years", "22", None, Bound.EXACT, "measure", ""),
        ("as long as 80 minutes", "80", None, Bound.AT_MOST, "measure", ""),
        ("as deep as 80 metres", "80", None, Bound.AT_MOST, "measure", ""),
        ("as much as 80 tonnes", "80", None, Bound.AT_MOST, "measure", ""),
        ("at the most 80 minutes", "80", None, Bound.AT_MOST, "measure", ""),
        ("at the very most 80 boats", "80", None, Bound.AT_MOST, "count", "boats"),
        ("anything up to 80 boats", "80", None, Bound.AT_MOST, "count", "boats"),
        ("as low as 12 degrees", "12", None, Bound.AT_LEAST, "measure", ""),
        ("as few as 34 wolves", "34", None, Bound.AT_LEAST, "count", "wolves"),
        ("at the very least 34 wolves", "34", None, Bound.AT_LEAST, "count", "wolves"),
        ("no fewer than 34 wolves", "34", None, Bound.AT_LEAST, "count", "wolves"),
    ],
)
def test_quantity_is_read_with_its_bound_and_unit(
    text: str, number: str, upper: str | None, bound: Bound, sort: str, rest: str
) -> None:
    found = read_quantity(text)
    assert found is not None
    value = found.value
    assert (value.number, value.bound, found.sort, found.rest) == (
        Decimal(number),
        bound,
        sort,
        rest,
    )
    assert value.upper == (Decimal(upper) if upper else None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("120 kilometres an hour", "kilometres an hour"),
        ("120 kilometres per hour in gusts", "kilometres per hour"),
        ("120 km/h", "km/h"),
        ("70 mph", "mph"),
        ("40 litres a minute", "litres a minute"),
        ("1,900 cubic metres a second", "cubic metres a second"),
        ("12 square miles", "square miles"),
        ("20 to 200 kilohertz", "kilohertz"),
        ("340 megawatts of power", "megawatts"),
        ("90 decibels", "decibels"),
        ("12 hours a day", "hours"),
        ("120 kilometres", "kilometres"),
    ],
)
def test_a_unit_of_several_words_is_kept_whole(text: str, unit: str) -> None:
    found = read_quantity(text)
    assert found is not None
    assert found.value.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "3-2 victory",
        "6 p.m.",
        "19th century",
        "2.5.1",
        "11:30",
        "70°",
        "five-year plan",
        "boats",
        "£2 10s a week",
        "6 feet 2 inches",
        "3 hours 20 minutes",
        "12 000 crowns",
        "1772 to 303,000 in 1850",
    ],
)
def test_scores_times_and_parts_of_words_are_no_quantities(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "number", "upper", "said", "rest"),
    [
        ("two dozen ships", 24, None, "two dozen", "ships"),
        ("a dozen rooms", 12, None, "a dozen", "rooms"),
        ("half a dozen rooms", 6, None, "half a dozen", "rooms"),
        ("5 dozen eggs", 60, None, "5 dozen", "eggs"),
        ("two or three dozen ships", 24, 36, "two or three dozen", "ships"),
        ("two hundred people", 200, None, "two hundred", "people"),
        ("twelve hundred men", 1200, None, "twelve hundred", "men"),
        ("a hundred ships", 100, None, "a hundred", "ships"),
        ("half a million people", 500_000, None, "half a million", "people"),
        ("a quarter of a million people", 250_000, None, "a quarter of a million", "people"),
        ("two thousand people", 2000, None, "two thousand", "people"),
        ("more than a dozen ships", 12, None, "more than a dozen", "ships"),
        ("nearly two dozen ships", 24, None, "nearly two dozen", "ships"),
        ("two pairs of shoes", 2, None, "two", "pairs of shoes"),
        ("212 degrees Fahrenheit", 212, None, "212 degrees Fahrenheit", ""),
        ("357°C", 357, None, "357°C", ""),
        ("1,064 °C", 1064, None, "1,064 °C", ""),
    ],
)
def test_dozens_hundreds_and_shares_of_a_million_are_numbers(
    text: str, number: int, upper: int | None, said: str, rest: str
) -> None:
    found = read_quantity(text)
    assert found is not None
    assert (found.value.number, found.value.upper) == (number, upper)
    assert (found.value.text, found.rest) == (said, rest)


@pytest.mark.parametrize(
    "text",
    [
        "a score of paintings", "three score men", "four score and seven years", "dozens of ships",
        "a pair of shoes", "a couple of days", "a few dozen ships", "several hundred ships",
        "a gross of eggs", "two and a half years", "one and a half million people",
        "two hundred and fifty men", "500 or so visits", "500 or more visits", "500-odd visits",
        "500-plus visits", "500+ visits", "three quarters of an hour", "two thirds of them",
        "one in five people", "nine out of ten", "one day in six", "3 in 10 people",
    ],
)  # fmt: skip
def test_what_cannot_be_said_as_one_number_is_not_asked(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        *((words, Bound.ABOUT) for words in (
            "about", "around", "roughly", "some", "approximately", "circa", "an estimated",
            "an average of", "in the region of",
        )),
        *((words, Bound.JUST_UNDER) for words in (
            "nearly", "almost", "close to", "close on", "just under", "just short of", "virtually",
            "getting on for", "not quite", "a little under", "slightly less than",
        )),
        *((words, Bound.JUST_OVER) for words in (
            "just over", "just above", "a little over", "slightly more than", "a little more than",
        )),
        *((words, Bound.MORE_THAN) for words in (
            "more than", "over", "above", "well over", "in excess of", "upwards of",
        )),
        *((words, Bound.AT_LEAST) for words in (
            "at least", "no fewer than", "not less than", "a minimum of", "as few as",
        )),
        *((words, Bound.AT_MOST) for words in (
            "up to", "at most", "no more than", "as many as", "a maximum of", "up to about",
        )),
        *((words, Bound.LESS_THAN) for words in (
            "fewer than", "less than", "under", "below", "well under",
        )),
    ],
)  # fmt: skip
def test_a_bound_stays_with_its_number(words: str, bound: Bound) -> None:
    found = read_quantity(f"{words} 500 visits")
    assert found is not None
    assert (found.value.number, found.value.bound) == (500, bound)
    assert found.value.text == f"{words} 500"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("21.7% and seven seats", "and seven seats"),
        ("402 million in 2022", "in 2022"),
        ("28 per cent in two years", "in two years"),
        ("35 million kroner a quarter", "a quarter"),
    ],
)
def test_what_follows_a_number_and_is_none_of_it_stays_out(text: str, rest: str) -> None:
    found = read_quantity(text)
    assert found is not None
    assert found.rest == rest
