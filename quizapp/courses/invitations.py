"""Codes that let people into a course: making, replacing and closing them, and joining by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.audit.models import Event
from quizapp.courses.enrolling import present_person, put_in, take_place
from quizapp.courses.errors import InvitationFull, NoSuchCode
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState, Invitation
from quizapp.courses.services import hold_course, note
from quizapp.domain.join_codes import BYTES, join_code, read_code

LASTS = timedelta(days=14)
"""How long a code opens its course unless its teacher says otherwise."""

LONGEST = timedelta(days=366)
MOST_USES = 5000


class Joined(Enum):
    """What became of somebody who gave a code."""

    IN = auto()
    WAITS = auto()
    WAS_IN = auto()


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code opens: the course, its teacher's name, and whether that one decides."""

    course: Course
    invitation: Invitation
    teacher: str | None


def open_invitation(session: Session, course_id: UUID) -> Invitation | None:
    """Return the code of a course that is not closed; it may have expired, or be used up."""
    return session.scalars(
        select(Invitation)
        .where(Invitation.course_id == course_id, Invitation.closed_at.is_(None))
        .execution_options(populate_existing=True)
    ).first()


def invite(
    session: Session,
    invitation_id: UUID,
    course_id: UUID,
    random: Callable[[int], bytes],
    *,
    by: int,
    now: datetime,
    lasts: timedelta = LASTS,
    uses_limit: int | None = None,
    needs_approval: bool = False,
) -> Invitation:
    """Make a code for a course and close the one before; the same id again gives the same code.

    ``random`` returns as many random bytes as it is asked for. ``lasts`` and ``uses_limit`` are
    taken as near to what is allowed as they are. Raises UnknownCourse and CourseArchived.
    """
    course = hold_course(session, course_id)
    known = session.get(Invitation, invitation_id)
    if known is not None:
        if known.course_id != course_id:
            raise NoSuchCode
        return known
    _close(session, course_id, now)
    made = Invitation(
        id=invitation_id,
        course_id=course_id,
        code=_free_code(session, random),
        made_at=now,
        made_by_id=by,
        expires_at=now + min(max(lasts, timedelta(hours=1)), LONGEST),
        uses=0,
        uses_limit=None if uses_limit is None else min(max(uses_limit, 1), MOST_USES),
        needs_approval=needs_approval,
    )
    session.add(made)
    session.flush()
    note(session, Event.COURSE_CODE_MADE, now, course)
    return made


def close(session: Session, course_id: UUID, now: datetime) -> bool:
    """Close the code of a course, which opens nothing from then on; False if none is open."""
    course = hold_course(session, course_id, archived_too=True)
    closed = _close(session, course_id, now)
    if closed:
        note(session, Event.COURSE_CODE_CLOSED, now, course)
    return closed


def opened_by(session: Session, typed: str, now: datetime) -> Opened:
    """Return what a code opens, however it was typed. Raises NoSuchCode. Two SELECTs at most.

    One that has come to its limit is returned: whoever is in already is not kept out.
    """
    code = read_code(typed)
    found = (
        None
        if code is None
        else session.execute(
            select(Course, Invitation)
            .join(Invitation, Invitation.course_id == Course.id)
            .where(
                Invitation.code == code,
                Invitation.closed_at.is_(None),
                Invitation.expires_at > now,
                Course.archived_at.is_(None),
            )
        ).first()
    )
    if found is None:
        raise NoSuchCode
    course, invitation = found
    teacher = session.scalar(
        select(User.name)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.course_id == course.id, Enrolment.role == CourseRole.TEACHER.value)
    )
    return Opened(course, invitation, teacher)


def join(session: Session, typed: str, user_id: int, now: datetime) -> tuple[Course, Joined]:
    """Let somebody into the course that a code opens, as a student; whoever is in stays in.

    Where its teacher decides they wait; so does whoever was removed before. Who was invited is in,
    as what they were invited to be. One account is one use of a code, however often it leaves and
    comes back. Raises NoSuchCode, InvitationFull, NeedsName for a guest and UnknownPerson.
    """
    person = present_person(session, user_id)
    opened = opened_by(session, typed, now)
    # The course first, as everywhere; then what was read is read again, while nobody changes it.
    course = hold_course(session, opened.course.id, archived_too=True)
    invitation = session.get_one(
        Invitation, opened.invitation.id, populate_existing=True, with_for_update=True
    )
    if invitation.closed_at is not None or course.archived_at is not None:
        raise NoSuchCode
    before = session.get(Enrolment, (course.id, user_id), populate_existing=True)
    state = None if before is None else EnrolmentState(before.state)
    if before is not None and state is EnrolmentState.INVITED:
        take_place(session, course, before, person, now)
        return course, Joined.IN
    if state is EnrolmentState.ACTIVE:
        return course, Joined.WAS_IN
    if state is EnrolmentState.WAITING:
        return course, Joined.WAITS
    if is_full_for(invitation, before):
        raise InvitationFull
    # A code that hangs on the wall shall not undo what a teacher has decided.
    waits = invitation.needs_approval or state is EnrolmentState.REMOVED
    row, _ = put_in(session, course, person, CourseRole.STUDENT, now, waits=waits)
    if row.invitation_id != invitation.id:
        row.invitation_id = invitation.id
        invitation.uses += 1
    session.flush()
    details: dict[str, str | int] = {"role": row.role, **({"waits": 1} if waits else {})}
    note(session, Event.COURSE_JOINED, now, course, user_id, details)
    return course, Joined.WAITS if waits else Joined.IN


def is_full_for(invitation: Invitation, row: Enrolment | None) -> bool:
    """Whether a code lets nobody new in, and this person, by their row, has not come by it."""
    if row is not None and row.invitation_id == invitation.id:
        return False
    return invitation.uses_limit is not None and invitation.uses >= invitation.uses_limit


def _close(session: Session, course_id: UUID, now: datetime) -> bool:
    invitation = session.scalars(
        select(Invitation)
        .where(Invitation.course_id == course_id, Invitation.closed_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if invitation is None:
        return False
    invitation.closed_at = now
    session.flush()
    return True


def _free_code(session: Session, random: Callable[[int], bytes]) -> str:
    while True:
        code = join_code(random(BYTES))
        # One that was closed is not given again: it may still stand on a wall.
        if not session.scalar(select(exists().where(Invitation.code == code))):
            return code
