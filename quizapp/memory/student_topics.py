"""What each student of a course remembers of each topic of a bank, and how that will fade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.assignments.models import Assignment
from quizapp.banks.models import Fact, QuestionPart, Topic
from quizapp.courses.queries import members_of, students_of
from quizapp.domain.facts import FactStatus
from quizapp.domain.scheduling import Figures
from quizapp.memory.assigned import facts_given
from quizapp.memory.class_memory import NOTHING, Heading
from quizapp.memory.classes import figures_by_person, recall_by_week
from quizapp.memory.models import Memory
from quizapp.quizzes.models import Attempt, AttemptQuestion
from quizapp.quizzes.sealing import Books


@dataclass(frozen=True, slots=True)
class StudentMemory:
    """What one student holds: of each topic in the order of the headings, and of all together.

    ``name`` is None for somebody without one.
    """

    user_id: int
    name: str | None
    topics: tuple[Figures, ...]
    together: Figures


@dataclass(frozen=True, slots=True)
class ByStudent:
    """The students of a course by name, and the topics of a bank that any of them has learned."""

    topics: Sequence[Heading]
    students: Sequence[StudentMemory]


def memory_by_student(
    session: Session, course_id: UUID, bank_id: int, at: datetime, books: Books
) -> ByStudent:
    """Return what each student now in a course holds of each topic of a bank at a moment.

    Of each student those facts count that the course asked them in an attempt that is handed in,
    or gave them to study: what somebody practises of their own accord is theirs. They are approved,
    and not closed to whoever looks. Five SELECTs.
    """
    people = students_of(course_id)
    belongs = _belongs(session, course_id, bank_id, books)
    held = figures_by_person(session, people, bank_id, at, _open(books), belongs)
    learned = {topic_id for topics in held.values() for topic_id in topics}
    topics = session.execute(
        select(Topic.id, Topic.position, Topic.slug, Topic.title)
        .where(Topic.bank_id == bank_id)
        .order_by(Topic.position, Topic.id)
    ).all()
    shown = [each for each in topics if each.id in learned]
    names = session.execute(
        select(User.id, User.name).where(User.id.in_(people)).order_by(*BY_NAME)
    )
    return ByStudent(
        [Heading(each.position, each.slug, each.title) for each in shown],
        [_student(row.id, row.name, held.get(row.id, {}), [e.id for e in shown]) for row in names],
    )


def coming_weeks(
    session: Session,
    course_id: UUID,
    bank_id: int,
    at: datetime,
    books: Books,
    *,
    topic: str = "",
    weeks: int,
) -> Sequence[float] | None:
    """Return the mean chance (0-1) that what was learned is recalled, at a moment and each week on.

    That is of a course's students and a bank's facts, or those of one topic, if nobody studies
    meanwhile: ``weeks`` + 1 numbers, and None where nothing was learned. Two SELECTs.
    """
    facts = open_facts(bank_id, books, topic)
    return recall_by_week(session, students_of(course_id), bank_id, at, facts, weeks)


def open_facts(bank_id: int, books: Books, topic: str = "") -> ColumnElement[bool]:
    """Return what is true of each fact that is approved, not closed, and of a topic by its slug."""
    facts = _open(books)
    if not topic:
        return facts
    of_topic = select(Topic.id).where(Topic.bank_id == bank_id, Topic.slug == topic)
    return and_(facts, Fact.topic_id.in_(of_topic))


def _belongs(session: Session, course_id: UUID, bank_id: int, books: Books) -> ColumnElement[bool]:
    """Return what is true of each memory of a fact that its learner has to do with in a course."""
    given = session.scalars(
        select(Assignment).where(Assignment.course_id == course_id, Assignment.removed_at.is_(None))
    ).all()
    # A class is asked by the hundred thousand, and about other banks as well: what asks about this
    # one is found out once, and looked up for each question that was asked. It is an outer join so
    # that SQLite does not turn it round; what is nothing belongs to no memory.
    parts = (
        select(QuestionPart.question_version_id, QuestionPart.fact_id)
        .join(Fact, Fact.id == QuestionPart.fact_id)
        .where(Fact.bank_id == bank_id, _open(books))
        .subquery("parts")
    )
    asked = (
        select(Attempt.user_id, parts.c.fact_id)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .outerjoin(parts, parts.c.question_version_id == AttemptQuestion.question_version_id)
        .where(
            Attempt.assignment_id.in_([each.id for each in given if each.quiz_id is not None]),
            Attempt.finished_at.is_not(None),
            ~Attempt.is_preview,
        )
    )
    return or_(
        tuple_(Memory.user_id, Memory.fact_id).in_(asked),
        *(_studied(each) for each in given if each.bank_id == bank_id),
    )


def _studied(row: Assignment) -> ColumnElement[bool]:
    of_facts = Memory.fact_id.in_(facts_given(row))
    if row.group_id is None:
        return of_facts
    return and_(of_facts, Memory.user_id.in_(members_of(row.group_id)))


def _open(books: Books) -> ColumnElement[bool]:
    return and_(Fact.status == FactStatus.APPROVED.value, books.lets(Fact.id))


def _student(
    user_id: int, name: str | None, held: Mapping[int, Figures], topics: Sequence[int]
) -> StudentMemory:
    figures = tuple(held.get(each, NOTHING) for each in topics)
    return StudentMemory(user_id, name, figures, sum(figures, NOTHING))
