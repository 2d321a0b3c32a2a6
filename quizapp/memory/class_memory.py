"""What the students of a course remember of a bank, for those who teach or mark in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.assignments.models import Assignment
from quizapp.banks.access import SEEN, SeenBank, seen_by
from quizapp.banks.candidates import asked_facts
from quizapp.banks.models import Bank, Fact, FactVersion, Topic
from quizapp.banks.policies import Action, permits
from quizapp.courses.queries import students_of
from quizapp.domain.facts import FactStatus
from quizapp.domain.scheduling import Figures
from quizapp.memory.classes import figures_by_fact
from quizapp.memory.models import Memory
from quizapp.quizzes.sealing import Books

NOTHING = Figures()
"""What a class holds of a fact that nobody has learned."""

FORETOLD = timedelta(days=7)
"""What was all reviewed on one day is ordered by what is recalled so much later."""

MOST_BANKS = 50
"""No list to choose a bank from is longer."""


class Heading(NamedTuple):
    """A topic of a bank."""

    position: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class FactMemory:
    """What a class holds of one fact, and whether a published question asks for it."""

    id: int
    public_id: UUID
    slug: str
    statement: str
    topic: Heading
    position: int
    figures: Figures
    is_asked: bool


@dataclass(frozen=True, slots=True)
class TopicMemory:
    """What a class holds of the facts of a topic."""

    topic: Heading
    facts: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class ClassMemory:
    """What a class of so many students holds of a bank, the weakest first.

    What nobody has learned stands at the end, in the order of the bank. Where all that is known
    ``is_of_the_day``, everything is recalled alike, and the order is that of ``FORETOLD``.
    """

    students: int
    is_of_the_day: bool
    facts: Sequence[FactMemory]
    topics: Sequence[TopicMemory]


def moment_of(day: date, time_zone: str, now: datetime) -> datetime:
    """Return the moment that is meant by a day of a course: now today, and noon on a later day.

    Nobody can tell what was remembered before: an earlier day is taken for today.
    """
    zone = ZoneInfo(time_zone)
    if day <= now.astimezone(zone).date():
        return now
    return datetime.combine(day, time(12), zone).astimezone(UTC)


def banks_remembered(
    session: Session, course_id: UUID, person: Visitor | None
) -> Sequence[SeenBank]:
    """Return the banks that a person may see and that the course has to do with, by title.

    Those are banks of which a student has learned anything, and those that it was given to study;
    ``MOST_BANKS`` at most. One SELECT.
    """
    learned = exists().where(Memory.bank_id == Bank.id, Memory.user_id.in_(students_of(course_id)))
    given = exists().where(
        Assignment.bank_id == Bank.id,
        Assignment.course_id == course_id,
        Assignment.removed_at.is_(None),
    )
    wanted = (
        SEEN.where(permits(person, Action.LEARN), or_(learned, given))
        .order_by(Bank.title, Bank.slug)
        .limit(MOST_BANKS)
    )
    return seen_by(session, person, wanted)


def class_memory(
    session: Session, course_id: UUID, bank_id: int, at: datetime, books: Books
) -> ClassMemory:
    """Return what those who are students of a course now hold of a bank at a moment.

    Facts count that are approved, and asked for or learned by anybody; those that are closed to
    whoever looks are left out. Four SELECTs, however many students and facts there are; two more
    where all that is known is of the day.
    """
    held = figures_by_fact(session, students_of(course_id), bank_id, at)
    facts = [
        FactMemory(
            row.id,
            row.public_id,
            row.slug,
            row.statement,
            Heading(row.topic_position, row.topic_slug, row.topic_title),
            row.position,
            held.get(row.id, NOTHING),
            bool(row.is_asked),
        )
        for row in session.execute(
            select(
                Fact.id,
                Fact.public_id,
                Fact.slug,
                Fact.position,
                FactVersion.statement,
                Fact.id.in_(asked_facts([bank_id])).label("is_asked"),
                Topic.position.label("topic_position"),
                Topic.slug.label("topic_slug"),
                Topic.title.label("topic_title"),
            )
            .join(FactVersion, FactVersion.fact_id == Fact.id)
            .join(Topic, Topic.id == Fact.topic_id)
            .where(
                Fact.bank_id == bank_id,
                Fact.status == FactStatus.APPROVED.value,
                FactVersion.is_current,
                books.lets(Fact.id),
            )
        )
        if row.is_asked or row.id in held
    ]
    students = select(func.count()).select_from(students_of(course_id).subquery())
    is_of_the_day = sum((each.figures for each in facts), NOTHING).is_of_the_day
    if is_of_the_day:
        held = figures_by_fact(session, students_of(course_id), bank_id, at + FORETOLD)
    foretold = {each.id: held.get(each.id, NOTHING) for each in facts}
    by_topic: dict[Heading, list[FactMemory]] = defaultdict(list)
    for each in facts:
        by_topic[each.topic].append(each)

    def topicweakness(topic: Heading) -> tuple[bool, float]:
        return weakness(sum((foretold[each.id] for each in by_topic[topic]), NOTHING))

    return ClassMemory(
        session.scalars(students).one(),
        is_of_the_day,
        sorted(facts, key=lambda each: (*weakness(foretold[each.id]), each.position)),
        [
            TopicMemory(
                topic, len(by_topic[topic]), sum((e.figures for e in by_topic[topic]), NOTHING)
            )
            for topic in sorted(by_topic, key=lambda topic: (*topicweakness(topic), topic))
        ],
    )


def weakness(figures: Figures) -> tuple[bool, float]:
    """Return what the weakest come first by, and what nobody has learned last."""
    return figures.recall is None, figures.recall or 0.0
