"""Reading one fact or one question with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.authoring.checking import domain_fact, domain_question
from quizapp.authoring.history import Change, changes
from quizapp.authoring.models import Draft
from quizapp.authoring.queries import QuestionRow
from quizapp.banks.models import (
    Fact,
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
    Topic,
)
from quizapp.banks.queries import Proof, proofs_of_versions
from quizapp.banks.versions import question_of
from quizapp.domain import facts as domain_facts
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import Question as DomainQuestion


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A fact as it is worded in one version, with the words that prove it."""

    row: Fact
    version: FactVersion
    fact: domain_facts.Fact
    proofs: Sequence[Proof]


@dataclass(frozen=True, slots=True)
class FactDetail:
    """A fact with its versions and their authors, newest first, its rivals and its questions."""

    sheet: FactSheet
    versions: Sequence[tuple[FactVersion, str]]
    rivals: Sequence[FactSheet]
    questions: Sequence[QuestionRow]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A version, who wrote it, and what it changed.

    ``author`` is empty where nobody wrote it: it was made from the ``article`` of that title, or
    without one, it is from the bank's files.
    """

    version: QuestionVersion
    author: str
    article: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class QuestionDetail:
    """A question as it stands, its facts in order, and its versions, newest first."""

    row: Question
    version: QuestionVersion
    question: DomainQuestion
    facts: Sequence[FactSheet]
    history: Sequence[HistoryEntry]

    @property
    def unsourced(self) -> bool:
        """Whether it asks for a fact that no source proves."""
        return any(not sheet.proofs for sheet in self.facts)


def question_by_slug(session: Session, bank_id: int, slug: str) -> Question | None:
    """Return the question of that name, if the bank has it."""
    return session.scalars(
        select(Question).where(Question.bank_id == bank_id, Question.slug == slug)
    ).one_or_none()


def fact_by_slug(session: Session, bank_id: int, slug: str) -> Fact | None:
    """Return the fact of that name, if the bank has it."""
    return session.scalars(
        select(Fact).where(Fact.bank_id == bank_id, Fact.slug == slug)
    ).one_or_none()


def fact_sheet(session: Session, row: Fact) -> FactSheet:
    """Return a fact as it is worded now, with the words that prove it."""
    return fact_sheets(session, [row.id])[row.id]


def wording(session: Session, row: Question, number: int) -> DomainQuestion:
    """Return a question as its version of this number words it; the current one where none is."""
    statement = (
        select(QuestionVersion)
        .where(
            QuestionVersion.question_id == row.id,
            (QuestionVersion.number == number) | QuestionVersion.is_current,
        )
        # That of the number first, where it is another.
        .order_by(QuestionVersion.number != number)
        .limit(1)
    )
    return question_of(session.scalars(statement).unique().one())


def question_detail(session: Session, row: Question) -> QuestionDetail:
    """Return all that the page of a question shows."""
    found = session.execute(
        select(QuestionVersion, User.name)
        .outerjoin(User, User.id == QuestionVersion.author_id)
        .where(QuestionVersion.question_id == row.id)
        .order_by(QuestionVersion.number.desc())
    ).all()
    parsed = [question_of(version) for version, _ in found]
    draft = session.get(Draft, row.id)
    article = draft.run.source.title if draft is not None else ""
    history = [
        HistoryEntry(
            version,
            author or "",
            article if version.number == 1 else "",
            changes(parsed[place + 1], parsed[place]) if place + 1 < len(found) else (),
        )
        for place, (version, author) in enumerate(found)
    ]
    current = next(version for version, _ in found if version.is_current)
    fact_ids = [part.fact_id for part in current.parts]
    sheets = fact_sheets(session, fact_ids)
    return QuestionDetail(
        row,
        current,
        domain_question(row, current),
        [sheets[fact_id] for fact_id in dict.fromkeys(fact_ids)],
        history,
    )


def fact_detail(session: Session, row: Fact) -> FactDetail:
    """Return all that the page of a fact shows."""
    found = session.execute(
        select(FactVersion, User.name)
        .outerjoin(User, User.id == FactVersion.author_id)
        .where(FactVersion.fact_id == row.id)
        .order_by(FactVersion.number.desc())
    ).unique()
    versions = [(version, author or "") for version, author in found]
    sheet = fact_sheet(session, row)
    rivals = fact_sheets(session, _rival_ids(session, sheet))
    return FactDetail(sheet, versions, list(rivals.values()), _asking(session, row.id))


def topic_of_article(session: Session, source_id: int) -> str:
    """Return the name of the topic of the first fact that an article proves; empty if none."""
    statement = (
        select(Topic.slug)
        .join(Fact, Fact.topic_id == Topic.id)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .join(FactEvidence, FactEvidence.fact_version_id == FactVersion.id)
        .where(FactEvidence.source_id == source_id, FactVersion.is_current)
        .order_by(Fact.position, Fact.id)
        .limit(1)
    )
    return session.scalar(statement) or ""


def fact_choices(session: Session, bank_id: int) -> Sequence[tuple[str, str]]:
    """Return id and statement of each fact that a question may ask for, in the bank's order."""
    statement = (
        select(Fact.slug, FactVersion.statement)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(
            Fact.bank_id == bank_id,
            Fact.status != FactStatus.RETIRED.value,
            FactVersion.is_current,
        )
        .order_by(Fact.position, Fact.id)
    )
    return [(slug, text) for slug, text in session.execute(statement)]


def fact_sheets(session: Session, fact_ids: Iterable[int]) -> dict[int, FactSheet]:
    """Return facts by id, each as it is worded now, with the words that prove it."""
    found = (
        session.execute(
            select(Fact, FactVersion)
            .join(FactVersion, FactVersion.fact_id == Fact.id)
            .where(Fact.id.in_(list(fact_ids)), FactVersion.is_current)
            .order_by(Fact.position, Fact.id)
        )
        .unique()
        .all()
    )
    proofs = proofs_of_versions(session, [version.id for _, version in found])
    return {
        row.id: FactSheet(row, version, domain_fact(row, version), proofs.get(version.id, ()))
        for row, version in found
    }


def _rival_ids(session: Session, sheet: FactSheet) -> list[int]:
    """Return the facts that contradict this one, whichever of the two says so."""
    statement = (
        select(Fact.id, Fact.slug, FactVersion.content)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(Fact.bank_id == sheet.row.bank_id, FactVersion.is_current)
    )
    return [
        fact_id
        for fact_id, slug, content in session.execute(statement)
        if slug in sheet.fact.conflicts_with or sheet.row.slug in content["conflicts_with"]
    ]


def _asking(session: Session, fact_id: int) -> list[QuestionRow]:
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            QuestionVersion.is_current,
            QuestionVersion.parts.any(QuestionPart.fact_id == fact_id),
        )
        .order_by(Question.kind, Question.position)
    ).unique()
    return [QuestionRow(question, version, 0) for question, version in found]
