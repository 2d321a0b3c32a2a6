"""What teachers decide on drafts, kept so that the ranking can learn from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring.models import Draft, GenerationRun
from quizapp.banks.models import Bank, Question, QuestionVersion, Source
from quizapp.domain.questions import Origin, QuestionStatus


class Decision(StrEnum):
    """What became of a draft."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


GRADES = {Decision.ACCEPTED: "A", Decision.EDITED: "E", Decision.REJECTED: "R"}
"""The grades that the ranking is trained on."""

WAITS = (Draft.decision.is_(None), Question.status == QuestionStatus.DRAFT.value)
"""What holds of a draft and its question as long as nobody has decided."""


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
    session: Session, versions: Collection[QuestionVersion], user_id: int, now: datetime
) -> None:
    """Note that drafts were not wanted in these wordings; what was good enough once stays so."""
    worded = {version.question_id: version for version in versions}
    for draft in _drafts(session, worded):
        if draft.decision is None:
            _decide(draft, Decision.REJECTED, worded[draft.question_id], user_id, now)


def note_passed_over(
    session: Session, versions: Collection[QuestionVersion], user_id: int, now: datetime
) -> None:
    """Note that other forms of the same sentence were taken instead of these.

    That says nothing of how good they are, so that it is no decision to learn from.
    """
    worded = {version.question_id: version for version in versions}
    for draft in _drafts(session, worded):
        if draft.decision is None:
            _note(draft, worded[draft.question_id], user_id, now)


def forget_rejections(session: Session, rows: Collection[Question]) -> None:
    """Let drafts wait again, as if they had never been rejected or passed over."""
    for draft in _drafts(session, [row.id for row in rows]):
        if draft.decision in (None, Decision.REJECTED):
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


def _drafts(session: Session, question_ids: Collection[int]) -> Sequence[Draft]:
    # However many there are, they are looked up once.
    statement = select(Draft).where(Draft.question_id.in_(question_ids))
    return session.scalars(statement.execution_options(populate_existing=True)).all()


def _decide(
    draft: Draft, decision: Decision, version: QuestionVersion, user_id: int, now: datetime
) -> None:
    draft.decision = decision.value
    _note(draft, version, user_id, now)


def _note(draft: Draft, version: QuestionVersion, user_id: int, now: datetime) -> None:
    draft.version_id = version.id
    draft.decided_by = user_id
    draft.decided_at = now
