"""Lists of students for a course: kept to be looked through, imported, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from quizapp.accounts.names import name_key, sort_key
from quizapp.accounts.services import create_user
from quizapp.concurrent_edits import digest_of, refuse_unseen
from quizapp.courses import groups
from quizapp.courses.enrolling import note_place, present_person, put_in, remove
from quizapp.courses.errors import UnknownCourse
from quizapp.courses.models import (
    Course,
    CourseGroup,
    CourseRole,
    Enrolment,
    EnrolmentState,
    RosterAddition,
    RosterList,
)
from quizapp.courses.queries import students_of
from quizapp.courses.roster_plan import Fate, PlannedStudent, RosterPlan, plan_import
from quizapp.courses.services import hold_course
from quizapp.db import changed_rows, hold
from quizapp.domain.rosters import read_roster

KEPT = timedelta(days=7)
"""How long a list that nobody imported is there to be gone on with."""


def keep_list(
    session: Session, list_id: UUID, course_id: UUID, text: str, *, by: int, now: datetime
) -> RosterList:
    """Store a list that was sent; sent twice under one id, it is stored once.

    Raises UnknownCourse where the id is that of another list, and CourseArchived.
    """
    hold_course(session, course_id)
    known = session.get(RosterList, list_id, populate_existing=True)
    if known is not None:
        if (known.course_id, known.author_id) != (course_id, by):
            raise UnknownCourse(course_id)
        return known
    row = RosterList(id=list_id, course_id=course_id, author_id=by, text=text, created_at=now)
    session.add(row)
    session.flush()
    return row


def roster_list(session: Session, list_id: UUID, course_id: UUID) -> RosterList | None:
    """Return a list that was sent for a course; that of another is none."""
    found = session.get(RosterList, list_id)
    return found if found is not None and found.course_id == course_id else None


def lists_of(session: Session, author_id: int) -> Sequence[RosterList]:
    """Return the lists that somebody sent, the oldest first."""
    return session.scalars(
        select(RosterList)
        .where(RosterList.author_id == author_id)
        .order_by(RosterList.created_at, RosterList.id)
    ).all()


def change_list(session: Session, row: RosterList, text: str, *, seen: str | None = None) -> None:
    """Keep what was changed in a list, as long as it was not imported.

    ``seen`` is the digest of the text that the form was drawn from: another raises
    ChangedMeanwhile, unless it is what is sent.
    """
    hold(session, row)
    if row.imported_at is None and row.text != text:
        refuse_unseen(digest_of(row.text), seen)
        row.text = text
        session.flush()


def plan_of(
    session: Session, row: RosterList, by: int, now: datetime, *, at_once: bool = False
) -> RosterPlan:
    """Return what importing a list would do now, by this teacher; raises UnreadableRoster.

    ``at_once`` is for administrators, who ask nobody whose account is there.
    """
    return plan_import(session, row.course_id, by, read_roster(row.text), now, at_once=at_once)


def import_list(
    session: Session,
    row: RosterList,
    password_hash: str,
    now: datetime,
    *,
    by: int,
    at_once: bool = False,
) -> None:
    """Bring everybody of a list into its course; imported twice, it is imported once.

    What is planned is planned again here, while nobody else changes the course. Accounts that are
    made are in it at once; owners of others are invited, as ``plan_of`` says. Those that are made
    have ``password_hash``, of a password that nobody knows. Raises UnreadableRoster and
    CourseArchived; and NameTaken where an account was made under a name at the same moment: then
    nothing is imported.
    """
    course = hold_course(session, row.course_id)
    hold(session, row)
    if row.imported_at is not None:
        return
    plan = plan_of(session, row, by, now, at_once=at_once)
    ids: dict[str, UUID] = {}
    members: dict[UUID, list[int]] = {}
    for each in plan.students:
        user_id = _brought_in(session, row, course, each, password_hash, now, by=by)
        for name in each.groups:
            group_id = ids.get(name_key(name)) or _group(session, row, course, name, now)
            ids[name_key(name)] = group_id
            members.setdefault(group_id, []).append(user_id)
    for group_id, user_ids in members.items():
        groups.put_in_group(session, course.id, group_id, user_ids)
    row.imported_at = now
    # What it did is kept by ids; the names in it may be those of people who are not here.
    row.text = ""
    session.flush()


def take_back(session: Session, row: RosterList, now: datetime) -> int:
    """Take those out of a course again whom a list brought in, and return how many.

    Accounts that were made stay, without a course: another list finds them by their names. Raises
    CourseArchived.
    """
    hold_course(session, row.course_id)
    hold(session, row)
    if row.imported_at is None or row.undone_at is not None:
        return 0
    # Who became something else in the course since then is no list's matter any more.
    students = {*session.scalars(students_of(row.course_id)), *session.scalars(_awaited(row))}
    count = sum(
        remove(session, row.course_id, each.user_id, now)
        for each in additions_of(session, row)
        if each.user_id in students
    )
    row.undone_at = now
    session.flush()
    return count


def additions_of(session: Session, row: RosterList) -> Sequence[RosterAddition]:
    """Return whom a list has brought in."""
    return session.scalars(
        select(RosterAddition)
        .where(RosterAddition.list_id == row.id)
        .order_by(RosterAddition.user_id)
    ).all()


def awaited_of(session: Session, row: RosterList) -> int:
    """Return how many of those whom a list has invited have not said yes."""
    return len(session.scalars(_awaited(row)).all())


def _awaited(row: RosterList) -> Select[int]:
    return (
        select(Enrolment.user_id)
        .join(RosterAddition, RosterAddition.user_id == Enrolment.user_id)
        .where(
            RosterAddition.list_id == row.id,
            Enrolment.course_id == row.course_id,
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state == EnrolmentState.INVITED.value,
        )
    )


def forget_old(session: Session, now: datetime) -> int:
    """Remove the lists that nobody imported in time, and return how many."""
    old = RosterList.created_at < now - KEPT, RosterList.imported_at.is_(None)
    return changed_rows(session, delete(RosterList).where(*old))


def _brought_in(
    session: Session,
    row: RosterList,
    course: Course,
    planned: PlannedStudent,
    password_hash: str,
    now: datetime,
    *,
    by: int,
) -> int:
    if planned.user_id is None:
        user = create_user(
            session,
            planned.name,
            password_hash,
            now,
            email=planned.student.email,
            time_zone=course.time_zone,
        )
    elif planned.fate in {Fate.ADDED, Fate.INVITED, Fate.BACK}:
        user = present_person(session, planned.user_id)
    else:
        _called(session, course, planned.user_id, planned)
        return planned.user_id
    asked_by = by if planned.fate is Fate.INVITED else None
    enrolment, _ = put_in(session, course, user, CourseRole.STUDENT, now, asked_by=asked_by)
    note_place(session, course, enrolment, now)
    _called(session, course, user.id, planned)
    session.add(
        RosterAddition(list_id=row.id, user_id=user.id, is_new_account=planned.fate is Fate.NEW)
    )
    return user.id


def _called(session: Session, course: Course, user_id: int, planned: PlannedStudent) -> None:
    """Note by which number the school knows somebody, and which is their family name."""
    if not (planned.number or planned.student.family):
        return
    row = session.get_one(Enrolment, (course.id, user_id))
    row.number = planned.number or row.number
    row.family_key = sort_key(planned.student.family) or row.family_key


def _group(session: Session, row: RosterList, course: Course, name: str, now: datetime) -> UUID:
    known = session.scalar(
        select(CourseGroup.id).where(
            CourseGroup.course_id == course.id, CourseGroup.name_key == name_key(name)
        )
    )
    if known is not None:
        return known
    # The id is of this list: a group that an earlier one made may have another name by now. The
    # course is held, so that two lists at once that name a new group make one of it.
    return groups.add_group(session, uuid5(row.id, name_key(name)), course.id, name, now).id
