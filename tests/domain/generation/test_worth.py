"""What is sound can still be not worth asking."""

from __future__ import annotations

import dataclasses

import pytest

from quizapp.domain.facts import Date, Entity, Evidence, Fact, FactKind, Source
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.worth import (
    BYSTANDER,
    DAY_OF_REPORT,
    MET,
    TITLE_TELLS,
    central,
    dull,
    on_edge,
)

TEXT = (
    "Halmouth opened its bridge on Tuesday. Mayor Joan Archer cut the ribbon. "
    "The work took three years and cost 12 million pounds, and the ferry will go on as before. "
    "Traders had feared for their shops while the road was closed, and some had moved away. "
    "The old bridge of 1911 had been shut to lorries for a decade before it was pulled down. "
    "Paul Deng owns a bakery by the harbour. Archer spoke for a minute."
)
SOURCE = Source("bridge", "Halmouth opens swing bridge", "The Post", "2024-03-05", TEXT)


def fact(statement: str, value: object, **changes: object) -> Fact:
    plain = Fact(
        id="it",
        topic="bridge",
        kind=FactKind.PERSON,
        subject=statement.split(" owns")[0],
        relation="…",
        statement=statement,
        value=value,  # type: ignore[arg-type]
        question="",
        as_of="2024-03-05",
        evidence=(Evidence("bridge", TEXT.split(". ")[0] + ".", "Tuesday"),),
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


BAKER = fact("Paul Deng owns a bakery by the harbour.", Entity("Paul Deng", "person"))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (BAKER, BYSTANDER),
        (
            fact(
                "Halmouth opened its bridge on 5 March 2024.",
                Date("2024-03-05", "5 March 2024"),
                kind=FactKind.DATE,
            ),
            DAY_OF_REPORT,
        ),
        (
            fact(
                "Halmouth opened its bridge on 1 March 2024.",
                Date("2024-03-01", "1 March 2024"),
                kind=FactKind.DATE,
            ),
            "",
        ),
        (
            fact("Halmouth opened its bridge.", Entity("Halmouth", "city"), kind=FactKind.PLACE),
            TITLE_TELLS,
        ),
        (fact("Joan Archer owns a bakery.", Entity("Joan Archer", "person")), ""),
        (dataclasses.replace(BAKER, evidence=()), ""),
    ],
)
def test_a_reason_is_given_for_what_is_dull_and_none_for_the_rest(given: Fact, reason: str) -> None:
    assert dull(given, {SOURCE.id: SOURCE}, Gazetteer()) == reason


def test_those_named_first_or_in_the_title_are_central() -> None:
    assert central("Joan Archer", SOURCE)
    assert not central("Paul Deng", SOURCE)
    assert central("Paul Deng", dataclasses.replace(SOURCE, title="Deng's bridge"))


SAID = fact("Paul Deng said that the bridge was ugly.", Entity("Paul Deng", "person"))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (fact("The bridge is near Ely.", Entity("Ely", "city"), kind=FactKind.PLACE), ""),
        (dataclasses.replace(SAID, kind=FactKind.STATEMENT), BYSTANDER),
        (
            fact(
                "Joan Archer said that it was a good day.",
                Entity("Joan Archer", "person"),
                kind=FactKind.STATEMENT,
            ),
            "",
        ),
        (
            fact(
                "Paul Deng is the mayor of Halmouth.",
                Entity("the mayor of Halmouth", "role"),
                kind=FactKind.OFFICE,
                subject="Paul Deng",
            ),
            BYSTANDER,
        ),
        (SAID, MET),
        (fact("Joan Archer cut the ribbon.", Entity("Joan Archer", "person")), ""),
        (dataclasses.replace(SAID, evidence=()), ""),
    ],
)
def test_a_reason_is_given_for_what_is_to_be_asked_last(given: Fact, reason: str) -> None:
    assert on_edge(given, {SOURCE.id: SOURCE}) == reason


def test_who_is_named_in_two_paragraphs_is_not_met_by_the_way() -> None:
    twice = dataclasses.replace(SOURCE, text=f"{TEXT}\nDeng sells bread.")
    assert on_edge(SAID, {SOURCE.id: twice}) == ""
    joined = dataclasses.replace(SOURCE, text=f"{TEXT}\nThe Dengue fever is gone.")
    assert on_edge(SAID, {SOURCE.id: joined}) == MET
