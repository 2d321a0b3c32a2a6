"""Cards with which students without e-mail sign in for the first time: who needs one, and codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from quizapp.accounts import codes
from quizapp.accounts.errors import NoCodeFor, NoSuchStudent
from quizapp.accounts.models import PasswordCode, Role, User
from quizapp.accounts.name_order import BY_NAME
from quizapp.courses.models import CourseRole, Enrolment, EnrolmentState, RosterAddition
from quizapp.courses.services import hold_course

SHEET = 40
"""How many cards are made at once: each code is hashed slowly, so that it cannot be guessed."""


@dataclass(frozen=True, slots=True)
class CardHolder:
    """A student who may be given a card.

    ``is_new`` is whoever never chose a password: somebody else made the account. ``has_code`` tells
    that a code of theirs still works; another one ends it.
    """

    user_id: int
    name: str
    is_new: bool
    has_code: bool


def card_holders(
    session: Session, course_id: UUID, now: datetime, only: Collection[int] | None = None
) -> Sequence[CardHolder]:
    """Return the students of a course who can be given a card, by name; ``only`` these if given.

    Whoever teaches on this site, or whose account is closed, is not among them.
    """
    open_code = and_(
        PasswordCode.user_id == User.id,
        PasswordCode.closed_at.is_(None),
        PasswordCode.expires_at > now,
    )
    made_by_list = RosterAddition.user_id == User.id, RosterAddition.is_new_account
    used = PasswordCode.user_id == User.id, PasswordCode.used_at.is_not(None)
    statement = (
        select(
            User.id,
            User.name,
            and_(exists().where(*made_by_list), ~exists().where(*used)),
            exists().where(open_code),
        )
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(
            Enrolment.course_id == course_id,
            Enrolment.role == CourseRole.STUDENT.value,
            Enrolment.state == EnrolmentState.ACTIVE.value,
            User.role == Role.STUDENT.value,
            User.deactivated_at.is_(None),
            User.leaves_at.is_(None),
            User.name.is_not(None),
        )
        .order_by(*BY_NAME)
    )
    if only is not None:
        statement = statement.where(User.id.in_(only))
    return [
        CardHolder(user_id, name or "", bool(is_new), bool(has_code))
        for user_id, name, is_new, has_code in session.execute(statement)
    ]


def make_cards(
    session: Session, course_id: UUID, hashes: Mapping[int, str], now: datetime, *, maker_id: int
) -> int:
    """Keep a code for each of these students, and return how many were kept.

    ``hashes`` are of the codes, by the ids of students: hash them beforehand, outside the
    transaction. Whoever is no student of the course any more is left out. Raises UnknownCourse and
    CourseArchived.
    """
    hold_course(session, course_id)
    made = 0
    for each in card_holders(session, course_id, now, hashes):
        try:
            codes.make_code(
                session,
                each.user_id,
                hashes[each.user_id],
                now,
                maker_id=maker_id,
                only_student=True,
                lasts=codes.CARD_LASTS,
            )
        except (NoCodeFor, NoSuchStudent):
            # Their account changed at this very moment.
            continue
        made += 1
    return made
