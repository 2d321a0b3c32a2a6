"""The shipped bank is read anew, and what was decided of the difference names real facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from quizapp.domain.banks import Bank

from .regeneration import DECISIONS, Difference, decisions, difference, shipped_bank

# What a decision begins with, and whether a fact of the bank must follow at once.
NEW = {"adopted as ": True, "same as ": True, "not kept: ": False, "wrong: ": False}


@pytest.fixture(scope="module")
def bank() -> Bank:
    return shipped_bank()


@pytest.fixture(scope="module")
def one_brief(bank) -> Bank:
    """The bank of one brief, which is read quickly, with the facts that stand in it alone."""
    brief = next(each for each in bank.sources if each.id == "upi-2023-01-11")
    facts = [
        replace(each, conflicts_with=())
        for each in bank.facts
        if {proof.source for proof in each.evidence} == {brief.id}
    ]
    return replace(bank, sources=(brief,), facts=tuple(facts), questions=())


@pytest.fixture(scope="module")
def found(one_brief) -> Difference:
    return difference(one_brief)


@pytest.fixture(scope="module")
def decided() -> dict[str, dict[str, str]]:
    return yaml.safe_load(DECISIONS.read_text("utf-8"))


def test_a_fact_is_found_again_by_its_value_and_its_words(found):
    again = {one.id: other for one, other in found.again}
    assert again["us-service-members-japan"].value.number == 50_000
    assert again["talks-2023-venue"].value.text == "State Department"


def test_every_fact_is_found_again_or_missed_and_no_new_one_is_known(one_brief, found):
    again = [one.id for one, _ in found.again]
    missed = [each.id for each in found.missed]
    assert sorted(again + missed) == sorted(each.id for each in one_brief.facts)
    others = {other.id for _, other in found.again}
    assert others.isdisjoint(each.id for each in found.new)


def test_every_new_fact_is_adopted_known_left_out_or_wrong(bank, decided):
    shipped = {each.id for each in bank.facts}
    for name, why in decided["new"].items():
        begin = next((each for each in NEW if why.startswith(each)), None)
        assert name not in shipped
        assert begin, f"{name}: say one of {', '.join(NEW)}"
        if NEW[begin]:
            assert why.removeprefix(begin).split(",")[0].split()[0] in shipped, name


def test_every_missed_fact_is_shipped_and_kept_for_a_reason(bank, decided):
    shipped = {each.id for each in bank.facts}
    for name, why in decided["missed"].items():
        assert name in shipped
        assert why.startswith("kept: ") and len(why.split()) > 3, name


def test_a_decision_is_found_by_the_id_of_its_fact(decided):
    assert decisions() == decided["new"] | decided["missed"]
