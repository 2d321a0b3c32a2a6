"""Reading banks: sources with their facts, and questions to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, defer

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
from quizapp.domain.kinds.marks import Lookalikes
from quizapp.domain.questions import GAP, QuestionStatus
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.typed.vocabulary import NO_WORDS
from quizapp.language.english_words import words_of

_PUBLISHED = QuestionStatus.PUBLISHED.value
_APPROVED = FactStatus.APPROVED.value
# Statements on tables cost less than on models; these are on the path of every answer.
_PARTS, _FACTS, _BANKS = table_of(QuestionPart), table_of(Fact), table_of(Bank)
_EVIDENCE, _WORDINGS = table_of(FactEvidence), table_of(FactVersion)
_QUESTIONS, _VERSIONS = table_of(Question), table_of(QuestionVersion)
_PROOFS_IN = (
    select(
        _FACTS.c.id,
        _FACTS.c.slug,
        _WORDINGS.c.statement,
        _EVIDENCE.c.start,
        _EVIDENCE.c.end,
        _EVIDENCE.c.quote,
        _EVIDENCE.c.value,
    )
    .join_from(_EVIDENCE, _WORDINGS, _WORDINGS.c.id == _EVIDENCE.c.fact_version_id)
    .join(_FACTS, _FACTS.c.id == _WORDINGS.c.fact_id)
    .where(
        _EVIDENCE.c.source_id == bindparam("source"),
        _WORDINGS.c.is_current,
        _FACTS.c.status == _APPROVED,
    )
    .order_by(_EVIDENCE.c.start, _EVIDENCE.c.end, _FACTS.c.position)
)
_PARTS_ASKED = (
    select(
        _PARTS.c.question_version_id,
        _PARTS.c.name,
        _PARTS.c.fact_id,
        _PARTS.c.fact_version_id,
        _FACTS.c.bank_id,
        _FACTS.c.lookalikes,
        _BANKS.c.language,
    )
    .join_from(_PARTS, _FACTS, _FACTS.c.id == _PARTS.c.fact_id)
    .join(_BANKS, _BANKS.c.id == _FACTS.c.bank_id)
    .where(_PARTS.c.question_version_id.in_(bindparam("versions", expanding=True)))
    .order_by(_PARTS.c.question_version_id, _PARTS.c.position)
)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question version that is asked, and the database id of the fact behind each part.

    ``fact_versions`` are the wordings of these facts that it was made from, part by part.
    ``lookalikes`` are the words of its language and the values of the bank that no slip of spelling
    is taken for.
    """

    version_id: int
    bank_id: int
    question: DomainQuestion
    fact_ids: Mapping[str, int]
    fact_versions: tuple[int, ...]
    lookalikes: Lookalikes


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


def sources_of(session: Session, bank_id: int) -> Sequence[Source]:
    """Return the current sources of a bank in their order, without their texts."""
    statement = (
        select(Source)
        .where(Source.bank_id == bank_id, Source.is_current)
        .order_by(Source.position)
        .options(defer(Source.text, raiseload=True))
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
    rows = session.execute(_PROOFS_IN, {"source": source.id})
    return [_proof_in(source, row) for row in rows]


def proofs_of_versions(session: Session, fact_version_ids: Iterable[int]) -> dict[int, list[Proof]]:
    """Return, for each fact version, the words that prove it; none for an unsourced fact."""
    rows = session.execute(_PROOFS, {"versions": list(fact_version_ids)}).all()
    # Many facts stand in one long text, which is read once.
    wanted = {"sources": list({row.source_id for row in rows})}
    sources = {each.id: each for each in session.scalars(_SOURCES, wanted)} if rows else {}
    proofs: dict[int, list[Proof]] = defaultdict(list)
    for version_id, fact_id, slug, statement, source_id, *words in rows:
        proofs[version_id].append(Proof(fact_id, slug, statement, sources[source_id], *words))
    return proofs


_PROOFS = (
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
    .where(_EVIDENCE.c.fact_version_id.in_(bindparam("versions", expanding=True)))
    .order_by(_EVIDENCE.c.fact_version_id, _EVIDENCE.c.position)
)
_SOURCES = select(Source).where(Source.id.in_(bindparam("sources", expanding=True)))


def statements_of(session: Session, fact_version_ids: Sequence[int]) -> list[str]:
    """Return what each of these wordings of facts says, each once, in their order."""
    found = dict(
        session.execute(
            select(_WORDINGS.c.id, _WORDINGS.c.statement).where(
                _WORDINGS.c.id.in_(fact_version_ids)
            )
        ).all()
    )
    return list(dict.fromkeys(found[each] for each in fact_version_ids if each in found))


def fact_statements(session: Session, bank_id: int, slugs: Iterable[str]) -> dict[str, str]:
    """Return the current statement of each named fact of a bank that learners may know.

    A wrong option may name a fact that is a draft still, was rejected, or holds no more.
    """
    statement = (
        select(Fact.slug, FactVersion.statement)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(
            Fact.bank_id == bank_id,
            Fact.status == _APPROVED,
            FactVersion.is_current,
            Fact.slug.in_(list(slugs)),
        )
    )
    return {row.slug: row.statement for row in session.execute(statement)}


def _proof_in(source: Source, row: Sequence[Any]) -> Proof:
    fact_id, slug, statement, *words = row
    return Proof(fact_id, slug, statement, source, *words)


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


def asked_question(session: Session, version_id: int, fingerprint: str) -> AskedQuestion:
    """Return a version ready to be asked."""
    return asked_questions(session, {version_id: fingerprint})[version_id]


def asked_questions(session: Session, wanted: Mapping[int, str]) -> dict[int, AskedQuestion]:
    """Return versions ready to be asked, by their ids, each given with its fingerprint."""
    questions = questions_of(session, wanted)
    parts: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(_PARTS_ASKED, {"versions": list(wanted)}):
        parts[row.question_version_id].append(row)
    banks = {version_id: rows[0].bank_id for version_id, rows in parts.items()}
    if len(banks) < len(wanted):
        # An essay has no parts, which would name its bank.
        banks |= _banks_of(session, [each for each in wanted if each not in banks])
    return {
        version_id: AskedQuestion(
            version_id,
            banks[version_id],
            questions[version_id],
            {part.name: part.fact_id for part in parts[version_id]},
            tuple(part.fact_version_id for part in parts[version_id]),
            _lookalikes(parts[version_id]),
        )
        for version_id in wanted
    }


def _lookalikes(parts: Sequence[Any]) -> Lookalikes:
    words = words_of(parts[0].language) if parts else NO_WORDS
    return Lookalikes(words, {part.name: part.lookalikes for part in parts if part.lookalikes})


def _banks_of(session: Session, version_ids: Sequence[int]) -> dict[int, int]:
    statement = (
        select(QuestionVersion.id, Question.bank_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionVersion.id.in_(version_ids))
    )
    return dict(session.execute(statement).all())


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
