"""Banks as learners see them: which are open, what can be read in them, and how much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, defer

from quizapp.accounts.visitors import Visitor
from quizapp.banks.access import seen_banks
from quizapp.banks.candidates import asked_facts
from quizapp.banks.models import Bank, Fact, FactEvidence, FactVersion, Question, Source, Topic
from quizapp.banks.policies import Action
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import QuestionKind, QuestionStatus

_PUBLISHED = QuestionStatus.PUBLISHED.value
_APPROVED = FactStatus.APPROVED.value
# What is true of articles that learners may read. One that was added in the app appears with the
# first fact of it that is approved.
_READABLE: tuple[ColumnElement[bool], ...] = (
    Source.is_current.is_(True),
    or_(
        Source.from_files,
        exists().where(
            FactEvidence.source_id == Source.id,
            FactVersion.id == FactEvidence.fact_version_id,
            FactVersion.is_current,
            Fact.id == FactVersion.fact_id,
            Fact.status == _APPROVED,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class BankOverview:
    """A bank and how much is in it that a learner can use by themselves: essays do not count."""

    bank: Bank
    sources: int
    facts: int
    """How many facts a published question asks for."""
    has_facts: bool
    """Whether any fact is approved, asked for or not: it can be read."""
    questions: int
    cards: int
    """How many of the questions are flashcards, which are for study and left out of quizzes."""

    @property
    def asked(self) -> int:
        """How many questions a quiz can have at most, as it asks for no fact twice."""
        return min(self.facts, self.questions - self.cards)

    @property
    def is_open(self) -> bool:
        """Whether anything can be learnt in it; else a teacher is still at work on it."""
        return bool(self.questions or self.has_facts)


@dataclass(frozen=True, slots=True)
class QuizTopic:
    """A topic, how many questions a quiz can ask under it, and how many cards there are besides."""

    slug: str
    title: str
    questions: int
    cards: int


_IS_CARD = Question.kind == QuestionKind.FLASHCARD.value
# Essays are for quizzes of teachers alone: a learner by themselves has nobody to mark them.
_FOR_LEARNERS = Question.kind != QuestionKind.ESSAY.value
_QUIZ_TOPICS = (
    select(
        Topic.slug,
        Topic.title,
        func.count().filter(~_IS_CARD),
        func.count().filter(_IS_CARD),
    )
    .join(Question, Question.topic_id == Topic.id)
    .where(Topic.bank_id == bindparam("bank"), Question.status == _PUBLISHED, _FOR_LEARNERS)
    .group_by(Topic.id)
    .order_by(Topic.position)
)


@dataclass(frozen=True, slots=True)
class TopicOverview:
    """A topic with how many published questions, and facts that these ask for, are under it."""

    topic: Topic
    facts: int
    questions: int


def overviews(session: Session, person: Visitor | None) -> list[BankOverview]:
    """Return the banks in which a person can learn something, with their counts, by title.

    However many banks there are, it takes the same few SELECTs.
    """
    banks = [each.bank for each in seen_banks(session, person, Action.LEARN)]
    return [each for each in _overviews(session, banks) if each.is_open]


def overview(session: Session, bank: Bank) -> BankOverview:
    """Return a bank's counts of readable articles, facts that are asked for, and questions."""
    return _overviews(session, [bank])[0]


def _overviews(session: Session, banks: Sequence[Bank]) -> list[BankOverview]:
    ids = [bank.id for bank in banks]
    sources = _counts(
        session,
        select(Source.bank_id, func.count())
        .where(Source.bank_id.in_(ids), *_READABLE)
        .group_by(Source.bank_id),
    )
    # A bank is named here where it has any approved fact.
    facts = _counts(
        session,
        select(Fact.bank_id, func.count().filter(Fact.id.in_(asked_facts(ids))))
        .where(Fact.bank_id.in_(ids), Fact.status == _APPROVED)
        .group_by(Fact.bank_id),
    )
    rows = session.execute(
        select(Question.bank_id, func.count(), func.count().filter(_IS_CARD))
        .where(Question.bank_id.in_(ids), Question.status == _PUBLISHED, _FOR_LEARNERS)
        .group_by(Question.bank_id)
    )
    questions = {bank_id: (count, cards) for bank_id, count, cards in rows}
    return [
        BankOverview(
            bank,
            sources.get(bank.id, 0),
            facts.get(bank.id, 0),
            bank.id in facts,
            *questions.get(bank.id, (0, 0)),
        )
        for bank in banks
    ]


def readable_sources(session: Session, bank_id: int) -> Sequence[Source]:
    """Return the articles of a bank that learners may read, in their order, without their texts."""
    statement = select(Source).where(Source.bank_id == bank_id, *_READABLE)
    without_text = defer(Source.text, raiseload=True)
    return session.scalars(statement.order_by(Source.position).options(without_text)).all()


def is_readable(session: Session, source: Source) -> bool:
    """Whether learners may read an article."""
    statement = select(Source.id).where(Source.id == source.id, *_READABLE)
    return session.scalar(statement) is not None


def proof_counts(session: Session, bank_id: int) -> dict[int, int]:
    """Return how many approved facts have words in each current source of a bank. One SELECT."""
    statement = (
        select(FactEvidence.source_id, func.count(FactVersion.fact_id.distinct()))
        .join(FactVersion, FactVersion.id == FactEvidence.fact_version_id)
        .join(Fact, Fact.id == FactVersion.fact_id)
        .join(Source, Source.id == FactEvidence.source_id)
        .where(
            Source.bank_id == bank_id,
            Source.is_current,
            FactVersion.is_current,
            Fact.status == _APPROVED,
        )
        .group_by(FactEvidence.source_id)
    )
    return _counts(session, statement)


def quiz_topics(session: Session, bank_id: int) -> list[QuizTopic]:
    """Return the topics of a bank that have published questions, in their order. One SELECT."""
    return [QuizTopic(*row) for row in session.execute(_QUIZ_TOPICS, {"bank": bank_id})]


def topics_of(session: Session, bank_id: int) -> list[TopicOverview]:
    """Return the topics of a bank in their order, with their counts."""
    asked = asked_facts([bank_id])
    facts = _counts(
        session,
        select(Fact.topic_id, func.count())
        .where(Fact.bank_id == bank_id, Fact.status == _APPROVED, Fact.id.in_(asked))
        .group_by(Fact.topic_id),
    )
    questions = _counts(
        session,
        select(Question.topic_id, func.count())
        .where(Question.bank_id == bank_id, Question.status == _PUBLISHED, _FOR_LEARNERS)
        .group_by(Question.topic_id),
    )
    topics = session.scalars(select(Topic).where(Topic.bank_id == bank_id).order_by(Topic.position))
    return [
        TopicOverview(topic, facts.get(topic.id, 0), questions.get(topic.id, 0)) for topic in topics
    ]


def _counts(session: Session, statement: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(statement)}
