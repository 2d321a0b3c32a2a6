"""Deciding on the drafts of an article: accept, reject, and take an acceptance back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from quizapp.authoring.checking import is_waiting
from quizapp.authoring.draft_decisions import Decision, forget, note_passed_over
from quizapp.authoring.draft_sentences import DraftedSentence, Form, sentence_of
from quizapp.authoring.errors import EditedMeanwhile, NotAccepted, NothingChosen, NotWaiting
from quizapp.authoring.locking import current_version, current_versions, lock, lock_named
from quizapp.authoring.models import Draft, FactApproval
from quizapp.authoring.services import publish, reopen_all, retire_all
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


def accept_forms(
    session: Session,
    row: Question,
    *,
    chosen: Collection[UUID],
    seen: Collection[UUID],
    user_id: int,
    now: datetime,
) -> None:
    """Publish the chosen wordings of the sentence that a draft is from, and pass over the others.

    ``seen`` are the wordings that were shown to whoever decides: only these are passed over. Once
    more changes nothing. Raises NotWaiting, NothingChosen, EditedMeanwhile where a chosen wording
    is no longer that of its draft, and ChecksFailed as ``publish`` does; then nothing is changed.
    """
    lock(session, row)
    card = _card(session, row)
    wanted = [each for each in card.forms if each.version in chosen]
    if not wanted:
        raise EditedMeanwhile(row.slug) if chosen else NothingChosen(row.slug)
    if len(wanted) < len(set(chosen)):
        raise EditedMeanwhile(row.slug)
    for form in wanted:
        accept(session, _held(session, form), user_id=user_id, now=now)
    names = [each.slug for each in card.waiting if each not in wanted and each.version in seen]
    _pass_over(session, row.bank_id, names, user_id, now)


def reject(
    session: Session,
    row: Question,
    *,
    user_id: int,
    now: datetime,
    seen: Collection[UUID] | None = None,
) -> None:
    """Set aside a draft that waits, and the forms of its sentence that were ``seen`` with it.

    What was reworded, decided or drafted only since then is left alone. Beside a form that was
    published, the others are passed over and not rejected: there is enough of the sentence. Once
    more changes nothing. Raises NotWaiting, and EditedMeanwhile where the draft itself was not
    among the wordings that were seen.
    """
    lock(session, row)
    if _is_set_aside(session, row):
        return
    if not is_waiting(session, row):
        raise NotWaiting(row.slug)
    if seen is not None and current_version(session, row).public_id not in seen:
        raise EditedMeanwhile(row.slug)
    card = _card(session, row)
    names = [
        each.slug
        for each in card.waiting
        if each.question_id == row.id or (seen is not None and each.version in seen)
    ]
    if any(each.is_published for each in card.forms):
        _pass_over(session, row.bank_id, names, user_id, now)
    else:
        retire_all(session, row.bank_id, names, user_id=user_id, now=now)


def take_back_all(session: Session, row: Question, *, was_asked: Callable[[int], bool]) -> bool:
    """Let the forms of a sentence wait again that were decided in one go with this one.

    ``was_asked`` says of the id of a question whether learners were asked it: then it is retired,
    as by ``take_back``. Once more changes nothing. Returns whether one was; raises NotAccepted for
    what is no draft of an article.
    """
    lock(session, row)
    if session.get(Draft, row.id, populate_existing=True) is None:
        raise NotAccepted(row.slug)
    forms = _card(session, row).at_once_with(row.id)
    # Whoever rejected them has retired them; what was published since is no longer rejected.
    reopen_all(session, row.bank_id, [each.slug for each in forms if not _was_good(each)])
    stay = False
    for each in forms:
        if _was_good(each):
            asked = was_asked(each.question_id)
            take_back(session, _held(session, each), was_asked=asked)
            stay = stay or asked
    return stay


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
        forget(draft)
        session.flush()
        _withdraw_approvals(session, row.id)
    session.flush()
    return QuestionStatus(row.status)


def _card(session: Session, row: Question) -> DraftedSentence:
    draft = session.get(Draft, row.id, populate_existing=True)
    if draft is None:
        raise NotWaiting(row.slug)
    return sentence_of(session, draft)


def _held(session: Session, form: Form) -> Question:
    return session.get_one(Question, form.question_id)


def _was_good(form: Form) -> bool:
    return form.decision in (Decision.ACCEPTED, Decision.EDITED)


def _pass_over(
    session: Session, bank_id: int, names: Collection[str], user_id: int, now: datetime
) -> None:
    """Retire drafts beside which another form was taken, without a judgement on them."""
    rows = lock_named(session, bank_id, names) if names else ()
    for each in rows:
        each.status = QuestionStatus.RETIRED.value
    note_passed_over(session, [*current_versions(session, rows).values()], user_id, now)
    session.flush()


def _is_set_aside(session: Session, row: Question) -> bool:
    """Whether a draft was rejected, or passed over."""
    draft = session.get(Draft, row.id, populate_existing=True)
    if draft is None:
        return False
    passed = draft.decision is None and row.status == QuestionStatus.RETIRED
    return passed or draft.decision == Decision.REJECTED


def _is_rejected(session: Session, row: Question) -> bool:
    draft = session.get(Draft, row.id, populate_existing=True)
    return draft is not None and draft.decision == Decision.REJECTED


def _is_approved_by_accepting(session: Session, fact_id: int) -> bool:
    found = select(FactApproval.fact_id).where(FactApproval.fact_id == fact_id).limit(1)
    return session.scalar(found) is not None


def _withdraw_approvals(session: Session, question_id: int) -> None:
    """Make drafts of the facts that accepting approved, but for those others have been asked."""
    mine = delete(FactApproval).where(FactApproval.question_id == question_id)
    fact_ids = session.scalars(mine.returning(FactApproval.fact_id)).all()
    unwanted = exists().where(
        Draft.question_id == Question.id,
        or_(Draft.decision == Decision.REJECTED.value, Draft.decision.is_(None)),
    )
    asked = (
        select(QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            QuestionVersion.is_current,
            or_(
                Question.status == QuestionStatus.PUBLISHED.value,
                (Question.status == QuestionStatus.RETIRED.value) & ~unwanted,
            ),
        )
    )
    statement = select(Fact).where(Fact.id.in_(fact_ids), Fact.id.not_in(asked))
    for fact in session.scalars(statement):
        if fact.status == FactStatus.APPROVED:
            fact.status = FactStatus.DRAFT.value
