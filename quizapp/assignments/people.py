"""Who has an assignment, and the dates that each of them has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.assignments.models import Assignment, AssignmentOverride
from quizapp.assignments.overrides import people_of
from quizapp.courses.models import GroupMember
from quizapp.courses.queries import students_of
from quizapp.domain.due_dates import NO_EXEMPTION, Exemption, OwnDates, dates_for
from quizapp.paging import Page, one_page

Key = tuple[UUID, int]
"""An assignment and a person."""


def people_page(session: Session, assignment: Assignment, number: int) -> Page[User]:
    """Return one page of the students who have an assignment, by name. Two SELECTs."""
    wanted = select(User).where(User.id.in_(people_of(assignment))).order_by(*BY_NAME)
    statement, number, total = one_page(session, wanted, number)
    return Page(session.scalars(statement).all(), number, total)


def people_with(
    session: Session, course_id: UUID, assignments: Collection[Assignment]
) -> dict[UUID, Sequence[User]]:
    """Return the students who have assignments of one course, by these. At most two SELECTs."""
    students = session.scalars(select(User).where(User.id.in_(students_of(course_id)))).all()
    groups = {each.group_id for each in assignments if each.group_id is not None}
    members: dict[UUID, set[int]] = defaultdict(set)
    if groups:
        rows = select(GroupMember.group_id, GroupMember.user_id)
        for group_id, user_id in session.execute(rows.where(GroupMember.group_id.in_(groups))):
            members[group_id].add(user_id)
    return {
        each.id: [
            student
            for student in students
            if each.group_id is None or student.id in members[each.group_id]
        ]
        for each in assignments
    }


def own_dates(
    session: Session, assignments: Collection[Assignment], user_ids: Collection[int]
) -> dict[Key, OwnDates]:
    """Return the dates that people have for assignments, of each with each. Two SELECTs."""
    by_id = {each.id: each for each in assignments}
    own: dict[Key, Exemption] = {}
    of_groups: dict[UUID, list[tuple[UUID, Exemption]]] = defaultdict(list)
    for row in session.scalars(
        select(AssignmentOverride).where(
            AssignmentOverride.assignment_id.in_(by_id), AssignmentOverride.is_current
        )
    ):
        if row.user_id is not None:
            own[row.assignment_id, row.user_id] = row.exemption
        elif row.group_id is not None:
            of_groups[row.assignment_id].append((row.group_id, row.exemption))
    members: dict[UUID, set[int]] = defaultdict(set)
    given = {group_id for rows in of_groups.values() for group_id, _ in rows}
    if given:
        wanted = select(GroupMember.group_id, GroupMember.user_id)
        for group_id, user_id in session.execute(wanted.where(GroupMember.group_id.in_(given))):
            members[group_id].add(user_id)
    return {
        (key, user_id): dates_for(
            row.window,
            own.get((key, user_id), NO_EXEMPTION),
            [each for group_id, each in of_groups[key] if user_id in members[group_id]],
        )
        for key, row in by_id.items()
        for user_id in user_ids
    }
