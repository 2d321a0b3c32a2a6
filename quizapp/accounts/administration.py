"""What administrators do with people: roles, deactivating, ending logins. Services flush.

Somebody must always be left who can do it: the last active administrator keeps the role.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts import codes, logins, throttle
from quizapp.accounts.errors import LastAdministrator, OwnAccount
from quizapp.accounts.models import Role, User
from quizapp.accounts.queries import user_by_name
from quizapp.accounts.services import create_user
from quizapp.audit.models import Event
from quizapp.audit.queries import was_made_by
from quizapp.audit.services import record

SENT_TWICE = timedelta(minutes=5)


def change_role(session: Session, user_id: int, role: Role, now: datetime) -> bool:
    """Give a person another role; False if it is theirs already. Raises LastAdministrator.

    Codes that are still open end on both sides: whoever could hand one to a student shall not hold
    one for an administrator, and whoever teaches no longer shall have none out.
    """
    user = _locked(session, user_id)
    if user.role == role.value:
        return False
    if user.role == Role.ADMIN.value:
        refuse_last_administrator(session, user.id)
    before, user.role = user.role, role.value
    session.flush()
    changed = {"before": before, "after": role.value}
    record(session, Event.ROLE_CHANGED, now, subject_id=user.id, details=changed)
    codes.close_codes_for(session, user.id, now)
    codes.close_codes_by(session, user.id, now)
    return True


def deactivate(session: Session, user_id: int, by_id: int | None, now: datetime) -> bool:
    """Shut a person out, at once and everywhere; all their data stays. False if they are out.

    Raises OwnAccount and LastAdministrator.
    """
    if user_id == by_id:
        raise OwnAccount
    user = _locked(session, user_id)
    if user.deactivated_at is not None:
        return False
    refuse_last_administrator(session, user.id)
    user.deactivated_at = now
    session.flush()
    logins.end_all(session, user.id)
    record(session, Event.DEACTIVATED, now, subject_id=user.id)
    codes.close_codes_for(session, user.id, now)
    codes.close_codes_by(session, user.id, now)
    return True


def reactivate(session: Session, user_id: int, now: datetime) -> bool:
    """Let a person log in again; False if they can.

    If they had asked to delete the account, they have the days again that were left to keep it.
    """
    user = _locked(session, user_id)
    if user.deactivated_at is None:
        return False
    if user.leaves_at is not None:
        user.leaves_at = max(user.leaves_at, now + (user.leaves_at - user.deactivated_at))
    user.deactivated_at = None
    session.flush()
    record(session, Event.REACTIVATED, now, subject_id=user.id)
    return True


def add_person(
    session: Session,
    name: str,
    role: Role,
    password_hash: str,
    code_hash: str,
    now: datetime,
    *,
    maker_id: int | None,
) -> User:
    """Make an account for somebody else, and a code with which its owner chooses a password.

    ``password_hash`` is of a password that nobody knows. Hash both beforehand, outside the
    transaction. Raises BadName and NameTaken.
    """
    user = create_user(session, name, password_hash, now, role=role)
    codes.make_code(session, user.id, code_hash, now, maker_id=maker_id)
    return user


def made_just_now(session: Session, name: str, by_id: int, now: datetime) -> User | None:
    """Return whom this person made under this name a moment ago: the same form was sent twice."""
    user = user_by_name(session, name)
    if user is None or not was_made_by(session, user.id, by_id, now - SENT_TWICE):
        return None
    return user


def end_all_logins(session: Session, user_id: int, now: datetime) -> int:
    """End every login of a person, and say how many there were."""
    ended = logins.end_all(session, user_id)
    if ended:
        record(session, Event.LOGINS_ENDED, now, subject_id=user_id, details={"logins": ended})
    return ended


def end_one_login(session: Session, user_id: int, login_id: int, now: datetime) -> bool:
    """End one login of a person; False if they have no such login."""
    ended = logins.end_login(session, user_id, login_id)
    if ended:
        record(session, Event.LOGINS_ENDED, now, subject_id=user_id, details={"logins": 1})
    return ended


def end_other_logins(session: Session, user_id: int, keep: int, now: datetime) -> int:
    """End every login of a person but one, and say how many there were."""
    ended = logins.end_other_logins(session, user_id, keep)
    if ended:
        record(session, Event.LOGINS_ENDED, now, subject_id=user_id, details={"logins": ended})
    return ended


def unlock(session: Session, user_id: int, now: datetime) -> None:
    """Let a person try again at once, after too many wrong passwords or codes."""
    user = session.get_one(User, user_id)
    if user.name is not None:
        throttle.forget_all_tries(session, user.name)
    record(session, Event.UNLOCKED, now, subject_id=user_id)


def refuse_last_administrator(session: Session, user_id: int) -> None:
    """Raise LastAdministrator if this person is one, and nobody else is."""
    if list(_active_administrators(session)) == [user_id]:
        raise LastAdministrator


def _active_administrators(session: Session) -> Sequence[int]:
    """Return them, and keep others from becoming fewer or more until the transaction ends."""
    return session.scalars(
        select(User.id)
        .where(
            User.role == Role.ADMIN.value, User.deactivated_at.is_(None), User.leaves_at.is_(None)
        )
        .order_by(User.id)
        .with_for_update()
    ).all()


def _locked(session: Session, user_id: int) -> User:
    # Two who turn on each other at the same moment take turns: administrators are held first, and
    # in one order, whoever it is about.
    _active_administrators(session)
    return session.get_one(User, user_id, with_for_update=True, populate_existing=True)
