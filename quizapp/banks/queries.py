"""Reading banks: sources with their facts, and questions to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

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
from quizapp.banks.versions import questions_of
from quizapp.db import table_of
from quizapp.domain.facts import FactStatus
from quizapp.domain.identifiers import is_identifier
from quizapp.domain.questions import GAP, QuestionKind, QuestionStatus
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.sampling import Candidate

_PUBLISHED = QuestionStatus.PUBLISHED.value
_APPROVED = FactStatus.APPROVED.value
# Statements on tables cost less than on models; these are on the path of every answer.
_PARTS, _FACTS = table_of(QuestionPart), table_of(Fact)
_EVIDENCE, _WORDINGS = table_of(FactEvidence), table_of(FactVersion)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question version that is asked, and the database id of the fact behind each part."""

    version_id: int
    bank_id: int
    question: DomainQuestion
    fact_ids: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that prove a fact, in the source they stand in."""

    fact_id: int
    fact_slug: str
    statement: str
    source: Source
    start: int
    end: int
    quote: str
    value: str

    @property
    def value_start(self) -> int:
        """Where the words that state the value begin, in the source's text."""
        return self.start + self.quote.index(self.value)

    @property
    def value_end(self) -> int:
        """Where the words that state the value end."""
        return self.value_start + len(self.value)


def bank_by_slug(session: Session, slug: str) -> Bank | None:
    """Return the bank of that name, if there is one."""
    if not is_identifier(slug):
        # What cannot be a name is not looked up: PostgreSQL refuses some characters.
        return None
    return session.scalar(select(Bank).where(Bank.slug == slug))


def bank_by_public_id(session: Session, public_id: UUID) -> Bank | None:
    """Return the bank of that id, if there is one."""
    return session.scalar(select(Bank).where(Bank.public_id == public_id))


def sources_of(session: Session, bank_id: int) -> Sequence[Source]:
    """Return the current sources of a bank in their order."""
    statement = (
        select(Source).where(Source.bank_id == bank_id, Source.is_current).order_by(Source.position)
    )
    return session.scalars(statement).all()


def source_by_slug(session: Session, bank_id: int, slug: str) -> Source | None:
    """Return the current revision of a source, if there is one of that name."""
    if not is_identifier(slug):
        return None
    return session.scalar(
        select(Source).where(Source.bank_id == bank_id, Source.slug == slug, Source.is_current)
    )


def proofs_in(session: Session, source: Source) -> list[Proof]:
    """Return the proving words of every approved fact in a source, in reading order."""
    statement = (
        select(FactEvidence, FactVersion, Fact)
        .join(FactVersion, FactVersion.id == FactEvidence.fact_version_id)
        .join(Fact, Fact.id == FactVersion.fact_id)
        .where(
            FactEvidence.source_id == source.id,
            FactVersion.is_current,
            Fact.status == _APPROVED,
        )
        .order_by(FactEvidence.start, FactEvidence.end, Fact.position)
    )
    return [
        Proof(
            fact.id,
            fact.slug,
            version.statement,
            source,
            evidence.start,
            evidence.end,
            evidence.quote,
            evidence.value,
        )
        for evidence, version, fact in session.execute(statement).unique()
    ]


def proofs_of_versions(session: Session, fact_version_ids: Iterable[int]) -> dict[int, list[Proof]]:
    """Return, for each fact version, the words that prove it; none for an unsourced fact."""
    rows = session.execute(
        select(
            _EVIDENCE.c.fact_version_id,
            _FACTS.c.id,
            _FACTS.c.slug,
            _WORDINGS.c.statement,
            _EVIDENCE.c.source_id,
            _EVIDENCE.c.start,
            _EVIDENCE.c.end,
            _EVIDENCE.c.quote,
            _EVIDENCE.c.value,
        )
        .join_from(_EVIDENCE, _WORDINGS, _WORDINGS.c.id == _EVIDENCE.c.fact_version_id)
        .join(_FACTS, _FACTS.c.id == _WORDINGS.c.fact_id)
        .where(_EVIDENCE.c.fact_version_id.in_(list(fact_version_ids)))
        .order_by(_EVIDENCE.c.fact_version_id, _EVIDENCE.c.position)
    ).all()
    # Many facts stand in one long text, which is read once.
    wanted = select(Source).where(Source.id.in_({row.source_id for row in rows}))
    sources = {source.id: source for source in session.scalars(wanted)} if rows else {}
    proofs: dict[int, list[Proof]] = defaultdict(list)
    for version_id, fact_id, slug, statement, source_id, *words in rows:
        proofs[version_id].append(Proof(fact_id, slug, statement, sources[source_id], *words))
    return proofs


def fact_versions_asked(session: Session, version_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return, for each question version, the wordings of the facts it asks for, part by part."""
    rows = session.execute(
        select(_PARTS.c.question_version_id, _PARTS.c.fact_version_id)
        .where(_PARTS.c.question_version_id.in_(list(version_ids)))
        .order_by(_PARTS.c.question_version_id, _PARTS.c.position)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for version_id, fact_version_id in rows:
        found[version_id].append(fact_version_id)
    return found


def banks_by_id(session: Session, bank_ids: Iterable[int]) -> Sequence[Bank]:
    """Return the banks with these ids."""
    return session.scalars(select(Bank).where(Bank.id.in_(list(bank_ids)))).all()


def fact_statements(session: Session, bank_id: int, slugs: Iterable[str]) -> dict[str, str]:
    """Return the current statement of each named fact of a bank."""
    statement = (
        select(Fact.slug, FactVersion.statement)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(Fact.bank_id == bank_id, FactVersion.is_current, Fact.slug.in_(list(slugs)))
    )
    return {row.slug: row.statement for row in session.execute(statement)}


def sample_proof(session: Session, bank_id: int) -> Proof | None:
    """Return the first proof of the first source of a bank, to show what proofs look like."""
    for source in sources_of(session, bank_id):
        for proof in proofs_in(session, source):
            return proof
    return None


def question_counts(session: Session, bank_id: int) -> dict[int, int]:
    """Return how many published questions ask for each fact of a bank."""
    statement = (
        select(QuestionPart.fact_id, func.count(Question.id.distinct()))
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            Question.bank_id == bank_id, Question.status == _PUBLISHED, QuestionVersion.is_current
        )
        .group_by(QuestionPart.fact_id)
    )
    return dict(session.execute(statement).all())


def current_fact(session: Session, bank_id: int, slug: str) -> FactVersion | None:
    """Return the wording of a fact that holds, or once held, if there is one of that name."""
    if not is_identifier(slug):
        return None
    return session.scalar(
        select(FactVersion)
        .join(Fact, Fact.id == FactVersion.fact_id)
        .where(
            Fact.bank_id == bank_id,
            Fact.slug == slug,
            Fact.status.in_([_APPROVED, FactStatus.SUPERSEDED.value]),
            FactVersion.is_current,
        )
    )


def stems_asking(session: Session, fact_id: int) -> list[tuple[str, str]]:
    """Return kind and words of the published questions that ask for a fact.

    The words of a cloze are its text, because its stem only says what to do.
    """
    statement = (
        select(Question.kind, QuestionVersion.stem, QuestionVersion.content)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            QuestionVersion.is_current,
            Question.status == _PUBLISHED,
            QuestionVersion.parts.any(QuestionPart.fact_id == fact_id),
        )
        .order_by(Question.position)
    )
    return [
        (kind, GAP.sub("…", content.get("text") or stem))
        for kind, stem, content in session.execute(statement)
    ]


def draw_candidates(
    session: Session, bank_ids: Sequence[int], topics: Sequence[str] = (), fact: str = ""
) -> list[Candidate]:
    """Return what a quiz may be drawn from: published questions that are marked by the app.

    Flashcards are left out, because their learners mark themselves, and so are questions about a
    fact that is no longer approved. ``topics`` and ``fact`` narrow the choice when they are not
    empty; they are slugs. Who asks for one fact wants it in every form: it is not among the facts
    that keep these questions apart.
    """
    if fact and not is_identifier(fact):
        return []
    statement = _candidates(
        bank_ids,
        QuestionVersion.id,
        Question.topic_id,
        Question.kind,
        QuestionVersion.fingerprint,
        Fact.id,
        Fact.slug,
    )
    if topics:
        statement = statement.join(Topic, Topic.id == Question.topic_id).where(
            Topic.slug.in_(topics)
        )
    if fact:
        wanted = select(Fact.id).where(Fact.bank_id.in_(bank_ids), Fact.slug == fact)
        about = QuestionVersion.parts.any(QuestionPart.fact_id.in_(wanted))
        statement = statement.where(about)
    facts: dict[tuple[int, int, str, str], set[int]] = defaultdict(set)
    for version_id, topic_id, kind, fingerprint, fact_id, slug in session.execute(statement):
        apart = facts[version_id, topic_id, kind, fingerprint]
        if slug != fact:
            apart.add(fact_id)
    return [
        Candidate(version_id, topic_id, kind, frozenset(apart), fingerprint)
        for (version_id, topic_id, kind, fingerprint), apart in facts.items()
    ]


def facts_asked_for(session: Session, bank_id: int) -> int:
    """Return for how many facts a quiz can ask, which is how many questions it can have."""
    return session.scalar(_candidates([bank_id], func.count(Fact.id.distinct()))) or 0


def _candidates(bank_ids: Sequence[int], *columns: Any) -> Select[Any]:
    """Return a statement on what a quiz may be drawn from: a row for each part of a question."""
    doubtful = (
        select(Fact.id)
        .where(Fact.bank_id.in_(bank_ids), Fact.status != _APPROVED)
        .scalar_subquery()
    )
    return (
        select(*columns)
        .select_from(QuestionVersion)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .join(Fact, Fact.id == QuestionPart.fact_id)
        .where(
            Question.bank_id.in_(bank_ids),
            Question.status == _PUBLISHED,
            Question.kind != QuestionKind.FLASHCARD.value,
            QuestionVersion.is_current,
            ~QuestionVersion.parts.any(QuestionPart.fact_id.in_(doubtful)),
        )
    )


def asked_question(session: Session, version_id: int, fingerprint: str) -> AskedQuestion:
    """Return a version ready to be asked."""
    return asked_questions(session, {version_id: fingerprint})[version_id]


def asked_questions(session: Session, wanted: Mapping[int, str]) -> dict[int, AskedQuestion]:
    """Return versions ready to be asked, by their ids, each given with its fingerprint."""
    questions = questions_of(session, wanted)
    parts = session.execute(
        select(_PARTS.c.question_version_id, _PARTS.c.name, _PARTS.c.fact_id, _FACTS.c.bank_id)
        .join_from(_PARTS, _FACTS, _FACTS.c.id == _PARTS.c.fact_id)
        .where(_PARTS.c.question_version_id.in_(list(wanted)))
    )
    facts: dict[int, dict[str, int]] = defaultdict(dict)
    banks = {}
    for version_id, name, fact_id, bank_id in parts:
        facts[version_id][name] = fact_id
        banks[version_id] = bank_id
    return {
        version_id: AskedQuestion(
            version_id, banks[version_id], questions[version_id], facts[version_id]
        )
        for version_id in wanted
    }


def caption_of(session: Session, version_id: int) -> tuple[UUID, str]:
    """Return the public id of a question version that is known to exist, and its topic's title."""
    return session.execute(
        select(QuestionVersion.public_id, Topic.title)
        .select_from(QuestionVersion)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Topic, Topic.id == Question.topic_id)
        .where(QuestionVersion.id == version_id)
    ).one()


def version_named(session: Session, bank_id: int, public_id: UUID) -> int | None:
    """Return the row of a question version that a form names, if it is of this bank."""
    return session.scalar(
        select(QuestionVersion.id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionVersion.public_id == public_id, Question.bank_id == bank_id)
    )
