"""The drafts of an article as they are reviewed: those that wait, and those that were held back."""

from __future__ import annotations

import re
from collections import Counter
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
from quizapp.authoring.draft_sentences import (
    DraftedSentence,
    drafted_sentences,
    sentence_of,
)
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
from quizapp.banks.queries import Proof
from quizapp.domain.formats.records import question_from_dict
from quizapp.domain.generation.checks import Finding
from quizapp.domain.generation.reasons import TITLES, Reason
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.domain.questions import QuestionStatus
from quizapp.paging import page_count

PAGE_SIZE = 10
_FIELD = re.compile(r"^[a-z]+(?:\.[a-z0-9_-]+)*: ")


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A draft that waits, with its facts and what keeps it from being published as it is."""

    row: Question
    version: UUID
    question: DomainQuestion
    facts: Sequence[FactSheet]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class DraftCard:
    """The forms of a sentence that wait, best first; ``published`` counts those of it that do not.

    ``place`` is the rank of the sentence, also when its best form is decided.
    """

    sentences: Sequence[int]
    place: int
    forms: Sequence[DraftForm]
    published: int

    @property
    def slug(self) -> str:
        """The name of the best form that waits, by which the card is known."""
        return self.forms[0].row.slug

    @property
    def proofs(self) -> Sequence[Sequence[Proof]]:
        """The words that prove the forms, by the fact that they prove; each once."""
        sheets = {sheet.row.id: sheet for form in self.forms for sheet in form.facts}
        return [sheet.proofs for sheet in sheets.values()]


@dataclass(frozen=True, slots=True)
class Decided:
    """A draft that was decided just now, with those that were decided in one go with it.

    They are counted by what became of them, and it is one of them.
    """

    row: Question
    place: int
    headline: str
    published: int
    rejected: int
    passed_over: int


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
    """One page of the sentences whose drafts wait, best first; ``number`` counts from 1.

    ``decided`` of ``total`` sentences have no draft that waits. ``sure`` and ``less_sure`` count
    the others; the page is of the ``is_less_sure`` or not.
    """

    cards: Sequence[DraftCard]
    number: int
    pages: int
    total: int
    sure: int
    less_sure: int
    is_less_sure: bool

    @property
    def decided(self) -> int:
        """How many sentences have no draft that waits."""
        return self.total - self.sure - self.less_sure


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


def page_of(session: Session, draft: Draft) -> tuple[bool, int]:
    """Return whether a draft is less sure, and its page of the review, or where that was."""
    every = drafted_sentences(session, draft.run)
    mine = next(
        each for each in every if draft.question_id in {form.question_id for form in each.forms}
    )
    before = sum(
        bool(each.waiting) and each.place < mine.place
        for each in every
        if each.is_less_sure == mine.is_less_sure
    )
    return mine.is_less_sure, before // PAGE_SIZE + 1


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


def waiting(
    session: Session,
    run: GenerationRun,
    number: int,
    *,
    less_sure: bool = False,
    every: Sequence[DraftedSentence] | None = None,
) -> Waiting:
    """Return one page of the sentences whose drafts wait; a page beyond the last is the last.

    ``every`` are all sentences of the article, where they are known already.
    """
    every = drafted_sentences(session, run) if every is None else every
    open_ones = [each for each in every if each.waiting]
    # Where only the less sure are left, they are not folded.
    less_sure = less_sure and any(each.is_less_sure for each in open_ones)
    mine = [each for each in open_ones if each.is_less_sure == less_sure]
    pages = page_count(len(mine), PAGE_SIZE)
    number = min(max(number, 1), pages)
    shown = mine[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    sure = sum(not each.is_less_sure for each in open_ones)
    return Waiting(
        cards_of(session, run, shown),
        number,
        pages,
        len(every),
        sure,
        len(open_ones) - sure,
        less_sure,
    )


def cards_of(
    session: Session, run: GenerationRun, sentences: Sequence[DraftedSentence]
) -> list[DraftCard]:
    """Return the cards of sentences, with those of their forms that wait."""
    wanted = [form.question_id for each in sentences for form in each.waiting]
    if not wanted:
        return []
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(Question.id.in_(wanted), QuestionVersion.is_current)
    ).unique()
    rows = {row.id: (row, version) for row, version in found}
    ids = [part.fact_id for _, version in rows.values() for part in version.parts]
    sheets = fact_sheets(session, ids)
    context = as_if_approved(check_context(session, run.source.bank_id))
    forms = {}
    for row, version in rows.values():
        question = domain_question(row, version)
        facts = [sheets[each] for each in dict.fromkeys(part.fact_id for part in version.parts)]
        findings = findings_of(question, context)
        forms[row.id] = DraftForm(row, version.public_id, question, facts, findings)
    return [
        DraftCard(
            each.sentences,
            each.place,
            # What can be published as it is comes before what has to be edited first.
            sorted(
                (forms[form.question_id] for form in each.waiting),
                key=lambda form: bool(form.findings),
            ),
            sum(form.is_published for form in each.forms),
        )
        for each in sentences
    ]


def decided(session: Session, run: GenerationRun, question_slug: str) -> Decided | None:
    """Return a draft of the article that is decided, to be spoken of once more."""
    found = session.execute(
        select(Draft, Question, QuestionVersion)
        .join(Question, Question.id == Draft.question_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(
            Draft.generation_run_id == run.id,
            Draft.decided_at.is_not(None),
            Question.slug == question_slug,
            QuestionVersion.is_current,
        )
    ).unique()
    for draft, row, version in found:
        card = sentence_of(session, draft)
        became = Counter(each.decision for each in card.at_once_with(row.id))
        return Decided(
            row,
            card.place,
            headline(version),
            became[Decision.ACCEPTED] + became[Decision.EDITED],
            became[Decision.REJECTED],
            became[None],
        )
    return None


def last_decided(session: Session, run: GenerationRun, user_id: int) -> str:
    """Return the name of the draft of the article that somebody decided on last; empty if none."""
    statement = (
        select(Question.slug)
        .join(Draft, Draft.question_id == Question.id)
        .where(
            Draft.generation_run_id == run.id,
            Draft.decided_by == user_id,
            Question.status != QuestionStatus.DRAFT.value,
        )
        .order_by(Draft.decided_at.desc(), Draft.decision.is_(None), Draft.place)
        .limit(1)
    )
    return session.scalar(statement) or ""


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
