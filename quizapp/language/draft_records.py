"""What was made of an article as JSON, and back: it crosses from one process to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from quizapp.domain.facts import Source
from quizapp.domain.formats.records import (
    fact_from_dict,
    fact_to_dict,
    question_from_dict,
    question_to_dict,
)
from quizapp.domain.generation.conflicts import Conflict
from quizapp.domain.generation.conflicts.model import ConflictKind, Mention
from quizapp.domain.generation.pipeline import Filtered
from quizapp.domain.generation.reasons import Reason
from quizapp.language.article_drafts import ArticleDrafts, Change, Known

Record = dict[str, Any]


def known_to_record(known: tuple[Known, ...]) -> list[Record]:
    """Return articles with the facts that are known from them as JSON."""
    return [
        {"source": asdict(source), "facts": [fact_to_dict(fact) for fact in facts]}
        for source, facts in known
    ]


def known_from_record(record: list[Record]) -> tuple[Known, ...]:
    """Return the articles and facts that ``known_to_record`` has written."""
    return tuple(
        (Source(**each["source"]), tuple(map(fact_from_dict, each["facts"]))) for each in record
    )


def drafts_to_record(made: ArticleDrafts) -> Record:
    """Return what was made of an article as JSON."""
    return {
        "source": asdict(made.source),
        "facts": [fact_to_dict(fact) for fact in made.facts],
        "questions": [question_to_dict(question) for question in made.questions],
        "features": {name: dict(features) for name, features in made.features.items()},
        "held": [
            {
                "question": question_to_dict(each.question),
                "reasons": [asdict(reason) for reason in each.reasons],
            }
            for each in made.held
        ],
        "conflicts": [{**asdict(each), "kind": each.kind.value} for each in made.conflicts],
        "problems": list(made.problems),
        "changes": [asdict(each) for each in made.changes],
        "central": made.central,
    }


def drafts_from_record(record: Mapping[str, Any]) -> ArticleDrafts:
    """Return what ``drafts_to_record`` has written."""
    return ArticleDrafts(
        Source(**record["source"]),
        tuple(map(fact_from_dict, record["facts"])),
        tuple(map(question_from_dict, record["questions"])),
        record["features"],
        tuple(
            Filtered(
                question_from_dict(each["question"]),
                tuple(Reason(**reason) for reason in each["reasons"]),
            )
            for each in record["held"]
        ),
        tuple(map(_conflict, record["conflicts"])),
        tuple(record["problems"]),
        tuple(Change(**each) for each in record["changes"]),
        record["central"],
    )


def _conflict(record: Record) -> Conflict:
    sides = {name: Mention(**record[name]) for name in ("a", "b")}
    return Conflict(**{**record, **sides, "kind": ConflictKind(record["kind"])})
