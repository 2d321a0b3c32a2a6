from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.facts import Date, Entity, Fact, FactKind, Quantity, Source
from quizapp.domain.generation import extraction
from quizapp.domain.generation.extraction import Extraction, extract
from quizapp.domain.generation.pipeline import generate
from quizapp.language.gazetteer import load_gazetteer
from tests.parsed_texts import shared_parser

PARAGRAPHS = (
    "Harbour town opens swing bridge after three years of work",
    "By Ann Lee, Transport Correspondent",
    "HALMOUTH, England — Prime Minister Joan Archer opened a swing bridge in Halmouth on Tuesday, "
    "ending three years of work.",
    "Archer, 52, crossed the bridge on foot with 140 pupils from Halmouth School. She praised "
    "engineer Paul Deng.",
    "The Deng Institute, a charity for young engineers, was founded in 1998 in Leeds. It trains "
    "about 300 students a year.",
    '"A bridge is a promise between two banks," Deng said after the ceremony. "We kept it."',
    "Deng said that the bridge would save drivers 25 minutes. It did not replace the ferry.",
    "The council plans to close the ferry next year because of falling demand.",
    "Subscribe to our newsletter",
)

TEXT = "\n\n".join(PARAGRAPHS)


def source(text: str = TEXT) -> Source:
    title = text.partition("\n")[0]
    return Source("bridge", title, "The Post", "2024-03-05", text)


@pytest.fixture(scope="session")
def read() -> Callable[[str], Extraction]:
    parse, gazetteer = shared_parser(), load_gazetteer()
    return lambda text: extract(source(text), parse, gazetteer)


@pytest.fixture(scope="session")
def facts(read: Callable[[str], Extraction]) -> tuple[Fact, ...]:
    extraction = read(TEXT)
    assert extraction.problems == ()
    return extraction.facts


def asked(facts: tuple[Fact, ...], question: str) -> Fact:
    by_question = {fact.question: fact for fact in facts}
    assert question in by_question, sorted(by_question)
    return by_question[question]


def test_every_fact_is_proved_by_words_that_stand_once(facts: tuple[Fact, ...]) -> None:
    for fact in facts:
        for evidence in fact.evidence:
            start, end = source().locate(evidence.quote)
            assert TEXT[start:end] == evidence.quote
            assert evidence.value in evidence.quote


def test_person_is_asked_by_full_name_and_day_is_resolved(facts: tuple[Fact, ...]) -> None:
    fact = asked(facts, "Who opened a swing bridge in Halmouth on 5 March 2024?")
    assert fact.value == Entity("Joan Archer", "person", ("Archer",))
    assert fact.flags.derived


def test_date_is_asked_with_the_rest_of_the_clause(facts: tuple[Fact, ...]) -> None:
    dates = [fact for fact in facts if isinstance(fact.value, Date) and fact.value.date == "1998"]
    assert [fact.question[:13] for fact in dates] == ["In which year"]


def test_number_is_asked_with_what_it_counts(facts: tuple[Fact, ...]) -> None:
    numbers = {str(fact.value.number) for fact in facts if isinstance(fact.value, Quantity)}
    assert {"25", "52"} & numbers


def test_speaker_of_a_quotation_is_the_answer(facts: tuple[Fact, ...]) -> None:
    fact = asked(facts, "Who said: “A bridge is a promise between two banks”?")
    assert fact.value.text == "Paul Deng"


def test_reported_clause_keeps_its_speaker(facts: tuple[Fact, ...]) -> None:
    reported = [fact for fact in facts if "25" in fact.value.text]
    assert all(fact.flags.attributed_to == "Paul Deng" for fact in reported)
    assert all("According to Paul Deng" in fact.statement for fact in reported)


def test_denial_is_never_turned_into_a_question(facts: tuple[Fact, ...]) -> None:
    assert not any("replace" in fact.question for fact in facts)


def test_furniture_makes_no_facts(facts: tuple[Fact, ...]) -> None:
    assert not any("newsletter" in fact.statement or "Ann Lee" in fact.statement for fact in facts)


def test_same_text_gives_the_same_facts(
    read: Callable[[str], Extraction], facts: tuple[Fact, ...]
) -> None:
    assert read(TEXT).facts == facts


def test_most_facts_can_be_asked(facts: tuple[Fact, ...]) -> None:
    drafts = generate(facts, [source()]).questions
    assert len({fact for draft in drafts for fact in draft.facts}) > len(facts) / 2


def test_crash_of_one_extractor_is_reported_and_costs_only_its_facts(
    read: Callable[[str], Extraction], facts: tuple[Fact, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_clause: object) -> object:
        raise ValueError("no luck")

    extractors = {**extraction.CLAUSE_EXTRACTORS, "dates": broken}
    monkeypatch.setattr(extraction, "CLAUSE_EXTRACTORS", extractors)
    found = read(TEXT)
    assert [problem.part for problem in found.problems] == ["dates"]
    left = [fact.id for fact in facts if fact.kind not in {FactKind.DATE, FactKind.PERIOD}]
    assert set(left) <= {fact.id for fact in found.facts}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "-\n- a\n- b",
        "| a | b |\n| 1 | 2 |",
        "\x00\xff\ufffd",
        "Él dijo que no. " * 50,
        "(" * 500,
    ],
)
def test_text_without_facts_gives_none_and_no_problem(
    read: Callable[[str], Extraction], text: str
) -> None:
    found = read(text)
    assert found.problems == ()
    assert len(found.facts) < 3


def test_people_are_named_in_full_with_what_they_are(read: Callable[[str], Extraction]) -> None:
    names = {(each.text, each.kind): each.role for each in read(TEXT).names}
    assert names["Joan Archer", "person"] == "Prime Minister"
    assert names["Paul Deng", "person"] == "engineer"
    assert names["Leeds", "city"] == ""
    assert ("Archer", "person") not in names


def test_regions_and_cities_of_the_gazetteer_are_known_places() -> None:
    places = load_gazetteer()
    assert {places.levels[name] for name in places.regions} == {"country"}
    assert {places.levels[name] for name in places.countries} == {"capital", "city"}
    assert {places.usual(country) for country in places.countries.values()} <= set(places.levels)
    assert places.regions["Norway"] == places.regions["Denmark"]
    assert places.countries["Szeged"] == "Hungary"
