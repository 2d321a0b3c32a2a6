"""Courses as one person may see them, each with the access that the person has to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, case, func, null, select
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.models import User
from quizapp.accounts.visitors import Visitor
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState
from quizapp.courses.policies import NO_ACCESS, Action, CourseAccess, can
from quizapp.paging import Page, one_page

_NOBODY = 0
"""No row of people has this id."""

# Every page of a course begins with this, so it is built once.
_SEEN = (
    select(Course, Enrolment.role, Enrolment.state)
    .outerjoin(
        Enrolment,
        and_(Enrolment.course_id == Course.id, Enrolment.user_id == bindparam("person")),
    )
    .where(Course.id == bindparam("course"))
)


@dataclass(frozen=True, slots=True)
class SeenCourse:
    """A course, and what it is to the person who looks at it."""

    course: Course
    access: CourseAccess


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A course in somebody's list: what they are in it, who teaches it, how many students it has.

    ``waiting`` counts those who wait to be let in.
    """

    course: Course
    access: CourseAccess
    teacher: str | None
    students: int
    waiting: int


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A course that somebody is invited into, and by whom: None once that one has left."""

    course: Course
    role: CourseRole
    by: str | None


def seen_course(session: Session, course_id: UUID, person: Visitor | None) -> SeenCourse | None:
    """Return the course with this id; ``can`` says what the person may. One SELECT."""
    keys = {"course": course_id, "person": _NOBODY if person is None else person.id}
    found = session.execute(_SEEN, keys).first()
    return None if found is None else SeenCourse(found[0], _access(found[1], found[2]))


def may(session: Session, course_id: UUID, person: Visitor | None, action: Action) -> bool:
    """Whether a person may do something with a course; False where there is none. One SELECT."""
    seen = seen_course(session, course_id, person)
    return seen is not None and can(person, action, seen.access)


def own_courses(session: Session, user_id: int, number: int) -> Page[OwnCourse]:
    """Return one page of the courses that somebody is in, or waits to be in.

    Those that are not archived come first, then the newest. Two SELECTs.
    """
    enrolled = (
        select(Course, Enrolment.role, Enrolment.state, *_COUNTED)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .where(
            Enrolment.user_id == user_id,
            Enrolment.state.in_([EnrolmentState.ACTIVE.value, EnrolmentState.WAITING.value]),
        )
    )
    return _page(session, enrolled, number)


def offered_places(session: Session, user_id: int, most: int) -> Sequence[OfferedPlace]:
    """Return the courses that somebody is invited into and that go on, the latest first."""
    rows = session.execute(
        select(Course, Enrolment.role, User.name)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .join(User, User.id == Enrolment.invited_by_id)
        .where(
            Enrolment.user_id == user_id,
            Enrolment.state == EnrolmentState.INVITED.value,
            Course.archived_at.is_(None),
        )
        .order_by(Enrolment.changed_at.desc(), Course.id)
        .limit(most)
    )
    return [OfferedPlace(course, CourseRole(role), by) for course, role, by in rows]


def all_courses(session: Session, number: int) -> Page[OwnCourse]:
    """Return one page of every course here, in the same order, for administrators. Two SELECTs."""
    everything = select(Course, null(), null(), *_COUNTED)
    return _page(session, everything, number)


def _page(
    session: Session, courses: Select[Course, str, str, str, int, int], number: int
) -> Page[OwnCourse]:
    ordered = courses.order_by(
        case((Course.archived_at.is_(None), 0), else_=1), Course.created_at.desc(), Course.id
    )
    statement, number, total = one_page(session, ordered, number)
    rows = [
        OwnCourse(course, _access(role, state), *counted)
        for course, role, state, *counted in session.execute(statement)
    ]
    return Page(rows, number, total)


def _access(role: str | None, state: str | None) -> CourseAccess:
    if role is None or state is None:
        return NO_ACCESS
    return CourseAccess(CourseRole(role), EnrolmentState(state))


def _students(state: EnrolmentState) -> Select[int]:
    others = aliased(Enrolment)
    return (
        select(func.count())
        .select_from(others)
        .join(User, User.id == others.user_id)
        .where(
            others.course_id == Course.id,
            others.role == CourseRole.STUDENT.value,
            others.state == state.value,
            User.erased_at.is_(None),
        )
        .correlate(Course)
    )


def _teacher() -> Select[str | None]:
    teacher = aliased(Enrolment)
    return (
        select(User.name)
        .join(teacher, teacher.user_id == User.id)
        .where(teacher.course_id == Course.id, teacher.role == CourseRole.TEACHER.value)
        .correlate(Course)
    )


_COUNTED = (
    _teacher().scalar_subquery(),
    _students(EnrolmentState.ACTIVE).scalar_subquery(),
    _students(EnrolmentState.WAITING).scalar_subquery(),
)
