"""Drafts of whole articles say nothing that their quotes and licences do not give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from quizapp.domain.fact_wording import reworded, wording_of
from quizapp.domain.facts import Fact, Licensor, Source
from quizapp.domain.formats.records import fact_from_dict, fact_to_dict, fact_to_record
from quizapp.domain.generation.drafting import Drafted, draft
from quizapp.domain.generation.licences import may_be, unlicensed
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from quizapp.language.spacy_parser import load_parser
from tests.evaluation.articles import DEVELOPMENT, read_articles

ARTICLES = list(read_articles(DEVELOPMENT))[::7]
Drafts = Callable[..., Drafted]


@pytest.fixture(scope="module")
def drafts() -> Drafts:
    parse, gazetteer, weights = load_parser(), load_gazetteer(), load_weights()
    return lambda *sources: draft(sources, parse, gazetteer, weights)


@pytest.fixture(scope="module")
def told(drafts: Drafts) -> list[tuple[Fact, Source]]:
    """The facts of some articles, each with its source."""
    return [(fact, source) for source in ARTICLES for fact in drafts(source).facts]


def test_next_to_no_draft_of_the_test_articles_is_held_back_for_its_words(drafts: Drafts) -> None:
    kept = held = 0
    for source in ARTICLES:
        made = drafts(source)
        kept += len(made.questions)
        held += sum(any(r.code == "wording" for r in each.reasons) for each in made.filtered)
    assert kept > 200
    assert held <= kept / 100


def test_every_kind_of_licence_is_given_and_borne_out(told: list[tuple[Fact, Source]]) -> None:
    given = [
        (licence.by, may_be(licence, fact, {source.id: source}))
        for fact, source in told
        for licence in fact.licences or ()
    ]
    assert {by for by, _ in given} == set(Licensor)
    assert all(borne for _, borne in given)


def test_a_word_put_into_any_statement_is_found(told: list[tuple[Fact, Source]]) -> None:
    dice = Random(7)
    words = ["not", "never", "Baptist", "Ottawa", "January", "1742", "largest", "£", "3.5"]
    for fact, source in told:
        parts = fact.statement.split()
        # “Wouldn't” gives a “not”, which may be said then.
        known = fact.evidence[0].quote.casefold().replace("n't", " not")
        word = dice.choice([each for each in words if each.casefold() not in known])
        parts.insert(dice.randrange(len(parts)), word)
        said = " ".join(parts)
        if said.count(fact.value.text) == 1:
            assert unlicensed(replace(fact, statement=said), {source.id: source}), said


@pytest.mark.parametrize(
    "name",
    [
        "Jan Baptist van Helmont", "June Carter", "August Wilhelm Hofmann", "April Jones",
        "May Smith", "January Jones", "Jan Smuts", "Sun Yat-sen", "Mark Solms", "March Langley",
        "Dec Cronin", "Nov Halloran",
    ],
)  # fmt: skip
def test_a_name_like_a_month_is_told_as_a_name(drafts: Drafts, name: str) -> None:
    title = f"How {name} weighed a willow in Brussels"
    text = (
        f"{title}\n\nIn 1648 the Flemish doctor {name} reported that a willow in Brussels had "
        f"gained 74 kilograms from 5 litres of water. In Brussels {name} weighed 91 kilograms of "
        f"soil. The Royal Society of Brussels gave {name} a medal worth 300 florins in 1652."
    )
    made = drafts(Source("a", title, "The Post", "2026-01-20", text))
    assert made.facts
    for fact in made.facts:
        assert "2026" not in fact.statement
        assert "2025" not in fact.statement
    assert any(name in fact.statement for fact in made.facts)


def test_the_licences_of_a_draft_stay_with_it_in_files(told: list[tuple[Fact, Source]]) -> None:
    licensed = [fact for fact, _ in told if fact.licences]
    assert licensed
    for fact, _ in told:
        assert fact_from_dict(fact_to_dict(fact)) == fact
        assert fact_from_dict(fact_to_record(fact, brief=True)) == fact


def test_a_statement_that_somebody_words_anew_is_theirs(told: list[tuple[Fact, Source]]) -> None:
    fact = next(fact for fact, _ in told if fact.licences)
    same = replace(wording_of(fact), note="Seen.")
    anew = replace(wording_of(fact), statement=f"Indeed, {fact.statement}")
    assert reworded(fact, same, str).licences == fact.licences
    assert reworded(fact, anew, str).licences is None
