"""What quizzes can be drawn from, and what is left to study."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select, true
from sqlalchemy.orm import Session

from quizapp.banks.models import (
    Fact,
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
    Source,
    Topic,
)
from quizapp.db import table_of
from quizapp.domain.facts import FactStatus
from quizapp.domain.identifiers import is_identifier
from quizapp.domain.questions import QuestionKind, QuestionStatus
from quizapp.domain.sampling import Candidate

_PUBLISHED = QuestionStatus.PUBLISHED.value
_APPROVED = FactStatus.APPROVED.value
BANKS = "banks"
"""The parameter of statements on candidates that takes the ids of their banks."""

_PARTS, _FACTS = table_of(QuestionPart), table_of(Fact)
_QUESTIONS, _VERSIONS = table_of(Question), table_of(QuestionVersion)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a quiz is about; what is empty narrows nothing.

    ``topics`` are slugs, and so are the one ``fact`` and the one article (``source``). ``facts``
    selects ids of facts: what asks for one of them belongs to it. What asks for one of those that
    ``besides`` selects does not, whatever else it asks for.
    """

    topics: tuple[str, ...] = ()
    fact: str = ""
    source: str = ""
    facts: Select[int] | None = None
    besides: Select[int] | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether no question can belong to it."""
        slugs = [each for each in (self.fact, self.source) if each]
        return not all(map(is_identifier, slugs))


ALL = Scope()


def draw_candidates(
    session: Session, bank_ids: Sequence[int], scope: Scope = ALL
) -> list[Candidate]:
    """Return what a quiz may be drawn from: published questions that are marked by the app.

    Flashcards are left out, because their learners mark themselves, and so are essays, which people
    mark and which ask for no fact, and questions about a fact that is no longer approved. Who asks
    for one fact wants it in every form: it is not among the facts that keep these questions apart.
    Of the facts that a scope selects, those that are asked for alone are not asked for together
    with others.
    """
    if scope.is_nothing:
        return []
    statement, values = _within(_CANDIDATES, bank_ids, scope)
    belongs = true() if scope.facts is None else _FACTS.c.id.in_(scope.facts)
    facts: dict[tuple[int, int, str, str], set[int]] = defaultdict(set)
    beside: dict[int, set[int]] = defaultdict(set)
    for version_id, topic_id, kind, fingerprint, fact_id, slug, is_meant in session.execute(
        statement.add_columns(belongs), values
    ):
        apart = facts[version_id, topic_id, kind, fingerprint]
        if slug != scope.fact:
            apart.add(fact_id)
        if not is_meant:
            beside[version_id].add(fact_id)
    # What a question of nothing else asks for is not asked together with what was not meant.
    alone = {
        fact_id
        for (version_id, *_), apart in facts.items()
        if version_id not in beside
        for fact_id in apart
    }
    return [
        Candidate(version_id, topic_id, kind, frozenset(apart), fingerprint)
        for (version_id, topic_id, kind, fingerprint), apart in facts.items()
        if version_id not in beside or apart - beside[version_id] - alone
    ]


def essay_candidates(session: Session, bank_ids: Sequence[int]) -> list[Candidate]:
    """Return the published essays of banks: a teacher may choose them, nothing draws them."""
    rows = session.execute(_ESSAYS, {"banks": list(bank_ids)})
    return [
        Candidate(version_id, topic_id, kind, frozenset(), fingerprint)
        for version_id, topic_id, kind, fingerprint in rows
    ]


def facts_asked_for(session: Session, bank_id: int, scope: Scope = ALL) -> int:
    """Return for how many facts a quiz can ask, which is how many questions it can have.

    Those that a question asks for beside the facts of the scope do not count.
    """
    if scope.is_nothing:
        return 0
    statement, values = _within(_FACTS_ASKED_FOR, [bank_id], scope)
    if scope.facts is not None:
        statement = statement.where(_FACTS.c.id.in_(scope.facts))
    if scope.source:
        statement = statement.where(_FACTS.c.id.in_(_FACTS_FROM))
    return session.scalar(statement, values) or 0


def asking_for(facts: Select[int]) -> Select[int]:
    """Return the statement that counts like this in banks, whose ids are its parameter ``BANKS``.

    It is for those who run it often, and build it once.
    """
    return _within_facts(_FACTS_ASKED_FOR, facts).where(_FACTS.c.id.in_(facts))


def asked_facts(bank_ids: Sequence[int]) -> Select[int]:
    """Return the query for the facts that published questions of these banks ask for."""
    return (
        select(QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            Question.bank_id.in_(bank_ids),
            Question.status == _PUBLISHED,
            QuestionVersion.is_current,
        )
    )


def stock(
    session: Session, bank_ids: Sequence[int], topics: Sequence[str] = ()
) -> tuple[int, bool]:
    """Return how many questions a quiz can choose from, and whether there are cards besides.

    Cards count that are about facts which no quiz asks for; ``topics`` are slugs. One SELECT.
    """
    questions, cards = _candidates(func.count(_VERSIONS.c.id.distinct())), _MORE_CARDS
    values: dict[str, Any] = {BANKS: list(bank_ids)}
    if topics:
        named = _QUESTIONS.c.topic_id.in_(_TOPICS_NAMED)
        questions, cards = questions.where(named), cards.where(named)
        values["topics"] = list(topics)
    row = session.execute(select(questions.scalar_subquery(), cards.exists()), values).one()
    return row[0], bool(row[1])


def _within(
    statement: Select[Any], bank_ids: Sequence[int], scope: Scope
) -> tuple[Select[Any], dict[str, Any]]:
    """Narrow a statement on candidates to a scope; return it with its parameters."""
    values: dict[str, Any] = {BANKS: list(bank_ids)}
    if scope.topics:
        statement = statement.where(_QUESTIONS.c.topic_id.in_(_TOPICS_NAMED))
        values["topics"] = list(scope.topics)
    if scope.fact:
        statement = statement.where(_VERSIONS.c.id.in_(_VERSIONS_ABOUT))
        values["fact"] = scope.fact
    if scope.source:
        statement = statement.where(_VERSIONS.c.id.in_(_VERSIONS_FROM))
        values["source"] = scope.source
    if scope.facts is not None:
        statement = _within_facts(statement, scope.facts)
    if scope.besides is not None:
        asking = select(_PARTS.c.question_version_id).where(_PARTS.c.fact_id.in_(scope.besides))
        statement = statement.where(_VERSIONS.c.id.not_in(asking))
    return statement, values


def _within_facts(statement: Select[Any], facts: Select[int]) -> Select[Any]:
    asking = select(_PARTS.c.question_version_id).where(_PARTS.c.fact_id.in_(facts))
    return statement.where(_VERSIONS.c.id.in_(asking))


_BANKS: BindParameter[int] = bindparam(BANKS, expanding=True)
_DOUBTFUL = (
    select(_PARTS.c.question_version_id)
    .join(_FACTS, _FACTS.c.id == _PARTS.c.fact_id)
    .where(_FACTS.c.bank_id.in_(_BANKS), _FACTS.c.status != _APPROVED)
)
_TOPICS_NAMED = select(Topic.id).where(Topic.slug.in_(bindparam("topics", expanding=True)))
_VERSIONS_ABOUT = (
    select(_PARTS.c.question_version_id)
    .join(_FACTS, _FACTS.c.id == _PARTS.c.fact_id)
    .where(_FACTS.c.bank_id.in_(_BANKS), _FACTS.c.slug == bindparam("fact"))
)
_FACTS_FROM = (
    select(FactVersion.fact_id)
    .join(FactEvidence, FactEvidence.fact_version_id == FactVersion.id)
    .join(Source, Source.id == FactEvidence.source_id)
    .where(Source.bank_id.in_(_BANKS), Source.slug == bindparam("source"), FactVersion.is_current)
)
_VERSIONS_FROM = select(_PARTS.c.question_version_id).where(_PARTS.c.fact_id.in_(_FACTS_FROM))


def _candidates(*columns: Any) -> Select[Any]:
    """Return a statement on what a quiz may be drawn from: a row for each part of a question."""
    return (
        select(*columns)
        .select_from(_VERSIONS)
        .join(_QUESTIONS, _QUESTIONS.c.id == _VERSIONS.c.question_id)
        .join(_PARTS, _PARTS.c.question_version_id == _VERSIONS.c.id)
        .join(_FACTS, _FACTS.c.id == _PARTS.c.fact_id)
        .where(
            _QUESTIONS.c.bank_id.in_(_BANKS),
            _QUESTIONS.c.status == _PUBLISHED,
            _QUESTIONS.c.kind != QuestionKind.FLASHCARD.value,
            _VERSIONS.c.is_current,
            _VERSIONS.c.id.not_in(_DOUBTFUL),
        )
    )


_CANDIDATES = _candidates(
    _VERSIONS.c.id,
    _QUESTIONS.c.topic_id,
    _QUESTIONS.c.kind,
    _VERSIONS.c.fingerprint,
    _FACTS.c.id,
    _FACTS.c.slug,
)
_ESSAYS = (
    select(_VERSIONS.c.id, _QUESTIONS.c.topic_id, _QUESTIONS.c.kind, _VERSIONS.c.fingerprint)
    .join(_QUESTIONS, _QUESTIONS.c.id == _VERSIONS.c.question_id)
    .where(
        _QUESTIONS.c.bank_id.in_(_BANKS),
        _QUESTIONS.c.status == _PUBLISHED,
        _QUESTIONS.c.kind == QuestionKind.ESSAY.value,
        _VERSIONS.c.is_current,
    )
)
_FACTS_ASKED_FOR = _candidates(func.count(_FACTS.c.id.distinct()))
_MORE_CARDS = (
    select(_QUESTIONS.c.id)
    .join(_VERSIONS, _VERSIONS.c.question_id == _QUESTIONS.c.id)
    .join(_PARTS, _PARTS.c.question_version_id == _VERSIONS.c.id)
    .where(
        _QUESTIONS.c.bank_id.in_(_BANKS),
        _QUESTIONS.c.status == _PUBLISHED,
        _QUESTIONS.c.kind == QuestionKind.FLASHCARD.value,
        _VERSIONS.c.is_current,
        _VERSIONS.c.id.not_in(_DOUBTFUL),
        _PARTS.c.fact_id.not_in(_candidates(_FACTS.c.id)),
    )
)
