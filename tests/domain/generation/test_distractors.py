from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from quizapp.domain.facts import Bound, Date, Entity, Fact, Flags, Quantity, Source, Text
from quizapp.domain.generation.distractors import distractors, option_text, replaced
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.nearby.background import Background, Named
from quizapp.domain.generation.reading.gazetteer import Gazetteer
from quizapp.domain.generation.text import contains
from quizapp.domain.generation.values import compatible, same_name

# The tests use the facts of conftest.py through fixtures.


def wrong_texts(name: str, index: FactIndex) -> list[str]:
    return [each.option for each in distractors(index.by_id[name], index, count=20)]


@pytest.fixture
def index(facts: tuple[Fact, ...]) -> FactIndex:
    return FactIndex.of(facts)


@pytest.mark.parametrize("salt", ["", "a", "b"])
def test_no_distractor_is_right_under_any_name_or_stands_in_the_evidence(
    index: FactIndex, salt: str
) -> None:
    looked_at = 0
    for fact in index.facts:
        person = isinstance(fact.value, Entity) and fact.value.entity == "person"
        for wrong in distractors(fact, index, count=20, salt=salt):
            looked_at += 1
            for text in (*index.right_texts(fact), *(r.value.text for r in index.rivals(fact))):
                assert not same_name(text, wrong.option, person=person)
            assert not any(contains(each.quote, wrong.option) for each in fact.evidence)
            if wrong.fact:
                other = index.by_id[wrong.fact]
                assert other.value.level == fact.value.level
                assert not compatible(other.value, fact.value) or "About" in option_text(fact.value)
    assert looked_at >= 50


def test_no_two_distractors_name_one_thing(index: FactIndex) -> None:
    for fact in index.facts:
        texts = [each.option for each in distractors(fact, index, count=20)]
        assert len({text.casefold() for text in texts}) == len(texts)
        assert not {"Anna Berg", "Berg"} <= set(texts)


def test_values_of_one_question_are_no_distractors_of_each_other(index: FactIndex) -> None:
    assert "Westland" not in wrong_texts("condemned-ostland", index)
    assert wrong_texts("condemned-ostland", index) == ["Eastmark", "Highland"] or wrong_texts(
        "condemned-ostland", index
    ) == ["Highland", "Eastmark"]


def test_a_value_in_conflict_is_no_distractor_even_without_a_common_question(
    index: FactIndex,
) -> None:
    assert "Anna Borg" not in wrong_texts("signed-by-berg", index)
    assert "Anna Berg" not in wrong_texts("signed-by-borg", index)


def test_what_is_also_true_is_no_distractor(facts: tuple[Fact, ...]) -> None:
    changed = [
        dataclasses.replace(each, also_true=("Vestby",)) if each.id == "home-of-fourth" else each
        for each in facts
    ]
    index = FactIndex.of(changed)
    assert "Vestby" not in wrong_texts("home-of-fourth", index)
    assert "Vestby" in wrong_texts("home-of-guard", index)


def test_numbers_take_the_wording_of_the_right_one(index: FactIndex) -> None:
    found = wrong_texts("sailors-in-norland", index)
    assert set(found) == {"About 4,000", "About 3,400"}


def test_a_bounded_number_has_no_distractor_that_its_bound_allows(index: FactIndex) -> None:
    assert wrong_texts("grey-seal-size", index) == ["Between 1,800 and 2,000"]


def test_numbers_of_another_unit_or_rounding_stay_out(facts: tuple[Fact, ...]) -> None:
    odd = dataclasses.replace(
        next(each for each in facts if each.id == "third-squadron-size"),
        id="odd",
        subject="Odd squadron",
        statement="The odd squadron has 3,412 sailors.",
        value=Quantity(Decimal(3412), "sailors", "people", "3,412", Bound.EXACT),
        evidence=(),
    )
    other_unit = dataclasses.replace(
        odd, id="other-unit", value=dataclasses.replace(odd.value, unit="ships", number=Decimal(9))
    )
    index = FactIndex.of((*facts, odd, other_unit))
    assert "About 3,412" not in wrong_texts("sailors-in-norland", index)
    assert wrong_texts("odd", index) == []


def test_completions_listed_as_false_come_first_and_belong_to_no_fact(index: FactIndex) -> None:
    found = distractors(index.by_id["spending-period"], index)
    assert {each.option for each in found} == {
        "Over three years",
        "Over ten years",
        "Within one year",
    }
    assert {each.fact for each in found} == {""}


def test_a_listed_completion_that_is_right_is_not_offered(facts: tuple[Fact, ...]) -> None:
    fact = next(each for each in facts if each.id == "kallvik-closes")
    wrong = dataclasses.replace(fact, value=Text("ice", ("ice", "fog")))
    assert wrong_texts("kallvik-closes", FactIndex.of((wrong,))) == ["Fog"]


def test_a_value_that_makes_another_fact_of_the_statement_is_not_offered(
    facts: tuple[Fact, ...],
) -> None:
    twin = dataclasses.replace(
        next(each for each in facts if each.id == "ally-eastmark"),
        id="twin",
        statement="Norland renewed an old treaty with Highland.",
        value=Entity("Highland", "country"),
        relation="has a treaty with",
    )
    assert "Highland" not in wrong_texts("ally-eastmark", FactIndex.of((*facts, twin)))


def test_a_person_of_the_same_role_is_among_the_first(index: FactIndex) -> None:
    found = distractors(index.by_id["sudland-premier"], index, count=2)
    assert "Eva Falk" in {each.option for each in found}


def test_phrases_are_borrowed_only_from_the_same_relation(facts: tuple[Fact, ...]) -> None:
    fact = next(each for each in facts if each.id == "spending-period")
    borrowed = dataclasses.replace(
        fact,
        id="other",
        subject="Sudland",
        statement="Sudland will raise spending over two years.",
        value=Text("over two years"),
        evidence=(),
    )
    elsewhere = dataclasses.replace(borrowed, id="elsewhere", relation="lasts", subject="Eastmark")
    bare = dataclasses.replace(fact, value=Text("over five years"))
    found = distractors(bare, FactIndex.of((bare, borrowed, elsewhere)))
    assert [each.fact for each in found] == ["other"]


@pytest.mark.parametrize(
    ("mine", "its", "inserted"),
    [
        (("in Kallvik", "Kallvik"), ("in Vestby", "Vestby"), "Vestby"),
        (("at the Fort", "the Fort"), ("in Vestby", "Vestby"), "Vestby"),
        (("at the Fort", "the Fort"), ("in the Bay", "the Bay"), "the Bay"),
        (("at the Fort", "Fort"), ("in Vestby", "Vestby"), ""),
        (("at the Fort", "Fort"), ("in the Bay", "Bay"), "Bay"),
        (("in Kallvik", "Kallvik"), ("in the Bay", "Bay"), "the Bay"),
    ],
)
def test_a_name_takes_the_article_that_the_sentence_needs(
    facts: tuple[Fact, ...], mine: tuple[str, str], its: tuple[str, str], inserted: str
) -> None:
    fact, other = (
        dataclasses.replace(
            facts[1],
            id=name,
            subject=name,
            question="",
            statement=f"The {name} ship lies {place}.",
            value=Entity(text, "spot"),
            evidence=(),
        )
        for name, (place, text) in (("first", mine), ("second", its))
    )
    found = distractors(fact, FactIndex.of((fact, other)))
    assert [each.inserted for each in found] == [inserted]


def test_a_replaced_value_keeps_the_capital_of_the_sentence(index: FactIndex) -> None:
    assert replaced(index.by_id["grey-seal-size"], "about 5").startswith("About 5 sailors")


def test_the_choice_of_distractors_spreads_over_the_facts(facts: tuple[Fact, ...]) -> None:
    towns = [
        dataclasses.replace(
            facts[1],
            id=f"town-{number}",
            subject=f"Ship {number}",
            question="",
            statement=f"Ship {number} lies in Town{number}.",
            value=Entity(f"Town{number}", "city"),
            evidence=(),
        )
        for number in range(12)
    ]
    index = FactIndex.of(towns)
    used = {each.option for fact in towns for each in distractors(fact, index)}
    assert len(used) >= 9


def background(sources: tuple[Source, ...], *names: Named) -> Background:
    return Background.of(sources, {source.id: names for source in sources}, Gazetteer())


def test_what_is_near_fills_up_after_the_values_of_facts(
    index: FactIndex, sources: tuple[Source, ...]
) -> None:
    fact = index.by_id["pact-revised"]
    found = distractors(fact, index, background=background(sources))
    assert [bool(each.fact) for each in found] == [True, False, False]
    assert found[0].option == "May 2021"
    assert len({each.option for each in found}) == 3
    assert len(distractors(fact, index)) == 1


def test_what_is_near_is_proved_false_as_well(
    index: FactIndex, sources: tuple[Source, ...]
) -> None:
    fact = index.by_id["condemned-ostland"]
    names = tuple(Named(text, "country") for text in ("Westland", "Norland", "Farland", "Nearland"))
    found = distractors(fact, index, count=9, background=background(sources, *names))
    options = {each.option for each in found}
    assert options == {"Eastmark", "Highland", "Farland", "Nearland"}


def test_a_denial_gets_no_wrong_answers_from_beside_the_facts(
    index: FactIndex, sources: tuple[Source, ...]
) -> None:
    fact = dataclasses.replace(index.by_id["port-spending"], flags=Flags(negated=True))
    assert distractors(fact, index, background=background(sources)) == ()
    told = index.by_id["port-spending"]
    assert len(distractors(told, index, background=background(sources))) == 3


def test_a_value_that_nobody_takes_for_the_right_one_is_left_out(
    index: FactIndex, sources: tuple[Source, ...]
) -> None:
    fact = index.by_id["sailors-in-norland"]
    assert {each.option for each in distractors(fact, index)} == {"About 4,000", "About 3,400"}
    found = distractors(fact, index, background=background(sources))
    assert len(found) == 3
    assert {each.fact for each in found} == {""}


@pytest.mark.parametrize(
    ("statement", "question", "exchanged"),
    [
        ("May Torrens may run for mayor in 2027.", "", False),
        ("The king might come to Kallvik in 2027.", "", False),
        ("Tom Berg could leave the team in 2027.", "", False),
        ("The king could come in 2027.", "In which year could the king come?", False),
        ("The mill that may be sold opened in 2027.", "In which year did the mill open?", True),
        ("May Torrens will run for mayor in 2027.", "", True),
        ("Tom Berg left the team in 2027.", "", True),
    ],
)
def test_what_may_happen_in_a_year_rules_out_no_other(
    facts: tuple[Fact, ...], statement: str, question: str, exchanged: bool
) -> None:
    dated = next(fact for fact in facts if isinstance(fact.value, Date))
    some = [
        dataclasses.replace(dated, id=f"d{year}", statement=f"It rained in {year}.", question="",
                            relation=f"r{year}", value=Date(year, year), evidence=())
        for year in ("2025", "2029")
    ]  # fmt: skip
    asked = dataclasses.replace(
        dated, id="asked", statement=statement, question=question, value=Date("2027", "2027"),
        evidence=(),
    )  # fmt: skip
    found = distractors(asked, FactIndex.of((asked, *some)))
    assert bool(found) is exchanged
