"""What a learner may not look up during a quiz with closed book, from its start to its release.

An attempt closes the facts that it asks for, the articles that prove these, and all other facts
that those articles prove: the same page would show both. An article with the same words in another
bank is the same article. Practice in anything else goes on. As with
the release of results, the newest version of a quiz decides, so that a teacher's change acts at
once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    false,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Session, aliased

from quizapp.banks.models import FactEvidence, FactVersion, QuestionPart, Source
from quizapp.quizzes.design_models import QuizDesign, Release
from quizapp.quizzes.models import Attempt, AttemptQuestion
from quizapp.quizzes.release import OVER, last_end, over, still_taken

_NONE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Books:
    """What is closed to a learner: all that these attempts of theirs ask about.

    Nearly always there are none, so that nothing is left out of any statement.
    """

    attempts: tuple[UUID, ...] = ()

    @property
    def are_open(self) -> bool:
        """Whether nothing is closed."""
        return not self.attempts

    @property
    def facts(self) -> Select[int] | None:
        """The query for the ids of facts that are closed; None where nothing is."""
        if self.are_open:
            return None
        proofs, wordings = aliased(FactEvidence), aliased(FactVersion)
        shown = (
            select(wordings.fact_id)
            .join(proofs, proofs.fact_version_id == wordings.id)
            .where(proofs.source_id.in_(self._proving()))
        )
        every = union(self._asked(), shown).subquery()
        return select(every.c[0])

    @property
    def sources(self) -> Select[int] | None:
        """The query for the ids of articles that are closed; None where nothing is."""
        return None if self.are_open else self._proving()

    def lets(self, fact: SQLColumnExpression[int]) -> ColumnElement[bool]:
        """Return whether a column that holds the id of a fact names one that is open."""
        facts = self.facts
        return true() if facts is None else fact.not_in(facts)

    def lets_ask(self, version: SQLColumnExpression[int]) -> ColumnElement[bool]:
        """Return whether all facts are open that a question version asks for."""
        facts = self.facts
        if facts is None:
            return true()
        closed = select(QuestionPart.question_version_id).where(QuestionPart.fact_id.in_(facts))
        return version.not_in(closed)

    def keeps(self, attempt: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
        """Return whether a column names an attempt that asks for something that is closed."""
        facts = self.facts
        if facts is None:
            return false()
        part, place = aliased(QuestionPart), aliased(AttemptQuestion)
        asking = (
            select(place.attempt_id)
            .join(part, part.question_version_id == place.question_version_id)
            .where(part.fact_id.in_(facts))
        )
        return attempt.in_(asking)

    def _asked(self) -> Select[int]:
        part, place = aliased(QuestionPart), aliased(AttemptQuestion)
        return (
            select(part.fact_id)
            .join(place, place.question_version_id == part.question_version_id)
            .where(place.attempt_id.in_(self.attempts))
        )

    def _proving(self) -> Select[int]:
        proving, same = aliased(Source), aliased(Source)
        return (
            select(same.id)
            .join(proving, proving.digest == same.digest)
            .join(FactEvidence, FactEvidence.source_id == proving.id)
            .join(FactVersion, FactVersion.id == FactEvidence.fact_version_id)
            .where(FactVersion.fact_id.in_(self._asked()))
        )


OPEN = Books()
"""Nothing is closed."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A quiz for whose sake something is closed to a learner.

    ``is_under_way`` says that they are still at it; else its results come ``until`` that moment,
    which is None where nobody knows it yet.
    """

    attempt_id: UUID
    title: str
    is_under_way: bool
    until: datetime | None


def books_of(session: Session, user_id: int, now: datetime, besides: UUID | None = None) -> Books:
    """Return what is closed to a learner. One SELECT.

    ``besides`` is an attempt that closes nothing: what it shows itself is its own affair.
    """
    given = {"user": user_id, "over": over(now), "besides": besides or _NONE}
    return Books(tuple(session.scalars(_CLOSING, given)))


def any_seal(session: Session, books: Books) -> Seal | None:
    """Return for which quiz something is closed, whatever it is; None where nothing is."""
    if books.are_open:
        return None
    # The one under way is told first: going on with it is what there is to do.
    design, later = aliased(QuizDesign), aliased(QuizDesign)
    newest = ~exists().where(later.quiz_id == design.quiz_id, later.number > design.number)
    row = session.execute(
        select(Attempt.id, Attempt.quiz_id, Attempt.finished_at, design.title, design.closes_at)
        .join(design, design.quiz_id == Attempt.quiz_id)
        .where(Attempt.id.in_(books.attempts), newest)
        .order_by(Attempt.finished_at.is_not(None), Attempt.started_at.desc())
        .limit(1)
    ).one()
    until = row.closes_at and last_end(session, row.quiz_id, row.closes_at)
    return Seal(row.id, row.title, row.finished_at is None, until)


def seal_on_fact(session: Session, books: Books, fact_id: int) -> Seal | None:
    """Return for which quiz a fact is closed; None where it is open."""
    facts = select(FactVersion.fact_id).where(FactVersion.fact_id == fact_id)
    return _seal(session, books, facts.where(~books.lets(FactVersion.fact_id)))


def seal_on_source(session: Session, books: Books, source_id: int) -> Seal | None:
    """Return for which quiz an article is closed; None where it is open."""
    sources = books.sources
    if sources is None:
        return None
    closed = select(Source.id).where(Source.id == source_id, Source.id.in_(sources))
    return _seal(session, books, closed)


def closed_sources(session: Session, books: Books, bank_id: int) -> frozenset[int]:
    """Return the ids of the articles of a bank that are closed. One SELECT where any may be."""
    sources = books.sources
    if sources is None:
        return frozenset()
    closed = select(Source.id).where(Source.bank_id == bank_id, Source.id.in_(sources))
    return frozenset(session.scalars(closed))


def seal_on_version(session: Session, books: Books, version_id: int) -> Seal | None:
    """Return for which quiz a question version is closed, and so what was answered to it."""
    asked = select(QuestionPart.fact_id).where(QuestionPart.question_version_id == version_id)
    return _seal(session, books, asked.where(~books.lets(QuestionPart.fact_id)))


def seal_on_attempt(session: Session, books: Books, attempt_id: UUID) -> Seal | None:
    """Return for which quiz the results of an attempt are closed: it asked about the same."""
    if books.are_open:
        return None
    asked = (
        select(QuestionPart.fact_id)
        .join(
            AttemptQuestion,
            AttemptQuestion.question_version_id == QuestionPart.question_version_id,
        )
        .where(AttemptQuestion.attempt_id == attempt_id)
    )
    return _seal(session, books, asked.where(~books.lets(QuestionPart.fact_id)))


def _seal(session: Session, books: Books, closed: Select[int]) -> Seal | None:
    """Return for which quiz something is closed, if this query finds anything closed in it."""
    if books.are_open or session.scalar(closed.limit(1)) is None:
        return None
    return any_seal(session, books)


_LATER = aliased(QuizDesign)
_CLOSING = (
    select(Attempt.id)
    .join(QuizDesign, QuizDesign.quiz_id == Attempt.quiz_id)
    .where(
        Attempt.user_id == bindparam("user"),
        Attempt.id != bindparam("besides"),
        ~Attempt.is_preview,
        QuizDesign.is_closed_book,
        ~exists().where(_LATER.quiz_id == QuizDesign.quiz_id, _LATER.number > QuizDesign.number),
        or_(
            Attempt.finished_at.is_(None),
            # Results that are never shown are waited for until nobody takes the quiz any more.
            and_(
                QuizDesign.release != Release.END.value,
                QuizDesign.closes_at.is_not(None),
                still_taken(OVER),
            ),
        ),
    )
)
