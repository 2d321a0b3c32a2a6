"""Deciding on the drafts of an article: accept, reject, and take an acceptance back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from quizapp.authoring import draft_decisions
from quizapp.authoring.checking import is_waiting
from quizapp.authoring.draft_forms import forms_of, rejected_forms, waiting_forms
from quizapp.authoring.errors import EditedMeanwhile, NotAccepted, NotWaiting
from quizapp.authoring.locking import current_version, lock
from quizapp.authoring.models import Draft, FactApproval
from quizapp.authoring.services import publish, reopen_all, retire, retire_all
from quizapp.banks.models import Fact, Question, QuestionPart, QuestionVersion
from quizapp.db import hold
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import QuestionStatus


def accept(
    session: Session, row: Question, *, user_id: int, now: datetime, version: UUID | None = None
) -> None:
    """Publish a draft of an article that waits, and vouch for the facts it asks for.

    A published one stays as it is. Raises NotWaiting, EditedMeanwhile where ``version`` was
    read and is no more the current one, and ChecksFailed as ``publish`` does.
    """
    lock(session, row)
    if row.status == QuestionStatus.PUBLISHED:
        return
    if not is_waiting(session, row):
        raise NotWaiting(row.slug)
    if version is not None and current_version(session, row).public_id != version:
        raise EditedMeanwhile(row.slug)
    facts = {part.fact_id: part.fact_version.fact for part in current_version(session, row).parts}
    for fact_id in sorted(facts):
        fact = facts[fact_id]
        hold(session, fact)
        # A fact that was approved by itself stays so when the acceptance is taken back.
        if fact.status == FactStatus.DRAFT or _is_approved_by_accepting(session, fact_id):
            session.merge(FactApproval(question_id=row.id, fact_id=fact_id))
        if fact.status == FactStatus.DRAFT:
            fact.status = FactStatus.APPROVED.value
    session.flush()
    publish(session, row, user_id=user_id, now=now)


def reject(session: Session, row: Question, *, user_id: int, now: datetime) -> None:
    """Set aside a draft of an article that waits; once more changes nothing. Raises NotWaiting."""
    lock(session, row)
    if _is_rejected(session, row):
        return
    if not is_waiting(session, row):
        raise NotWaiting(row.slug)
    retire(session, row, user_id=user_id, now=now)


def reject_forms(
    session: Session,
    row: Question,
    *,
    versions: Collection[UUID],
    user_id: int,
    now: datetime,
) -> None:
    """Set aside a draft that waits, and those of these wordings that ask for the same facts.

    ``versions`` are the wordings that were counted to whoever decides. What was reworded, decided
    or made to ask for the same only since then is left alone. Once more changes nothing. Raises
    NotWaiting, and EditedMeanwhile where the draft itself is worded otherwise by now.
    """
    lock(session, row)
    if _is_rejected(session, row):
        return
    if not is_waiting(session, row):
        raise NotWaiting(row.slug)
    if current_version(session, row).public_id not in versions:
        raise EditedMeanwhile(row.slug)
    draft = session.get_one(Draft, row.id)
    forms = forms_of(row.slug, waiting_forms(session, draft.generation_run_id))
    names = [each.slug for each in forms if each.version in versions]
    retire_all(session, row.bank_id, names, user_id=user_id, now=now)


def take_back_forms(session: Session, row: Question) -> None:
    """Let a rejected draft wait again, and those that were rejected in one go with it.

    Once more changes nothing. Raises NotWaiting for what was decided otherwise.
    """
    lock(session, row)
    if _is_rejected(session, row):
        forms = rejected_forms(session, session.get_one(Draft, row.id))
        reopen_all(session, row.bank_id, [each.slug for each in forms])
    elif not is_waiting(session, row):
        raise NotWaiting(row.slug)


def take_back(session: Session, row: Question, *, was_asked: bool) -> QuestionStatus:
    """Let an accepted draft wait again with the facts that were approved by it; once is enough.

    One that learners ``was_asked`` is retired instead, because what they answered stays. Returns
    the status it has then; raises NotAccepted for what is no accepted draft.
    """
    lock(session, row)
    rejected = _is_rejected(session, row)
    draft = session.get(Draft, row.id)
    if draft is None or rejected:
        raise NotAccepted(row.slug)
    if row.status == QuestionStatus.PUBLISHED and was_asked:
        row.status = QuestionStatus.RETIRED.value
    elif row.status == QuestionStatus.PUBLISHED:
        row.status = QuestionStatus.DRAFT.value
        draft_decisions.forget(draft)
        session.flush()
        _withdraw_approvals(session, row.id)
    session.flush()
    return QuestionStatus(row.status)


def _is_rejected(session: Session, row: Question) -> bool:
    draft = session.get(Draft, row.id, populate_existing=True)
    return draft is not None and draft.decision == draft_decisions.Decision.REJECTED


def _is_approved_by_accepting(session: Session, fact_id: int) -> bool:
    found = select(FactApproval.fact_id).where(FactApproval.fact_id == fact_id).limit(1)
    return session.scalar(found) is not None


def _withdraw_approvals(session: Session, question_id: int) -> None:
    """Make drafts of the facts that accepting approved, but for those others have been asked."""
    mine = delete(FactApproval).where(FactApproval.question_id == question_id)
    fact_ids = session.scalars(mine.returning(FactApproval.fact_id)).all()
    rejected = exists().where(Draft.question_id == Question.id, Draft.decision == "rejected")
    asked = (
        select(QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            QuestionVersion.is_current,
            or_(
                Question.status == QuestionStatus.PUBLISHED.value,
                (Question.status == QuestionStatus.RETIRED.value) & ~rejected,
            ),
        )
    )
    statement = select(Fact).where(Fact.id.in_(fact_ids), Fact.id.not_in(asked))
    for fact in session.scalars(statement):
        if fact.status == FactStatus.APPROVED:
            fact.status = FactStatus.DRAFT.value
