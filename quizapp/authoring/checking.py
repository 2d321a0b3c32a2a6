"""The checks of questions as a bank stands in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quizapp.authoring.models import Draft
from quizapp.banks.models import Fact, FactVersion, Question, QuestionVersion, Source
from quizapp.banks.versions import fact_of, question_of
from quizapp.domain import facts as domain_facts
from quizapp.domain.banks import named_facts
from quizapp.domain.facts import FactStatus
from quizapp.domain.generation.checks import CheckContext, Finding, check_question
from quizapp.domain.questions import Origin, QuestionStatus
from quizapp.domain.questions import Question as DomainQuestion

_SET_ASIDE = {
    FactStatus.DRAFT: ("is a draft", "Approve the fact first."),
    FactStatus.SUPERSEDED: ("is superseded by another", "Ask for the fact that holds now."),
    FactStatus.RETIRED: ("is retired", "Choose another fact, or retire this question."),
}


def domain_fact(row: Fact, version: FactVersion) -> domain_facts.Fact:
    """Return a fact with the status it has now, which its versions do not follow."""
    fact = fact_of(version)
    return fact if fact.status == row.status else replace(fact, status=FactStatus(row.status))


def domain_question(row: Question, version: QuestionVersion) -> DomainQuestion:
    """Return a question with the status and origin it has now."""
    question = question_of(version)
    if (question.status, question.origin) == (row.status, row.origin):
        return question
    return replace(question, status=QuestionStatus(row.status), origin=Origin(row.origin))


def check_context(session: Session, bank_id: int) -> CheckContext:
    """Return all of a bank that its questions are checked against, retired questions left out."""
    facts = session.execute(
        select(Fact, FactVersion)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(Fact.bank_id == bank_id, FactVersion.is_current)
    ).unique()
    questions = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            Question.bank_id == bank_id,
            Question.status != QuestionStatus.RETIRED.value,
            QuestionVersion.is_current,
        )
    ).unique()
    sources = session.scalars(
        select(Source).where(Source.bank_id == bank_id, Source.is_current)
    ).all()
    return CheckContext.around(
        (domain_fact(row, version) for row, version in facts),
        (domain_source(source) for source in sources),
        (domain_question(row, version) for row, version in questions),
    )


def context_for(session: Session, row: Question) -> CheckContext:
    """Return what a question is checked against.

    For a draft of an article that waits, draft facts count as approved: accepting it does that.
    """
    context = check_context(session, row.bank_id)
    return as_if_approved(context) if is_waiting(session, row) else context


def with_more_facts(context: CheckContext, facts: Iterable[domain_facts.Fact]) -> CheckContext:
    """Return the context as if the bank had these facts, too; those that it has stay."""
    known = {each.id: each for each in (*facts, *context.index.facts)}
    return CheckContext.around(known.values(), context.sources.values(), context.questions)


def with_fact(context: CheckContext, fact: domain_facts.Fact) -> CheckContext:
    """Return the context as if a fact of the bank were worded like this."""
    facts = (fact if each.id == fact.id else each for each in context.index.facts)
    return CheckContext.around(facts, context.sources.values(), context.questions)


def with_question(context: CheckContext, question: DomainQuestion) -> CheckContext:
    """Return the context as if the bank had this question, in place of the one of its id."""
    others = (each for each in context.questions if each.id != question.id)
    return replace(context, questions=(*others, question))


def as_if_approved(context: CheckContext) -> CheckContext:
    """Return the context with its draft facts approved."""
    facts = (
        replace(fact, status=FactStatus.APPROVED) if fact.status is FactStatus.DRAFT else fact
        for fact in context.index.facts
    )
    return CheckContext.around(facts, context.sources.values(), context.questions)


def is_waiting(session: Session, row: Question) -> bool:
    """Whether a question is the draft of an article that nobody has decided on yet."""
    if row.status != QuestionStatus.DRAFT:
        return False
    draft = session.get(Draft, row.id)
    return draft is not None and draft.decision is None


def findings_of(question: DomainQuestion, context: CheckContext) -> tuple[Finding, ...]:
    """Return all that keeps a question from being published, its facts' own state included."""
    return (*_fact_findings(question, context), *check_question(question, context))


def only_lacks_approval(findings: Iterable[Finding]) -> bool:
    """Whether all that was found is that facts are drafts, which somebody only has to approve."""
    return all(
        finding.check == "fact" and finding.remedy == _SET_ASIDE[FactStatus.DRAFT][1]
        for finding in findings
    )


def failing(session: Session, bank_id: int) -> Mapping[str, int]:
    """Return how many checks each published or draft question fails, by slug; good ones absent.

    Drafts of an article are left out while they wait: their facts are drafts like them, and their
    review says what else is wrong. It takes about a millisecond for each question: pages read what
    ``bank_checks`` keeps.
    """
    context = check_context(session, bank_id)
    waiting = set(session.scalars(waiting_drafts(bank_id, Question.slug)))
    found = {
        each.id: len(findings_of(each, context))
        for each in context.questions
        if each.id not in waiting
    }
    return {name: count for name, count in found.items() if count}


def waiting_drafts(bank_id: int, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Return the query for drafts of articles that nobody has decided on yet."""
    return (
        select(*columns)
        .select_from(Question)
        .join(Draft, Draft.question_id == Question.id)
        .where(
            Question.bank_id == bank_id,
            Question.status == QuestionStatus.DRAFT.value,
            Draft.decision.is_(None),
        )
    )


def open_conflicts(session: Session, bank_id: int) -> list[str]:
    """Return the facts that contradict each other and that nobody has set aside yet."""
    statement = (
        select(Fact.slug, FactVersion.content)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .where(
            Fact.bank_id == bank_id,
            FactVersion.is_current,
            Fact.status.in_([FactStatus.APPROVED.value, FactStatus.DRAFT.value]),
        )
    )
    rivals = {slug: content["conflicts_with"] for slug, content in session.execute(statement)}
    found = {
        name
        for slug, others in rivals.items()
        for other in others
        if other in rivals
        for name in (slug, other)
    }
    return sorted(found)


def _fact_findings(question: DomainQuestion, context: CheckContext) -> list[Finding]:
    known = context.index.by_id
    asked = set(question.facts)
    found = []
    for field, slug in named_facts(question):
        fact = known.get(slug)
        if fact is None:
            message = f"There is no fact “{slug}” in this bank."
            found.append(Finding("fact", field, message, "Choose one from the list."))
        elif slug in asked and fact.status is not FactStatus.APPROVED:
            what, remedy = _SET_ASIDE[fact.status]
            found.append(Finding("fact", field, f"Its fact {what}.", remedy))
    return found


def domain_source(row: Source) -> domain_facts.Source:
    """Return an article as the engine reads it."""
    return domain_facts.Source(
        id=row.slug,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        text=row.text,
        url=row.url,
        note=row.note,
    )
