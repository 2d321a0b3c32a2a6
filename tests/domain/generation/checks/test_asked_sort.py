"""The asking word agrees with the sort of the answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.facts import Date, Entity, Quantity, Source, Text, Value
from quizapp.domain.generation.checks.asked_sort import disagrees

SOURCE = Source(
    "it",
    "Bridge",
    "",
    "2025-01-01",
    "The chemist Van Helmont weighed a willow. Baptist Deng, 46, sold it. Lindmark opened a mill. "
    "Kestrel, who paints, left Halmouth. Dr. Marlow agreed with the Harbour Board.",
)


@pytest.mark.parametrize(
    ("stem", "value"),
    [
        ("Which organisation weighed a willow?", Entity("Joan Archer", "person")),
        ("Which organisation weighed a willow?", Entity("Van Helmont", "organisation")),
        ("Which organisation sold it?", Entity("Baptist Deng", "organisation")),
        ("Which company left Halmouth?", Entity("Kestrel", "organisation")),
        ("Which council agreed with the board?", Entity("Marlow", "organisation")),
        ("Which organisation opened a mill?", Entity("Norway", "country")),
        ("Which organisation opened a mill?", Date("2025", "2025")),
        ("Which country opened a mill?", Entity("Lindmark", "organisation")),
        ("Which country opened a mill?", Entity("Joan Archer", "person")),
        ("Which small country opened a mill?", Entity("Halmouth", "city")),
        ("In which city did it open?", Entity("Norway", "country")),
        ("Which island did they leave?", Entity("Joan Archer", "person")),
        ("Which scientist opened it?", Entity("Lindmark", "organisation")),
        ("Which person opened it?", Quantity(Decimal(5), "", "number", "5")),
    ],
)
def test_an_answer_of_another_sort_is_found(stem: str, value: Value) -> None:
    assert disagrees(stem, value, [SOURCE]).startswith("Which ")


@pytest.mark.parametrize(
    ("stem", "value"),
    [
        ("Which organisation opened a mill?", Entity("Lindmark", "organisation")),
        ("Which organisation agreed?", Entity("the Harbour Board", "organisation")),
        ("Which body met?", Entity("the House", "institution")),
        ("Which country opened a mill?", Entity("Norway", "country")),
        ("Which country is it?", Entity("Scotland", "region")),
        ("In which city did it open?", Entity("Oslo", "capital")),
        ("Which club manager left?", Entity("Joan Archer", "person")),
        ("Which company founder left?", Entity("Joan Archer", "person")),
        ("Which country’s minister left?", Entity("Joan Archer", "person")),
        ("Which country's minister left?", Entity("Joan Archer", "person")),
        ("Which US general spoke?", Entity("Joan Archer", "person")),
        ("Which ship left?", Entity("Kestrel", "aircraft")),
        ("Who left?", Entity("Joan Archer", "person")),
        ("Which organisation is meant?", Text("the one that sold it")),
    ],
)
def test_an_answer_of_its_sort_is_not(stem: str, value: Value) -> None:
    assert disagrees(stem, value, [SOURCE]) == ""
