"""The people of a course as those who teach it see them: a page of them, and how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import Role, User
from quizapp.accounts.name_order import BY_NAME
from quizapp.accounts.people import State, key_typed, state_of
from quizapp.accounts.policies import looks_after_banks
from quizapp.courses.models import CourseGroup, CourseRole, Enrolment, EnrolmentState, GroupMember
from quizapp.courses.name_order import BY_FAMILY
from quizapp.courses.policies import may_have
from quizapp.courses.queries import students_of
from quizapp.paging import Page, one_page

GONE = "gone"
_STATES: Mapping[str, Collection[EnrolmentState]] = {
    "": (EnrolmentState.ACTIVE,),
    EnrolmentState.WAITING.value: (EnrolmentState.WAITING,),
    EnrolmentState.INVITED.value: (EnrolmentState.INVITED,),
    GONE: (EnrolmentState.LEFT, EnrolmentState.REMOVED),
}
# Whoever teaches stands before whoever learns.
_RANK = case({role.value: rank for rank, role in enumerate(CourseRole)}, value=Enrolment.role)


@dataclass(frozen=True, slots=True)
class RosterFilter:
    """What the people of a course are narrowed to; an empty text narrows nothing.

    ``state`` is empty for those who are in it, ``waiting``, ``invited``, or ``gone``; ``group`` is
    an id. ``by_family`` sorts by family names.
    """

    text: str = ""
    role: str = ""
    state: str = ""
    group: UUID | None = None
    by_family: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is or was in a course, with the names of their groups; a guest has no name."""

    user_id: int
    name: str | None
    role: CourseRole
    state: EnrolmentState
    account: State
    can_teach: bool
    joined_at: datetime
    changed_at: datetime
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many are in a course, by role, how many wait to be let in, and how many are invited."""

    roles: Mapping[CourseRole, int]
    waiting: int
    invited: int


def find_people(
    session: Session, course_id: UUID, wanted: RosterFilter, number: int
) -> Page[Person]:
    """Return one page of the people of a course, those who teach first, then by name.

    A page beyond the last is the last. Three SELECTs.
    """
    fitting = (
        select(Enrolment, User)
        .join(User, User.id == Enrolment.user_id)
        .where(
            Enrolment.course_id == course_id,
            User.erased_at.is_(None),
            Enrolment.state.in_([each.value for each in _STATES.get(wanted.state, ())]),
            *[
                User.name_key.contains(key_typed(word), autoescape=True)
                for word in wanted.text.split()
            ],
        )
        .order_by(_RANK, *(BY_FAMILY if wanted.by_family else BY_NAME))
    )
    if wanted.role:
        fitting = fitting.where(Enrolment.role == wanted.role)
    if wanted.group is not None:
        in_group = exists().where(
            GroupMember.group_id == wanted.group, GroupMember.user_id == Enrolment.user_id
        )
        fitting = fitting.where(in_group)
    statement, number, total = one_page(session, fitting, number)
    rows = session.execute(statement).all()
    groups = _groups_of(session, course_id, [user.id for _, user in rows])
    return Page([_person(row, user, groups) for row, user in rows], number, total)


def person_in(session: Session, course_id: UUID, user_id: int) -> Person | None:
    """Return somebody who is or was in a course, None for everybody else. Two SELECTs."""
    found = session.execute(
        select(Enrolment, User)
        .join(User, User.id == Enrolment.user_id)
        .where(Enrolment.course_id == course_id, Enrolment.user_id == user_id)
    ).first()
    if found is None:
        return None
    return _person(found[0], found[1], _groups_of(session, course_id, [user_id]))


def beside(
    session: Session, course_id: UUID, user_id: int
) -> tuple[tuple[int, str | None] | None, tuple[int, str | None] | None]:
    """Return the students before and after one of a course, by name, each an id and a name.

    None where there is none. One SELECT.
    """
    line = (
        select(
            User.id,
            *(
                step(column).over(order_by=BY_NAME).label(f"{name}_{label}")
                for name, step in (("before", func.lag), ("after", func.lead))
                for label, column in (("id", User.id), ("name", User.name))
            ),
        )
        .where(User.id.in_(students_of(course_id)))
        .subquery()
    )
    row = session.execute(select(line).where(line.c.id == user_id)).first()
    if row is None:
        return None, None
    _, before, before_name, after, after_name = row
    return (
        None if before is None else (before, before_name),
        None if after is None else (after, after_name),
    )


def headcount(session: Session, course_id: UUID) -> Headcount:
    """Return how many people a course has. One SELECT."""
    rows = session.execute(
        select(Enrolment.role, Enrolment.state, func.count())
        .join(User, User.id == Enrolment.user_id)
        .where(Enrolment.course_id == course_id, User.erased_at.is_(None))
        .group_by(Enrolment.role, Enrolment.state)
    )
    roles: dict[CourseRole, int] = dict.fromkeys(CourseRole, 0)
    waiting = invited = 0
    for role, state, count in rows:
        if state == EnrolmentState.ACTIVE:
            roles[CourseRole(role)] = count
        elif state == EnrolmentState.WAITING:
            waiting += count
        elif state == EnrolmentState.INVITED:
            invited += count
    return Headcount(roles, waiting, invited)


def possible_teachers(session: Session, course_id: UUID) -> Sequence[Person]:
    """Return to whom a course can be handed over: who is in it and teaches here, by name."""
    rows = session.execute(
        select(Enrolment, User)
        .join(User, User.id == Enrolment.user_id)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.state == EnrolmentState.ACTIVE.value,
            Enrolment.role != CourseRole.TEACHER.value,
            looks_after_banks(),
        )
        .order_by(*BY_NAME)
    )
    return [_person(row, user, {}) for row, user in rows]


def group_sizes(session: Session, course_id: UUID) -> Mapping[UUID, int]:
    """Return how many students who are in a course each of its groups has, by the group's id."""
    rows = session.execute(
        select(GroupMember.group_id, func.count())
        .join(
            Enrolment,
            (Enrolment.course_id == GroupMember.course_id)
            & (Enrolment.user_id == GroupMember.user_id),
        )
        .where(
            GroupMember.course_id == course_id,
            Enrolment.state == EnrolmentState.ACTIVE.value,
        )
        .group_by(GroupMember.group_id)
    )
    return dict(rows.all())


def _groups_of(
    session: Session, course_id: UUID, user_ids: Collection[int]
) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(GroupMember.user_id, CourseGroup.name)
        .join(CourseGroup, CourseGroup.id == GroupMember.group_id)
        .where(GroupMember.course_id == course_id, GroupMember.user_id.in_(user_ids))
        .order_by(CourseGroup.name_key)
    )
    for user_id, name in rows:
        found[user_id].append(name)
    return {user_id: tuple(names) for user_id, names in found.items()}


def _person(row: Enrolment, user: User, groups: Mapping[int, tuple[str, ...]]) -> Person:
    return Person(
        user_id=user.id,
        name=user.name,
        role=CourseRole(row.role),
        state=EnrolmentState(row.state),
        account=state_of(user),
        can_teach=may_have(CourseRole.CO_TEACHER, Role(user.role)),
        joined_at=row.joined_at,
        changed_at=row.changed_at,
        groups=groups.get(user.id, ()),
    )
