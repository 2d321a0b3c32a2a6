"""What teachers decide on drafts, kept so that the ranking can learn from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring.models import Draft, GenerationRun
from quizapp.banks.models import Bank, Question, QuestionVersion, Source
from quizapp.domain.questions import Origin


class Decision(StrEnum):
    """What became of a draft."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


GRADES = {Decision.ACCEPTED: "A", Decision.EDITED: "E", Decision.REJECTED: "R"}
"""The grades that the ranking is trained on."""


def note_published(
    session: Session, row: Question, version: QuestionVersion, user_id: int, now: datetime
) -> None:
    """Note that a draft was good, as it was or after an edit; other questions are passed over.

    The first time counts: what is published again later was judged before.
    """
    draft = session.get(Draft, row.id)
    if draft is None or draft.decision in (Decision.ACCEPTED, Decision.EDITED):
        return
    engine = row.origin == Origin.ENGINE
    _decide(draft, Decision.ACCEPTED if engine else Decision.EDITED, version, user_id, now)


def note_rejected(
    session: Session, row: Question, version: QuestionVersion, user_id: int, now: datetime
) -> None:
    """Note that a draft was not wanted; one that was good enough once stays so."""
    draft = session.get(Draft, row.id)
    if draft is not None and draft.decision is None:
        _decide(draft, Decision.REJECTED, version, user_id, now)


def forget_rejection(session: Session, row: Question) -> None:
    """Let a draft wait again, as if it had never been rejected."""
    draft = session.get(Draft, row.id)
    if draft is not None and draft.decision == Decision.REJECTED:
        forget(draft)


def forget(draft: Draft) -> None:
    """Let a draft wait again, as if nobody had decided on it."""
    draft.decision = draft.version_id = draft.decided_by = draft.decided_at = None


def decisions(session: Session, bank_id: int) -> Iterator[dict[str, Any]]:
    """Yield what was decided in a bank, article by article in the order of their ranks.

    Each has ``article``, ``question``, ``kind``, ``features`` as they were at the time of
    drafting, and ``grade``: A accepted, E edited, R rejected.
    """
    statement = (
        select(Draft, Question, Source.slug, Bank.slug)
        .join(Question, Question.id == Draft.question_id)
        .join(GenerationRun, GenerationRun.id == Draft.generation_run_id)
        .join(Source, Source.id == GenerationRun.source_id)
        .join(Bank, Bank.id == Source.bank_id)
        .where(Question.bank_id == bank_id, Draft.decision.is_not(None))
        .order_by(GenerationRun.id, Draft.place)
    )
    for draft, question, article, bank in session.execute(statement).unique():
        yield {
            "article": f"{bank}/{article}",
            "question": question.slug,
            "kind": question.kind,
            "features": draft.features,
            "grade": GRADES[Decision(str(draft.decision))],
        }


def _decide(
    draft: Draft, decision: Decision, version: QuestionVersion, user_id: int, now: datetime
) -> None:
    draft.decision = decision.value
    draft.version_id = version.id
    draft.decided_by = user_id
    draft.decided_at = now
