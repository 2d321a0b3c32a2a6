"""Numbers of one thing compared: rounding, bounds, units and plans are no contradictions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.domain.generation.conflicts import ConflictKind, find_conflicts
from quizapp.domain.generation.conflicts.measures import number_of, rounding, unit_of

SETTING = "At Kallvik Bridge the Rail Company met."
DAY = "2024-05-02"


def carried(number: str, before: str = "", verb: str = "carried/carry VBD", aux: str = "") -> str:
    """Return the rows of “The ferry carried 212 passengers to Ravnsund.”, with a bound or aux."""
    rows = ["The DT DET det 1", "ferry NN NOUN nsubj VERB"]
    if aux:
        rows.append(f"{aux} MD AUX aux VERB")
    at = len(rows)
    rows.append(f"{verb} VERB ROOT VERB")
    if before:
        rows.append(f"{before} RB ADV advmod NUMBER")
    number_at = len(rows)
    rows.append(f"{number} CD NUM nummod NOUN")
    noun_at = len(rows)
    rows += [f"passengers/passenger NNS NOUN dobj {at}", f"to IN ADP prep {at}"]
    rows.append(f"Ravnsund NNP PROPN pobj {noun_at + 1}")
    places = {" VERB": f" {at}", " NUMBER": f" {number_at}", " NOUN": f" {noun_at}"}
    return "\n".join(
        row[: -len(word)] + place
        if (word := next((w for w in places if row.endswith(w)), "")) and (place := places[word])
        else row
        for row in rows
    )


def test_two_numbers_of_one_thing_contradict(counted):
    one = counted("a", DAY, SETTING, carried("212"))
    other = counted("b", DAY, SETTING, carried("221"))
    (found,) = find_conflicts([one, other])
    assert found.kind is ConflictKind.VALUE
    assert (found.a.words, found.b.words) == ("212 passengers", "221 passengers")
    assert find_conflicts([other, one]) == (found,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (carried("2,000", "about"), carried("1,950")),
        (carried("2,000"), carried("1,950")),
        (carried("212"), carried("212")),
        (carried("200", "over"), carried("212")),
        (carried("212"), carried("300", verb="carry VB", aux="will")),
    ],
)
def test_rounding_bounds_and_plans_are_no_contradictions(counted, one, other):
    sources = [counted("a", DAY, SETTING, one), counted("b", DAY, SETTING, other)]
    assert find_conflicts(sources) == ()


def test_a_number_of_another_week_is_a_change(counted):
    one = counted("a", DAY, SETTING, carried("212"))
    other = counted("b", "2024-06-20", SETTING, carried("340"))
    assert [each.kind for each in find_conflicts([one, other])] == [ConflictKind.CHANGE_OVER_TIME]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (["1.3", "million"], "1300000"),
        (["sixty", "-", "two"], "62"),
        (["two", "hundred"], "200"),
        (["7½"], "7.5"),
        (["3.2m"], "3200000"),
        (["12,000"], "12000"),
    ],
)
def test_numbers_are_read_in_digits_and_words(words, number):
    assert number_of(words) == Decimal(number)


def test_what_is_no_number_is_none():
    assert number_of(["Marines"]) is None
    assert number_of(["-"]) is None


def test_units_of_one_dimension_share_a_measure():
    mile, kilometre = unit_of("miles"), unit_of("km")
    assert mile is not None
    assert kilometre is not None
    assert mile[0] == kilometre[0] == "length"
    assert unit_of("passengers") is None


def test_only_round_numbers_leave_room():
    assert rounding(Decimal(2000)) == 100
    assert rounding(Decimal(1950)) == 0
    assert rounding(Decimal(212)) == 0
