"""Finding people: the administrator's list, one person, the names a teacher looks up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import Login, Role, User
from quizapp.accounts.name_order import BY_NAME
from quizapp.accounts.names import name_key
from quizapp.paging import Page, one_page

_FOUND_AT_MOST = 20
_NAMED_AT_MOST = 500


class State(StrEnum):
    """Whether somebody can log in with an account."""

    ACTIVE = "active"
    DEACTIVATED = "deactivated"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What the list of people is narrowed to; an empty text narrows nothing."""

    text: str = ""
    role: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An account as an administrator sees it; last seen only while a login lasts."""

    id: int
    name: str
    role: Role
    state: State
    email: str | None
    created_at: datetime
    leaves_at: datetime | None
    seen_at: datetime | None
    logins: int


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody by an id: a name, or none for a guest and for whoever was erased."""

    name: str | None
    is_guest: bool


_STATES: dict[State, ColumnElement[bool]] = {
    State.ACTIVE: and_(User.deactivated_at.is_(None), User.leaves_at.is_(None)),
    State.DEACTIVATED: User.deactivated_at.is_not(None),
    State.LEAVING: and_(User.leaves_at.is_not(None), User.deactivated_at.is_(None)),
}
_HAS_ACCOUNT = and_(User.is_guest.is_(False), User.erased_at.is_(None))


def find_people(session: Session, wanted: PeopleFilter, number: int, now: datetime) -> Page[Person]:
    """Return one page of the accounts that fit, by name; a page beyond the last is the last."""
    fitting = select(User).where(_HAS_ACCOUNT, *_narrowed(wanted)).order_by(*BY_NAME)
    statement, number, total = one_page(session, fitting, number)
    people = session.scalars(statement).all()
    return Page(_with_logins(session, people, now), number, total)


def person_by_id(session: Session, user_id: int, now: datetime) -> Person | None:
    """Return one account, None for a guest, a deleted account and nobody."""
    user = session.scalars(select(User).where(User.id == user_id, _HAS_ACCOUNT)).first()
    return _with_logins(session, [user], now)[0] if user is not None else None


def count_guests(session: Session) -> int:
    """Return how many people have begun without an account, and have none by now."""
    guests = User.is_guest, User.merged_into_id.is_(None)
    return session.scalar(select(func.count()).select_from(User).where(*guests)) or 0


def known_people(session: Session, ids: Collection[int]) -> Mapping[int, Known]:
    """Return who has these ids; whoever is gone is left out."""
    rows = session.execute(select(User.id, User.name, User.is_guest).where(User.id.in_(ids)))
    return {user_id: Known(name, is_guest) for user_id, name, is_guest in rows}


def ids_called(session: Session, text: str) -> Sequence[int]:
    """Return whose name this is; where it is nobody's, whose names hold it, some hundred at most.

    So a whole name finds its owner alone, also where it stands in another.
    """
    key = key_typed(text)
    exact = session.scalars(select(User.id).where(User.name_key == key)).all()
    if exact:
        return exact
    holding = User.name_key.contains(key, autoescape=True)
    return session.scalars(select(User.id).where(holding).limit(_NAMED_AT_MOST)).all()


def named_account(session: Session, name: str) -> int | None:
    """Return the id of the active account that has exactly this name, however it is written."""
    if not name.strip():
        return None
    return session.scalar(
        select(User.id).where(
            _HAS_ACCOUNT, _STATES[State.ACTIVE], User.name_key == key_typed(name.strip())
        )
    )


def find_students(session: Session, text: str) -> Sequence[str]:
    """Return the names of active students that hold this text, by name, twenty at most."""
    return [
        name
        for name in session.scalars(
            select(User.name)
            .where(
                _HAS_ACCOUNT,
                User.role == Role.STUDENT.value,
                User.deactivated_at.is_(None),
                User.leaves_at.is_(None),
                User.name_key.contains(key_typed(text), autoescape=True),
            )
            .order_by(*BY_NAME)
            .limit(_FOUND_AT_MOST)
        )
        if name is not None
    ]


def key_typed(text: str) -> str:
    """Return what is looked for in the keys of names where somebody typed this."""
    # PostgreSQL refuses such a text instead of finding nothing.
    return name_key(text).replace("\x00", "\ufffd")


def _narrowed(wanted: PeopleFilter) -> list[ColumnElement[bool]]:
    found = [
        User.name_key.contains(key_typed(word), autoescape=True) for word in wanted.text.split()
    ]
    if wanted.role in set(Role):
        found.append(User.role == wanted.role)
    if wanted.state in set(State):
        found.append(_STATES[State(wanted.state)])
    return found


def _with_logins(session: Session, people: Sequence[User], now: datetime) -> list[Person]:
    rows = session.execute(
        select(Login.user_id, func.max(Login.seen_at), func.count())
        .where(Login.user_id.in_([user.id for user in people]), Login.expires_at > now)
        .group_by(Login.user_id)
    )
    logins = {user_id: (seen_at, count) for user_id, seen_at, count in rows}
    return [
        Person(
            id=user.id,
            name=user.name or "",
            role=Role(user.role),
            state=state_of(user),
            email=user.email,
            created_at=user.created_at,
            leaves_at=user.leaves_at,
            seen_at=logins.get(user.id, (None, 0))[0],
            logins=logins.get(user.id, (None, 0))[1],
        )
        for user in people
    ]


def state_of(user: User) -> State:
    """Return whether somebody can log in with an account."""
    if user.deactivated_at is not None:
        return State.DEACTIVATED
    return State.LEAVING if user.leaves_at is not None else State.ACTIVE
