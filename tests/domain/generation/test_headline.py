"""A title tells an answer in its own spelling of numbers and names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.facts import (
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    Quantity,
    Source,
    Text,
    Value,
)
from quizapp.domain.generation.headline import amounts_in, told_by_title
from quizapp.domain.generation.reading.gazetteer import Gazetteer

GAZETTEER = Gazetteer(
    levels={"France": "country", "Norway": "country", "United States": "country"},
    demonyms={"French": "France", "Norwegian": "Norway"},
    aliases={"U.S.": "United States", "US": "United States"},
    peoples={"Frenchmen": "France"},
)
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
    assert told_by_title(asked(value), source, GAZETTEER) is told


def test_sizes_are_part_of_an_amount() -> None:
    assert amounts_in("from 3 million to £2.10bn, by two") == {"3m", "2.10b", "2"}


@pytest.mark.parametrize(
    ("title", "value", "told"),
    [
        ("Wine growers in France fear frost", Entity("France", "country"), True),
        ("French wine growers fear frost", Entity("France", "country"), True),
        ("France’s wine growers fear frost", Entity("France", "country"), True),
        ("U.S. wine growers fear frost", Entity("the United States", "country"), True),
        ("US wine growers fear frost", Entity("the United States", "country"), True),
        ("French wine growers fear frost", Entity("Norway", "country"), False),
        ("French wine growers fear frost", Entity("The Norwegians", "people"), False),
        ("Norwegian wine growers fear frost", Entity("The Norwegians", "people"), True),
        ("French wine growers fear frost", Entity("the Frenchmen", "people"), True),
        ("Frenchmen fear frost", Entity("France", "country"), True),
        ("Archer opens bridge", Entity("Joan Archer", "person", ("Archer",)), True),
        ("Archer opens bridge", Entity("Joan Archer", "person"), True),
        ("Joan opens bridge", Entity("Joan Archer", "person"), False),
        ("Bridge of Halmouth opens", Entity("Halmouth", "city"), True),
        ("Bridge of Halmouth opens", Entity("the Halmouth bridge", "thing"), True),
        ("Bridge opens after talks", Entity("Halmouth", "city"), False),
        ("UNESCO lists the bridge", Entity("Educational Body", "organisation", ("UNESCO",)), True),
        ("24 ships leave Halmouth", number("two dozen", "24"), True),
        ("500,000 ships leave", number("half a million", "500000"), True),
        ("Ships leave in 2015", Date("2015", "2015"), True),
        ("Ships leave in June 2016", Date("2016-06", "June 2016"), True),
        ("Ships leave in 2016", Date("2016-06", "June 2016"), False),
    ],
)
def test_a_title_tells_by_any_name_of_the_answer(title: str, value: Value, *, told: bool) -> None:
    source = Source("it", title, "", "2025-01-01", "It is.")
    assert told_by_title(asked(value), source, GAZETTEER) is told


@pytest.mark.parametrize(
    ("title", "value", "told"),
    [
        ("Fourteen die in Ruda", number("14", "14"), True),
        ("Twenty-two die in Ruda", number("22", "22"), True),
        ("Two dozen ships for Ruda", number("24", "24"), True),
        ("Half a million birds rest in Ruda", number("500,000", "500000"), True),
        ("Fourteen die in Ruda", number("40", "40"), False),
        ("One in five die in Ruda", number("4", "4"), False),
        ("BFA buys Hollin", Entity("The Brandt Finance Agency", "organisation"), True),
        ("Brandt Finance Agency buys Hollin", Entity("BFA", "organisation"), True),
        ("BF buys Hollin", Entity("Brandt Finance", "organisation"), False),
        ("BFA buys Hollin", Entity("Bank of Finland", "organisation"), False),
        ("The Elbrin prize", Text("the Elbrin prize of 50,000 dollars"), True),
        ("The Elbrin prize", Text("the Elbrin medal of 50,000 dollars"), False),
    ],
)
def test_title_tells_in_words_or_letters(title: str, value: Value, told: bool) -> None:
    source = Source("it", title, "The Post", "2025-01-01", "It is.")
    assert told_by_title(asked(value), source, GAZETTEER) is told
