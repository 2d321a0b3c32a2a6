"""What importing a list of students would do: whom it adds, changes and leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from quizapp.accounts.errors import BadEmail, BadName
from quizapp.accounts.models import Role, User
from quizapp.accounts.names import checked_email, checked_name, name_key
from quizapp.courses.enrolling import days_declined, has_agreed
from quizapp.courses.errors import BadTitle, DeclinedLately
from quizapp.courses.groups import NAME_LENGTH as GROUP_NAME_LENGTH
from quizapp.courses.models import (
    CourseGroup,
    CourseRole,
    Enrolment,
    EnrolmentState,
    GroupMember,
)
from quizapp.courses.services import checked_title
from quizapp.domain.rosters import LineFault, Roster, Student

NUMBER_LENGTH = 64
_AT_ONCE = 500
"""How many names a statement asks for; SQLite takes 32,766 values, and reads these as fast."""


class Fate(StrEnum):
    """What an import does with one student."""

    # An account is made.
    NEW = "new"
    # Somebody from another course of the same teacher is put into this one by an administrator.
    ADDED = "added"
    # The same by a teacher, and whoever left by themselves: they are in once they say yes.
    INVITED = "invited"
    # Somebody who waits for approval or was removed is in again.
    BACK = "back"
    # A number or a group is noted.
    CHANGED = "changed"
    # Nothing, while somebody who is invited has not said yes.
    AWAITED = "awaited"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PlannedStudent:
    """One student of a list, and what becomes of them.

    ``name`` is that of the account: one that is there keeps its own. ``groups`` are only those that
    they are not in yet. ``user_id`` is None where the account is made first.
    """

    student: Student
    fate: Fate
    name: str
    user_id: int | None = None
    number: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What an import does, and the lines that it leaves out.

    ``others`` is how many students of the course are not in the list; they stay as they are.
    """

    students: tuple[PlannedStudent, ...]
    faults: tuple[LineFault, ...]
    others: int

    def count(self, *fates: Fate) -> int:
        """Return how many students have one of these fates."""
        return sum(each.fate in fates for each in self.students)

    @property
    def changes(self) -> int:
        """How many students something is done with."""
        return len(self.students) - self.count(Fate.SAME, Fate.AWAITED)


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody with an account: what they are in the course, if anything.

    ``is_own`` tells whether they are or were a student of whoever imports, here or elsewhere.
    """

    id: int
    name: str
    role: str
    is_closed: bool
    is_own: bool = True
    enrolment: Enrolment | None = None
    groups: frozenset[str] = frozenset()


class _Refused(Exception):
    """A line of which nothing is made; the message says why."""


def plan_import(
    session: Session,
    course_id: UUID,
    teacher_id: int,
    roster: Roster,
    now: datetime,
    *,
    at_once: bool,
) -> RosterPlan:
    """Return what importing a list into a course would do, for a teacher of it.

    An account that is there is only used where the teacher knows its owner from this course or
    another one of theirs: nobody else's is opened by a name that is the same. Its owner is asked
    first, unless an administrator puts them in ``at_once``. “Silva, Ana” is “Ana Silva” where the
    teacher knows her. Six SELECTs at most for up to 250 students.
    """
    in_course = _in_course(session, course_id)
    by_number = {
        each.enrolment.number.casefold(): each
        for each in in_course
        if each.enrolment is not None and each.enrolment.number
    }
    keys = _keys(roster.students)
    known = _by_name(session, teacher_id, {*keys.values(), *map(_turned, keys.values())})
    # Whoever has the very name goes before somebody who has it turned around.
    known.update({_turned(name_key(each.name)): each for each in in_course})
    known.update({name_key(each.name): each for each in in_course})
    planned: list[PlannedStudent] = []
    faults = list(roster.faults)
    met: dict[int | str, int] = {}
    declined = {each.id: days_declined(each.enrolment, now) for each in in_course}
    for student in roster.students:
        try:
            each = _planned(student, keys.get(student.line), by_number, known, at_once)
            _refuse_twice(each, met)
            if each.fate is Fate.INVITED and (days := declined.get(each.user_id or 0)):
                raise _Refused(str(DeclinedLately(each.name, days)))
        except _Refused as refused:
            faults.append(LineFault(student.line, student.name, str(refused)))
        else:
            planned.append(each)
    named = {each.user_id for each in planned}
    others = sum(_is_student(each) and each.id not in named for each in in_course)
    return RosterPlan(tuple(planned), tuple(sorted(faults, key=lambda each: each.line)), others)


def _keys(students: Iterable[Student]) -> dict[int, str]:
    """Return the folded names by their lines; what can be nobody's name is left out."""
    keys = {}
    for each in students:
        try:
            keys[each.line] = name_key(checked_name(each.name))
        except BadName:
            continue
    return keys


def _turned(key: str) -> str:
    """Return “ana silva” of “silva, ana”; every other folded name as it is."""
    halves = [half.strip() for half in key.split(",")]
    return f"{halves[1]} {halves[0]}" if len(halves) == 2 and all(halves) else key


def _own(person: _Known | None) -> _Known | None:
    return person if person is not None and person.is_own else None


def _in_course(session: Session, course_id: UUID) -> list[_Known]:
    groups: dict[int, set[str]] = {}
    for user_id, key in session.execute(
        select(GroupMember.user_id, CourseGroup.name_key)
        .join(CourseGroup, CourseGroup.id == GroupMember.group_id)
        .where(GroupMember.course_id == course_id)
    ):
        groups.setdefault(user_id, set()).add(key)
    rows = session.execute(
        select(Enrolment, User)
        .join(User, User.id == Enrolment.user_id)
        .where(Enrolment.course_id == course_id, User.name.is_not(None))
        .execution_options(populate_existing=True)
    )
    return [_known(user, enrolment, frozenset(groups.get(user.id, ()))) for enrolment, user in rows]


def _by_name(session: Session, teacher_id: int, keys: Iterable[str]) -> dict[str, _Known]:
    """Return accounts by their folded names."""
    wanted = sorted(set(keys))
    own, theirs = aliased(Enrolment), aliased(Enrolment)
    has = (
        select(own.course_id)
        .join(theirs, theirs.course_id == own.course_id)
        .where(
            own.user_id == teacher_id,
            own.role.in_([CourseRole.TEACHER.value, CourseRole.CO_TEACHER.value]),
            own.state == EnrolmentState.ACTIVE.value,
            theirs.user_id == User.id,
            theirs.role == CourseRole.STUDENT.value,
        )
        .exists()
    )
    found: dict[str, _Known] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        for user, is_own in session.execute(select(User, has).where(User.name_key.in_(some))):
            found[user.name_key or ""] = _known(user, is_own=bool(is_own))
    return found


def _known(
    user: User,
    enrolment: Enrolment | None = None,
    groups: frozenset[str] = frozenset(),
    *,
    is_own: bool = True,
) -> _Known:
    is_closed = user.deactivated_at is not None or user.leaves_at is not None
    return _Known(user.id, user.name or "", user.role, is_closed, is_own, enrolment, groups)


def _planned(
    student: Student,
    key: str | None,
    by_number: Mapping[str, _Known],
    known: Mapping[str, _Known],
    at_once: bool,
) -> PlannedStudent:
    _check(student)
    of_number = by_number.get(student.number.casefold()) if student.number else None
    if of_number is not None:
        return _in_it(student, of_number, at_once)
    person = known.get(key or "") or _own(known.get(_turned(key or "")))
    if person is None:
        return _new(student)
    enrolment = person.enrolment
    if enrolment is not None and student.number and enrolment.number:
        raise _Refused(
            f"{person.name} is in this course with the number {enrolment.number}. "
            f"If this is somebody else, write another name, such as “{student.name} 2”."
        )
    if enrolment is not None:
        return _in_it(student, person, at_once)
    if not person.is_own or person.role != Role.STUDENT.value:
        raise _Refused(
            f"Somebody on this site has the name {person.name}. If it is the same person, let them "
            f"join by the code; if not, write another name, such as “{student.name} 2”."
        )
    _refuse_closed(person)
    fate = Fate.ADDED if at_once else Fate.INVITED
    return PlannedStudent(student, fate, person.name, person.id, student.number, student.groups)


def _check(student: Student) -> None:
    try:
        checked_name(student.name)
        checked_email(student.email)
        for group in student.groups:
            checked_title(group, GROUP_NAME_LENGTH)
    except BadName as error:
        raise _Refused(str(error)) from error
    except BadEmail as error:
        raise _Refused(f"{student.email[:40]}: {error}") from error
    except BadTitle as error:
        raise _Refused(f"The group {student.groups[0][:40]}: {error}") from error
    if len(student.number) > NUMBER_LENGTH:
        raise _Refused(f"The number is longer than {NUMBER_LENGTH} signs.")


def _new(student: Student) -> PlannedStudent:
    name = checked_name(student.name)
    return PlannedStudent(student, Fate.NEW, name, None, student.number, student.groups)


def _in_it(student: Student, person: _Known, at_once: bool) -> PlannedStudent:
    enrolment = person.enrolment
    if enrolment is None:
        raise ValueError("nobody is in a course without an enrolment")
    if enrolment.role != CourseRole.STUDENT.value:
        raise _Refused(f"{person.name} is no student of this course: change the role first.")
    groups = tuple(each for each in student.groups if name_key(each) not in person.groups)
    is_invited = enrolment.state == EnrolmentState.INVITED
    if enrolment.state != EnrolmentState.ACTIVE and not (is_invited and not at_once):
        _refuse_closed(person)
        fate = Fate.BACK if at_once or has_agreed(enrolment) else Fate.INVITED
    elif groups or student.number.casefold() not in {"", enrolment.number.casefold()}:
        fate = Fate.CHANGED
    else:
        fate = Fate.AWAITED if is_invited else Fate.SAME
    number = student.number or enrolment.number
    return PlannedStudent(student, fate, person.name, person.id, number, groups)


def _refuse_closed(person: _Known) -> None:
    if person.is_closed:
        raise _Refused(f"The account of {person.name} is closed. An administrator can open it.")


def _refuse_twice(each: PlannedStudent, met: dict[int | str, int]) -> None:
    # By a number and by a name one list can speak of one person twice.
    key = each.user_id if each.user_id is not None else _turned(name_key(each.name))
    line = met.setdefault(key, each.student.line)
    if line != each.student.line:
        raise _Refused(f"{each.name} stands on line {line} already.")


def _is_student(person: _Known) -> bool:
    row = person.enrolment
    return (
        row is not None
        and row.role == CourseRole.STUDENT.value
        and row.state == EnrolmentState.ACTIVE.value
    )
