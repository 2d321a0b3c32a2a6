"""Deciding about challenges: equal ones are decided as one, and marks follow in the same step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from quizapp.accounts.news import note_news
from quizapp.answering.challenge_queue import ChallengeGroup, group_with
from quizapp.answering.errors import (
    AlreadyDecided,
    NothingToAccept,
    QuestionChanged,
    UnknownObjection,
)
from quizapp.answering.final_responses import asked_learners
from quizapp.answering.models import Challenge, ChallengeKind, ChallengeState
from quizapp.answering.remarking import MarkBy, Remarked, mark_again
from quizapp.authoring.checking import domain_question
from quizapp.authoring.errors import ChecksFailed
from quizapp.authoring.locking import current_version, lock
from quizapp.authoring.services import save_question
from quizapp.banks.models import Question, QuestionVersion
from quizapp.domain.objections import taking
from quizapp.quizzes.locking import lock_learners


@dataclass(frozen=True, slots=True)
class Decided:
    """How many challenges were decided as one, and what was marked again for it."""

    challenges: int
    remarked: Sequence[Remarked] = ()


def accept(
    session: Session,
    bank_id: int,
    challenge_id: UUID,
    reason: str,
    person_id: int,
    now: datetime,
    *,
    based_on: int,
    parts: Collection[str] = (),
) -> Decided:
    """Say that learners are right, with all whose challenge is equal.

    Where they say that their answer is right, the question takes the words that were typed for
    these ``parts`` from now on, in a new version, unless its key was mended already; then everybody
    is marked again by it. Else the words of ``reason`` are all. ``based_on`` is the number of the
    version that whoever decides has seen.
    Raises UnknownObjection, AlreadyDecided, QuestionChanged, NothingToAccept where the answer is
    not right by the key, and no words of it were chosen; and ChecksFailed where a check keeps the
    question from taking them. Then nothing is stored, if the caller lets its transaction go.
    """
    group, row = _hold(session, bank_id, challenge_id)
    current = current_version(session, row)
    if current.number != based_on:
        raise QuestionChanged(current.number)
    remarked: Sequence[Remarked] = ()
    if group.kind is ChallengeKind.ANSWER:
        if not group.is_right_now:
            _let_take(session, row, current, group, parts, person_id, now)
        remarked = mark_again(
            session, row.id, MarkBy.CURRENT, reason, person_id, now, keeps_rulings=True
        )
    _close(session, group, ChallengeState.ACCEPTED, reason, person_id, now)
    return Decided(len(group.ids), remarked)


def decline(
    session: Session,
    bank_id: int,
    challenge_id: UUID,
    reason: str,
    person_id: int,
    now: datetime,
) -> Decided:
    """Say why learners are not right, to all whose challenge is equal; nothing else changes.

    Raises UnknownObjection, and AlreadyDecided.
    """
    group, _ = _hold(session, bank_id, challenge_id)
    _close(session, group, ChallengeState.DECLINED, reason, person_id, now)
    return Decided(len(group.ids))


def _hold(session: Session, bank_id: int, challenge_id: UUID) -> tuple[ChallengeGroup, Question]:
    """Return the open challenges that are equal to this one, with their question, both held."""
    row = session.scalars(
        select(Question)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(Challenge, Challenge.question_version_id == QuestionVersion.id)
        .where(Challenge.id == challenge_id, Question.bank_id == bank_id)
    ).one_or_none()
    if row is None:
        raise UnknownObjection(challenge_id)
    # Learners are held before a bank is, as where trials are removed.
    lock_learners(session, asked_learners(session, row.id))
    lock(session, row)
    group = group_with(session, bank_id, challenge_id)
    if group is None:
        decided = session.get(Challenge, challenge_id, populate_existing=True)
        if decided is None:
            # Its learner was removed with all they did.
            raise UnknownObjection(challenge_id)
        raise AlreadyDecided(decided.state, decided.reason)
    return group, row


def _let_take(
    session: Session,
    row: Question,
    current: QuestionVersion,
    group: ChallengeGroup,
    parts: Collection[str],
    person_id: int,
    now: datetime,
) -> None:
    key = group.key
    mended = taking(domain_question(row, current), group.answer, key.lookalikes, parts)
    if mended is None:
        raise NothingToAccept(row.id)
    saved = save_question(
        session, row, mended, based_on=current.number, author_id=person_id, now=now
    )
    if saved.withdrawn:
        # Learners would not be asked it any more, which nobody has decided here.
        raise ChecksFailed(saved.findings)


def _close(
    session: Session,
    group: ChallengeGroup,
    state: ChallengeState,
    reason: str,
    person_id: int,
    now: datetime,
) -> None:
    session.execute(
        update(Challenge)
        .where(Challenge.id.in_(group.ids))
        .values(state=state.value, reason=reason, decided_by_id=person_id, decided_at=now)
        .execution_options(synchronize_session=False)
    )
    learners = select(Challenge.user_id).where(Challenge.id.in_(group.ids)).distinct()
    note_news(session, session.scalars(learners).all(), now)
