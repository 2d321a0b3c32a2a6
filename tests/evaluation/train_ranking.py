"""Train the ranking: `python -m tests.evaluation.train_ranking GRADED.jsonl ... [--out FILE.json]`.

Each line has `article`, `features` and `grade`: A (accepted as it is), E (edited), R (rejected);
decisions of teachers in this format will do. Prints how well articles are ranked that the
weights have not seen. Without --out nothing is changed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizapp.domain.generation.ranking import GRADES, Example, Weights, fit, probability
from quizapp.language.ranking_weights import load_weights
from tests.evaluation.grading import Record, read_records


def main() -> None:
    """Train, report, and write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.train_ranking", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("graded", type=Path, nargs="+")
    parser.add_argument("--penalty", type=float, default=2.0, help="pull to the start (default 2)")
    parser.add_argument("--from-nothing", action="store_true", help="start from weights of zero")
    parser.add_argument("--out", type=Path, metavar="FILE.json")
    asked = parser.parse_args()
    records = [record for path in asked.graded for record in read_records(path)]
    start = Weights() if asked.from_nothing else load_weights()
    sys.stdout.writelines(f"{line}\n" for line in report(records, start, asked.penalty))
    if asked.out:
        trained = fit([example(each) for each in records], penalty=asked.penalty, start=start)
        asked.out.write_text(as_json(trained, records), "utf-8")


def example(record: Record) -> Example:
    """Return a graded draft to learn from; raises KeyError for a grade that is none."""
    return Example(record["features"], GRADES[str(record["grade"]).strip().upper()])


def report(records: Sequence[Record], start: Weights, penalty: float) -> Iterator[str]:
    """Yield how well drafts are ranked: as shipped, and trained on all the other articles."""
    yield f"{len(records)} grades of {len({each['article'] for each in records})} articles"
    targets = [example(each).target for each in records]
    before = [probability(each["features"], start) for each in records]
    yield f"before: {_quality(before, targets)}"
    if len({each["article"] for each in records}) > 1:
        yield f"on unseen articles: {_quality(list(held_out(records, start, penalty)), targets)}"


def held_out(records: Sequence[Record], start: Weights, penalty: float) -> Iterator[float]:
    """Yield the probability of each draft by weights trained on the other articles."""
    weights = {
        article: fit(
            [example(each) for each in records if each["article"] != article],
            penalty=penalty,
            start=start,
        )
        for article in sorted({str(each["article"]) for each in records})
    }
    for each in records:
        yield probability(each["features"], weights[each["article"]])


def as_json(weights: Weights, records: Sequence[Record]) -> str:
    """Return the weights as the file that is shipped: sorted, rounded, without zeros."""
    articles = len({each["article"] for each in records})
    content = {
        "about": "Log odds that a draft is published as it is; "
        f"trained on {len(records)} grades of {articles} articles.",
        "bias": round(weights.bias, 4),
        "weights": {
            name: round(value, 4)
            for name, value in sorted(weights.weights.items())
            if round(value, 4)
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def concordance(scores: Sequence[float], targets: Sequence[float]) -> float:
    """Return how often of two drafts with different grades the better one is ranked first."""
    right = pairs = 0.0
    for i, one in enumerate(targets):
        for j in range(i):
            if one != targets[j]:
                better, worse = (i, j) if one > targets[j] else (j, i)
                pairs += 1
                right += (scores[better] > scores[worse]) + 0.5 * (scores[better] == scores[worse])
    return right / pairs if pairs else 0.5


def _quality(scores: Sequence[float], targets: Sequence[float]) -> str:
    order = sorted(range(len(scores)), key=lambda n: -scores[n])
    best = order[: max(1, len(order) // 3)]
    good = sum(targets[n] == 1 for n in best) / len(best)
    everywhere = sum(target == 1 for target in targets) / len(targets)
    return (
        f"pairs in order {concordance(scores, targets):.1%}; "
        f"A in the best third {good:.0%}, in all {everywhere:.0%}"
    )


if __name__ == "__main__":
    main()
