"""A title tells an answer in its own spelling of numbers and names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.facts import Entity, Evidence, Fact, FactKind, Quantity, Source, Value
from quizapp.domain.generation.headline import amounts_in, told_by_title

TITLE = "Eleven nations back Lindmark as it spends £2.1bn on Kestrel lander and lays off 412"


def asked(value: Value) -> Fact:
    return Fact(
        id="it",
        topic="it",
        kind=FactKind.QUANTITY,
        subject="it",
        relation="…",
        statement=f"It is {value.text}.",
        value=value,
        question="",
        as_of="2025-01-01",
        evidence=(Evidence("it", "It is.", "It"),),
    )


def number(text: str, value: str) -> Quantity:
    return Quantity(Decimal(value), "", "it", text)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (number("11", "11"), True),
        (number("£2.1 billion", "2100000000"), True),
        (number("412", "412"), True),
        (number("2.1 per cent", "2.1"), False),
        (number("41", "41"), False),
        (Entity("Lindmark Motor AG", "organisation"), True),
        (Entity("Kestrel-1", "organisation"), True),
        (Entity("Bank of Lindmark", "organisation"), False),
        (Entity("Norway", "country"), False),
    ],
)
def test_value_of_the_title_is_known_in_any_spelling(value: Value, told: bool) -> None:
    source = Source("it", TITLE, "The Post", "2025-01-01", "It is.")
    assert told_by_title(asked(value), source) is told


def test_sizes_are_part_of_an_amount() -> None:
    assert amounts_in("from 3 million to £2.10bn, by two") == {"3m", "2.10b", "2"}
