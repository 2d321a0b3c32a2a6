"""An article as its review shows it: each sentence painted by what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quizapp.authoring.draft_sentences import DraftedSentence
from quizapp.authoring.models import GenerationRun
from quizapp.authoring.queries import headline
from quizapp.banks.models import (
    FactEvidence,
    FactVersion,
    Question,
    QuestionPart,
    QuestionVersion,
)
from quizapp.domain.generation.article_sentences import (
    article_sentences,
    is_whole,
    sentence_at,
)
from quizapp.domain.questions import QuestionStatus

WHOLE = 250
"""An article of so many sentences is shown whole; of a longer one, what a page is about."""


class Paint(StrEnum):
    """What became of a sentence; the first that holds counts."""

    ASKED = "asked"
    DRAFTED = "drafted"
    FOLDED = "folded"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class PaintedSentence:
    """A sentence of an article by its number, from 0; ``is_heading`` where it is no whole one."""

    number: int
    start: int
    end: int
    text: str
    paint: Paint
    is_heading: bool


@dataclass(frozen=True, slots=True)
class PaintedArticle:
    """The paragraphs of an article, each with its sentences."""

    paragraphs: Sequence[Sequence[PaintedSentence]]

    @property
    def sentences(self) -> list[PaintedSentence]:
        """All sentences but headings, in their order."""
        return [one for said in self.paragraphs for one in said if not one.is_heading]

    @property
    def total(self) -> int:
        """How many sentences there are."""
        return len(self.sentences)

    @property
    def asked(self) -> int:
        """How many sentences a published question asks for."""
        return sum(each.paint is Paint.ASKED for each in self.sentences)

    def sentence(self, number: int) -> PaintedSentence | None:
        """Return the sentence of a number, from 0, if there is one."""
        every = (one for said in self.paragraphs for one in said)
        return next((each for each in every if each.number == number), None)

    def around(self, numbers: Sequence[int]) -> Sequence[Sequence[PaintedSentence]]:
        """Return all paragraphs, or of a long article those in which these sentences stand."""
        if sum(map(len, self.paragraphs)) <= WHOLE:
            return self.paragraphs
        wanted = set(numbers)
        return [said for said in self.paragraphs if any(one.number in wanted for one in said)]


def painted_article(
    session: Session, run: GenerationRun, every: Sequence[DraftedSentence]
) -> PaintedArticle:
    """Return an article with what became of each of its sentences; ``every`` are its drafts."""
    text = run.source.text
    spans = article_sentences(text)
    asked: set[int] = set()
    for start, end in session.execute(
        _published(run.source_id, FactEvidence.start, FactEvidence.end).distinct()
    ):
        asked.update(range(sentence_at(spans, start), sentence_at(spans, end - 1) + 1))
    waiting = [each for each in every if each.waiting]
    drafted = {number for each in waiting if not each.is_less_sure for number in each.sentences}
    folded = {number for each in waiting if each.is_less_sure for number in each.sentences}
    paragraphs: list[list[PaintedSentence]] = []
    before = 0
    for number, (start, end) in enumerate(spans):
        paint = (
            Paint.ASKED
            if number in asked
            else Paint.DRAFTED
            if number in drafted
            else Paint.FOLDED
            if number in folded
            else Paint.UNTOUCHED
        )
        said = text[start:end]
        heading = paint is Paint.UNTOUCHED and not is_whole(said)
        if not paragraphs or "\n" in text[before:start]:
            paragraphs.append([])
        paragraphs[-1].append(PaintedSentence(number, start, end, said, paint, heading))
        before = end
    return PaintedArticle(paragraphs)


def published_about(
    session: Session, source_id: int, one: PaintedSentence
) -> list[tuple[Question, str]]:
    """Return the published questions whose facts a sentence proves, each with its headline."""
    statement = _published(source_id, Question, QuestionVersion).where(
        FactEvidence.start < one.end, FactEvidence.end > one.start
    )
    rows = session.execute(statement.order_by(Question.position, Question.id)).unique()
    return list({row.id: (row, headline(version)) for row, version in rows}.values())


def _published(source_id: int, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Return the query for published questions, by what proves their facts in an article."""
    return (
        select(*columns)
        .select_from(FactEvidence)
        .join(FactVersion, FactVersion.id == FactEvidence.fact_version_id)
        .join(QuestionPart, QuestionPart.fact_id == FactVersion.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(
            FactEvidence.source_id == source_id,
            FactVersion.is_current,
            QuestionVersion.is_current,
            Question.status == QuestionStatus.PUBLISHED.value,
        )
    )
