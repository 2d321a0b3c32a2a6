from decimal import Decimal

import pytest

from quizapp.domain.errors import EvidenceNotFound, Fault, InvalidFact
from quizapp.domain.facts import (
    Bound,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    Period,
    Quantity,
    Source,
    Text,
    count_overlapping,
)


def fact(**change):
    given = {
        "id": "capital",
        "topic": "places",
        "kind": FactKind.PLACE,
        "subject": "Japan",
        "relation": "capital",
        "statement": "The capital of Japan is Tokyo.",
        "value": Entity("Tokyo", "city", ("Tōkyō",)),
    }
    return Fact(**{**given, **change})


def quantity(number="2", **more):
    return Quantity(Decimal(number), "%", "percent", "2 %", **more)


def stating(value):
    return fact(value=value, statement=f"It is {value.text} now.")


def test_every_spelling_of_a_value_is_accepted():
    assert fact().answers == ("Tokyo", "Tōkyō")
    assert stating(Date("2023-01-11", "11 January 2023")).answers == (
        "11 January 2023",
        "2023-01-11",
    )


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (quantity(), "quantity:percent"),
        (Date("2023", "in 2023"), "date:year"),
        (Date("2023-01", "in January"), "date:month"),
        (Date("2023-01-11", "that day"), "date:day"),
        (Period("2021", "2022", "two years"), "period:year"),
        (Entity("Tokyo", "city"), "entity:city"),
        (Text("to deter"), "text"),
    ],
)
def test_a_value_says_what_a_distractor_must_share(value, level):
    assert stating(value).value.level == level
    assert len(stating(value).answers) == (2 if isinstance(value, Date) else 1)


def test_facts_with_one_subject_and_relation_ask_the_same():
    assert fact().asks == fact(subject="JAPAN", relation="Capital").asks


def test_a_fact_without_evidence_is_unsourced():
    assert not fact().sourced
    assert fact(evidence=(Evidence("s", "Tokyo, the capital", "Tokyo"),)).sourced


WRONG = [
    ({"id": "Two words"}, "id"),
    ({"topic": " "}, "topic"),
    ({"subject": ""}, "subject"),
    ({"relation": ""}, "relation"),
    ({"statement": ""}, "statement"),
    ({"statement": "Tokyo is Tokyo."}, "statement"),
    ({"value": Entity("", "city")}, "value.text"),
    ({"value": Entity("Tokyo", " ")}, "value.entity"),
    ({"value": quantity("NaN")}, "value.number"),
    ({"value": quantity(bound=Bound.BETWEEN)}, "value.upper"),
    ({"value": quantity(upper=Decimal(3))}, "value.upper"),
    ({"value": quantity(bound=Bound.BETWEEN, upper=Decimal(1))}, "value.upper"),
    ({"value": quantity(bound=Bound.BETWEEN, upper=Decimal("NaN"))}, "value.upper"),
    ({"value": Quantity(Decimal(2), "%", "", "2 %")}, "value.counts"),
    ({"value": Date("11.1.2023", "x")}, "value.date"),
    ({"value": Date("2023-13", "x")}, "value.date"),
    ({"value": Period("2023", "soon", "x")}, "value.end"),
    ({"value": Period("2023", "2022", "x")}, "value.end"),
    ({"as_of": "yesterday"}, "as_of"),
    ({"until": "later"}, "until"),
    ({"as_of": "2023-01", "until": "2022"}, "until"),
    ({"evidence": (Evidence("s", " ", "x"),)}, "evidence.0.quote"),
    ({"evidence": (Evidence("s", "Tokyo", ""),)}, "evidence.0.value"),
    ({"evidence": (Evidence("s", "Tokyo", "Kyoto"),)}, "evidence.0.value"),
    ({"evidence": (Evidence("s", "Tokyo Tokyo", "Tokyo"),)}, "evidence.0.value"),
]


@pytest.mark.parametrize(("change", "field"), WRONG)
def test_an_invalid_fact_cannot_exist(change, field):
    with pytest.raises(InvalidFact) as refused:
        fact(**change)
    assert field in {fault.field for fault in refused.value.faults}


def test_a_range_needs_both_ends_in_order():
    value = quantity(bound=Bound.BETWEEN, upper=Decimal(3))
    assert stating(value).value.aliases == ()


SOURCE = Source("s", "Title", "Publisher", "2023-01-11", "First line.\nA cat, a cat.\nThe end.")


def test_a_quote_is_found_where_it_stands_once():
    assert SOURCE.locate("First") == (0, 5)


@pytest.mark.parametrize(("quote", "message"), [("dog", "nowhere"), ("cat", "2 times")])
def test_a_quote_must_stand_exactly_once(quote, message):
    with pytest.raises(EvidenceNotFound, match=message):
        SOURCE.locate(quote)


def test_the_paragraph_around_a_quote_is_found():
    assert [
        SOURCE.text[slice(*SOURCE.paragraph(*span))] for span in [(0, 5), (14, 17), (30, 32)]
    ] == [
        "First line.",
        "A cat, a cat.",
        "The end.",
    ]


def test_overlapping_occurrences_are_counted():
    assert count_overlapping("aaa", "aa") == 2
    assert count_overlapping("aaa", "") == 0


def test_a_fault_says_where_what_and_how_to_mend_it():
    assert str(Fault("id", "It is empty.", "Write it.")) == "id: It is empty. Write it."
    assert str(Fault("", "It is empty.")) == "It is empty."
