"""The drafts of an article by the sentence that they are drafted from: its forms are one card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from quizapp.authoring.draft_decisions import Decision
from quizapp.authoring.models import Draft, GenerationRun
from quizapp.banks.models import (
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
)
from quizapp.domain.generation.article_sentences import article_sentences, sentence_at
from quizapp.domain.questions import QuestionStatus

LEAST_SHOWN = 10
"""So few sentences are shown as they are; of more, the less sure half is folded."""


@dataclass(frozen=True, slots=True)
class Form:
    """A draft as it is worded now, by its question, and what has become of it.

    ``moment`` is when it was decided, by the person of the id ``by``.
    """

    slug: str
    question_id: int
    version: UUID
    place: int
    waits: bool
    is_published: bool
    decision: Decision | None
    moment: datetime | None
    by: int | None


@dataclass(frozen=True, slots=True)
class DraftedSentence:
    """The forms of one sentence, best first; ``sentences`` are the numbers of those it is from.

    There are several where one question asks for what several sentences say, and none where its
    proof is no longer in the article.
    """

    sentences: tuple[int, ...]
    forms: Sequence[Form]
    is_less_sure: bool = False

    @property
    def place(self) -> int:
        """The rank of the best form."""
        return self.forms[0].place

    @property
    def waiting(self) -> list[Form]:
        """The forms that nobody has decided on."""
        return [each for each in self.forms if each.waits]

    def at_once_with(self, question_id: int) -> list[Form]:
        """Return the forms that were decided in one go with one of them, and itself.

        What goes together has one moment and one person. There is none of one that waits.
        """
        one = next(each for each in self.forms if each.question_id == question_id)
        if one.moment is None:
            return []
        return [each for each in self.forms if (each.moment, each.by) == (one.moment, one.by)]


def drafted_sentences(session: Session, run: GenerationRun) -> list[DraftedSentence]:
    """Return the drafts of an article by sentence, best first, also those that are decided.

    Of many, the second half is less sure, and so is all that asks for what stands on the edge of
    the article. What is decided keeps its place among them, so that none of the others changes
    sides.
    """
    spans = article_sentences(run.source.text)
    groups: dict[tuple[int, ...], list[Form]] = defaultdict(list)
    for form, starts in _placed(session, run):
        numbers = tuple(sorted({sentence_at(spans, start) for start in starts}))
        # What nothing in the article proves is like no other.
        groups[numbers or (-1 - form.question_id,)].append(form)
    found = sorted(groups.items(), key=lambda group: group[1][0].place)
    shown = max(LEAST_SHOWN, -(-len(found) // 2))
    # Articles that were drafted by an earlier version have no edge.
    edge = run.content.get("central", inf)
    return [
        DraftedSentence(
            tuple(each for each in numbers if each >= 0),
            forms,
            at >= shown or forms[0].place >= edge,
        )
        for at, (numbers, forms) in enumerate(found)
    ]


def sentence_of(session: Session, draft: Draft) -> DraftedSentence:
    """Return the card that a draft is on, or was."""
    return next(
        each
        for each in drafted_sentences(session, draft.run)
        if any(form.question_id == draft.question_id for form in each.forms)
    )


def waiting_versions(cards: Iterable[DraftedSentence]) -> list[UUID]:
    """Return the wordings that wait on these cards."""
    return [form.version for card in cards for form in card.waiting]


def _placed(session: Session, run: GenerationRun) -> list[tuple[Form, Collection[int]]]:
    """Return the drafts of an article, best first, with where what proves each of them begins."""
    rows = session.execute(
        select(
            Question.slug,
            Question.id,
            Question.status,
            QuestionVersion.public_id,
            Draft.place,
            Draft.decision,
            Draft.decided_at,
            Draft.decided_by,
            QuestionPart.fact_id,
            FactEvidence.start,
        )
        .select_from(Draft)
        .join(Question, Question.id == Draft.question_id)
        .join(
            QuestionVersion,
            and_(QuestionVersion.question_id == Question.id, QuestionVersion.is_current),
        )
        .outerjoin(QuestionPart, QuestionPart.question_version_id == QuestionVersion.id)
        .outerjoin(
            FactVersion,
            and_(FactVersion.fact_id == QuestionPart.fact_id, FactVersion.is_current),
        )
        .outerjoin(
            FactEvidence,
            and_(
                FactEvidence.fact_version_id == FactVersion.id,
                FactEvidence.source_id == run.source_id,
            ),
        )
        .where(Draft.generation_run_id == run.id)
        .order_by(Draft.place, QuestionPart.position, FactEvidence.position)
    )
    forms: dict[int, Form] = {}
    starts: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        if row.id not in forms:
            forms[row.id] = Form(
                row.slug,
                row.id,
                row.public_id,
                row.place,
                row.decision is None and row.status == QuestionStatus.DRAFT,
                row.status == QuestionStatus.PUBLISHED,
                Decision(row.decision) if row.decision else None,
                row.decided_at,
                row.decided_by,
            )
        if row.start is not None:
            # A fact that is told twice is drafted from where it is told first.
            starts[row.id].setdefault(row.fact_id, row.start)
    return [(form, [*starts[name].values()]) for name, form in forms.items()]
