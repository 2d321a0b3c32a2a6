"""Groups of a course: naming them, and who is in which. A student may be in several."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.accounts.names import name_key
from quizapp.concurrent_edits import digest_of, refuse_unseen
from quizapp.courses.errors import BadTitle, GroupInUse, GroupNameTaken, UnknownGroup
from quizapp.courses.models import CourseGroup, CourseRole, Enrolment, EnrolmentState, GroupMember
from quizapp.courses.services import checked_title, hold_course
from quizapp.db import changed_rows, upsert

NAME_LENGTH = 80
_LONGEST_KEY = 160


def add_group(
    session: Session, group_id: UUID, course_id: UUID, name: str, now: datetime
) -> CourseGroup:
    """Add a group to a course; added twice under one id, it is added once.

    Raises BadTitle, GroupNameTaken, UnknownCourse, CourseArchived, and UnknownGroup where the id is
    that of another course's group.
    """
    hold_course(session, course_id)
    known = session.get(CourseGroup, group_id)
    if known is not None:
        if known.course_id != course_id:
            raise UnknownGroup(group_id)
        return known
    group = CourseGroup(id=group_id, course_id=course_id, created_at=now)
    _name(session, group, name)
    session.add(group)
    session.flush()
    return group


def rename_group(
    session: Session, course_id: UUID, group_id: UUID, name: str, *, seen: str | None = None
) -> None:
    """Give a group another name; ``seen`` is the digest of the one that the form was drawn from.

    Another one raises ChangedMeanwhile, unless it is what is wanted. Raises as ``add_group`` does.
    """
    hold_course(session, course_id)
    group = _group(session, course_id, group_id)
    before = group.name
    _name(session, group, name)
    if group.name != before:
        refuse_unseen(digest_of(before), seen)
    session.flush()


def remove_group(session: Session, course_id: UUID, group_id: UUID) -> bool:
    """Remove a group; its students stay in the course. False if it is removed already.

    Raises UnknownGroup for that of another course, and GroupInUse where anything was given to it.
    """
    hold_course(session, course_id)
    group = session.get(CourseGroup, group_id)
    if group is None:
        return False
    if group.course_id != course_id:
        raise UnknownGroup(group_id)
    # Features above this one point at groups: the database knows which, and refuses.
    try:
        with session.begin_nested():
            changed_rows(session, delete(GroupMember).where(GroupMember.group_id == group_id))
            changed_rows(session, delete(CourseGroup).where(CourseGroup.id == group_id))
    except IntegrityError as error:
        raise GroupInUse from error
    session.expunge(group)
    return True


def put_in_group(
    session: Session, course_id: UUID, group_id: UUID, user_ids: Collection[int]
) -> None:
    """Put students of a course into one of its groups, besides those they are in.

    Who is invited is in it once they come; whoever else is no student of the course is left out.
    Raises UnknownGroup and CourseArchived.
    """
    hold_course(session, course_id)
    _group(session, course_id, group_id)
    students = session.scalars(
        select(Enrolment.user_id).where(
            Enrolment.course_id == course_id,
            Enrolment.user_id.in_(user_ids),
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state.in_([EnrolmentState.ACTIVE.value, EnrolmentState.INVITED.value]),
        )
    ).all()
    if students:
        rows = [
            {"group_id": group_id, "user_id": user_id, "course_id": course_id}
            for user_id in students
        ]
        session.execute(upsert(session, GroupMember).values(rows).on_conflict_do_nothing())


def take_from_group(
    session: Session, course_id: UUID, group_id: UUID, user_ids: Collection[int]
) -> None:
    """Take people out of a group; they stay in the course. Raises as ``put_in_group`` does."""
    hold_course(session, course_id)
    _group(session, course_id, group_id)
    those = GroupMember.group_id == group_id, GroupMember.user_id.in_(user_ids)
    changed_rows(session, delete(GroupMember).where(*those))


def _group(session: Session, course_id: UUID, group_id: UUID) -> CourseGroup:
    group = session.get(CourseGroup, group_id, populate_existing=True)
    if group is None or group.course_id != course_id:
        raise UnknownGroup(group_id)
    return group


def _name(session: Session, group: CourseGroup, raw: str) -> None:
    name = checked_title(raw, NAME_LENGTH)
    key = name_key(name)
    if len(key) > _LONGEST_KEY:
        raise BadTitle("This name is too long.")
    taken = exists().where(
        CourseGroup.course_id == group.course_id,
        CourseGroup.name_key == key,
        CourseGroup.id != group.id,
    )
    if session.scalar(select(taken)):
        raise GroupNameTaken
    group.name, group.name_key = name, key
