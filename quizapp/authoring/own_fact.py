"""The fact that a question made for itself follows the key when that is put right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.authoring.checking import domain_fact, domain_question
from quizapp.authoring.fact_editing import current_wording, make_current, next_version
from quizapp.authoring.locking import current_version, lock
from quizapp.authoring.unsourced_facts import RIGHT_TEXTS, default_statement, unsourced_fact
from quizapp.banks.lookalikes import note_lookalikes
from quizapp.banks.models import Fact, FactVersion, Question, QuestionPart, QuestionVersion
from quizapp.domain import facts as domain_facts
from quizapp.domain.facts import FactStatus
from quizapp.domain.formats.fingerprint import fact_fingerprint
from quizapp.domain.questions import Question as DomainQuestion


@dataclass(frozen=True, slots=True)
class Rewording:
    """What the fact of a question says after its key was changed."""

    row: Fact
    current: FactVersion
    fact: domain_facts.Fact


def rewording(session: Session, row: Question, typed: DomainQuestion) -> Rewording | None:
    """Return how the fact of a question is worded under another key, or None if it stays.

    Only a fact follows that was made of the question and its answer, that no source proves, and
    that nothing else asks for: whatever else stands on it was not put right. Raises InvalidFact
    where the new answer makes no fact.
    """
    if typed.kind not in RIGHT_TEXTS:
        return None
    old = domain_question(row, current_version(session, row))
    said, says_now = default_statement(old), default_statement(typed)
    # A false sentence says no fact; whoever makes one of a true one words the fact themselves.
    if not said or not says_now or said == says_now or _fact_id(old) != _fact_id(typed):
        return None
    found = session.scalars(
        select(Fact).where(Fact.bank_id == row.bank_id, Fact.slug == _fact_id(old))
    ).one_or_none()
    if found is None:
        return None
    current = current_wording(session, found)
    known = domain_fact(found, current)
    if known.evidence or known.statement != " ".join(said.split()) or _is_shared(session, found):
        return None
    fact = unsourced_fact(typed, "", found.slug)
    return Rewording(found, current, replace(fact, status=FactStatus(found.status)))


def follow_key(
    session: Session, row: Question, typed: DomainQuestion, *, author_id: int, now: datetime
) -> None:
    """Word the fact of a question anew where its key was changed; call it before saving that."""
    lock(session, row)
    found = rewording(session, row, typed)
    if found is None:
        return
    print_now = fact_fingerprint(found.fact)
    new = next_version(found.row, found.fact, found.current, print_now, now, author_id)
    make_current(session, found.current, new)
    note_lookalikes(session, row.bank_id)


def _fact_id(question: DomainQuestion) -> str:
    return question.parts[0].fact


def _is_shared(session: Session, fact: Fact) -> bool:
    """Whether more than one question asks for a fact, as they are worded now."""
    asking = (
        select(func.count(QuestionVersion.question_id.distinct()))
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .join(FactVersion, FactVersion.id == QuestionPart.fact_version_id)
        .where(QuestionVersion.is_current, FactVersion.fact_id == fact.id)
    )
    return (session.scalar(asking) or 0) > 1
