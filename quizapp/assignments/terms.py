"""On which terms somebody takes a quiz: the assignment that counts for them, with their dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from quizapp.assignments.models import Assignment, AssignmentOverride
from quizapp.assignments.policies import PERSON, is_theirs
from quizapp.courses.models import Course, Enrolment, GroupMember
from quizapp.domain.due_dates import NO_EXEMPTION, Exemption, Late, Window, counting, dates_for

# A column that points at a table takes its type from there, and that may not be read yet.
_QUIZ = bindparam("quiz", type_=Assignment.id.type)
_OWN_GROUPS = (
    select(GroupMember.group_id)
    .where(GroupMember.user_id == PERSON, GroupMember.course_id == Assignment.course_id)
    .correlate(Assignment)
)
OWN_OVERRIDE = and_(
    AssignmentOverride.assignment_id == Assignment.id,
    AssignmentOverride.is_current,
    or_(AssignmentOverride.user_id == PERSON, AssignmentOverride.group_id.in_(_OWN_GROUPS)),
)
"""What joins to an assignment its overrides for a ``PERSON``, by themselves and by their groups."""
# A student has few of these, so that all come with the assignment in one statement.
_WITH_EXEMPTIONS = (
    select(Assignment, Course.title, Course.time_zone, Enrolment, AssignmentOverride)
    .join(Course, Course.id == Assignment.course_id)
    .outerjoin(Enrolment, and_(Enrolment.course_id == Course.id, Enrolment.user_id == PERSON))
    .outerjoin(AssignmentOverride, OWN_OVERRIDE)
)
_OF_QUIZ = _WITH_EXEMPTIONS.where(Assignment.quiz_id == _QUIZ, is_theirs(PERSON))
_FIRST_OPENING = (
    select(func.min(Assignment.opens_at))
    .join(Course, Course.id == Assignment.course_id)
    .where(
        Assignment.quiz_id == _QUIZ,
        Assignment.removed_at.is_(None),
        Course.archived_at.is_(None),
    )
)
_ONE = _WITH_EXEMPTIONS.where(Assignment.id == bindparam("assignment"))
_THEIRS = _ONE.where(is_theirs(PERSON))
_OPEN_OR_NEXT = _WITH_EXEMPTIONS.where(is_theirs(PERSON))


@dataclass(frozen=True, slots=True)
class Terms:
    """An assignment as one person has it: of which course, and with the dates that are theirs.

    ``quiz_id`` or ``bank_id`` says what it is; ``time_zone`` by whose clock its dates are meant.
    ``is_expected`` is False of what was due while they were not in the course.
    """

    assignment: Assignment
    course: str
    time_zone: str
    window: Window
    is_excused: bool
    is_expected: bool = True

    @property
    def id(self) -> UUID:
        """The id of the assignment."""
        return self.assignment.id

    @property
    def late(self) -> Late:
        """What becomes of late work."""
        return self.assignment.late


def terms_for(session: Session, quiz_id: UUID, user_id: int, now: datetime) -> Terms | None:
    """Return on which terms somebody may take a quiz now; None where it is not given to them.

    Of several assignments of one quiz that counts which ``counting`` says. One SELECT.
    """
    keys = {"quiz": quiz_id, "person": user_id}
    found = _terms(session.execute(_OF_QUIZ, keys))
    if not found:
        return None
    return found[counting([each.window for each in found], now)]


def first_opening(session: Session, quiz_id: UUID) -> datetime | None:
    """Return when a quiz first opens for a course that was given it; None where none was.

    Nobody takes it before by its link alone, or what a class is asked would be known by then. One
    SELECT.
    """
    return session.scalar(_FIRST_OPENING, {"quiz": quiz_id})


def study_terms(session: Session, assignment_id: UUID, user_id: int) -> Terms | None:
    """Return on which terms somebody has an assignment; None where it is not theirs. One SELECT."""
    keys = {"assignment": assignment_id, "person": user_id}
    return next(iter(_terms(session.execute(_THEIRS, keys))), None)


def terms_under(session: Session, assignment_id: UUID, user_id: int) -> Terms | None:
    """Return the terms of an assignment that somebody had, whether or not it still is theirs.

    None where there is no such assignment. One SELECT.
    """
    keys = {"assignment": assignment_id, "person": user_id}
    return next(iter(_terms(session.execute(_ONE, keys))), None)


def assignments_for(
    session: Session, user_id: int, now: datetime, course_id: UUID | None = None
) -> list[Terms]:
    """Return what somebody was given and is not closed to them, the next due first. One SELECT.

    ``course_id`` narrows it to one course, and brings what is closed, too.
    """
    wanted = _OPEN_OR_NEXT
    if course_id is not None:
        wanted = wanted.where(Assignment.course_id == course_id)
    else:
        later = aliased(AssignmentOverride)
        is_later = or_(later.closes_at > now, later.due_at > now)
        moved = select(later.assignment_id).where(later.is_current, is_later)
        wanted = wanted.where(or_(Assignment.closes_at > now, Assignment.id.in_(moved)))
    found = _terms(session.execute(wanted, {"person": user_id}))
    if course_id is None:
        found = [each for each in found if each.window.closes_at > now]
    return sorted(found, key=lambda each: (each.window.due_at, each.id))


def _terms(rows: Iterable[Sequence[Any]]) -> list[Terms]:
    given: dict[UUID, tuple[Assignment, str, str, Enrolment | None]] = {}
    own: dict[UUID, Exemption] = {}
    of_groups: dict[UUID, list[Exemption]] = defaultdict(list)
    for assignment, course, time_zone, place, override in rows:
        given[assignment.id] = assignment, course, time_zone, place
        if override is None:
            continue
        if override.user_id is not None:
            own[assignment.id] = override.exemption
        else:
            of_groups[assignment.id].append(override.exemption)
    found = []
    for key, (assignment, course, time_zone, place) in given.items():
        dates = dates_for(assignment.window, own.get(key, NO_EXEMPTION), of_groups[key])
        expected = place is None or place.membership.owes(dates.window.due_at, assignment.made_at)
        found.append(Terms(assignment, course, time_zone, dates.window, dates.is_excused, expected))
    return found
