"""Wording a fact anew: a version is added, and its questions follow or become drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring.checking import (
    as_if_approved,
    check_context,
    domain_fact,
    domain_question,
    findings_of,
    is_waiting,
)
from quizapp.authoring.errors import FactConflict, MoreChanges
from quizapp.authoring.locking import lock
from quizapp.banks import versions
from quizapp.banks.lookalikes import note_lookalikes
from quizapp.banks.models import Fact, FactVersion, Question, QuestionVersion
from quizapp.domain import facts as domain_facts
from quizapp.domain.banks import named_facts
from quizapp.domain.errors import Fault, InvalidFact
from quizapp.domain.fact_wording import following
from quizapp.domain.formats.fingerprint import fact_fingerprint, fingerprint
from quizapp.domain.generation.checks import CheckContext, Finding, evidence_findings
from quizapp.domain.generation.identity import digest
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.questions import QuestionStatus


@dataclass(frozen=True, slots=True)
class Effect:
    """What wording a fact anew does to a question that names it.

    ``is_reworded`` says that its own words change with the fact's. ``findings`` are the checks
    that it fails then; with any of them, a published one becomes a draft.
    """

    row: Question
    version: QuestionVersion
    question: DomainQuestion
    is_reworded: bool
    findings: tuple[Finding, ...]

    @property
    def withdrawn(self) -> bool:
        """Whether learners are not asked it any more."""
        return bool(self.findings) and self.row.status == QuestionStatus.PUBLISHED


def current_wording(session: Session, row: Fact) -> FactVersion:
    """Return the wording that a fact has now, read anew."""
    return session.scalars(
        select(FactVersion)
        .where(FactVersion.fact_id == row.id, FactVersion.is_current)
        .execution_options(populate_existing=True)
    ).one()


def effects(session: Session, row: Fact, fact: domain_facts.Fact) -> list[Effect]:
    """Return what a new wording of a fact would do to the questions that name it.

    Raises InvalidFact when its evidence does not prove it any more.
    """
    old = domain_fact(row, current_wording(session, row))
    before = check_context(session, row.bank_id)
    _refuse_unproved(fact, before)
    naming = {
        question.id: following(question, old, fact)
        for question in before.questions
        if fact.id in {name for _, name in named_facts(question)}
    }
    after = CheckContext.around(
        (fact if each.id == fact.id else each for each in before.index.facts),
        before.sources.values(),
        (naming.get(each.id, each) for each in before.questions),
    )
    found = []
    for question, version in _current(session, row.bank_id, list(naming)):
        asked = naming[question.slug]
        context = as_if_approved(after) if is_waiting(session, question) else after
        changed = asked != domain_question(question, version)
        found.append(Effect(question, version, asked, changed, findings_of(asked, context)))
    return found


def seal(found: Sequence[Effect]) -> str:
    """Return what stands for effects that somebody has seen: others have another seal."""
    return digest(
        *(f"{each.version.public_id} {each.withdrawn} {each.is_reworded}" for each in found)
    )[:16]


def save_wording(
    session: Session,
    row: Fact,
    fact: domain_facts.Fact,
    *,
    based_on: UUID | None,
    seen: str,
    author_id: int,
    now: datetime,
) -> list[Effect] | None:
    """Make a new wording the current one, and let its questions follow; returns what it did.

    None says that the fact reads like that already. ``based_on`` is the version that was edited
    and ``seen`` the seal of what somebody was shown. Raises FactConflict where another version is
    current, MoreChanges where questions are withdrawn or worded anew and that was not seen, and
    InvalidFact as ``effects`` does.
    """
    # Nobody may add a question, or word another fact, between the checks and the writing.
    lock(session, row)
    current = current_wording(session, row)
    fact = replace(fact, status=domain_facts.FactStatus(row.status))
    print_now = fact_fingerprint(fact)
    if print_now == current.fingerprint:
        return None
    if current.public_id != based_on:
        raise FactConflict(current)
    found = effects(session, row, fact)
    if any(each.withdrawn or each.is_reworded for each in found) and seen != seal(found):
        raise MoreChanges(found)
    new = next_version(row, fact, current, print_now, now, author_id)
    make_current(session, current, new)
    note_lookalikes(session, row.bank_id)
    for each in found:
        _follow(session, each, row, fact, new, now, author_id)
    session.flush()
    return found


def _refuse_unproved(fact: domain_facts.Fact, context: CheckContext) -> None:
    faults = [
        Fault("value.text", finding.message, "Say what the evidence proves.")
        for finding in evidence_findings(fact, context.sources)
    ]
    if faults:
        raise InvalidFact("fact", faults)


def _current(
    session: Session, bank_id: int, slugs: Sequence[str]
) -> list[tuple[Question, QuestionVersion]]:
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(Question.bank_id == bank_id, Question.slug.in_(slugs), QuestionVersion.is_current)
        .order_by(Question.position)
    )
    return [(row, version) for row, version in session.execute(statement).unique()]


def next_version(
    row: Fact,
    fact: domain_facts.Fact,
    old: FactVersion,
    print_now: str,
    now: datetime,
    author_id: int,
) -> FactVersion:
    """Build the version, with the evidence in the very revisions of the articles it stood in."""
    sources = {each.source.slug: each.source for each in old.evidence}
    texts = {
        name: domain_facts.Source(
            source.slug, source.title, source.publisher, source.published, source.text
        )
        for name, source in sources.items()
    }
    version = versions.fact_version(row, fact, old, print_now, texts, sources, now)
    version.author_id = author_id
    return version


def make_current(session: Session, old: FactVersion, new: FactVersion) -> None:
    """Let a new version take the place of the one that is current; the caller flushes."""
    # The database allows one current version: the old one goes first.
    old.is_current = False
    session.flush()
    session.add(new)


def _follow(
    session: Session,
    effect: Effect,
    row: Fact,
    fact: domain_facts.Fact,
    new: FactVersion,
    now: datetime,
    author_id: int,
) -> None:
    """Let a question ask for the new wording, in a version of its own: versions never change."""
    old = effect.version
    facts = {part.fact_version.fact.slug: part.fact_version for part in old.parts}
    if row.slug in facts:
        facts[row.slug] = new
        known = {name: domain_fact(each.fact, each) for name, each in facts.items()}
        known[fact.id] = fact
        # Whoever worded the question stays its author when only its fact is worded anew.
        author = author_id if effect.is_reworded else old.author_id
        old.is_current = False
        session.flush()
        session.add(
            versions.question_version(
                effect.row,
                effect.question,
                old.number + 1,
                fingerprint(effect.question, known),
                facts.__getitem__,
                now,
                author,
            )
        )
    if effect.withdrawn:
        effect.row.status = QuestionStatus.DRAFT.value
