"""Fingerprints of content, by which an edited fact or question is told from an unchanged one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal

from quizapp.domain.facts import Fact
from quizapp.domain.formats.records import (
    Record,
    fact_to_record,
    question_to_record,
    value_to_record,
)
from quizapp.domain.questions import Question


def fingerprint(question: Question, facts: Mapping[str, Fact]) -> str:
    """Return the SHA-256, in hex, of what a question asks and what proves its answer.

    Of the facts it asks for, the statement, value and evidence count. Status and origin do not:
    publishing a question makes no new version of it. Fields that have their default do not count
    either, so that a field added to the format changes no fingerprint. Raises KeyError when
    ``facts`` lacks one that the question names.
    """
    content = _without(question_to_record(question, brief=True), "status", "origin")
    proofs = [_proof(facts[name]) for name in question.facts]
    return _digest({"question": content, "facts": proofs})


def fact_fingerprint(fact: Fact) -> str:
    """Return the SHA-256, in hex, of everything a fact says; its status does not count."""
    return _digest(_without(fact_to_record(fact, brief=True), "status"))


def _proof(fact: Fact) -> Record:
    return {
        "id": fact.id,
        "statement": fact.statement,
        "value": value_to_record(fact.value, brief=True),
        "evidence": [[each.source, each.quote, each.value] for each in fact.evidence],
    }


def _without(record: Record, *names: str) -> Record:
    return {name: value for name, value in record.items() if name not in names}


def _digest(content: Record) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=_number)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _number(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")
