"""What must be told of whole texts, and of which of their sentences nothing: data and outcome.

`python -m tests.language.judged_texts` prints what is told of a text on standard input, as rows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from quizapp.domain.facts import Source
from quizapp.domain.generation.drafting import draft
from quizapp.domain.questions import MultipleChoice
from quizapp.language.gazetteer import load_gazetteer
from quizapp.language.ranking_weights import load_weights
from tests.evaluation.articles import DEVELOPMENT, read_articles
from tests.parsed_texts import shared_parser

FOLDER = Path(__file__).resolve().parents[1] / "data" / "judgements" / "texts"
Judged = dict[str, Any]
"""``article``, or ``title``, ``published`` and ``text``; ``accept``, ``choices``, ``refuse``."""


def judged_texts() -> Iterator[Judged]:
    """Yield the texts of all files."""
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from yaml.safe_load(path.read_text("utf-8"))


def outcome(text: Judged) -> Judged:
    """Return what is told of a text, its choices (the right answer first), and the other sentences.

    These stand in no proof and around none.
    """
    source, parse = _source(text), shared_parser()
    made = draft([source], parse, load_gazetteer(), load_weights())
    assert made.problems == ()
    proofs = [evidence.quote for fact in made.facts for evidence in fact.evidence]
    return {
        "accept": [
            f"{fact.kind.value}: {fact.statement} → {fact.value.text} ? {fact.question}".strip(" ?")
            for fact in made.facts
        ],
        "choices": {
            f"{choice.stem} {choice.id.rpartition('-')[2]}": [
                each.text for each in sorted(choice.options, key=lambda o: o.id not in choice.key)
            ]
            for choice in made.questions
            if isinstance(choice, MultipleChoice)
        },
        "refuse": [
            sentence
            for sentence in _sentences(source)
            if not any(sentence in proof or proof in sentence for proof in proofs)
        ],
    }


def _source(text: Judged) -> Source:
    if "article" in text:
        return next(read_articles(DEVELOPMENT / f"{text['article']}.txt"))
    body = f"{text['title']}\n\n{text['text']}"
    return Source("text", text["title"], "The Post", text["published"], body)


def _sentences(source: Source) -> Iterator[str]:
    paragraphs = [(0, line) for line in source.text.splitlines()[1:] if line]
    for passage in shared_parser()(paragraphs):
        for first, last in passage.sentences:
            yield passage.words(first, last)


if __name__ == "__main__":
    title, _, body = sys.stdin.read().partition("\n")
    told = outcome({"title": title, "published": "2024-05-06", "text": body.strip()})
    sys.stdout.write(yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1_000))
