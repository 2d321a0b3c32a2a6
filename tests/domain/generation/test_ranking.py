"""Drafts are ranked by weights that are data, and no fact, form or office fills the list."""

from __future__ import annotations

import dataclasses
import random

import pytest

from quizapp.domain.facts import Fact, FactKind, Source
from quizapp.domain.generation.draft_features import draft_features
from quizapp.domain.generation.pipeline import Generated, generate
from quizapp.domain.generation.ranking import (
    Example,
    RankCaps,
    Ranking,
    Weights,
    asks_for_role,
    fit,
    form_of,
    probability,
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
    assert all(0 < each.probability < 1 for each in ranking.ranked)


def test_a_weight_moves_its_drafts_to_the_front(
    made: Generated, facts: Facts, sources: Sources
) -> None:
    questions = made.questions
    caps = RankCaps(form_share=1.0, repeat_cost=0.0)
    weights = Weights(0.0, {"form:cloze": 4.0})
    kinds = [
        str(each.question.kind) for each in rank(questions, facts, sources, weights, caps).ranked
    ]
    clozes = kinds.count("cloze")
    assert clozes > 1
    assert set(kinds[:clozes]) == {"cloze"}


def test_no_form_fills_the_beginning_of_the_list(ranking: Ranking) -> None:
    best = [form_of(each.question) for each in ranking.ranked[:10]]
    assert max(best.count(form) for form in best) <= 4


def test_role_questions_beyond_their_share_are_held(facts: Facts, sources: Sources) -> None:
    offices = tuple(dataclasses.replace(fact, kind=FactKind.OFFICE) for fact in facts)
    questions = generate(offices, sources).questions
    found = rank(questions, offices, sources, load_weights())
    by_id = {fact.id: fact for fact in offices}
    assert all(asks_for_role(each.question, by_id) for each in found.held)
    assert len(found.ranked) == max(2, int(0.15 * len(questions)))


def test_a_fact_that_was_asked_is_set_back(made: Generated, facts: Facts, sources: Sources) -> None:
    questions = made.questions
    found = rank(questions, facts, sources, Weights(), RankCaps(repeat_cost=1.0)).ranked
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


def test_what_is_good_in_the_examples_is_probable_afterwards() -> None:
    examples = [Example({"who": 1.0}, 1.0), Example({"what": 1.0}, 0.0)] * 20
    weights = fit(examples)
    assert probability({"who": 1.0}, weights) > 0.7
    assert probability({"what": 1.0}, weights) < 0.3
    assert fit(examples) == weights


def test_few_examples_move_the_shipped_weights_little() -> None:
    start = Weights(0.0, {"who": 1.0})
    weights = fit([Example({"who": 1.0}, 0.0)], penalty=10.0, start=start)
    assert 0.8 < weights.weights["who"] < 1.0


def test_nothing_is_learnt_from_nothing() -> None:
    with pytest.raises(ValueError, match="no graded drafts"):
        fit([])


@pytest.mark.parametrize("data", [{"bias": "much"}, {"weights": [1]}])
def test_weights_that_are_none_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="weights are an object"):
        Weights.of(data)
