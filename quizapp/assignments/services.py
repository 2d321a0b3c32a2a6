"""Giving a course something to take or to study, changing that, and removing it.

Every change holds the course first, so that two teachers who change it at once take turns.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from quizapp.assignments.errors import (
    AssignedAlready,
    BadFacts,
    BadTerms,
    NobodyThere,
    UnknownAssignment,
)
from quizapp.assignments.models import (
    AssignedFact,
    Assignment,
    AssignmentOverride,
    GradeChange,
    GradeNote,
)
from quizapp.audit.models import Event
from quizapp.audit.services import Details, Thing, record
from quizapp.concurrent_edits import digest_of, refuse_unseen
from quizapp.courses.models import Course, CourseGroup
from quizapp.courses.services import checked_title, hold_course
from quizapp.db import changed_rows
from quizapp.domain.due_dates import ACCEPTED, Goal, Late, Window

TITLE_LENGTH = 120
MOST_WEIGHT = 100
MOST_PER_DAY = 500
MOST_DAYS = 366
MOST_FACTS = 200
"""How many facts one assignment gives at most, where they are chosen one by one."""


@dataclass(frozen=True, slots=True)
class What:
    """What is given: a quiz, or a bank to study, which a topic, an article or facts may narrow.

    Topics and articles are named by their slugs, facts by their ids: none is all of the bank.
    Raises BadFacts for too many of them, and ValueError for anything else.
    """

    quiz_id: UUID | None = None
    bank_id: int | None = None
    topic: str = ""
    source: str = ""
    facts: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if (self.quiz_id is None) == (self.bank_id is None):
            raise ValueError("a quiz or a bank is given")
        narrowed = [each for each in (self.topic, self.source, self.facts) if each]
        if narrowed and self.bank_id is None:
            raise ValueError("only a bank is narrowed")
        if len(narrowed) > 1:
            raise ValueError("a bank is narrowed once")
        if len(self.facts) > MOST_FACTS:
            raise BadFacts(f"Choose at most {MOST_FACTS} facts. Make several assignments of more.")


@dataclass(frozen=True, slots=True)
class Setting:
    """The terms of an assignment: when, what late work loses, how much it counts.

    For study there is a ``goal``; the daily one has so many cards ``per_day`` on so many ``days``,
    and it alone can be ``is_graded``: what will be recalled is predicted, and that is no mark.
    An empty ``title`` is that of the quiz or the bank. Raises BadTerms.
    """

    window: Window
    title: str = ""
    late: Late = ACCEPTED
    weight: float = 1.0
    goal: Goal | None = None
    per_day: int | None = None
    days: int | None = None
    is_graded: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.weight <= MOST_WEIGHT:
            raise BadTerms(f"A weight goes from 0 to {MOST_WEIGHT}.")
        counts = self.per_day, self.days
        if (self.goal is Goal.DAILY) != (None not in counts) or counts.count(None) == 1:
            raise BadTerms("Say how many cards on how many days.")
        if self.is_graded and self.goal is not Goal.DAILY:
            raise BadTerms("Only cards on several days can count in the grade.")
        if self.per_day is not None and not 1 <= self.per_day <= MOST_PER_DAY:
            raise BadTerms(f"Give from 1 to {MOST_PER_DAY} cards a day.")
        if self.days is not None and not 1 <= self.days <= MOST_DAYS:
            raise BadTerms(f"Give from 1 to {MOST_DAYS} days.")


def assign(
    session: Session,
    assignment_id: UUID,
    course_id: UUID,
    what: What,
    setting: Setting,
    *,
    by: int,
    now: datetime,
    group_id: UUID | None = None,
) -> Assignment:
    """Give something to a course, or to one of its groups; given twice under one id, it is once.

    Raises UnknownCourse, CourseArchived, NobodyThere for a group of another course, BadTitle,
    BadTerms where a goal does not belong to what is given, AssignedAlready, and UnknownAssignment
    where the id is that of an assignment elsewhere.
    """
    course = hold_course(session, course_id)
    known = session.get(Assignment, assignment_id)
    if known is not None:
        if known.course_id != course_id:
            raise UnknownAssignment(assignment_id)
        return known
    if group_id is not None:
        group = session.get(CourseGroup, group_id)
        if group is None or group.course_id != course_id:
            raise NobodyThere
    row = Assignment(
        id=assignment_id,
        course_id=course_id,
        group_id=group_id,
        quiz_id=what.quiz_id,
        bank_id=what.bank_id,
        topic=what.topic,
        source=what.source,
        chosen_facts=len(what.facts) or None,
        made_by_id=by,
        made_at=now,
    )
    _refuse_twice(session, row)
    _set(row, setting)
    session.add(row)
    session.flush()
    if what.facts:
        session.add_all(AssignedFact(assignment_id=row.id, fact_id=each) for each in what.facts)
        session.flush()
    kind = "quiz" if what.bank_id is None else "study"
    _note(session, Event.ASSIGNMENT_MADE, now, course, row, {"what": kind})
    return row


def terms_digest(row: Assignment) -> str:
    """Return what stands for the terms of an assignment as they are now."""
    return digest_of(*_as_set(row).values())


def change_assignment(
    session: Session,
    course_id: UUID,
    assignment_id: UUID,
    setting: Setting,
    now: datetime,
    *,
    seen: str | None = None,
) -> tuple[Assignment, frozenset[str]]:
    """Give an assignment other terms, and return it with the names of what is different.

    ``seen`` is the digest of the terms that the form was drawn from: others raise ChangedMeanwhile,
    unless they are what is wanted. Raises UnknownAssignment for one that is removed, too, and as
    ``assign`` does.
    """
    course = hold_course(session, course_id)
    row = _assignment(session, course_id, assignment_id)
    if row.removed_at is not None:
        raise UnknownAssignment(assignment_id)
    before, was = _as_set(row), terms_digest(row)
    _set(row, setting)
    changed = frozenset(name for name, value in _as_set(row).items() if before[name] != value)
    if changed:
        refuse_unseen(was, seen)
        session.flush()
        what = {"changed": ", ".join(sorted(changed))}
        _note(session, Event.ASSIGNMENT_CHANGED, now, course, row, what)
    return row, changed


def remove_assignment(
    session: Session, course_id: UUID, assignment_id: UUID, now: datetime
) -> Assignment | None:
    """Take an assignment from its course; attempts stay. None if it is removed already.

    Raises UnknownAssignment and CourseArchived.
    """
    course = hold_course(session, course_id)
    row = _assignment(session, course_id, assignment_id)
    if row.removed_at is not None:
        return None
    row.removed_at = now
    session.flush()
    _note(session, Event.ASSIGNMENT_REMOVED, now, course, row)
    return row


def restore_assignment(
    session: Session, course_id: UUID, assignment_id: UUID, now: datetime
) -> Assignment | None:
    """Give an assignment back that was removed, as it was. None if it is there.

    Raises UnknownAssignment, CourseArchived, and AssignedAlready.
    """
    course = hold_course(session, course_id)
    row = _assignment(session, course_id, assignment_id)
    if row.removed_at is None:
        return None
    _refuse_twice(session, row)
    row.removed_at = None
    session.flush()
    _note(session, Event.ASSIGNMENT_RESTORED, now, course, row)
    return row


def forget_removed(
    session: Session, *, quiz_id: UUID | None = None, bank_id: int | None = None
) -> bool:
    """Remove for good all assignments of a quiz or a bank that is about to be removed itself.

    False where a course still has one: then none is. Nobody may have begun anything under them.
    """
    these = Assignment.bank_id == bank_id if quiz_id is None else Assignment.quiz_id == quiz_id
    there = exists().where(these, Assignment.removed_at.is_(None))
    if session.scalar(select(there)):
        return False
    ids = select(Assignment.id).where(these)
    for model in (AssignedFact, AssignmentOverride, GradeChange, GradeNote):
        changed_rows(session, delete(model).where(model.assignment_id.in_(ids)))
    changed_rows(session, delete(Assignment).where(these))
    return True


def forget_facts(session: Session, fact_ids: Collection[int]) -> None:
    """Take facts that are about to be removed for good out of all assignments that give them."""
    changed_rows(session, delete(AssignedFact).where(AssignedFact.fact_id.in_(fact_ids)))


def held_assignment(
    session: Session, course_id: UUID, assignment_id: UUID
) -> tuple[Course, Assignment]:
    """Return an assignment with its course, which is held. Raises as ``change_assignment``."""
    course = hold_course(session, course_id)
    row = _assignment(session, course_id, assignment_id)
    if row.removed_at is not None:
        raise UnknownAssignment(assignment_id)
    return course, row


def _assignment(session: Session, course_id: UUID, assignment_id: UUID) -> Assignment:
    row = session.get(Assignment, assignment_id, populate_existing=True)
    if row is None or row.course_id != course_id:
        raise UnknownAssignment(assignment_id)
    return row


_TERMS = (
    *("title", "opens_at", "due_at", "closes_at", "late_rule", "late_percent", "weight"),
    *("goal", "per_day", "days", "is_graded"),
)


def _as_set(row: Assignment) -> dict[str, object]:
    return {name: getattr(row, name) for name in _TERMS}


def _set(row: Assignment, setting: Setting) -> None:
    if (setting.goal is None) != (row.bank_id is None):
        raise BadTerms("A goal belongs to what is studied.")
    row.title = checked_title(setting.title, TITLE_LENGTH) if setting.title.strip() else ""
    row.opens_at = setting.window.opens_at
    row.due_at = setting.window.due_at
    row.closes_at = setting.window.closes_at
    row.late_rule, row.late_percent = setting.late.rule.value, setting.late.percent
    row.weight = setting.weight
    row.goal = None if setting.goal is None else setting.goal.value
    row.per_day, row.days = setting.per_day, setting.days
    row.is_graded = setting.is_graded


def _refuse_twice(session: Session, row: Assignment) -> None:
    """Refuse a quiz that is there: the course is held, so nobody gives it meanwhile."""
    if row.quiz_id is None:
        return
    same_people = (
        Assignment.group_id.is_(None)
        if row.group_id is None
        else Assignment.group_id == row.group_id
    )
    twice = exists().where(
        Assignment.course_id == row.course_id,
        Assignment.quiz_id == row.quiz_id,
        Assignment.removed_at.is_(None),
        same_people,
    )
    if session.scalar(select(twice)):
        raise AssignedAlready


def _note(
    session: Session,
    event: Event,
    now: datetime,
    course: Course,
    row: Assignment,
    more: Details | None = None,
) -> None:
    details = {"assignment": str(row.id), **(more or {})}
    record(session, event, now, thing=Thing(course.id, course.title), details=details)
