"""The places that a guest had in courses, once they are somebody with an account."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from quizapp.courses.models import Enrolment, EnrolmentState, GroupMember
from quizapp.courses.presence import note_presence
from quizapp.db import changed_rows

_GONE = (EnrolmentState.LEFT.value, EnrolmentState.REMOVED.value)


def move_enrolments(session: Session, guest_id: int, user_id: int) -> None:
    """Let an account be where a guest of the same person was.

    Where the account is in that course, or was, what it is there stays; only who is out comes in
    again with the guest.
    """
    known = {
        each.course_id: each
        for each in session.scalars(select(Enrolment).where(Enrolment.user_id == user_id))
    }
    theirs = select(Enrolment).where(Enrolment.user_id == guest_id)
    for row in session.scalars(theirs).all():
        mine = known.get(row.course_id)
        if mine is None:
            mine = Enrolment(
                course_id=row.course_id,
                user_id=user_id,
                joined_at=row.joined_at,
                let_in_at=row.let_in_at,
                absences=row.absences,
            )
            session.add(mine)
        elif not (mine.state in _GONE and row.state not in _GONE):
            continue
        else:
            note_presence(mine, is_in=row.let_in_at is not None, now=row.changed_at)
        mine.role, mine.state = row.role, row.state
        mine.changed_at, mine.left_at = row.changed_at, row.left_at
        mine.invited_by_id, mine.invitation_id = row.invited_by_id, row.invitation_id
    session.flush()
    in_groups = select(GroupMember.group_id).where(GroupMember.user_id == user_id)
    guests = GroupMember.user_id == guest_id
    for statement in (
        delete(GroupMember).where(guests, GroupMember.group_id.in_(in_groups)),
        update(GroupMember).where(guests).values(user_id=user_id),
        delete(Enrolment).where(Enrolment.user_id == guest_id),
    ):
        changed_rows(session, statement)
