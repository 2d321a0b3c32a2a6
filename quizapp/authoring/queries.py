"""Reading banks as their teachers see them: what needs attention, and lists to search."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.authoring.bank_checks import StoredCheck, check_of, checks_of
from quizapp.authoring.checking import open_conflicts, waiting_drafts
from quizapp.banks.access import SeenBank, seen_banks
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
from quizapp.banks.policies import Action, BankAccess
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import GAP, QuestionStatus
from quizapp.paging import Page, one_page


@dataclass(frozen=True, slots=True)
class BankDesk:
    """A bank, what it is to whoever asks, its size, and what in it waits for somebody.

    ``waiting`` counts the drafts of articles; ``draft_questions`` and ``draft_facts`` are others.
    ``failing`` and ``conflicts`` are as a worker found them last; ``is_checked`` says that nothing
    was changed since.
    """

    seen: SeenBank
    facts: int
    published: int
    draft_questions: int
    draft_facts: int
    failing: int
    conflicts: int
    waiting: int
    is_checked: bool

    @property
    def bank(self) -> Bank:
        """The bank itself."""
        return self.seen.bank

    @property
    def access(self) -> BankAccess:
        """What it is to whoever asks."""
        return self.seen.access

    @property
    def needs_attention(self) -> bool:
        """Whether anything waits."""
        counts = (self.waiting, self.draft_questions, self.draft_facts, self.failing)
        return any(counts) or bool(self.conflicts)


@dataclass(frozen=True, slots=True)
class FactFilter:
    """What a list of facts is narrowed to; an empty text narrows nothing.

    ``conflict`` narrows to facts on which sources disagree when it is not empty.
    """

    text: str = ""
    topic: str = ""
    kind: str = ""
    status: str = ""
    source: str = ""
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """What a list of questions is narrowed to; an empty text narrows nothing.

    ``failing`` narrows to questions that fail a check when it is not empty.
    """

    text: str = ""
    topic: str = ""
    kind: str = ""
    status: str = ""
    origin: str = ""
    source: str = ""
    fact: str = ""
    failing: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact in a list. ``conflicts`` counts the facts it says it contradicts."""

    fact: Fact
    version: FactVersion
    questions: int
    sourced: bool

    @property
    def kind(self) -> str:
        """The fact's kind."""
        return str(self.version.content["kind"])

    @property
    def conflicts(self) -> int:
        """How many facts it says it contradicts."""
        return len(self.version.content["conflicts_with"])


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in a list; ``failing`` counts the checks it fails."""

    question: Question
    version: QuestionVersion
    failing: int

    @property
    def headline(self) -> str:
        """The words that tell it from other questions."""
        return headline(self.version)


def headline(version: QuestionVersion) -> str:
    """Return the words that tell a question from others: the text of a cloze, else the stem."""
    return GAP.sub("…", version.content.get("text") or version.stem)


def headline_of(session: Session, row: Question) -> str:
    """Return the headline of a question's current version."""
    return headline(
        session.scalars(
            select(QuestionVersion).where(
                QuestionVersion.question_id == row.id, QuestionVersion.is_current
            )
        )
        .unique()
        .one()
    )


def editable_banks(session: Session, person: Visitor) -> Sequence[Bank]:
    """Return the banks that a person may change, by title."""
    return [each.bank for each in seen_banks(session, person, Action.EDIT)]


def desks(session: Session, person: Visitor) -> list[BankDesk]:
    """Return the banks a person may look into, with what needs attention in each, by title."""
    seen = seen_banks(session, person, Action.INSPECT)
    found = checks_of(session, [each.bank for each in seen])
    return [_desk(session, each, found[each.bank.id]) for each in seen]


def _desk(session: Session, seen: SeenBank, check: StoredCheck) -> BankDesk:
    bank = seen.bank
    facts = _by_status(session, Fact, bank.id)
    questions = _by_status(session, Question, bank.id)
    waiting = len(session.scalars(waiting_drafts(bank.id, Question.id)).all())
    return BankDesk(
        seen,
        facts=facts.get(FactStatus.APPROVED, 0),
        published=questions.get(QuestionStatus.PUBLISHED, 0),
        draft_questions=questions.get(QuestionStatus.DRAFT, 0) - waiting,
        draft_facts=facts.get(FactStatus.DRAFT, 0) - _drafts_asked(session, bank.id),
        failing=len(check.failing),
        conflicts=check.conflicts,
        waiting=waiting,
        # A bank without a question has none that could fail a check.
        is_checked=check.is_current or not questions,
    )


def topics_of(session: Session, bank_id: int) -> Sequence[Topic]:
    """Return the topics of a bank in their order."""
    statement = select(Topic).where(Topic.bank_id == bank_id).order_by(Topic.position)
    return session.scalars(statement).all()


def find_facts(
    session: Session, bank_id: int, wanted: FactFilter, number: int = 1
) -> Page[FactRow]:
    """Return one page of a bank's facts, in its order; a page beyond the last is the last."""
    conditions = _fact_conditions(wanted)
    if wanted.conflict:
        conditions.append(Fact.slug.in_(open_conflicts(session, bank_id)))
    statement = (
        select(Fact, FactVersion)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(Fact.bank_id == bank_id, FactVersion.is_current, *conditions)
    )
    statement, number, total = one_page(session, statement.order_by(Fact.position, Fact.id), number)
    found = session.execute(statement).unique().all()
    ids = [fact.id for fact, _ in found]
    asked = _question_counts(session, ids)
    sourced = _sourced(session, [version.id for _, version in found])
    rows = [
        FactRow(fact, version, asked.get(fact.id, 0), version.id in sourced)
        for fact, version in found
    ]
    return Page(rows, number, total)


def find_questions(
    session: Session, bank_id: int, wanted: QuestionFilter, number: int = 1
) -> Page[QuestionRow]:
    """Return one page of a bank's questions, in its order; a page beyond the last is the last."""
    failed = check_of(session, bank_id).failing
    conditions = [*_question_conditions(wanted)]
    if wanted.failing:
        conditions.append(Question.slug.in_(failed))
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(Question.bank_id == bank_id, QuestionVersion.is_current, *conditions)
    )
    statement, number, total = one_page(
        session, statement.order_by(Question.position, Question.id), number
    )
    found = session.execute(statement).unique()
    rows = [
        QuestionRow(question, version, failed.get(question.slug, 0)) for question, version in found
    ]
    return Page(rows, number, total)


def questions_with(
    session: Session, bank_id: int, public_ids: Collection[UUID]
) -> list[QuestionRow]:
    """Return these questions of a bank as a list shows them, in its order; others are left out."""
    if not public_ids:
        return []
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            Question.bank_id == bank_id,
            Question.public_id.in_(public_ids),
            QuestionVersion.is_current,
        )
        .order_by(Question.position, Question.id)
    ).unique()
    return [QuestionRow(question, version, 0) for question, version in found]


def _fact_conditions(wanted: FactFilter) -> list[ColumnElement[bool]]:
    found = [_contains(word, FactVersion.statement, Fact.slug) for word in wanted.text.split()]
    if wanted.topic:
        found.append(Fact.topic.has(Topic.slug == wanted.topic))
    if wanted.kind:
        found.append(FactVersion.content["kind"].as_string() == wanted.kind)
    if wanted.status:
        found.append(Fact.status == wanted.status)
    if wanted.source:
        found.append(_proved_by(wanted.source))
    return found


def _question_conditions(wanted: QuestionFilter) -> list[ColumnElement[bool]]:
    cloze = QuestionVersion.content["text"].as_string()
    found = [
        _contains(word, QuestionVersion.stem, cloze, Question.slug) for word in wanted.text.split()
    ]
    if wanted.topic:
        found.append(Question.topic.has(Topic.slug == wanted.topic))
    if wanted.kind:
        found.append(Question.kind == wanted.kind)
    if wanted.status:
        found.append(Question.status == wanted.status)
    if wanted.origin:
        found.append(Question.origin == wanted.origin)
    if wanted.fact:
        found.append(_asks(Fact.slug == wanted.fact))
    if wanted.source:
        found.append(_asks(_proved_by(wanted.source)))
    return found


def _contains(word: str, *columns: ColumnElement[str] | Any) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _proved_by(source: str) -> ColumnElement[bool]:
    """Whether the row's fact version quotes the source of that name, whichever revision."""
    return exists().where(
        FactEvidence.fact_version_id == FactVersion.id,
        FactEvidence.source_id == Source.id,
        Source.slug == source,
    )


def _asks(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return QuestionVersion.parts.any(
        and_(
            QuestionPart.fact_version_id == FactVersion.id,
            FactVersion.fact_id == Fact.id,
            condition,
        )
    )


def _by_status(session: Session, table: type[Fact | Question], bank_id: int) -> Mapping[str, int]:
    statement = (
        select(table.status, func.count()).where(table.bank_id == bank_id).group_by(table.status)
    )
    return dict(session.execute(statement).all())


def _drafts_asked(session: Session, bank_id: int) -> int:
    """Return how many draft facts are reviewed together with the drafts that ask for them."""
    asked = (
        waiting_drafts(bank_id, QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .where(QuestionVersion.is_current)
    )
    statement = select(func.count()).where(
        Fact.bank_id == bank_id, Fact.status == FactStatus.DRAFT.value, Fact.id.in_(asked)
    )
    return session.scalar(statement.select_from(Fact)) or 0


def _question_counts(session: Session, fact_ids: Sequence[int]) -> Mapping[int, int]:
    statement = (
        select(QuestionPart.fact_id, func.count(QuestionVersion.question_id.distinct()))
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            QuestionPart.fact_id.in_(fact_ids),
            QuestionVersion.is_current,
            Question.status != QuestionStatus.RETIRED.value,
        )
        .group_by(QuestionPart.fact_id)
    )
    return dict(session.execute(statement).all())


def _sourced(session: Session, version_ids: Sequence[int]) -> set[int]:
    statement = select(FactEvidence.fact_version_id).where(
        FactEvidence.fact_version_id.in_(version_ids)
    )
    return set(session.scalars(statement))
