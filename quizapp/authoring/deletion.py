"""Removing an article or a bank that was made by mistake. What learners answered is never removed.

What those who may change a bank tried in it themselves is removed before (answering/trials.py). The
database itself refuses to lose an answer: everything it rests on is held by RESTRICT.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from quizapp.assignments.queries import is_assigned
from quizapp.assignments.services import forget_facts, forget_removed
from quizapp.audit.models import Event
from quizapp.audit.services import Thing, record
from quizapp.authoring.errors import StillNeeded
from quizapp.authoring.models import (
    Draft,
    FactApproval,
    GenerationRun,
    ListedCard,
    PendingArticle,
    TermList,
)
from quizapp.banks.lookalikes import note_lookalikes
from quizapp.banks.models import (
    Bank,
    Fact,
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
    Source,
    Topic,
)
from quizapp.banks.services import hold_contents
from quizapp.db import hold
from quizapp.domain.questions import QuestionStatus


class DeletionBlocker(StrEnum):
    """Why something cannot be removed."""

    FILES = "files"
    ASKED = "asked"
    PUBLISHED = "published"
    USED = "used"
    ASSIGNED = "assigned"


def drafts_of(session: Session, run: GenerationRun) -> Sequence[int]:
    """Return the ids of the questions that were drafted from an article."""
    statement = select(Draft.question_id).where(Draft.generation_run_id == run.id)
    return session.scalars(statement).all()


def questions_of_bank(session: Session, bank: Bank) -> Sequence[int]:
    """Return the ids of all questions of a bank."""
    return session.scalars(select(Question.id).where(Question.bank_id == bank.id)).all()


def article_blocker(
    session: Session, run: GenerationRun, *, was_asked: bool
) -> DeletionBlocker | None:
    """Return what keeps an article from being removed; ``was_asked`` is of any of its drafts."""
    if was_asked:
        return DeletionBlocker.ASKED
    drafted = select(Draft.question_id).where(Draft.generation_run_id == run.id)
    using = (
        select(QuestionVersion.question_id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .where(QuestionPart.fact_id.in_(_facts_of(session, run)))
    )
    relying = Question.id.in_(drafted) | Question.id.in_(using)
    published = Question.status == QuestionStatus.PUBLISHED.value
    if session.scalar(select(Question.id).where(relying, published).limit(1)) is not None:
        return DeletionBlocker.PUBLISHED
    others = select(Question.id).where(Question.id.in_(using), Question.id.not_in(drafted))
    return DeletionBlocker.USED if session.scalar(others.limit(1)) is not None else None


def bank_blocker(session: Session, bank: Bank, *, was_asked: bool) -> DeletionBlocker | None:
    """Return what keeps a bank from being removed; ``was_asked`` is of anything in it."""
    if bank.loaded_hash:
        return DeletionBlocker.FILES
    if was_asked:
        return DeletionBlocker.ASKED
    return DeletionBlocker.ASSIGNED if is_assigned(session, bank.id) else None


def remove_article(session: Session, run: GenerationRun, now: datetime, *, was_asked: bool) -> None:
    """Remove an article with its facts and drafts; raises StillNeeded and RowGone."""
    source = run.source
    # Nobody may publish or add a draft of it meanwhile.
    hold_contents(session, source.bank_id)
    blocker = article_blocker(session, run, was_asked=was_asked)
    if blocker is not None:
        raise StillNeeded(blocker)
    facts = _facts_of(session, run)
    _delete_runs(session, [run.id], drafts_of(session, run))
    delete_facts(session, source.bank_id, facts)
    session.execute(delete(Source).where(Source.id == source.id))
    delete_empty_topics(session, source.bank_id)
    about = Thing(source.public_id, source.title)
    record(session, Event.ARTICLE_REMOVED, now, thing=about, details={"bank": source.bank.title})
    session.expire_all()


def remove_bank(session: Session, bank: Bank, now: datetime, *, was_asked: bool) -> None:
    """Remove a bank with all that is in it; raises StillNeeded and RowGone."""
    hold(session, bank, to_remove=True)
    blocker = bank_blocker(session, bank, was_asked=was_asked)
    if blocker is not None:
        raise StillNeeded(blocker)
    forget_removed(session, bank_id=bank.id)
    sources = select(Source.id).where(Source.bank_id == bank.id)
    runs = session.scalars(
        select(GenerationRun.id).where(GenerationRun.source_id.in_(sources))
    ).all()
    _delete_runs(session, runs, questions_of_bank(session, bank))
    facts = session.scalars(select(Fact.id).where(Fact.bank_id == bank.id)).all()
    delete_facts(session, bank.id, facts)
    for table in (TermList, Source, Topic):
        session.execute(delete(table).where(table.bank_id == bank.id))
    session.execute(delete(Bank).where(Bank.id == bank.id))
    record(session, Event.BANK_REMOVED, now, thing=Thing(bank.public_id, bank.title))
    session.expire_all()


def _facts_of(session: Session, run: GenerationRun) -> Sequence[int]:
    """Return the ids of the facts that have words in an article, in whatever version."""
    statement = (
        select(FactVersion.fact_id)
        .join(FactEvidence, FactEvidence.fact_version_id == FactVersion.id)
        .where(FactEvidence.source_id == run.source_id)
        .distinct()
    )
    return session.scalars(statement).all()


def _delete_runs(session: Session, runs: Sequence[int], question_ids: Sequence[int]) -> None:
    delete_questions(session, question_ids)
    for statement in (
        delete(PendingArticle).where(PendingArticle.generation_run_id.in_(runs)),
        delete(GenerationRun).where(GenerationRun.id.in_(runs)),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})


def delete_questions(session: Session, question_ids: Sequence[int]) -> None:
    """Remove questions with all their versions; nobody may have been asked one."""
    versions = select(QuestionVersion.id).where(QuestionVersion.question_id.in_(question_ids))
    for statement in (
        delete(FactApproval).where(FactApproval.question_id.in_(question_ids)),
        delete(Draft).where(Draft.question_id.in_(question_ids)),
        delete(QuestionPart).where(QuestionPart.question_version_id.in_(versions)),
        delete(QuestionVersion).where(QuestionVersion.question_id.in_(question_ids)),
        delete(ListedCard).where(ListedCard.question_id.in_(question_ids)),
        delete(Question).where(Question.id.in_(question_ids)),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})


def delete_facts(session: Session, bank_id: int, fact_ids: Sequence[int]) -> None:
    """Remove facts of a bank with all their versions; no question may ask for one.

    From then on their values are names that a slip may reach (``note_lookalikes``). Courses that
    were given some of them to study have the others.
    """
    forget_facts(session, fact_ids)
    versions = select(FactVersion.id).where(FactVersion.fact_id.in_(fact_ids))
    for statement in (
        delete(FactEvidence).where(FactEvidence.fact_version_id.in_(versions)),
        delete(FactVersion).where(FactVersion.fact_id.in_(fact_ids)),
        delete(Fact).where(Fact.id.in_(fact_ids)),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
    note_lookalikes(session, bank_id)


def delete_empty_topics(session: Session, bank_id: int) -> None:
    """Remove the topics of a bank that nothing stands under."""
    statement = delete(Topic).where(
        Topic.bank_id == bank_id,
        ~exists().where(Fact.topic_id == Topic.id),
        ~exists().where(Question.topic_id == Topic.id),
    )
    session.execute(statement, execution_options={"synchronize_session": False})
