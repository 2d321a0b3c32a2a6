"""Who is in a course as what: letting in, leaving, removing, putting back, roles, handing over.

Every change holds the course first, so that two teachers who change it at once take turns. Rows
are never deleted: whoever comes back finds the one they had.

A teacher offers a place and does not take people: whoever has an account says yes first, because
the course shows what they remember and what they did. Administrators put people in at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import Role, User
from quizapp.accounts.queries import user_by_name
from quizapp.accounts.throttle import count_invitation
from quizapp.audit.models import Event
from quizapp.concurrent_edits import digest_of, refuse_unseen
from quizapp.courses.errors import (
    DeclinedLately,
    NeedsName,
    NotEnrolled,
    OnlyTeachersTeach,
    TeacherStays,
    UnknownPerson,
)
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState, GroupMember
from quizapp.courses.policies import may_have
from quizapp.courses.presence import note_presence
from quizapp.courses.services import hold_course, note
from quizapp.db import changed_rows

_GONE = (EnrolmentState.LEFT.value, EnrolmentState.REMOVED.value)
ASKED_AGAIN = timedelta(days=30)
"""How long nobody is invited again who has declined a place in the course."""


def enrol(
    session: Session, course_id: UUID, user_id: int, role: CourseRole, now: datetime
) -> Enrolment:
    """Put somebody into a course, whether they wait, have left or were never in it.

    Whoever is in it stays what they are. Raises UnknownCourse, CourseArchived, UnknownPerson,
    NeedsName for a guest, OnlyTeachersTeach; and ValueError for the role of the one teacher, which
    is handed over.
    """
    course = hold_course(session, course_id)
    row, is_new = put_in(session, course, present_person(session, user_id), role, now)
    if is_new:
        note(session, Event.COURSE_PERSON_ADDED, now, course, user_id, {"role": row.role})
    return row


def person_called(session: Session, name: str) -> User:
    """Return whose account has a name; raises UnknownPerson."""
    user = user_by_name(session, name)
    if user is None:
        raise UnknownPerson
    return user


def offer_place(
    session: Session, course_id: UUID, user_id: int, role: CourseRole, now: datetime, *, by: int
) -> Enrolment:
    """Invite somebody into a course, who is in it once they say yes; invited twice is once.

    Who is in it stays what they are, and who waits to be let in comes in. Raises as ``enrol``,
    DeclinedLately, and HourIsFull for who invites too many.
    """
    course = hold_course(session, course_id)
    user = present_person(session, user_id)
    row, is_new = put_in(session, course, user, role, now, asked_by=by)
    if is_new:
        _count_if_invited(session, row, now)
        note_place(session, course, row, now)
    return row


def approve(session: Session, course_id: UUID, user_id: int, now: datetime) -> bool:
    """Let in who waits; False if they do not wait any more. Raises NotEnrolled, CourseArchived."""
    course, row = _held_row(session, course_id, user_id)
    if row.state != EnrolmentState.WAITING:
        return False
    _set_state(session, row, EnrolmentState.ACTIVE, now)
    note(session, Event.COURSE_PERSON_ADDED, now, course, user_id, {"role": row.role})
    return True


def decline(session: Session, course_id: UUID, user_id: int, now: datetime) -> bool:
    """Turn away who waits; False if they do not wait any more. Raises as ``approve`` does."""
    course, row = _held_row(session, course_id, user_id)
    if row.state != EnrolmentState.WAITING:
        return False
    _remove(session, course, row, now)
    return True


def leave(session: Session, course_id: UUID, user_id: int, now: datetime) -> bool:
    """Take somebody out who wants to go, or does not want to come; False if they are out.

    A course that is archived can be left, too. Raises TeacherStays, NotEnrolled.
    """
    course, row = _held_row(session, course_id, user_id, archived_too=True)
    if row.state in _GONE:
        return False
    _refuse_teacher(row)
    was_invited = row.state == EnrolmentState.INVITED
    _set_state(session, row, EnrolmentState.LEFT, now)
    event = Event.COURSE_PLACE_DECLINED if was_invited else Event.COURSE_LEFT
    note(session, event, now, course, user_id, {"role": row.role})
    return True


def remove(session: Session, course_id: UUID, user_id: int, now: datetime) -> bool:
    """Take somebody out of a course, or turn them away; False if they are out.

    What they did stays theirs. Raises TeacherStays, NotEnrolled and CourseArchived.
    """
    course, row = _held_row(session, course_id, user_id)
    if row.state in _GONE:
        return False
    _refuse_teacher(row)
    _remove(session, course, row, now)
    return True


def put_back(
    session: Session, course_id: UUID, user_id: int, now: datetime, *, asked_by: int | None = None
) -> bool:
    """Let somebody in again as what they were; False if they are in, wait or are invited.

    Who left by themselves, or never agreed to come, is invited by whoever ``asked_by`` names; None
    lets them in at once. Raises NotEnrolled and as ``offer_place`` does.
    """
    course, row = _held_row(session, course_id, user_id)
    if row.state not in _GONE:
        return False
    person = present_person(session, user_id)
    row, _ = put_in(session, course, person, CourseRole(row.role), now, asked_by=asked_by)
    _count_if_invited(session, row, now)
    note_place(session, course, row, now)
    return True


def accept_place(session: Session, course_id: UUID, user_id: int, now: datetime) -> bool:
    """Let somebody in who was invited and says yes; False if they are not invited any more.

    Raises NotEnrolled, CourseArchived, UnknownPerson and OnlyTeachersTeach.
    """
    course, row = _held_row(session, course_id, user_id)
    if row.state != EnrolmentState.INVITED:
        return False
    take_place(session, course, row, present_person(session, user_id), now)
    return True


def take_place(
    session: Session, course: Course, row: Enrolment, person: User, now: datetime
) -> None:
    """Let whoever is invited into a course that is held. Raises OnlyTeachersTeach."""
    _refuse_unfit(person, CourseRole(row.role))
    row.invited_by_id = None
    _set_state(session, row, EnrolmentState.ACTIVE, now)
    note(session, Event.COURSE_JOINED, now, course, row.user_id, {"role": row.role})


def has_agreed(row: Enrolment | None) -> bool:
    """Whether somebody is, or may be put back, in a course without being asked.

    They asked to be let in or were in it, and it was not they who ended that.
    """
    return (
        row is not None
        and row.invited_by_id is None
        and row.state in {EnrolmentState.WAITING, EnrolmentState.ACTIVE, EnrolmentState.REMOVED}
    )


def days_declined(row: Enrolment | None, now: datetime) -> int:
    """Return for how many days more somebody is not invited again, who has declined; 0 for none."""
    if row is None or row.state != EnrolmentState.LEFT or row.invited_by_id is None:
        return 0
    return max(0, -((now - row.changed_at - ASKED_AGAIN) // timedelta(days=1)))


def change_role(
    session: Session,
    course_id: UUID,
    user_id: int,
    role: CourseRole,
    now: datetime,
    *,
    seen: str | None = None,
) -> bool:
    """Give somebody who is in a course another role; False if they have it.

    ``seen`` is the digest of the role that the form was drawn from: another raises
    ChangedMeanwhile. Raises NotEnrolled, CourseArchived, TeacherStays, OnlyTeachersTeach; and
    ValueError for the role of the one teacher.
    """
    course, row = _held_row(session, course_id, user_id)
    _refuse_handing_over(role)
    if row.state != EnrolmentState.ACTIVE:
        raise NotEnrolled(user_id)
    if row.role == role:
        return False
    _refuse_teacher(row)
    refuse_unseen(digest_of(row.role), seen)
    _refuse_unfit(session.get_one(User, user_id), role)
    _set_role(session, course, row, role, now)
    return True


def hand_over(session: Session, course_id: UUID, user_id: int, now: datetime) -> bool:
    """Make somebody who is in a course its teacher; who was it is a co-teacher from then on.

    False if it is theirs already. Raises NotEnrolled, CourseArchived, UnknownPerson and
    OnlyTeachersTeach.
    """
    course, row = _held_row(session, course_id, user_id)
    if row.role == CourseRole.TEACHER:
        return False
    if row.state != EnrolmentState.ACTIVE:
        raise NotEnrolled(user_id)
    _refuse_unfit(present_person(session, user_id), CourseRole.TEACHER)
    before = session.scalars(
        select(Enrolment)
        .where(Enrolment.course_id == course_id, Enrolment.role == CourseRole.TEACHER.value)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    # In this order: at no moment are there two.
    _set_role(session, course, before, CourseRole.CO_TEACHER, now)
    _set_role(session, course, row, CourseRole.TEACHER, now)
    return True


def put_in(
    session: Session,
    course: Course,
    user: User,
    role: CourseRole,
    now: datetime,
    *,
    waits: bool = False,
    asked_by: int | None = None,
) -> tuple[Enrolment, bool]:
    """Let somebody into a course that is held, or let them wait; and say whether that is new.

    ``asked_by`` is the teacher who offers them a place: they are invited, unless they agreed
    before. Who is in, waits or is invited already where they are to, stays what they are. Raises as
    ``enrol``, and DeclinedLately.
    """
    _refuse_handing_over(role)
    row = _row(session, course.id, user.id)
    wanted = EnrolmentState.WAITING if waits else EnrolmentState.ACTIVE
    if asked_by is not None and not has_agreed(row):
        wanted = EnrolmentState.INVITED
    if row is not None and row.state in {EnrolmentState.ACTIVE, wanted}:
        return row, False
    if wanted is EnrolmentState.INVITED and (days := days_declined(row, now)):
        raise DeclinedLately(user.name, days)
    _refuse_unfit(user, role)
    if row is None:
        row = Enrolment(course_id=course.id, user_id=user.id, joined_at=now, absences=[])
        session.add(row)
    row.role = role.value
    row.invited_by_id = asked_by if wanted is EnrolmentState.INVITED else None
    _set_state(session, row, wanted, now)
    return row, True


def note_place(session: Session, course: Course, row: Enrolment, now: datetime) -> None:
    """Note in the log that somebody was let in, or invited."""
    is_invited = row.state == EnrolmentState.INVITED
    event = Event.COURSE_PERSON_INVITED if is_invited else Event.COURSE_PERSON_ADDED
    note(session, event, now, course, row.user_id, {"role": row.role})


def present_person(session: Session, user_id: int) -> User:
    """Return somebody who can be let in; raises UnknownPerson, and NeedsName for a guest."""
    user = session.get(User, user_id, populate_existing=True)
    if user is None or user.erased_at is not None or user.merged_into_id is not None:
        raise UnknownPerson
    if user.is_guest:
        raise NeedsName
    if user.deactivated_at is not None or user.leaves_at is not None:
        raise UnknownPerson
    return user


def forget_person(session: Session, user_id: int, now: datetime) -> None:
    """Take whoever is erased out of all courses and groups; that they were there stays.

    What a school calls them goes, too. A course of
    theirs has no teacher then, and is the administrators' to hand over.
    """
    for statement in (
        delete(GroupMember).where(GroupMember.user_id == user_id),
        update(Enrolment)
        .where(Enrolment.user_id == user_id, Enrolment.state.not_in(_GONE))
        .values(state=EnrolmentState.LEFT.value, changed_at=now, left_at=now),
        update(Enrolment).where(Enrolment.user_id == user_id).values(number="", family_key=""),
    ):
        changed_rows(session, statement)


def _held_row(
    session: Session, course_id: UUID, user_id: int, *, archived_too: bool = False
) -> tuple[Course, Enrolment]:
    course = hold_course(session, course_id, archived_too=archived_too)
    row = _row(session, course_id, user_id)
    if row is None:
        raise NotEnrolled(user_id)
    return course, row


def _row(session: Session, course_id: UUID, user_id: int) -> Enrolment | None:
    return session.get(
        Enrolment, (course_id, user_id), populate_existing=True, with_for_update=True
    )


def _remove(session: Session, course: Course, row: Enrolment, now: datetime) -> None:
    _set_state(session, row, EnrolmentState.REMOVED, now)
    note(session, Event.COURSE_PERSON_REMOVED, now, course, row.user_id, {"role": row.role})


def _count_if_invited(session: Session, row: Enrolment, now: datetime) -> None:
    if row.invited_by_id is not None:
        count_invitation(session, row.invited_by_id, now)


def _set_state(session: Session, row: Enrolment, state: EnrolmentState, now: datetime) -> None:
    row.state, row.changed_at = state.value, now
    note_presence(row, is_in=state is EnrolmentState.ACTIVE, now=now)
    if state.value in _GONE:
        row.left_at = now
    elif state is not EnrolmentState.INVITED:
        row.left_at = None
    session.flush()


def _set_role(
    session: Session, course: Course, row: Enrolment, role: CourseRole, now: datetime
) -> None:
    before, row.role, row.changed_at = row.role, role.value, now
    session.flush()
    changed = {"before": before, "after": role.value}
    note(session, Event.COURSE_ROLE_CHANGED, now, course, row.user_id, changed)


def _refuse_teacher(row: Enrolment) -> None:
    if row.role == CourseRole.TEACHER:
        raise TeacherStays


def _refuse_handing_over(role: CourseRole) -> None:
    if role is CourseRole.TEACHER:
        raise ValueError("a course is handed over to its next teacher")


def _refuse_unfit(user: User, role: CourseRole) -> None:
    if not may_have(role, Role(user.role)):
        raise OnlyTeachersTeach(user.name)
