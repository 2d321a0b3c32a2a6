"""One-time codes for a new password, which somebody hands over: no e-mail is needed.

Whoever makes a code could use it, so each making is kept with who made it, and its owner is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session, aliased

from quizapp.accounts import logins, queries, throttle
from quizapp.accounts.errors import BadCode, NoCodeFor, NoSuchStudent
from quizapp.accounts.models import PasswordCode, Role, User
from quizapp.audit.models import Event
from quizapp.audit.services import record

LASTS = timedelta(hours=48)
CARD_LASTS = timedelta(days=14)
"""A code on a printed card lies in a school bag for a while."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Making:
    """That a code was made: for whom, by whom (None for the server's own command), what became."""

    name: str | None
    maker: str | None
    by_server: bool
    made_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    used_at: datetime | None


def student_for_code(session: Session, name: str) -> User:
    """Return the student a teacher may make a code for; raises NoSuchStudent."""
    user = queries.user_by_name(session, name)
    if user is None or not _is_active_student(user):
        raise NoSuchStudent
    return user


def make_code(
    session: Session,
    user_id: int,
    code_hash: str,
    now: datetime,
    *,
    maker_id: int | None,
    only_student: bool = False,
    lasts: timedelta = LASTS,
) -> None:
    """Keep a new code for a person and end the one before; their password stays until it is used.

    Hash the code beforehand, outside the transaction. Raises NoCodeFor for somebody who could not
    log in with it, and NoSuchStudent if they are no student where only those are allowed.
    """
    user = session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None or user.is_guest or user.erased_at is not None:
        raise NoCodeFor
    if only_student and not _is_active_student(user):
        raise NoSuchStudent
    if user.deactivated_at is not None:
        raise NoCodeFor
    close_codes_for(session, user_id, now)
    if user.name is not None:
        # Wrong guesses at the code before shall not keep its owner from this one.
        throttle.forget_all_tries(session, user.name, (throttle.CODE,))
    session.add(
        PasswordCode(
            user_id=user_id,
            maker_id=maker_id,
            code_hash=code_hash,
            made_at=now,
            expires_at=now + lasts,
        )
    )
    session.flush()
    record(session, Event.CODE_MADE, now, actor_id=maker_id, subject_id=user_id)


def open_code(session: Session, user: User | None, now: datetime) -> PasswordCode | None:
    """Return the one code with which a person could set a password now, if there is one."""
    if user is None or user.deactivated_at is not None:
        return None
    return session.scalars(
        select(PasswordCode).where(
            PasswordCode.user_id == user.id,
            PasswordCode.closed_at.is_(None),
            PasswordCode.expires_at > now,
        )
    ).first()


def use_code(session: Session, code_id: int, password_hash: str, now: datetime) -> User:
    """Set a password by a code that was found to be right; every login ends.

    Raises BadCode if it was used, replaced or taken back since.
    """
    code = session.get_one(PasswordCode, code_id, populate_existing=True)
    user = session.get_one(User, code.user_id, with_for_update=True, populate_existing=True)
    # Whoever waited for the person's row must look at the code again.
    session.refresh(code, with_for_update=True)
    if code.closed_at is not None or code.expires_at <= now or user.deactivated_at is not None:
        raise BadCode
    # Whoever made a code may have used it: its owner is told of that at the next log-in.
    code.used_at = code.closed_at = now
    user.password_hash = password_hash
    session.flush()
    logins.end_all(session, user.id)
    record(session, Event.CODE_USED, now, actor_id=user.id, subject_id=user.id)
    return user


def close_codes_for(session: Session, user_id: int, now: datetime) -> None:
    """End what code a person has: a newer one counts, or they are cared for otherwise."""
    _close(session, PasswordCode.user_id == user_id, now)


def close_codes_by(session: Session, maker_id: int, now: datetime) -> None:
    """End the codes that a person has handed out."""
    _close(session, PasswordCode.maker_id == maker_id, now)


def codes_for(session: Session, user_id: int, most: int | None = SHOWN) -> Sequence[Making]:
    """Return the codes that were made for a person, latest first; None for all of them."""
    return _makings(session, PasswordCode.user_id == user_id, most=most)


def codes_by(session: Session, maker_id: int) -> Sequence[Making]:
    """Return the codes that a person made, latest first."""
    return _makings(session, PasswordCode.maker_id == maker_id)


def has_untold(session: Session, user_id: int) -> bool:
    """Whether there is a code that its owner has not been told of."""
    untold = exists().where(PasswordCode.user_id == user_id, PasswordCode.told_at.is_(None))
    return bool(session.scalar(select(untold)))


def take_untold(session: Session, user_id: int, now: datetime) -> Sequence[Making]:
    """Return the codes that a person has not been told of yet, and note that they are now."""
    untold = PasswordCode.user_id == user_id, PasswordCode.told_at.is_(None)
    found = _makings(session, *untold)
    if found:
        session.execute(update(PasswordCode).where(*untold).values(told_at=now))
    return found


def _is_active_student(user: User) -> bool:
    # Whoever is leaving has closed the account; no teacher opens it again.
    return (
        user.role == Role.STUDENT.value and user.deactivated_at is None and user.leaves_at is None
    )


def _makings(
    session: Session, *conditions: ColumnElement[bool], most: int | None = SHOWN
) -> Sequence[Making]:
    owner, maker = aliased(User), aliased(User)
    rows = session.execute(
        select(
            owner.name,
            maker.name,
            PasswordCode.maker_id.is_(None),
            PasswordCode.made_at,
            PasswordCode.expires_at,
            PasswordCode.closed_at,
            PasswordCode.used_at,
        )
        .join(owner, owner.id == PasswordCode.user_id)
        .outerjoin(maker, maker.id == PasswordCode.maker_id)
        .where(*conditions)
        .order_by(PasswordCode.made_at.desc(), PasswordCode.id.desc())
        .limit(most)
    )
    return [Making(*row) for row in rows]


def _close(session: Session, whose: ColumnElement[bool], now: datetime) -> None:
    session.execute(
        update(PasswordCode).where(whose, PasswordCode.closed_at.is_(None)).values(closed_at=now)
    )
