"""Reading who is in a course: as SQL for others to build upon, and as names."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.courses.models import (
    Course,
    CourseGroup,
    CourseRole,
    Enrolment,
    EnrolmentState,
    GroupMember,
)

_STAFF = (CourseRole.TEACHER, CourseRole.CO_TEACHER)


def students_of(course_id: UUID) -> Select[int]:
    """Return a statement of the ids of all students who are in a course now, in no order.

    Whoever is about to delete their account, or is deactivated, is among them: they may come back.
    Whoever was erased is not.
    """
    return (
        select(Enrolment.user_id)
        .join(User, User.id == Enrolment.user_id)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state == EnrolmentState.ACTIVE.value,
            User.erased_at.is_(None),
        )
    )


def members_of(group_id: UUID) -> Select[int]:
    """Return a statement of the ids of all students of a group who are in its course now."""
    return (
        select(GroupMember.user_id)
        .join(
            Enrolment,
            (Enrolment.course_id == GroupMember.course_id)
            & (Enrolment.user_id == GroupMember.user_id),
        )
        .join(User, User.id == Enrolment.user_id)
        .where(
            GroupMember.group_id == group_id,
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state == EnrolmentState.ACTIVE.value,
            User.erased_at.is_(None),
        )
    )


def teaching_in(course_id: UUID) -> Select[int]:
    """Return a statement of the ids of those who teach a course now."""
    return select(Enrolment.user_id).where(
        Enrolment.course_id == course_id,
        Enrolment.role.in_([each.value for each in _STAFF]),
        Enrolment.state == EnrolmentState.ACTIVE.value,
    )


def courses_of(user_id: int, *roles: CourseRole) -> Select[UUID]:
    """Return a statement of the ids of the courses that somebody is in now, in any of these roles.

    No role means all. Archived courses are among them.
    """
    found = select(Enrolment.course_id).where(
        Enrolment.user_id == user_id, Enrolment.state == EnrolmentState.ACTIVE.value
    )
    return found.where(Enrolment.role.in_([each.value for each in roles])) if roles else found


def enrolment_of(session: Session, course_id: UUID, user_id: int) -> Enrolment | None:
    """Return what somebody is or was in a course, None for whoever never was in it."""
    return session.get(Enrolment, (course_id, user_id), populate_existing=True)


def teachers_of(session: Session, course_id: UUID) -> Sequence[str]:
    """Return the names of those who teach a course, its teacher first, then by name."""
    names = session.scalars(
        select(User.name)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.role.in_([each.value for each in _STAFF]),
            Enrolment.state == EnrolmentState.ACTIVE.value,
        )
        .order_by(case((Enrolment.role == CourseRole.TEACHER.value, 0), else_=1), *BY_NAME)
    )
    return [name for name in names if name is not None]


def groups_of(session: Session, course_id: UUID) -> Sequence[CourseGroup]:
    """Return the groups of a course, by name."""
    return session.scalars(
        select(CourseGroup).where(CourseGroup.course_id == course_id).order_by(CourseGroup.name_key)
    ).all()


def left_without_teacher(session: Session, user_id: int) -> Sequence[Course]:
    """Return the courses that belong to somebody and are not archived, by title."""
    return session.scalars(
        select(Course)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .where(
            Enrolment.user_id == user_id,
            Enrolment.role == CourseRole.TEACHER.value,
            Course.archived_at.is_(None),
        )
        .order_by(Course.title, Course.id)
    ).all()
