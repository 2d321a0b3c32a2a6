"""The drafts of an article as they are reviewed: those that wait, and those that were held back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.authoring.checking import (
    as_if_approved,
    check_context,
    domain_question,
    findings_of,
)
from quizapp.authoring.details import FactSheet, fact_sheets
from quizapp.authoring.draft_decisions import WAITS, Decision
from quizapp.authoring.draft_forms import Form, forms_of, rejected_forms, waiting_forms
from quizapp.authoring.models import Draft, GenerationRun
from quizapp.authoring.queries import headline
from quizapp.banks.models import (
    Fact,
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
    Source,
)
from quizapp.domain.formats.records import question_from_dict
from quizapp.domain.generation.checks import Finding
from quizapp.domain.generation.reasons import TITLES, Reason
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.paging import page_count

PAGE_SIZE = 10
_FIELD = re.compile(r"^[a-z]+(?:\.[a-z0-9_-]+)*: ")


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft that waits, with its facts and what keeps it from being published as it is.

    ``forms`` are the drafts that wait and ask for exactly these facts, itself included.
    """

    row: Question
    version: UUID
    place: int
    question: DomainQuestion
    facts: Sequence[FactSheet]
    findings: Sequence[Finding]
    forms: Sequence[Form]


@dataclass(frozen=True, slots=True)
class Decided:
    """A draft that was decided just now; ``together`` counts the forms rejected with it, and it."""

    row: Question
    place: int
    headline: str
    decision: str
    together: int

    @property
    def is_rejected(self) -> bool:
        """Whether it was not wanted."""
        return self.decision == Decision.REJECTED


@dataclass(frozen=True, slots=True)
class Tally:
    """How many drafts of an article wait, and what became of the others."""

    left: int
    accepted: int
    edited: int
    rejected: int

    @property
    def published(self) -> int:
        """How many were good, as they were or after an edit."""
        return self.accepted + self.edited


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """A draft that was held back, as it would have been asked, and the reasons in sentences."""

    question: DomainQuestion
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Held:
    """Drafts that were held back for reasons of one sort; ``title`` says which."""

    title: str
    drafts: Sequence[HeldDraft]

    @property
    def shared(self) -> Sequence[str]:
        """The reasons that all of them have, where there are several: to be said once."""
        if len(self.drafts) == 1:
            return ()
        return [
            said
            for said in self.drafts[0].reasons
            if all(said in draft.reasons for draft in self.drafts)
        ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the drafts that wait, best first; ``number`` counts from 1."""

    cards: Sequence[DraftCard]
    number: int
    pages: int


def run_by_slug(session: Session, bank_id: int, source_slug: str) -> GenerationRun | None:
    """Return what was made of the article of that name in the app."""
    return session.scalars(
        select(GenerationRun)
        .join(Source, Source.id == GenerationRun.source_id)
        .where(Source.bank_id == bank_id, Source.slug == source_slug)
        .order_by(Source.revision.desc())
        .limit(1)
    ).one_or_none()


def draft_of(session: Session, question_id: int) -> Draft | None:
    """Return what is known of a question as a draft of an article."""
    return session.get(Draft, question_id)


def page_of(session: Session, draft: Draft) -> int:
    """Return the page of the review on which a draft stands, or stood before it was decided."""
    better = (
        select(func.count())
        .select_from(Draft)
        .join(Question, Question.id == Draft.question_id)
        .where(
            Draft.generation_run_id == draft.generation_run_id, Draft.place < draft.place, *WAITS
        )
    )
    return (session.scalar(better) or 0) // PAGE_SIZE + 1


def tally(session: Session, run: GenerationRun) -> Tally:
    """Count the drafts of an article by what became of them."""
    decided: Mapping[str | None, int] = dict(
        session.execute(
            select(Draft.decision, func.count())
            .where(Draft.generation_run_id == run.id)
            .group_by(Draft.decision)
        ).all()
    )
    return Tally(
        _count_waiting(session, run),
        *(decided.get(each.value, 0) for each in Decision),
    )


def waiting(session: Session, run: GenerationRun, number: int) -> Waiting:
    """Return one page of the drafts that wait; a page beyond the last is the last."""
    pages = page_count(_count_waiting(session, run), PAGE_SIZE)
    number = min(max(number, 1), pages)
    found = (
        session.execute(
            select(Draft.place, Question, QuestionVersion)
            .join(Question, Question.id == Draft.question_id)
            .join(QuestionVersion, QuestionVersion.question_id == Question.id)
            .where(Draft.generation_run_id == run.id, QuestionVersion.is_current, *WAITS)
            .order_by(Draft.place)
            .limit(PAGE_SIZE)
            .offset((number - 1) * PAGE_SIZE)
        )
        .unique()
        .all()
    )
    ids = [part.fact_id for _, _, version in found for part in version.parts]
    sheets = fact_sheets(session, ids)
    context = as_if_approved(check_context(session, run.source.bank_id))
    forms = waiting_forms(session, run.id)
    cards = []
    for place, row, version in found:
        question = domain_question(row, version)
        facts = [sheets[each] for each in dict.fromkeys(part.fact_id for part in version.parts)]
        cards.append(
            DraftCard(
                row,
                version.public_id,
                place,
                question,
                facts,
                findings_of(question, context),
                forms_of(row.slug, forms),
            )
        )
    return Waiting(cards, number, pages)


def decided(session: Session, run: GenerationRun, question_slug: str) -> Decided | None:
    """Return a draft of the article that is decided, to be spoken of once more."""
    found = session.execute(
        select(Draft, Question, QuestionVersion)
        .join(Question, Question.id == Draft.question_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            Draft.generation_run_id == run.id,
            Draft.decision.is_not(None),
            Question.slug == question_slug,
            QuestionVersion.is_current,
        )
    ).unique()
    for draft, row, version in found:
        together = len(rejected_forms(session, draft))
        return Decided(row, draft.place, headline(version), str(draft.decision), together)
    return None


def held_back(run: GenerationRun) -> list[Held]:
    """Return the drafts that were held back, by the sort of their weightiest reason.

    What is merely spare comes last: there was enough of its kind, and nothing is wrong with it.
    """
    groups: dict[str, list[HeldDraft]] = {title: [] for title in TITLES.values()}
    for each in run.content["held"]:
        reasons = [_reason(stored) for stored in each["reasons"]]
        said = list(dict.fromkeys(reason.text for reason in reasons))
        draft = HeldDraft(question_from_dict(each["question"]), said)
        groups.setdefault(reasons[0].title, []).append(draft)
    return [Held(title, held) for title, held in groups.items() if held]


def _reason(stored: Mapping[str, str] | str) -> Reason:
    # Articles that were drafted by an earlier version have the sentence alone, after its field.
    if isinstance(stored, str):
        return Reason("", _FIELD.sub("", stored))
    return Reason(**stored)


def conflicts(run: GenerationRun) -> Sequence[Mapping[str, Any]]:
    """Return what the article and others of its bank do not agree on, what blocks first."""
    found: Sequence[Mapping[str, Any]] = run.content["conflicts"]
    return sorted(found, key=lambda each: not each["blocks"])


def facts_without_drafts(session: Session, run: GenerationRun) -> list[FactSheet]:
    """Return the article's facts that no draft asks for."""
    asked = select(Draft.question_id).where(Draft.generation_run_id == run.id)
    statement = (
        select(Fact.id)
        .join(FactVersion, FactVersion.fact_id == Fact.id)
        .join(FactEvidence, FactEvidence.fact_version_id == FactVersion.id)
        .where(
            FactEvidence.source_id == run.source_id,
            FactVersion.is_current,
            Fact.id.not_in(
                select(QuestionPart.fact_id)
                .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
                .where(QuestionVersion.question_id.in_(asked))
            ),
        )
    )
    return list(fact_sheets(session, session.scalars(statement)).values())


def unfinished(session: Session, bank_ids: Collection[int]) -> dict[int, list[tuple[Source, int]]]:
    """Return, for each of these banks, the articles with drafts that wait, and how many."""
    statement = (
        select(Source, func.count())
        .join(GenerationRun, GenerationRun.source_id == Source.id)
        .join(Draft, Draft.generation_run_id == GenerationRun.id)
        .join(Question, Question.id == Draft.question_id)
        .where(Source.bank_id.in_(bank_ids), *WAITS)
        .group_by(Source.id)
        .order_by(Source.position)
    )
    found: dict[int, list[tuple[Source, int]]] = {}
    for source, count in session.execute(statement):
        found.setdefault(source.bank_id, []).append((source, count))
    return found


def _count_waiting(session: Session, run: GenerationRun) -> int:
    statement = (
        select(func.count())
        .select_from(Draft)
        .join(Question, Question.id == Draft.question_id)
        .where(Draft.generation_run_id == run.id, *WAITS)
    )
    return session.scalar(statement) or 0
