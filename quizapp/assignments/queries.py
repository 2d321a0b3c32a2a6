"""Reading what a course was given, for those who teach in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.assignments.models import Assignment, AssignmentOverride
from quizapp.courses.models import CourseGroup, CourseRole, Enrolment, EnrolmentState, GroupMember
from quizapp.paging import Page, one_page

MOST_REMOVED = 20


@dataclass(frozen=True, slots=True)
class ListedAssignment:
    """An assignment in its course's list: for which group, how many have it, and otherwise.

    ``group`` is None for the whole course.
    """

    assignment: Assignment
    group: str | None
    people: int
    exempted: int


def assignments_of(
    session: Session, course_id: UUID, number: int, now: datetime
) -> Page[ListedAssignment]:
    """Return one page of what a course was given and has: the next due first, then what is over.

    Two SELECTs.
    """
    is_open = Assignment.closes_at > now
    wanted = (
        select(Assignment, CourseGroup.name, _PEOPLE, _EXEMPTED)
        .outerjoin(CourseGroup, CourseGroup.id == Assignment.group_id)
        .where(Assignment.course_id == course_id, Assignment.removed_at.is_(None))
        .order_by(
            case((is_open, 0), else_=1),
            case((is_open, Assignment.due_at)),
            Assignment.due_at.desc(),
            Assignment.id,
        )
    )
    statement, number, total = one_page(session, wanted, number)
    rows = [ListedAssignment(*row) for row in session.execute(statement)]
    return Page(rows, number, total)


def removed_from(session: Session, course_id: UUID) -> Sequence[Assignment]:
    """Return what was taken from a course and can be given back, the newest first; the last 20."""
    return session.scalars(
        select(Assignment)
        .where(Assignment.course_id == course_id, Assignment.removed_at.is_not(None))
        .order_by(Assignment.removed_at.desc(), Assignment.id)
        .limit(MOST_REMOVED)
    ).all()


def assignment_of(session: Session, course_id: UUID, assignment_id: UUID) -> Assignment | None:
    """Return an assignment of a course, removed or not; None for any other."""
    row = session.get(Assignment, assignment_id)
    return row if row is not None and row.course_id == course_id else None


def is_assigned(session: Session, bank_id: int) -> bool:
    """Whether a course has a bank to study.

    An archived one counts: it can go on, and marks by hand belong to what it was given.
    """
    there = exists().where(Assignment.bank_id == bank_id, Assignment.removed_at.is_(None))
    return bool(session.scalar(select(there)))


_PEOPLE = (
    select(func.count())
    .select_from(Enrolment)
    .join(User, User.id == Enrolment.user_id)
    .where(
        Enrolment.course_id == Assignment.course_id,
        Enrolment.role == CourseRole.STUDENT.value,
        Enrolment.state == EnrolmentState.ACTIVE.value,
        User.erased_at.is_(None),
        or_(
            Assignment.group_id.is_(None),
            exists().where(
                GroupMember.group_id == Assignment.group_id,
                GroupMember.user_id == Enrolment.user_id,
            ),
        ),
    )
    .correlate(Assignment)
    .scalar_subquery()
)
_EXEMPTED = (
    select(func.count())
    .select_from(AssignmentOverride)
    .where(
        AssignmentOverride.assignment_id == Assignment.id,
        AssignmentOverride.is_current,
        or_(
            AssignmentOverride.is_excused,
            AssignmentOverride.opens_at.is_not(None),
            AssignmentOverride.due_at.is_not(None),
            AssignmentOverride.closes_at.is_not(None),
        ),
    )
    .correlate(Assignment)
    .scalar_subquery()
)
