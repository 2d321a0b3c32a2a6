"""Reading people: who a browser belongs to, who has a name, which browsers are logged in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, select
from sqlalchemy.orm import Session, lazyload

from quizapp.accounts.models import Login, Role, User
from quizapp.accounts.names import name_key
from quizapp.accounts.visitors import Visitor
from quizapp.db import table_of

_ROLES = {role.value: role for role in Role}
# Every request asks this, so it is built once, and asked past the ORM, which would add a tenth.
_USER, _LOGIN = table_of(User).c, table_of(Login).c
_VISITOR = (
    select(
        _USER.id,
        _USER.name,
        _USER.role,
        _USER.is_guest,
        _USER.time_zone,
        _USER.day_starts_at,
        _USER.new_per_day,
        _LOGIN.id,
        _LOGIN.seen_at,
        _USER.leaves_at,
        _LOGIN.stays,
        func.coalesce(_USER.news_seen_at, _USER.created_at),
        _USER.news_at,
    )
    .join_from(table_of(Login), table_of(User), _USER.id == _LOGIN.user_id)
    .where(
        _LOGIN.token_hash == bindparam("token"),
        _LOGIN.expires_at > bindparam("now"),
        # Their logins have ended; one that was begun at that very moment counts for nothing.
        _USER.deactivated_at.is_(None),
        _USER.erased_at.is_(None),
    )
)


def visitor_by_token(connection: Connection, token_hash: str, now: datetime) -> Visitor | None:
    """Return who holds a login token, or None if it is unknown or has expired. One SELECT."""
    found = connection.execute(_VISITOR, {"token": token_hash, "now": now}).first()
    if found is None:
        return None
    user_id, name, role, *rest = found
    return Visitor(user_id, name, _ROLES[role], *rest)


def visitor_by_id(session: Session, user_id: int, now: datetime) -> Visitor | None:
    """Return a person for whom something is done without a browser; None if they may not log in."""
    user = session.get(User, user_id)
    if user is None or user.deactivated_at is not None or user.erased_at is not None:
        return None
    return Visitor(
        user.id,
        user.name,
        Role(user.role),
        user.is_guest,
        user.time_zone,
        user.day_starts_at,
        user.new_per_day,
        login_id=0,
        seen_at=now,
        leaves_at=user.leaves_at,
        read_until=user.news_seen_at or user.created_at,
        news_at=user.news_at,
    )


def user_by_name(session: Session, name: str) -> User | None:
    """Return who has a name, whatever its case."""
    if "\x00" in name:
        # PostgreSQL refuses such a text instead of finding nothing.
        return None
    return session.scalars(select(User).where(User.name_key == name_key(name))).first()


def has_admin(session: Session) -> bool:
    """Whether anybody keeps the server yet."""
    keepers = exists().where(User.role == Role.ADMIN.value, User.erased_at.is_(None))
    return bool(session.scalar(select(keepers)))


def logins_of(session: Session, user_id: int, now: datetime) -> Sequence[Login]:
    """Return where a person is logged in, latest first."""
    return session.scalars(
        select(Login)
        .options(lazyload(Login.user))
        .where(Login.user_id == user_id, Login.expires_at > now)
        .order_by(Login.seen_at.desc(), Login.id.desc())
    ).all()
