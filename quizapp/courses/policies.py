"""Who may do what with a course: the one rule that ``can`` and ``permits`` both read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import ColumnElement, exists, false, true

from quizapp.accounts.models import Role
from quizapp.accounts.policies import may_administer, may_teach
from quizapp.accounts.visitors import Visitor
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState


class Action(IntEnum):
    """What somebody wants to do with a course, each more than the one before.

    SEE is the course's page, and no classmates. MARK sees who is in it, and marks what they hand
    in. TEACH changes it, invites and removes. OWN archives it and hands it over.
    """

    SEE = 1
    MARK = 2
    TEACH = 3
    OWN = 4


@dataclass(frozen=True, slots=True)
class CourseAccess:
    """What a course is to one person: what they are in it, and whether they still are."""

    role: CourseRole | None = None
    state: EnrolmentState | None = None


NO_ACCESS = CourseAccess()

_ROLES = {
    Action.SEE: frozenset(CourseRole),
    Action.MARK: frozenset({CourseRole.TEACHER, CourseRole.CO_TEACHER, CourseRole.ASSISTANT}),
    Action.TEACH: frozenset({CourseRole.TEACHER, CourseRole.CO_TEACHER}),
    Action.OWN: frozenset({CourseRole.TEACHER}),
}
# Whoever is no teacher on this server any more keeps what an assistant may.
_NEEDS_TEACHER = frozenset({Action.TEACH, Action.OWN})


def can(person: Visitor | None, action: Action, access: CourseAccess) -> bool:
    """Whether a person may do something with the course that they have this access to.

    Whoever waits, has left or was removed is nobody to it; so is who deletes their account.
    """
    if not _counts(person):
        return False
    if may_administer(person):
        return True
    return access.state is EnrolmentState.ACTIVE and access.role in _roles(person, action)


def permits(person: Visitor | None, action: Action) -> ColumnElement[bool]:
    """Return what is true, in SQL, of every course that a person may do something with."""
    if person is None or not _counts(person):
        return false()
    if may_administer(person):
        return true()
    roles = _roles(person, action)
    if not roles:
        return false()
    return (
        exists()
        .where(
            Enrolment.course_id == Course.id,
            Enrolment.user_id == person.id,
            Enrolment.state == EnrolmentState.ACTIVE.value,
            Enrolment.role.in_([each.value for each in roles]),
        )
        .correlate(Course)
    )


def may_enrol_at_once(person: Visitor | None) -> bool:
    """Whether a person puts those who have an account into courses without asking them."""
    return may_administer(person)


def may_have(role: CourseRole, person: Role) -> bool:
    """Whether a person of that role on the server may have this role in a course."""
    return role not in _ROLES[Action.TEACH] or person in {Role.TEACHER, Role.ADMIN}


def _counts(person: Visitor | None) -> bool:
    return person is not None and not person.is_guest and person.leaves_at is None


def _roles(person: Visitor | None, action: Action) -> frozenset[CourseRole]:
    if action in _NEEDS_TEACHER and not may_teach(person):
        return frozenset()
    return _ROLES[action]
