"""Write drafts for grading: `python -m tests.evaluation.grading_sheet ARTICLES --out FILE.jsonl`.

The sheet is blind: shuffled, without rank. A second file, FILE.key.jsonl, keeps rank and features
of each draft for whoever counts the grades. A grader fills in `grade` (A as it is, E after a
small edit, R reject), `grader`, and `why`; docs/generation-quality.md has the rubric.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.draft_features import draft_features, key_of, prompt_of
from quizapp.domain.generation.drafting import draft
from quizapp.domain.questions import (
    Cloze,
    Matching,
    MultipleResponse,
    Ordering,
    Question,
    TrueFalse,
)
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from quizapp.language.spacy_parser import load_parser
from tests.evaluation.articles import read_articles
from tests.evaluation.grading import Record, write_records


def main() -> None:
    """Write the sheet and its key."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.grading_sheet", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("articles", type=Path, nargs="+", help="text files, or folders of them")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.jsonl")
    parser.add_argument("--seed", type=int, default=1, help="of the order (default 1)")
    parser.add_argument("--most", type=int, default=0, help="the best N of each article")
    asked = parser.parse_args()
    sources = [source for path in asked.articles for source in read_articles(path)]
    sheet, key = sheet_of(sources, seed=asked.seed, most=asked.most)
    write_records(asked.out, sheet)
    key_file = asked.out.with_suffix(".key.jsonl")
    write_records(key_file, key)
    sys.stdout.write(f"{len(sheet)} drafts in {asked.out}, their ranks in {key_file}\n")


def sheet_of(
    sources: Iterable[Source], *, seed: int, most: int = 0
) -> tuple[list[Record], list[Record]]:
    """Return the drafts of the articles, shuffled and without rank, and the key of the sheet."""
    sheet: list[Record] = []
    key: list[Record] = []
    parse, gazetteer, weights = load_parser(), load_gazetteer(), load_weights()
    for source in sources:
        made = draft([source], parse, gazetteer, weights)
        facts = {fact.id: fact for fact in made.facts}
        for number, question in enumerate(made.questions[: most or None], start=1):
            names = {"article": source.id, "question": question.id}
            sheet.append({**names, **_shown(question, facts, source),
                          "grade": "", "grader": "", "why": ""})  # fmt: skip
            features = draft_features(question, facts, {source.id: source})
            key.append({**names, "kind": str(question.kind), "rank": number, "features": features})
    Random(seed).shuffle(sheet)
    return sheet, key


def _shown(question: Question, facts: dict[str, Fact], source: Source) -> dict[str, Any]:
    first = facts.get(question.facts[0])
    shown: dict[str, Any] = {
        "title": source.title,
        "published": source.published,
        "kind": str(question.kind),
        "context": question.context,
        "asked": question.stem if isinstance(question, Cloze) else "",
        "stem": prompt_of(question),
        "options": [option.text for option in getattr(question, "options", ())],
        "key": _key(question, first),
        "evidence": list(dict.fromkeys(_paragraphs(question, facts, source))),
    }
    return {name: value for name, value in shown.items() if value}


def _key(question: Question, fact: Fact | None) -> str | list[str]:
    match question:
        case TrueFalse():
            return "true" if question.key else f"false; right is: {question.correction}"
        case MultipleResponse():
            return [question.option(key).text for key in question.keys]
        case Matching():
            return [f"{pair.left} = {pair.right}" for pair in question.pairs]
        case Ordering():
            return [item.text for item in question.items]
        case Cloze() if len(question.gaps) > 1:
            return [gap.accepted[0] for gap in question.gaps]
        case _:
            return key_of(question, fact)


def _paragraphs(question: Question, facts: dict[str, Fact], source: Source) -> Iterator[str]:
    for name in question.facts:
        for evidence in facts[name].evidence if name in facts else ():
            start, end = source.paragraph(*source.locate(evidence.quote))
            yield source.text[start:end]


if __name__ == "__main__":
    main()
