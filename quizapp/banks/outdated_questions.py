"""Published questions that ask for a fact which no longer holds: drafts until it does again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Question, QuestionPart, QuestionVersion
from quizapp.domain.facts import Fact as DomainFact
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.questions import QuestionStatus


def outdated(facts: Iterable[DomainFact]) -> frozenset[str]:
    """Return the ids of the facts that others have superseded."""
    return frozenset(fact.id for fact in facts if fact.status is FactStatus.SUPERSEDED)


def status_to_load(question: DomainQuestion, outdated: frozenset[str]) -> QuestionStatus:
    """Return the status that a question of the files has while these facts are outdated."""
    held = question.status is QuestionStatus.PUBLISHED and not outdated.isdisjoint(question.facts)
    return QuestionStatus.DRAFT if held else question.status


def hold_questions(session: Session, bank_id: int) -> list[str]:
    """Make drafts of the published questions that ask for a superseded fact; return their slugs.

    Those that were made or published in the app are in no file, so only here they are found.
    """
    superseded = (
        select(Fact.id)
        .where(Fact.bank_id == bank_id, Fact.status == FactStatus.SUPERSEDED.value)
        .scalar_subquery()
    )
    statement = (
        select(Question)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            Question.bank_id == bank_id,
            Question.status == QuestionStatus.PUBLISHED.value,
            QuestionVersion.is_current,
            QuestionVersion.parts.any(QuestionPart.fact_id.in_(superseded)),
        )
        .order_by(Question.position)
    )
    held = session.scalars(statement).all()
    for question in held:
        question.status = QuestionStatus.DRAFT.value
    return [question.slug for question in held]
