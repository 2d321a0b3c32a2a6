"""A later value ends the older fact, holds its questions and says why."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import (
    Bound,
    Date,
    Entity,
    Fact,
    FactKind,
    FactStatus,
    Flags,
    Quantity,
    Text,
    Value,
)
from quizapp.domain.generation.supersession import supersede
from quizapp.domain.questions import Flashcard, QuestionStatus

TOPIC = Topic("fleet", "The fleet")


def fact(name: str, value: Value, as_of: str, **changes: object) -> Fact:
    given: dict[str, object] = {
        "kind": FactKind.OFFICE,
        "subject": "the minister of trade",
        "relation": "is",
        "as_of": as_of,
        "status": FactStatus.APPROVED,
    }
    statement = f"The minister of trade: {value.text}."
    fields = {"id": name, "topic": "fleet", "statement": statement, "value": value}
    return Fact(**{**fields, **given, **changes})  # type: ignore[arg-type]


BERG = fact("berg", Entity("Anna Berg", "person"), "2022-01-07")
DAHL = fact("dahl", Entity("Carl Dahl", "person"), "2023-01-11")


def card(name: str, of: str, status: QuestionStatus = QuestionStatus.PUBLISHED) -> Flashcard:
    return Flashcard(id=name, topic="fleet", stem="Who is it?", fact=of, back="She.", status=status)


def bank(*facts: Fact, questions: tuple[Flashcard, ...] = ()) -> Bank:
    return Bank("harbour", "Harbour", topics=(TOPIC,), facts=facts, questions=questions)


def test_a_later_holder_ends_the_older_fact_and_the_reason_is_kept():
    result = supersede(bank(BERG), [DAHL])
    (ended,) = result.facts
    assert (ended.id, ended.status, ended.until) == ("berg", FactStatus.SUPERSEDED, "2023-01-11")
    assert "Carl Dahl" in result.reasons["berg"]
    assert result.reasons["berg"] in ended.note


def test_its_questions_are_held_and_others_are_not():
    height = fact("height", Text("12 metres"), "2022-01-07", relation="height")
    questions = (
        card("who", "berg"),
        card("how-high", "height"),
        card("old", "berg", QuestionStatus.RETIRED),
    )
    result = supersede(bank(BERG, height, questions=questions), [DAHL])
    assert [(each.id, each.status) for each in result.questions] == [("who", QuestionStatus.DRAFT)]
    assert result.reasons["who"] == result.reasons["berg"]


def test_an_older_article_read_later_ends_the_new_fact():
    result = supersede(bank(DAHL, questions=(card("who", "dahl"),)), [BERG])
    assert [each.id for each in result.facts] == ["berg"]
    assert result.questions == ()


def test_the_first_of_several_later_values_ends_it():
    falk = fact("falk", Entity("Eva Falk", "person"), "2022-09-01")
    for new in ([DAHL, falk], [falk, DAHL]):
        ended = {each.id: each.until for each in supersede(bank(BERG), new).facts}
        assert ended == {"berg": "2022-09-01", "falk": "2023-01-11"}


def test_nothing_ends_twice():
    first = supersede(bank(BERG), [DAHL])
    assert supersede(bank(*first.facts), [DAHL]).facts == ()


def size(name: str, number: int, as_of: str, bound: Bound = Bound.EXACT) -> Fact:
    value = Quantity(Decimal(number), "sailors", "people", f"{number} sailors", bound)
    return fact(name, value, as_of, kind=FactKind.QUANTITY, relation="has size")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (size("old", 2000, "2022", Bound.ABOUT), size("new", 1950, "2023")),
        (size("old", 2000, "2023"), size("new", 3400, "2023-01")),
        (size("old", 2000, ""), size("new", 3400, "2023")),
        (BERG, dataclasses.replace(DAHL, flags=Flags(negated=True))),
        (BERG, dataclasses.replace(DAHL, subject="the minister of health")),
        (
            fact("old", Date("1960", "1960"), "2022", kind=FactKind.DATE, relation="built in"),
            fact("new", Date("1962", "1962"), "2023", kind=FactKind.DATE, relation="built in"),
        ),
        (fact("old", Text("slowly"), "2022"), fact("new", Text("in haste"), "2023")),
    ],
)
def test_values_that_fit_dates_that_do_not_and_what_is_past_end_nothing(old, new):
    assert supersede(bank(old), [new]).facts == ()


def test_a_plan_that_is_put_off_ends():
    old = fact("old", Date("2026", "2026"), "2022", kind=FactKind.DATE, relation="opens in")
    new = fact("new", Date("2027", "2027"), "2024", kind=FactKind.DATE, relation="opens in")
    assert [each.until for each in supersede(bank(old), [new]).facts] == ["2024"]


def test_a_relation_with_several_values_is_a_list_and_does_not_end():
    allies = [fact(f"ally-{n}", Entity(n, "country"), "2022") for n in ("norland", "sudland")]
    new = fact("ally-ostland", Entity("ostland", "country"), "2023")
    assert supersede(bank(*allies), [new]).facts == ()
