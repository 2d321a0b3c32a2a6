"""Whose an assignment is, and whose results it opens to whom: the rules, as SQL."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    SQLColumnExpression,
    and_,
    bindparam,
    exists,
    false,
    or_,
)
from sqlalchemy.orm import aliased

from quizapp.accounts.models import User
from quizapp.accounts.policies import may_teach
from quizapp.accounts.visitors import Visitor
from quizapp.assignments.models import Assignment
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState, GroupMember

PERSON: BindParameter[int] = bindparam("person")
"""Stands for whoever asks, in statements that are built once."""


def is_theirs(user: int | BindParameter[int] | SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return what is true, in SQL, of each assignment that somebody has.

    They are a student of its course now, and in its group if it has one; it is not removed, and the
    course is not archived.
    """
    return and_(
        Assignment.removed_at.is_(None),
        exists()
        .where(
            Course.id == Assignment.course_id,
            Course.archived_at.is_(None),
            Enrolment.course_id == Course.id,
            Enrolment.user_id == user,
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state == EnrolmentState.ACTIVE.value,
        )
        .correlate_except(Course, Enrolment),
        or_(
            Assignment.group_id.is_(None),
            exists()
            .where(GroupMember.group_id == Assignment.group_id, GroupMember.user_id == user)
            .correlate_except(GroupMember),
        ),
    )


def lets_study(
    user: int | BindParameter[int],
    bank_id: SQLColumnExpression[int],
    is_lent: ColumnElement[bool],
) -> ColumnElement[bool]:
    """Return what is true of each bank, by a column with its id, that somebody was given to study.

    It is theirs from when it is assigned, also before it opens and after it closes, as long as
    ``is_lent`` is true of the assignment: banks know of whom they are seen.
    """
    return (
        exists()
        .where(Assignment.bank_id == bank_id, is_theirs(user), is_lent)
        .correlate_except(Assignment)
    )


def has_lender(may_look: Callable[[type[User]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return what is true of each assignment that somebody vouches for who ``may_look``.

    That is whoever gave it, and each teacher and co-teacher who is in its course now.
    """
    giver, colleague, teaching = aliased(User), aliased(User), aliased(Enrolment)
    return or_(
        exists().where(giver.id == Assignment.made_by_id, may_look(giver)).correlate_except(giver),
        exists()
        .where(
            teaching.course_id == Assignment.course_id,
            teaching.state == EnrolmentState.ACTIVE.value,
            teaching.role.in_([CourseRole.TEACHER.value, CourseRole.CO_TEACHER.value]),
            colleague.id == teaching.user_id,
            may_look(colleague),
        )
        .correlate_except(teaching, colleague),
    )


def shows_attempt(
    person: Visitor | None,
    assignment_id: SQLColumnExpression[UUID | None],
    user_id: SQLColumnExpression[int],
) -> ColumnElement[bool]:
    """Return what is true of each attempt, by its columns, that a course opens to a person.

    They teach in the course whose assignment the attempt was begun under, and its learner is a
    student there now; an assignment that is removed and a course that is archived open nothing.
    What the same learner did elsewhere is not opened, and an administrator who does not teach in
    the course sees nothing of it.
    """
    if person is None or not may_teach(person) or person.leaves_at is not None:
        return false()
    teaching, learning = aliased(Enrolment), aliased(Enrolment)
    return (
        exists()
        .where(
            Assignment.id == assignment_id,
            Assignment.removed_at.is_(None),
            Course.id == Assignment.course_id,
            Course.archived_at.is_(None),
            teaching.course_id == Course.id,
            teaching.user_id == person.id,
            teaching.state == EnrolmentState.ACTIVE.value,
            teaching.role.in_([CourseRole.TEACHER.value, CourseRole.CO_TEACHER.value]),
            learning.course_id == Course.id,
            learning.user_id == user_id,
            learning.state == EnrolmentState.ACTIVE.value,
            learning.role == CourseRole.STUDENT.value,
        )
        .correlate_except(Assignment, Course, teaching, learning)
    )
