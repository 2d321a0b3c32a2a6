"""Graded drafts with the signals of the sentences that they were made from.

The engine that made them is gone, but their sheets have their words and the paragraphs that prove
them, and the articles are at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizapp.domain.facts import Source
from quizapp.domain.generation.draft_features import LEANS, leans
from quizapp.domain.generation.salience import signals_at, stems
from quizapp.domain.generation.text import fold, sentences
from tests.evaluation.articles import DEVELOPMENT, HELD_OUT, read_articles
from tests.evaluation.grading import Record, read_records
from tests.evaluation.points import SCHOOL, SCHOOL_HELD_OUT
from tests.evaluation.regression import Example

GRADED = Path(__file__).resolve().parents[1] / "data" / "graded"


@dataclass(frozen=True, slots=True)
class GradedDraft:
    """A draft as one grader saw it: features of its wording and its sentence, and the grade.

    ``is_dull`` says that the grader found it not worth asking (G5 of the rubric).
    """

    features: Mapping[str, float]
    grade: str
    is_dull: bool

    @property
    def to_reject(self) -> Example:
        """It as an example of what must be rejected, or must not."""
        return Example(self.features, float(self.grade == "R"))


def graded_round(name: str) -> Iterator[GradedDraft]:
    """Yield the drafts of a round, once for each grader."""
    sheet = {
        (each["article"], each["question"]): each
        for part in "ab"
        for each in read_records(GRADED / f"{name}-{part}.jsonl")
    }
    for record in read_records(GRADED / f"{name}.jsonl"):
        shown = sheet[record["article"], record["question"]]
        signals = signals_of(shown, articles()[record["article"]])
        leaning = {LEANS: 1.0} if leans(signals, shown.get("context", "")) else {}
        yield GradedDraft(
            {**record["features"], **signals, **leaning},
            record["grade"],
            "G5" in record.get("why", ""),
        )


@cache
def articles() -> dict[str, Source]:
    """Return every article at hand by its id; programs may read those that are held out."""
    folders = (DEVELOPMENT, HELD_OUT, SCHOOL, SCHOOL_HELD_OUT)
    return {source.id: source for folder in folders for source in read_articles(folder)}


def signals_of(shown: Record, source: Source) -> Mapping[str, float]:
    """Return the signals of that sentence of the proof that shares most words with a draft."""
    paragraph = shown["evidence"][0]
    at = source.text.find(paragraph)
    key = shown["key"] if isinstance(shown["key"], str) else " ".join(shown["key"])
    said = set(stems(f"{shown['stem']} {key}"))
    spans = list(sentences(fold(paragraph)))
    start, end = max(spans, key=lambda span: len(said & set(stems(paragraph[slice(*span)]))))
    return signals_at(source, at + start, at + end)
