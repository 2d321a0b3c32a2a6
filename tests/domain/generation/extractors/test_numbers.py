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
    "text",
    ["3-2 victory", "6 p.m.", "19th century", "2.5.1", "11:30", "70°", "five-year plan", "boats"],
)
def test_scores_times_and_parts_of_words_are_no_quantities(text: str) -> None:
    assert read_quantity(text) is None
