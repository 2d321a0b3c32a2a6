"""Train the ranking: `python -m tests.evaluation.train_ranking [--out FILE.json] [MORE.jsonl ...]`.

Two plain logistic regressions are fitted, and their weights are written as data:

- **rejected**: whether a draft must be rejected, from the first six graded rounds. Further files
  (the decisions of teachers) have `features` and `grade`: A, E or R.
- **worth**: whether a draft is worth asking, from the points that matter of development texts.
  First the signals of a sentence are weighed by whether it carries a point; then that and the kind
  of a draft by whether the draft touches one. Both steps are linear, so they make one model.

The newest round is only tested on, and the sixth by a model of those before it: an AUC of 0.5 is
chance. Their texts are held out; nothing of them is printed but totals.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from quizapp.domain.generation.draft_features import EXPLAINS, draft_features
from quizapp.domain.generation.drafting import draft
from quizapp.domain.generation.ranking import Models, Weights
from quizapp.domain.generation.salience import SIGNALS, sentences_of
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from quizapp.language.spacy_parser import load_parser
from tests.evaluation.graded_drafts import GradedDraft, graded_round
from tests.evaluation.grading import Record, read_records
from tests.evaluation.points import PointedText, pointed_sets
from tests.evaluation.recall import reach
from tests.evaluation.regression import Example, auc, fit, log_odds

LEARNT = ("first", "second", "third", "fourth", "fifth", "sixth")
NEWEST = ("seventh-news", "seventh-school")
SALIENCE = "salience"
KINDS = ("form:", "kind:", "value:", "opening:", "false:", "choice:", EXPLAINS)
ABOUT_KINDS = frozenset((
    "key-words", "key-long", "key-digit", "number-small", "quoted", "reported", "title-said",
    "title-silent", "value-central", "value-often", "role", "stem-words", "stem-short", "sentence",
    "attributed", "date-near", "hedged",
))  # fmt: skip
OF_REJECTED, OF_SENTENCES, OF_KINDS = 100.0, 3.0, 30.0
"""Penalties, chosen on the development texts and the first six rounds."""


def main() -> None:
    """Train, report, and write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.train_ranking", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("more", type=Path, nargs="*", help="graded drafts with their features")
    parser.add_argument("--out", type=Path, metavar="FILE.json")
    asked = parser.parse_args()
    graded = {name: list(graded_round(name)) for name in (*LEARNT, *NEWEST)}
    more = [example(each) for path in asked.more for each in read_records(path)]
    points = list(pointed_examples(load_weights()))
    models = Models(
        rejected_model([*_to_reject(graded, LEARNT), *more]),
        worth_model(points),
    )
    sys.stdout.writelines(f"{line}\n" for line in report(models, graded, points))
    if asked.out:
        asked.out.write_text(as_json(models), "utf-8")


def example(record: Record) -> Example:
    """Return a graded draft as an example of what must be rejected, or must not."""
    return Example(record["features"], float(record["grade"] == "R"))


class PointedDrafts:
    """A text's sentences and drafts, each with whether it carries a point of that text."""

    def __init__(self, text: PointedText, models: Models) -> None:
        self.name = text.source.id
        made = draft([text.source], load_parser(), load_gazetteer(), models)
        facts = {fact.id: fact for fact in made.facts}
        carrying = [text.source.locate(quote) for point in text.points for quote in point.quotes]
        self.sentences = [
            Example(each.signals, float(_carries(carrying, each.start, each.end)))
            for each in sentences_of(text.source)
        ]
        self.drafts = [
            Example(
                draft_features(question, facts, {text.source.id: text.source}),
                float(any(each.touched for each in reach(text, (question,), facts))),
            )
            for question in made.questions
        ]


def pointed_examples(models: Models) -> Iterator[PointedDrafts]:
    """Yield the development texts with points; their order by the models does not matter."""
    for texts in pointed_sets(held_out=False).values():
        for text in texts:
            yield PointedDrafts(text, models)


def rejected_model(examples: Sequence[Example]) -> Weights:
    """Return a model of what must be rejected.

    No round had drafts that ask what something is, or why; they are given the mean odds of all.
    """
    weights = fit([Example(of_rejected(each.features), each.target) for each in examples],
                  penalty=OF_REJECTED)  # fmt: skip
    odds = [log_odds(of_rejected(each.features), weights) - weights.bias for each in examples]
    mean = sum(odds) / len(odds)
    return Weights(weights.bias, {**weights.weights, EXPLAINS: mean})


def of_rejected(features: Mapping[str, float]) -> dict[str, float]:
    """Return the features that tell whether a draft must be rejected: not its worth."""
    return {name: value for name, value in features.items() if name not in SIGNALS}


def worth_model(texts: Sequence[PointedDrafts]) -> Weights:
    """Return a model of what is worth asking."""
    sentences = fit([each for text in texts for each in text.sentences], penalty=OF_SENTENCES)
    drafts = fit(
        [
            Example(of_worth(each.features, sentences), each.target)
            for text in texts
            for each in text.drafts
        ],
        penalty=OF_KINDS,
    )
    much = drafts.weights[SALIENCE]
    of_kinds = {name: value for name, value in drafts.weights.items() if name != SALIENCE}
    of_signals = {name: much * value for name, value in sentences.weights.items()}
    return Weights(drafts.bias + much * sentences.bias, of_signals | of_kinds)


def of_worth(features: Mapping[str, float], sentences: Weights) -> dict[str, float]:
    """Return the features that tell whether a draft is worth asking: its kind, and its sentence."""
    kinds = {
        name: value
        for name, value in features.items()
        if name.startswith(KINDS) or name in ABOUT_KINDS
    }
    return kinds | {SALIENCE: log_odds(features, sentences)}


def report(
    models: Models, graded: Mapping[str, Sequence[GradedDraft]], texts: Sequence[PointedDrafts]
) -> Iterator[str]:
    """Yield how well what was not learnt is told apart, as AUC."""
    before_sixth = rejected_model([*_to_reject(graded, LEARNT[:-1])])
    for name, rejected in (
        (LEARNT[-1], before_sixth),
        *((each, models.rejected) for each in NEWEST),
    ):
        drafts = graded[name]
        sound = [each for each in drafts if each.grade != "R" or each.is_dull]
        bad = auc([log_odds(each.features, rejected) for each in drafts],
                  [each.grade == "R" for each in drafts])  # fmt: skip
        good = auc([log_odds(each.features, models.worth) for each in sound],
                   [not each.is_dull for each in sound])  # fmt: skip
        yield (
            f"{name}: rejected {bad:.2f} of {len(drafts)}, worth asking {good:.2f} of {len(sound)}"
        )
    scores: list[float] = []
    for text in texts:
        others = worth_model([each for each in texts if each is not text])
        scores += [log_odds(each.features, others) for each in text.drafts]
    touched = [bool(each.target) for text in texts for each in text.drafts]
    yield f"points of texts that were left out: {auc(scores, touched):.2f} of {len(touched)} drafts"


def _to_reject(
    graded: Mapping[str, Sequence[GradedDraft]], rounds: Iterable[str]
) -> Iterator[Example]:
    for name in rounds:
        for each in graded[name]:
            yield each.to_reject


def as_json(models: Models) -> str:
    """Return the models as the file that is shipped: sorted, rounded, without zeros."""
    content = {
        "rejected": {
            "about": "Log odds that a draft must be rejected.", **_written(models.rejected),
        },
        "worth": {"about": "Log odds that a draft is worth asking.", **_written(models.worth)},
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _written(weights: Weights) -> dict[str, object]:
    return {
        "bias": round(weights.bias, 4),
        "weights": {
            name: round(value, 4)
            for name, value in sorted(weights.weights.items())
            if round(value, 4)
        },
    }


def _carries(quotes: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in quotes)


if __name__ == "__main__":
    main()
