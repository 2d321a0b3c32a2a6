"""Drafts are ranked by models that are data, and no fact, form, kind or office fills the list."""

from __future__ import annotations

import dataclasses
import random

import pytest

from quizapp.domain.facts import Fact, FactKind, Source
from quizapp.domain.generation.draft_features import draft_features
from quizapp.domain.generation.pipeline import Generated, generate
from quizapp.domain.generation.ranking import (
    Models,
    RankCaps,
    Ranked,
    Ranking,
    Weights,
    asks_for_role,
    family_of,
    form_of,
    rank,
)
from quizapp.language.ranking_weights import load_weights

Sources = tuple[Source, ...]
Facts = tuple[Fact, ...]


@pytest.fixture(scope="module")
def ranking(made: Generated, facts: Facts, sources: Sources) -> Ranking:
    return rank(made.questions, facts, sources, load_weights())


def ids(ranking: Ranking) -> list[str]:
    return [each.question.id for each in ranking.ranked]


def test_every_draft_is_ranked_once_or_held(ranking: Ranking, made: Generated) -> None:
    drafts = {question.id for question in made.questions}
    held = [each.question.id for each in (*ranking.held, *ranking.crowded)]
    assert sorted([*ids(ranking), *held]) == sorted(drafts)


def test_a_sentence_is_asked_about_a_few_times_only(
    made: Generated, facts: Facts, sources: Sources
) -> None:
    caps = RankCaps(per_sentence=1)
    ranking = rank(made.questions, facts, sources, load_weights(), caps)
    by_id = {fact.id: fact for fact in facts}
    quotes = [
        proof.quote
        for each in ranking.ranked
        if len(each.question.facts) == 1
        for proof in by_id[each.question.facts[0]].evidence[:1]
    ]
    assert len(quotes) == len(set(quotes))
    assert ranking.crowded


def test_the_order_in_which_drafts_come_makes_no_difference(
    ranking: Ranking, made: Generated, facts: Facts, sources: Sources
) -> None:
    questions = list(made.questions)
    random.Random(3).shuffle(questions)
    assert rank(questions, facts, sources, load_weights()) == ranking


def test_probabilities_lie_between_nought_and_one(ranking: Ranking) -> None:
    assert all(0 < each.rejected < 1 and 0 < each.worth < 1 for each in ranking.ranked)
    assert all(0 < each.value < each.worth for each in ranking.ranked)


def test_a_sound_draft_comes_before_one_of_more_worth_that_may_be_wrong(made: Generated) -> None:
    question = made.questions[0]
    sound = Ranked(question, rejected=0.1, worth=0.3)
    doubtful = Ranked(question, rejected=0.3, worth=0.5)
    assert sound.value > doubtful.value
    assert Ranked(question, rejected=0.1, worth=0.9).value > sound.value


def test_a_weight_moves_its_drafts_to_the_front_or_to_the_end(
    made: Generated, facts: Facts, sources: Sources
) -> None:
    questions = made.questions
    caps = RankCaps(
        form_share=1.0, family_share=1.0, repeat_cost=0.0, sentence_cost=0.0, paragraph_cost=0.0
    )
    cloze = Weights(0.0, {"form:cloze": 4.0})
    first = rank(questions, facts, sources, Models(worth=cloze), caps).ranked
    last = rank(questions, facts, sources, Models(rejected=cloze), caps).ranked
    clozes = sum(form_of(each.question) == "cloze" for each in first)
    assert clozes > 1
    assert {form_of(each.question) for each in first[:clozes]} == {"cloze"}
    assert {form_of(each.question) for each in last[-clozes:]} == {"cloze"}


def test_no_form_fills_the_beginning_of_the_list(ranking: Ranking) -> None:
    best = [form_of(each.question) for each in ranking.ranked[:10]]
    assert max(best.count(form) for form in best) <= 4


def test_no_kind_of_question_fills_the_beginning_of_the_list_while_there_are_others(
    made: Generated, facts: Facts, sources: Sources
) -> None:
    by_id = {fact.id: fact for fact in facts}
    numbers = Models(worth=Weights(0.0, {"kind:quantity": 9.0}))
    found = rank(made.questions, facts, sources, numbers, RankCaps(form_share=1.0, repeat_cost=0.0))
    families = [family_of(each.question, by_id) for each in found.ranked]
    assert families.count("how many") > 4
    assert families[:10].count("how many") == 4


def test_the_best_are_spread_over_the_paragraphs(
    made: Generated, facts: Facts, sources: Sources
) -> None:
    by_id = {fact.id: fact for fact in facts}
    texts = {source.id: source for source in sources}

    def paragraph(ranked: Ranked) -> tuple[str, int]:
        proof = by_id[ranked.question.facts[0]].evidence[0]
        source = texts[proof.source]
        return proof.source, source.paragraph(*source.locate(proof.quote))[0]

    caps = RankCaps(
        form_share=1.0, family_share=1.0, said_share=1.0, role_share=1.0, paragraph_cost=1.0
    )
    proved = [each for each in made.questions if by_id[each.facts[0]].evidence]
    ranked = rank(proved, facts, sources, Models(), caps).ranked
    every = {paragraph(each) for each in ranked}
    best = ranked[: len(every)]
    assert {paragraph(each) for each in best} == every


def test_what_stands_on_the_edge_comes_last(
    ranking: Ranking, made: Generated, facts: Facts, sources: Sources
) -> None:
    edge = {each.question.facts[0] for each in ranking.ranked[:3]}
    found = rank(made.questions, facts, sources, load_weights(), edge=edge)
    on_edge = [not edge.isdisjoint(each.question.facts) for each in found.ranked]
    assert on_edge == sorted(on_edge)
    assert found.central == on_edge.count(False) < len(on_edge)
    assert ranking.central == len(ranking.ranked)


def test_role_questions_beyond_their_share_are_held(facts: Facts, sources: Sources) -> None:
    offices = tuple(dataclasses.replace(fact, kind=FactKind.OFFICE) for fact in facts)
    questions = generate(offices, sources).questions
    found = rank(questions, offices, sources, load_weights())
    by_id = {fact.id: fact for fact in offices}
    assert all(asks_for_role(each.question, by_id) for each in found.held)
    assert len(found.ranked) == max(2, int(0.15 * len(questions)))


def test_a_fact_that_was_asked_is_set_back(made: Generated, facts: Facts, sources: Sources) -> None:
    questions = made.questions
    found = rank(questions, facts, sources, Models(), RankCaps(repeat_cost=1.0)).ranked
    firsts = [each.question.facts[0] for each in found]
    distinct = len(set(firsts))
    assert len(set(firsts[: distinct // 2])) == distinct // 2


def test_features_are_small_numbers_without_noughts(
    made: Generated, facts: Facts, sources: Sources
) -> None:
    by_id, texts = {fact.id: fact for fact in facts}, {source.id: source for source in sources}
    for question in made.questions:
        features = draft_features(question, by_id, texts)
        assert all(0 < value <= 2 for value in features.values())
        assert f"form:{question.kind}" in features


@pytest.mark.parametrize("data", [{"bias": "much"}, {"weights": [1]}])
def test_weights_that_are_none_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="weights are an object"):
        Weights.of(data)


@pytest.mark.parametrize("data", [{}, {"worth": {}}, {"rejected": {}, "worth": 3}])
def test_models_that_are_none_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="models are an object"):
        Models.of(data)
