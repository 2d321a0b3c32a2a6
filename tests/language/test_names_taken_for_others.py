"""Names that are easily taken for another sort: places for people, things for bodies, months."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Entity, Fact
from tests.language.one_article import drafted

Read = Callable[[str], tuple[Fact, ...]]


@pytest.fixture
def read() -> Read:
    return lambda text: drafted(text).facts


@pytest.mark.parametrize("place", ["Paris", "Austin", "Jordan"])
@pytest.mark.parametrize("before", ["Tom Berg said that wolves had returned.", "Tom Berg spoke."])
def test_what_a_place_calls_his_is_given_to_nobody_else(
    read: Read, place: str, before: str
) -> None:
    facts = read(f"{before} {place} sold his house in Linz to a bank in 2019.")
    assert not any("Berg" in fact.statement and place in fact.statement for fact in facts)
    assert not any(
        isinstance(fact.value, Entity)
        and fact.value.text == place
        and fact.value.entity != "person"
        for fact in facts
    )


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("The River Enns flooded 34 villages near Steyr in 2013.", False),
        ("The Europabrücke carries 34,000 cars a day near Innsbruck.", False),
        ("The Halmouth Tunnel carries 34,000 cars a day near Innsbruck.", False),
        ("Rotterdam Port exported 340 tonnes of steel to Norway in 2019.", False),
        ("Halmouth Harbour received 340 ships from Norway in 2019.", False),
        ("The Halmouth Group sold 340 boats to Norway in 2019.", True),
        ("The WHO sent 340 doctors to Norway in 2019.", True),
    ],
)
def test_no_port_river_or_bridge_is_asked_for_as_a_body(
    read: Read, sentence: str, body: bool
) -> None:
    asked = [
        fact
        for fact in read(sentence)
        if isinstance(fact.value, Entity) and fact.value.entity == "organisation"
    ]
    assert bool(asked) is body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "June Baker lives in Graz. Baker's cyst was described in London in 1877.",
            "Baker's cyst was described in London in 1877.",
        ),
        (
            "June Baker lives in Graz. Baker's sister was buried in London in 1977.",
            "June Baker's sister was buried in London in 1977.",
        ),
    ],
)
def test_what_is_called_after_somebody_gets_no_first_name(read: Read, text: str, said: str) -> None:
    assert said in {fact.statement for fact in read(text)}


@pytest.mark.parametrize("when", ["In April", "Since June", "By May"])
def test_a_month_before_a_surname_is_no_first_name(read: Read, when: str) -> None:
    month = when.split()[1]
    facts = read(
        f"{when} Hensworth's orchid was seen in Linz. "
        "Hensworth's orchid was named in Vienna in 1987."
    )
    assert not any(f"{month} Hensworth" in fact.statement for fact in facts[1:])
    assert any(fact.statement.startswith("Hensworth's orchid was named") for fact in facts)


@pytest.mark.parametrize("surname", ["Ruhl", "Berg"])
def test_a_month_that_is_a_first_name_is_part_of_the_name(read: Read, surname: str) -> None:
    facts = read(
        f"August {surname} was born in Graz in 1862 and died in Linz in 1931. "
        f"In 1898 his daughter April {surname} opened a bookshop in Vienna."
    )
    said = {fact.statement for fact in facts}
    assert f"August {surname} died in Linz in 1931." in said
    assert any(f"August {surname}'s daughter April {surname} opened" in each for each in said)


def test_a_month_before_a_thing_makes_nobody_of_it(read: Read) -> None:
    facts = read("March Madness began in Linz in 1939. In 1962 Tom Berg won 300 pounds there.")
    assert not any(
        isinstance(fact.value, Entity)
        and fact.value.entity == "person"
        and "March" in fact.value.text
        for fact in facts
    )


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("'The Red Boat'", '"The Red Boat"'),
        ("‘The Red Boat’", '"The Red Boat"'),
        ("'Silent Rivers'", '"Silent Rivers"'),
        ("'The Workers' Union'", '"The Workers\' Union"'),
    ],
)
def test_a_title_in_single_marks_keeps_both(read: Read, quoted: str, said: str) -> None:
    facts = read(f"Maud Ferris painted {quoted} in Linz in 1911.")
    assert f"Maud Ferris painted {said} in Linz in 1911." in {fact.statement for fact in facts}


@pytest.mark.parametrize(
    "sentence",
    [
        "The workers' club of Linz bought the brothers' boat in 1911.",
        "Tom Berg left Linz in the '90s with his parents' dog.",
    ],
)
def test_marks_of_owners_are_no_quotation(read: Read, sentence: str) -> None:
    assert not any('"' in fact.statement for fact in read(sentence))


@pytest.mark.parametrize("name", ["Amelia May", "Amelia Will", "Grant Can"])
def test_a_name_that_could_help_a_verb_keeps_its_capital(read: Read, name: str) -> None:
    facts = read(f"{name} flew 300 letters from Linz to Graz in 1912 in 22 minutes.")
    assert not any(
        name.replace(name.split()[1], name.split()[1].lower()) in f.statement for f in facts
    )
