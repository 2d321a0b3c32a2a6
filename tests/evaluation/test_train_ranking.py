"""The two models of the ranking are fitted plainly, and tested on what they have not seen."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from quizapp.domain.facts import Source
from quizapp.domain.generation.ranking import Models, Weights, probability
from tests.evaluation import graded_drafts, train_ranking
from tests.evaluation.graded_drafts import GradedDraft, signals_of
from tests.evaluation.regression import Example, auc, fit, log_odds, solved

TEXT = (
    "Halmouth opens a bridge\n\nThe bridge is of steel. It cost 12 million pounds because the "
    "river is deep there.\n\nJoan Archer cut the ribbon."
)
SOURCE = Source("bridge", "Halmouth opens a bridge", "The Post", "2024-03-05", TEXT)


def test_what_is_so_in_the_examples_is_probable_afterwards() -> None:
    examples = [Example({"who": 1.0}, 1.0), Example({"what": 1.0}, 0.0)] * 20
    weights = fit(examples, penalty=2.0)
    assert probability({"who": 1.0}, weights) > 0.7
    assert probability({"what": 1.0}, weights) < 0.3
    assert fit(examples, penalty=2.0) == weights


def test_the_slope_is_nought_where_the_fit_ends() -> None:
    examples = [Example({"x": n / 10}, float(n % 3 == 0)) for n in range(30)]
    weights = fit(examples, penalty=0.5)
    errors = [probability(each.features, weights) - each.target for each in examples]
    slope = sum(e * each.features["x"] for e, each in zip(errors, examples, strict=True))
    assert slope + 0.5 * weights.weights["x"] == pytest.approx(0, abs=1e-6)
    assert sum(errors) == pytest.approx(0, abs=1e-4)


def test_few_examples_move_the_weights_little_from_where_they_start() -> None:
    start = Weights(0.0, {"who": 1.0})
    weights = fit([Example({"who": 1.0}, 0.0)], penalty=10.0, start=start)
    assert 0.8 < weights.weights["who"] < 1.0


def test_nothing_is_learnt_from_nothing() -> None:
    with pytest.raises(ValueError, match="no graded drafts"):
        fit([], penalty=1.0)


def test_equations_are_solved() -> None:
    assert solved([[4.0, 2.0], [2.0, 3.0]], [8.0, 8.0]) == pytest.approx([1.0, 2.0])


@pytest.mark.parametrize(
    ("scores", "targets", "area"),
    [
        ([3, 2, 1], [True, False, False], 1.0),
        ([3, 2, 1], [False, True, False], 0.5),
        ([1, 1], [True, False], 0.5),
        ([1, 2], [True, True], 0.5),
    ],
)
def test_the_area_says_how_often_what_is_so_comes_first(
    scores: list[float], targets: list[bool], area: float
) -> None:
    assert auc(scores, targets) == area


def test_the_model_of_rejects_learns_nothing_from_how_much_a_sentence_matters() -> None:
    examples = [Example({"stem-short": 1.0, "centrality": 1.0}, 1.0), Example({}, 0.0)] * 9
    weights = train_ranking.rejected_model(examples).weights
    assert weights["stem-short"] > 0
    assert "centrality" not in weights


def test_what_no_round_had_gets_the_mean_odds_of_a_reject() -> None:
    examples = [Example({"stem-short": 1.0}, 1.0), Example({}, 0.0)] * 90
    model = train_ranking.rejected_model(examples)
    odds = [log_odds(each.features, model) for each in examples]
    assert log_odds({"explains": 1.0}, model) == pytest.approx(sum(odds) / len(odds))


def pointed() -> SimpleNamespace:
    return SimpleNamespace(
        sentences=[Example({"centrality": 1.0}, 1.0), Example({"figures": 1.0}, 0.0)] * 20,
        drafts=[
            Example({"centrality": 1.0, "kind:cause": 1.0, "position": 0.5}, 1.0),
            Example({"figures": 1.0, "kind:quantity": 1.0}, 0.0),
        ]
        * 20,
    )


def test_worth_is_learnt_from_sentences_and_kinds_together() -> None:
    model = train_ranking.worth_model([pointed()])
    assert model.weights["centrality"] > 0 > model.weights["figures"]
    assert model.weights["kind:cause"] > 0 > model.weights["kind:quantity"]
    assert {"position", train_ranking.SALIENCE}.isdisjoint(model.weights)
    good, bad = (probability(each.features, model) for each in pointed().drafts[:2])
    assert good > 0.6 > 0.4 > bad


def test_the_report_tells_of_what_the_models_have_not_seen() -> None:
    def drafts(good: str) -> list[GradedDraft]:
        return [
            GradedDraft({"form:cloze" if n % 2 else good: 1.0}, "A" if n % 2 else "R", n % 2 == 0)
            for n in range(20)
        ]

    rounds = (*train_ranking.LEARNT, *train_ranking.NEWEST)
    graded = {name: drafts("form:matching") for name in rounds}
    models = Models(Weights(0.0, {"form:cloze": -1.0}), Weights(0.0, {"form:cloze": -1.0}))
    lines = list(train_ranking.report(models, graded, [pointed(), pointed()]))
    assert lines == [
        "sixth: rejected 1.00 of 20, worth asking 0.00 of 20",
        "seventh-news: rejected 1.00 of 20, worth asking 0.00 of 20",
        "seventh-school: rejected 1.00 of 20, worth asking 0.00 of 20",
        "points of texts that were left out: 1.00 of 80 drafts",
    ]


def test_trained_models_are_written_as_they_are_read() -> None:
    models = Models(Weights(0.5, {"b": 0.25, "a": -1.0}), Weights(0.0, {"c": 2.0}))
    text = train_ranking.as_json(Models(Weights(0.5, {**models.rejected.weights, "none": 0.0}),
                                        models.worth))  # fmt: skip
    assert Models.of(json.loads(text)) == models
    assert text.index('"a"') < text.index('"b"')


def test_a_graded_draft_is_found_again_in_its_article() -> None:
    shown = {
        "evidence": [TEXT.split("\n\n")[1]],
        "stem": "It cost … pounds because the river is deep there.",
        "key": "12 million",
    }
    signals = signals_of(shown, SOURCE)
    assert "marks-cause" in signals
    assert "first-of-paragraph" not in signals
    assert "first-of-paragraph" in signals_of(
        {**shown, "stem": "The bridge is of …", "key": ["steel"]}, SOURCE
    )


def test_the_graded_rounds_are_read_with_the_signals_of_their_sentences() -> None:
    drafts = list(graded_drafts.graded_round("first"))
    assert len(drafts) == 288
    assert all(
        "centrality" in each.features or "sentence-words" in each.features for each in drafts
    )
    assert sum(each.is_dull for each in drafts) == 85
    assert {each.to_reject.target for each in drafts} == {0.0, 1.0}
