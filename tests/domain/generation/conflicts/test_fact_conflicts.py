"""Facts with one subject and relation in two sources, compared by their typed values."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.facts import (
    Bound,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    Period,
    Quantity,
    Text,
    Value,
)
from quizapp.domain.generation.conflicts import ConflictKind, find_conflicts


def fact(name: str, source: str, value: Value, kind: FactKind, as_of: str = "2023-01-11") -> Fact:
    return Fact(
        name,
        "topic",
        kind,
        "the squadron",
        "has size" if kind is FactKind.QUANTITY else "moved",
        f"The squadron: {value.text}.",
        value,
        as_of=as_of,
        evidence=(Evidence(source, f"it is {value.text} now", value.text),),
    )


def people(number: int, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Decimal(number), "sailors", "people", f"{number} sailors", bound)


@pytest.fixture
def compared(report):
    def compare(one: Value, other: Value, kind: FactKind, dates=("2023-01-11", "2023-01-11")):
        sources = []
        for name, value, date in zip("ab", (one, other), dates, strict=True):
            source = report(name, date, f"in the harbour it is {value.text} now")
            facts = (fact(f"fact-{name}", name, value, kind, date),)
            sources.append(dataclasses.replace(source, facts=facts))
        return find_conflicts(sources)

    return compare


def test_values_that_exclude_each_other_contradict(compared):
    (found,) = compared(people(3400), people(2000), FactKind.QUANTITY)
    assert found.kind is ConflictKind.VALUE
    assert (found.a.fact, found.b.fact) == ("fact-a", "fact-b")
    assert found.a.words == "3400 sailors"


def test_a_later_size_is_a_change(compared):
    dates = ("2022-01-11", "2023-01-11")
    (found,) = compared(people(3400), people(2000), FactKind.QUANTITY, dates)
    assert found.kind is ConflictKind.CHANGE_OVER_TIME


@pytest.mark.parametrize(
    ("dates", "kind"),
    [
        (("2023-01-10", "2023-01-11"), ConflictKind.VALUE),
        (("2023-01-09", "2023-01-11"), ConflictKind.CHANGE_OVER_TIME),
        (("2023-01", "2023-01-11"), ConflictKind.VALUE),
        (("2022", "2023-01-11"), ConflictKind.CHANGE_OVER_TIME),
        (("", "2023-01-11"), ConflictKind.VALUE),
    ],
)
def test_reports_of_one_day_contradict_and_later_ones_tell_a_change(compared, dates, kind):
    (found,) = compared(people(3400), people(2000), FactKind.QUANTITY, dates)
    assert found.kind is kind


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (Date("2026", "2026"), Date("2027", "2027"), FactKind.DATE),
        (Period("2026", "2027", "2026"), Period("2028", "2029", "2028"), FactKind.PERIOD),
    ],
)
def test_a_plan_that_is_put_off_is_a_change(compared, one, other, kind):
    (found,) = compared(one, other, kind, ("2022-01-11", "2024-01-11"))
    assert found.kind is ConflictKind.CHANGE_OVER_TIME


def test_what_is_past_never_changes(compared):
    dates = ("2022-01-11", "2023-01-11")
    one, other = Date("2019-03", "March 2019"), Date("2019-05", "May 2019")
    (found,) = compared(one, other, FactKind.DATE, dates)
    assert found.kind is ConflictKind.VALUE


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (people(2000, Bound.ABOUT), people(1950), FactKind.QUANTITY),
        (people(1000, Bound.MORE_THAN), people(1950), FactKind.QUANTITY),
        (Date("2019", "in 2019"), Date("2019-05", "May 2019"), FactKind.DATE),
        (Text("slowly"), Text("in haste"), FactKind.EVENT),
        (Entity("Norland", "country"), Entity("Kallvik", "city"), FactKind.PLACE),
    ],
)
def test_values_that_can_both_be_right_do_not_contradict(compared, one, other, kind):
    assert compared(one, other, kind) == ()


def test_a_relation_with_several_values_is_a_list(report):
    values = [Entity("Norland", "country"), Entity("Sudland", "country")]
    text = "it is Norland now, it is Sudland now"
    one = report("a", "2023-01-11", text)
    other = report("b", "2023-01-11", "it is Ostland now")
    ones = tuple(fact(f"a-{n}", "a", value, FactKind.PLACE) for n, value in enumerate(values))
    others = (fact("b-0", "b", Entity("Ostland", "country"), FactKind.PLACE),)
    sources = [dataclasses.replace(one, facts=ones), dataclasses.replace(other, facts=others)]
    assert find_conflicts(sources) == ()
