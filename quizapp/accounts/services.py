"""Changing people: signing up, guests, settings, passwords. Services flush, interfaces commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from sqlalchemy import Select, bindparam, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.accounts import codes, logins, queries
from quizapp.accounts.errors import AccountDeactivated, BadSetupLink, NameTaken, NotAGuest
from quizapp.accounts.models import Role, SetupLink, User
from quizapp.accounts.names import checked_email, checked_name, family_key, name_key, sort_key
from quizapp.audit.models import Event
from quizapp.audit.services import record
from quizapp.db import table_of
from quizapp.security import new_token, token_hash

SETUP_LINK_LASTS = timedelta(hours=24)
# Every answer of a guest asks this, so it is built once.
_USERS = table_of(User).c
_MERGED_INTO = select(_USERS.merged_into_id).where(_USERS.id == bindparam("guest"))


def create_guest(session: Session, now: datetime, time_zone: str = "UTC") -> User:
    """Add a person without a name, so that their answers have somebody to belong to."""
    guest = User(is_guest=True, created_at=now, time_zone=_known_zone(time_zone))
    session.add(guest)
    session.flush()
    return guest


def make_nameless(session: Session, now: datetime) -> int:
    """Add somebody whom nobody knows, as an erased account is, and return the id.

    What others did becomes theirs where it shall be nobody's any more.
    """
    nobody = User(is_guest=False, created_at=now, erased_at=now)
    session.add(nobody)
    session.flush()
    return nobody.id


def create_user(
    session: Session,
    name: str,
    password_hash: str,
    now: datetime,
    *,
    email: str = "",
    role: Role = Role.STUDENT,
    time_zone: str = "UTC",
) -> User:
    """Add an account; raises BadName, BadEmail or NameTaken. Hash the password beforehand."""
    user = User(created_at=now, time_zone=_known_zone(time_zone))
    session.add(user)
    _name(session, user, name, password_hash, email, role)
    record(session, Event.ACCOUNT_MADE, now, subject_id=user.id, details={"role": role.value})
    return user


def adopt_guest(
    session: Session,
    guest_id: int,
    name: str,
    password_hash: str,
    now: datetime,
    *,
    email: str = "",
    role: Role = Role.STUDENT,
    time_zone: str = "UTC",
) -> User:
    """Turn a guest into an account: the same row, so all their history stays theirs.

    Raises NotAGuest if they have an account by now (a form sent twice), BadName, BadEmail or
    NameTaken.
    """
    user = session.scalars(
        select(User)
        .where(User.id == guest_id, User.is_guest, User.merged_into_id.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if user is None:
        raise NotAGuest
    # A guest who began without a script, or chose nothing, has no zone of their own yet.
    if user.time_zone == "UTC":
        user.time_zone = _known_zone(time_zone)
    _name(session, user, name, password_hash, email, role)
    record(session, Event.ACCOUNT_MADE, now, subject_id=user.id, details={"role": role.value})
    return user


def merge_guest(session: Session, guest_id: int, user_id: int) -> bool:
    """Note that a guest is this user, and end the guest's logins; False if it was no guest.

    The caller moves the guest's answers in the same transaction.
    """
    guest = session.get(User, guest_id, with_for_update=True, populate_existing=True)
    if guest is None or not guest.is_guest or guest.merged_into_id is not None:
        return False
    guest.merged_into_id = user_id
    session.flush()
    logins.end_all(session, guest_id)
    return True


def is_merged(session: Session, guest_id: int) -> bool:
    """Whether a guest has become somebody else by now."""
    return session.execute(_MERGED_INTO, {"guest": guest_id}).scalar() is not None


def hold_person(session: Session, user_id: int) -> User:
    """Read a person anew and hold the row until the transaction ends.

    Whatever hangs from people is changed after that: then no two transactions wait for each other.
    """
    return session.get_one(User, user_id, with_for_update=True, populate_existing=True)


def still_has_password(session: Session, user_id: int, password_hash: str) -> bool:
    """Whether the password that was found right still opens the account; holds the person's row.

    It is looked at outside the transaction, because that takes long. Meanwhile it may have been
    changed by somebody who wants others out. Raises AccountDeactivated if that has happened.
    """
    user = hold_person(session, user_id)
    if user.password_hash != password_hash:
        return False
    if user.deactivated_at is not None:
        raise AccountDeactivated
    return True


def change_password(
    session: Session, user_id: int, password_hash: str, keep_login: int, now: datetime
) -> None:
    """Set a new password and end every other login and code: whoever knew the old one is out."""
    hold_person(session, user_id).password_hash = password_hash
    session.flush()
    logins.end_other_logins(session, user_id, keep_login)
    codes.close_codes_for(session, user_id, now)
    record(session, Event.PASSWORD_CHANGED, now, subject_id=user_id)


def store_rehash(session: Session, user_id: int, old_hash: str, new_hash: str) -> None:
    """Replace a hash made with older parameters, unless the password was changed meanwhile."""
    user = session.get_one(User, user_id, populate_existing=True)
    if user.password_hash == old_hash:
        user.password_hash = new_hash
        session.flush()


def change_settings(
    session: Session, user_id: int, *, time_zone: str, day_starts_at: int, new_per_day: int
) -> User:
    """Set when a learner's day begins, and how many new facts it brings at most.

    Memories follow from the learner's days: the caller replays them in the same transaction.
    """
    user = session.get_one(User, user_id)
    user.time_zone = _known_zone(time_zone)
    user.day_starts_at = day_starts_at
    user.new_per_day = new_per_day
    session.flush()
    return user


def renew_setup_link(session: Session, now: datetime) -> str | None:
    """Return the token of a fresh set-up link, or None once somebody keeps the server.

    Links made earlier stop working: only the one printed last counts.
    """
    session.execute(delete(SetupLink).where(SetupLink.used_at.is_(None)))
    if queries.has_admin(session):
        return None
    token = new_token()
    session.add(
        SetupLink(token_hash=token_hash(token), created_at=now, expires_at=now + SETUP_LINK_LASTS)
    )
    session.flush()
    return token


def is_setup_link(session: Session, token: str, now: datetime) -> bool:
    """Whether a set-up link would work."""
    # It may stand in a log for long after an admin was made on the command line.
    if queries.has_admin(session):
        return False
    return session.scalars(_setup_link(token, now)).first() is not None


def use_setup_link(
    session: Session,
    token: str,
    name: str,
    password_hash: str,
    now: datetime,
    *,
    email: str = "",
    guest_id: int | None = None,
    time_zone: str = "UTC",
) -> User:
    """Make the account that keeps the server, once.

    Raises BadSetupLink, or what create_user raises.
    """
    # Two people with one link come one after the other.
    link = session.scalars(_setup_link(token, now).with_for_update()).first()
    if link is None or queries.has_admin(session):
        raise BadSetupLink
    link.used_at = now
    if guest_id is not None:
        return adopt_guest(
            session,
            guest_id,
            name,
            password_hash,
            now,
            email=email,
            role=Role.ADMIN,
            time_zone=time_zone,
        )
    return create_user(
        session, name, password_hash, now, email=email, role=Role.ADMIN, time_zone=time_zone
    )


def _setup_link(token: str, now: datetime) -> Select[SetupLink]:
    return (
        select(SetupLink)
        .where(
            SetupLink.token_hash == token_hash(token),
            SetupLink.used_at.is_(None),
            SetupLink.expires_at > now,
        )
        .execution_options(populate_existing=True)
    )


def _name(
    session: Session, user: User, name: str, password_hash: str, email: str, role: Role
) -> None:
    user.name = checked_name(name)
    user.name_key = name_key(name)
    user.sort_key, user.family_key = sort_key(user.name), family_key(user.name)
    user.email = checked_email(email)
    user.password_hash = password_hash
    user.is_guest = False
    user.role = role.value
    try:
        session.flush()
    except IntegrityError as error:
        raise NameTaken from error


def is_time_zone(name: str) -> bool:
    """Whether this is the name of a time zone, such as ``Europe/Berlin``."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    # Each look walks through some 600 files.
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    return name if is_time_zone(name) else "UTC"
