"""Reading memories: what to study next, what is due, what is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select
from sqlalchemy.orm import Session

from quizapp.banks.models import Fact, Question, QuestionPart, QuestionVersion
from quizapp.domain import scheduling
from quizapp.domain.facts import FactStatus
from quizapp.domain.questions import QuestionStatus
from quizapp.domain.scheduling import (
    DayLoad,
    State,
    Strength,
    memory_key,
    strength_of,
)
from quizapp.domain.scheduling.planning import FORECAST_DAYS
from quizapp.memory.log import Learner, events_of
from quizapp.memory.models import Memory, ReviewUndo
from quizapp.quizzes.models import Response
from quizapp.quizzes.previewed import COUNTED
from quizapp.quizzes.sealing import OPEN, Books

SOON = timedelta(minutes=20)
"""A learning step that ends within this is told as coming again soon."""

ASKABLE = and_(
    Fact.status == FactStatus.APPROVED.value,
    Question.status == QuestionStatus.PUBLISHED.value,
    QuestionVersion.is_current,
)

# What was retired is remembered, but no longer due: nothing could be asked about it.
STILL_ASKED = (
    select(QuestionPart.fact_id)
    .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
    .join(Question, Question.id == QuestionVersion.question_id)
    .join(Fact, Fact.id == QuestionPart.fact_id)
    .where(QuestionPart.fact_id == Memory.fact_id, ASKABLE)
    .correlate(Memory)
    .exists()
)


def within(
    fact: SQLColumnExpression[int], books: Books, only: Select[int] | None
) -> ColumnElement[bool]:
    """Return whether a column names a fact that is open, and one of ``only`` these if any are."""
    return books.lets(fact) if only is None else and_(books.lets(fact), fact.in_(only))


@dataclass(frozen=True, slots=True)
class StudyLoad:
    """How much there is to study now; ``again`` counts the facts whose learning step ends soon.

    ``done`` counts the facts that were reviewed today and do not come again soon; ``begun`` those
    that were reviewed today and do: they are among the due ones or those that come again.
    """

    due: int
    new: int
    again: int = 0
    done: int = 0
    begun: int = 0

    @property
    def progress(self) -> float:
        """How many facts' work is done of ``total`` and ``done``: what was begun is half done.

        So the first answer to a new fact is seen, though it comes again in a minute, and nothing
        that was answered is taken off when that minute is over.
        """
        return self.done + self.begun / 2

    @property
    def total(self) -> int:
        """All that study would ask before nothing comes again soon."""
        return self.due + self.new + self.again


def due_count(
    session: Session,
    user_id: int,
    now: datetime,
    bank_ids: Collection[int] | None = None,
    books: Books = OPEN,
) -> int:
    """Return how many facts, in these banks or all, are due and can still be asked."""
    statement = (
        select(func.count())
        .select_from(Memory)
        .where(
            Memory.user_id == user_id,
            Memory.due <= now,
            STILL_ASKED,
            books.lets(Memory.fact_id),
        )
    )
    if bank_ids is not None:
        statement = statement.where(Memory.bank_id.in_(bank_ids))
    return session.scalar(statement) or 0


def study_load(
    session: Session,
    learner: Learner,
    bank_id: int,
    new_per_day: int,
    now: datetime,
    books: Books = OPEN,
    *,
    only: Select[int] | None = None,
) -> StudyLoad:
    """Return how many facts of a bank are due, are new for today, and come again in a moment.

    What is closed to the learner is not among them. ``only`` selects the ids of facts that count.
    """
    today = learner.calendar.start(learner.calendar.day(now))
    is_due = Memory.due <= now
    comes_again = and_(Memory.due <= now + SOON, Memory.state != State.REVIEW, ~is_due)
    was_asked = Memory.last_review_at >= today
    comes_today = or_(is_due, comes_again)
    due, again, done, begun = session.execute(
        select(
            func.count().filter(is_due),
            func.count().filter(comes_again),
            func.count().filter(was_asked, ~comes_today),
            func.count().filter(was_asked, comes_today),
        ).where(
            Memory.user_id == learner.id,
            Memory.bank_id == bank_id,
            or_(Memory.due <= now + SOON, Memory.last_review_at >= today),
            STILL_ASKED,
            within(Memory.fact_id, books, only),
        )
    ).one()
    left = new_left(session, learner, new_per_day, now)
    new = len(new_facts(session, learner.id, bank_id, left, books, only=only))
    return StudyLoad(due, new, again, done, begun)


def next_due(
    session: Session,
    user_id: int,
    bank_id: int,
    books: Books = OPEN,
    *,
    only: Select[int] | None = None,
) -> datetime | None:
    """Return when the next fact of a bank falls due, if the learner has met any that is open."""
    return session.scalar(
        select(Memory.due)
        .where(
            Memory.user_id == user_id,
            Memory.bank_id == bank_id,
            STILL_ASKED,
            within(Memory.fact_id, books, only),
        )
        .order_by(Memory.due)
        .limit(1)
    )


def forecast(
    session: Session, learner: Learner, now: datetime, bank_ids: Collection[int] | None = None
) -> tuple[DayLoad, ...]:
    """Return how many facts fall due on each of the learner's next days, today first."""
    end = learner.calendar.start(learner.calendar.day(now) + timedelta(days=FORECAST_DAYS))
    statement = select(Memory.due).where(
        Memory.user_id == learner.id, Memory.due < end, STILL_ASKED
    )
    if bank_ids is not None:
        statement = statement.where(Memory.bank_id.in_(bank_ids))
    due = session.scalars(statement)
    return scheduling.forecast(due, now=now, calendar=learner.calendar, days=FORECAST_DAYS)


def strengths(
    session: Session, learner: Learner, now: datetime, bank_id: int | None = None
) -> dict[int, Strength]:
    """Return how well each fact that was ever answered is remembered now, by fact id."""
    statement = select(Memory).where(Memory.user_id == learner.id)
    if bank_id is not None:
        statement = statement.where(Memory.bank_id == bank_id)
    return {
        row.fact_id: strength_of(value_of(row), now, calendar=learner.calendar)
        for row in session.scalars(statement)
    }


def answers_since(session: Session, user_id: int, moment: datetime) -> int:
    """Return how many questions a learner has answered since a moment, not taken back.

    What is entered in a quiz that is not handed in yet is answered too; what was taken out again
    there is not, but a card that was given up is.
    """
    undone = select(ReviewUndo.response_id).where(ReviewUndo.response_id == Response.id)
    statement = select(func.count(Response.id)).where(
        Response.user_id == user_id,
        Response.received_at >= moment,
        or_(~Response.is_blank, Response.attempt_id.is_(None)),
        COUNTED,
        ~undone.exists(),
    )
    return session.scalar(statement) or 0


def why_due(session: Session, learner: Learner, fact_id: int) -> scheduling.Explanation | None:
    """Return what the newest review of a fact did, which is why it is due when it is."""
    return scheduling.explain_latest(
        events_of(session, learner.id, [fact_id]).get(fact_id, []),
        key=memory_key(learner.id, fact_id),
        calendar=learner.calendar,
    )


def value_of(row: Memory) -> scheduling.Memory:
    """Return the memory that a row holds."""
    return scheduling.Memory(
        State(row.state),
        row.step,
        row.stability,
        row.difficulty,
        row.due,
        row.last_review_at,
        row.reps,
        row.lapses,
        row.last_day,
        row.stability_fast,
    )


def met_today(session: Session, learner: Learner, now: datetime) -> int:
    """Return how many facts the learner has met for the first time today, in whatever bank."""
    today = learner.calendar.start(learner.calendar.day(now))
    statement = (
        select(func.count())
        .select_from(Memory)
        .where(Memory.user_id == learner.id, Memory.first_review_at >= today)
    )
    return session.scalar(statement) or 0


def new_left(session: Session, learner: Learner, new_per_day: int, now: datetime) -> int:
    """Return how many new facts the learner may still meet today."""
    return max(0, new_per_day - met_today(session, learner, now))


def new_facts(
    session: Session,
    user_id: int,
    bank_id: int,
    limit: int,
    books: Books,
    *,
    only: Select[int] | None = None,
) -> Sequence[int]:
    """Return facts that the learner has never answered and that an open question asks for.

    One of each topic after the other: mixed topics are remembered longer. ``only`` selects the ids
    of those that are meant.
    """
    asked = (
        select(QuestionPart.fact_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionPart.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionPart.fact_id == Fact.id, ASKABLE)
    )
    # Places within the topic count what is known already: what is left does not begin anew.
    place = func.row_number().over(partition_by=Fact.topic_id, order_by=Fact.position)
    facts = (
        select(Fact.id, Fact.position, place.label("place"))
        .where(Fact.bank_id == bank_id, asked.exists())
        .subquery()
    )
    met = select(Memory.fact_id).where(Memory.user_id == user_id, Memory.fact_id == facts.c.id)
    statement = (
        select(facts.c.id)
        .where(~met.exists(), within(facts.c.id, books, only))
        .order_by(facts.c.place, facts.c.position)
        .limit(limit)
    )
    return session.scalars(statement).all()


def count_new_facts(
    session: Session,
    user_id: int,
    bank_id: int,
    most: int,
    books: Books = OPEN,
    *,
    only: Select[int] | None = None,
) -> int:
    """Return how many facts of a bank a learner has never answered, up to ``most``."""
    return len(new_facts(session, user_id, bank_id, most, books, only=only))


def has_new_facts(session: Session, user_id: int, bank_id: int, books: Books = OPEN) -> bool:
    """Whether a bank has facts that a learner has never answered, however many a day they want."""
    return count_new_facts(session, user_id, bank_id, 1, books) > 0
