"""Versions of facts and questions: domain values to rows and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.errors import QuestionGone
from quizapp.banks.models import (
    Fact,
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
    Source,
)
from quizapp.domain import facts as domain_facts
from quizapp.domain.formats.records import (
    fact_from_dict,
    fact_to_dict,
    question_from_dict,
    question_to_dict,
)
from quizapp.domain.questions import Question as DomainQuestion

REMEMBERED = 4096
"""How many parsed questions a process keeps: versions never change, so they cannot go stale."""


def fact_version(
    row: Fact,
    fact: domain_facts.Fact,
    old: FactVersion | None,
    fingerprint: str,
    texts: Mapping[str, domain_facts.Source],
    sources: Mapping[str, Source],
    now: datetime,
) -> FactVersion:
    """Build the next version of a fact, with the places of its evidence computed anew."""
    version = FactVersion(
        fact_id=row.id,
        fact=row,
        number=old.number + 1 if old else 1,
        is_current=True,
        statement=fact.told,
        content=fact_to_dict(fact),
        fingerprint=fingerprint,
        created_at=now,
    )
    for position, evidence in enumerate(fact.evidence):
        start, end = texts[evidence.source].locate(evidence.quote)
        version.evidence.append(
            FactEvidence(
                position=position,
                source=sources[evidence.source],
                start=start,
                end=end,
                quote=evidence.quote,
                value=evidence.value,
            )
        )
    return version


def question_version(
    row: Question,
    question: DomainQuestion,
    number: int,
    fingerprint: str,
    current_fact: Callable[[str], FactVersion],
    now: datetime,
    author_id: int | None = None,
) -> QuestionVersion:
    """Build a version of a question whose parts point at the facts as they are worded now."""
    version = QuestionVersion(
        question_id=row.id,
        question=row,
        number=number,
        is_current=True,
        stem=question.stem,
        content=question_to_dict(question),
        fingerprint=fingerprint,
        author_id=author_id,
        created_at=now,
    )
    for position, part in enumerate(question.parts):
        fact = current_fact(part.fact)
        version.parts.append(
            QuestionPart(position=position, name=part.name, fact_id=fact.fact_id, fact_version=fact)
        )
    return version


def question_of(version: QuestionVersion) -> DomainQuestion:
    """Return the question that a version holds, parsed once per process."""
    known = _parsed.get((version.id, version.fingerprint))
    return known or _remember(version.id, version.fingerprint, version.content)


def questions_of(session: Session, wanted: Mapping[int, str]) -> dict[int, DomainQuestion]:
    """Return questions by the ids of their versions, each given with its fingerprint.

    Those that the process has not parsed yet are read together. Raises QuestionGone for a version
    that is not there.
    """
    found = {key[0]: known for key in wanted.items() if (known := _parsed.get(key))}
    missing = [version_id for version_id in wanted if version_id not in found]
    if missing:
        rows = session.execute(
            select(QuestionVersion.id, QuestionVersion.content).where(
                QuestionVersion.id.in_(missing)
            )
        )
        found |= {row.id: _remember(row.id, wanted[row.id], row.content) for row in rows}
    for version_id in missing:
        if version_id not in found:
            raise QuestionGone(version_id)
    return {version_id: found[version_id] for version_id in wanted}


def fact_of(version: FactVersion) -> domain_facts.Fact:
    """Return the fact that a version holds."""
    return fact_from_dict(version.content)


# Versions never change, so what is parsed cannot go stale: id and fingerprint name one content.
_parsed: dict[tuple[int, str], DomainQuestion] = {}


def _remember(version_id: int, fingerprint: str, content: dict[str, Any]) -> DomainQuestion:
    parsed = question_from_dict(content)
    if len(_parsed) >= REMEMBERED:
        _parsed.clear()
    _parsed[version_id, fingerprint] = parsed
    return parsed
