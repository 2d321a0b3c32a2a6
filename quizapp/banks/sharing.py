"""Sharing a bank: its members and their roles, whom it shows itself to, and its link.

Every change holds the bank's row first, so that two owners who leave at once take turns; where the
bank was removed meanwhile, it raises RowGone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.models import Role, User
from quizapp.accounts.names import sort_key
from quizapp.accounts.policies import looks_after_banks
from quizapp.accounts.queries import user_by_name
from quizapp.audit.models import Event
from quizapp.audit.services import Details, Thing, record
from quizapp.banks.errors import (
    AlreadyYourself,
    LastOwner,
    OnlyTeachersEdit,
    UnknownMember,
    UnknownPerson,
)
from quizapp.banks.models import Bank, MemberRole, Membership, Visibility
from quizapp.banks.policies import may_have
from quizapp.db import hold_by_id, table_of, upsert
from quizapp.security import new_token

_LONGEST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has a role in a bank; a guest has no name."""

    user_id: int
    name: str | None
    role: MemberRole
    since: datetime
    can_teach: bool


def members(session: Session, bank_id: int) -> Sequence[Member]:
    """Return the members of a bank: owners, then editors, then viewers, each by name."""
    rows = session.execute(
        select(Membership, User.name, User.role)
        .join(User, User.id == Membership.user_id)
        .where(Membership.bank_id == bank_id)
    )
    found = [
        Member(
            membership.user_id,
            name,
            MemberRole(membership.role),
            membership.created_at,
            may_have(MemberRole.OWNER, Role(role)),
        )
        for membership, name, role in rows
    ]
    order = list(reversed(MemberRole))
    # Guests have no name, and stand last.
    return sorted(
        found,
        key=lambda each: (order.index(each.role), each.name is None, sort_key(each.name or "")),
    )


def add_owner(session: Session, bank: Bank, user_id: int, now: datetime) -> None:
    """Give a bank that was made just now to its maker."""
    session.add(
        Membership(bank_id=bank.id, user_id=user_id, role=MemberRole.OWNER.value, created_at=now)
    )
    session.flush()


def editors(session: Session, bank_id: int) -> set[int]:
    """Return the ids of the members who may change a bank."""
    roles = (MemberRole.EDITOR.value, MemberRole.OWNER.value)
    statement = (
        select(Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.bank_id == bank_id, Membership.role.in_(roles), looks_after_banks())
    )
    return set(session.scalars(statement))


def is_owner(session: Session, bank_id: int, user_id: int) -> bool:
    """Whether somebody owns a bank."""
    known = session.get(Membership, (bank_id, user_id))
    return known is not None and known.role == MemberRole.OWNER


def has_owner(session: Session, bank_id: int) -> bool:
    """Whether a bank belongs to somebody; else it belongs to the server."""
    owned = _owners(bank_id)
    return bool(session.scalar(select(owned.exists())))


def owner_name(session: Session, bank_id: int) -> str | None:
    """Return the name of whoever has owned a bank longest; None where nobody does."""
    return session.scalar(
        select(User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.bank_id == bank_id, Membership.role == MemberRole.OWNER.value)
        .order_by(Membership.created_at, Membership.user_id)
        .limit(1)
    )


def share(
    session: Session, bank_id: int, name: str, role: MemberRole, *, by: int, now: datetime
) -> str:
    """Give somebody a role in a bank, or another one than they have; return their name.

    Raises UnknownPerson, AlreadyYourself, OnlyTeachersEdit and LastOwner.
    """
    bank = hold_by_id(session, Bank, bank_id)
    user = user_by_name(session, name)
    if user is None or user.name is None or user.deactivated_at or user.leaves_at:
        raise UnknownPerson(name)
    known = session.get(Membership, (bank_id, user.id), populate_existing=True)
    if known is not None and user.id == by:
        raise AlreadyYourself
    if known is not None:
        _set_role(session, bank, known, user, role, now)
        return user.name
    _refuse_unfit(user, role)
    session.add(
        Membership(bank_id=bank_id, user_id=user.id, role=role.value, added_by=by, created_at=now)
    )
    session.flush()
    _note(session, Event.MEMBER_ADDED, now, bank, user.id, {"role": role.value})
    return user.name


def change_role(
    session: Session, bank_id: int, user_id: int, role: MemberRole, now: datetime
) -> None:
    """Give a member another role; the one they have changes nothing.

    Raises UnknownMember, OnlyTeachersEdit and LastOwner.
    """
    bank = hold_by_id(session, Bank, bank_id)
    known = session.get(Membership, (bank_id, user_id), populate_existing=True)
    if known is None:
        raise UnknownMember(user_id)
    _set_role(session, bank, known, session.get_one(User, user_id), role, now)


def remove_member(session: Session, bank_id: int, user_id: int, now: datetime) -> bool:
    """Take somebody's role in a bank; False if they have none. Raises LastOwner."""
    bank = hold_by_id(session, Bank, bank_id)
    known = session.get(Membership, (bank_id, user_id), populate_existing=True)
    if known is None:
        return False
    if known.role == MemberRole.OWNER:
        _refuse_last(session, bank_id, user_id)
    session.delete(known)
    session.flush()
    _note(session, Event.MEMBER_REMOVED, now, bank, user_id, {"role": known.role})
    return True


def set_visibility(session: Session, bank_id: int, visibility: Visibility, now: datetime) -> None:
    """Say whom a bank shows itself to. Whoever is a member stays one."""
    bank = hold_by_id(session, Bank, bank_id)
    # A link that was closed stays closed: whoever has kept it was shut out.
    if visibility is Visibility.LINK and bank.visibility != Visibility.LINK:
        bank.link_token = new_token()
    before, bank.visibility = bank.visibility, visibility.value
    session.flush()
    if before != visibility.value:
        changed = {"before": before, "after": visibility.value}
        _note(session, Event.VISIBILITY_CHANGED, now, bank, None, changed)


def renew_link(session: Session, bank_id: int, token: str, now: datetime) -> None:
    """Make another link in the place of this one, which leads nowhere from then on.

    The same wish sent twice finds that the link is another already, and leaves it.
    """
    bank = hold_by_id(session, Bank, bank_id)
    if bank.link_token == token:
        bank.link_token = new_token()
        session.flush()
        _note(session, Event.LINK_RENEWED, now, bank, None, {})


def bank_of_link(session: Session, token: str) -> Bank | None:
    """Return the bank that a link leads to, while that bank shows itself by its link."""
    if len(token) > _LONGEST_TOKEN or not token.isascii() or not token.isprintable():
        return None
    return session.scalar(
        select(Bank).where(Bank.link_token == token, Bank.visibility == Visibility.LINK.value)
    )


def join_by_link(session: Session, token: str, user_id: int, now: datetime) -> Bank | None:
    """Make somebody a viewer, unless they have a role already; None for a link that is over."""
    bank = bank_of_link(session, token)
    if bank is None:
        return None
    # A class opens its link all at once: nobody waits for anybody, and twice is once.
    viewer = MemberRole.VIEWER.value
    joined = session.execute(
        upsert(session, Membership)
        .values(bank_id=bank.id, user_id=user_id, role=viewer, created_at=now)
        .on_conflict_do_nothing()
        .returning(table_of(Membership).c.user_id)
    )
    if joined.first() is not None:
        _note(session, Event.MEMBER_ADDED, now, bank, user_id, {"role": viewer, "by_link": 1})
    return bank


def move_memberships(session: Session, guest_id: int, user_id: int) -> None:
    """Let an account have what a guest of the same person may see; a role it has stays."""
    has = select(Membership.bank_id).where(Membership.user_id == user_id)
    theirs = Membership.user_id == guest_id
    for statement in (
        delete(Membership).where(theirs, Membership.bank_id.in_(has)),
        update(Membership).where(theirs).values(user_id=user_id),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})


def _note(
    session: Session,
    event: Event,
    now: datetime,
    bank: Bank,
    user_id: int | None,
    details: Details,
) -> None:
    about = Thing(bank.public_id, bank.title)
    record(session, event, now, subject_id=user_id, thing=about, details=details)


def _set_role(
    session: Session,
    bank: Bank,
    known: Membership,
    user: User,
    role: MemberRole,
    now: datetime,
) -> None:
    if known.role == role:
        return
    if known.role == MemberRole.OWNER:
        _refuse_last(session, known.bank_id, user.id)
    _refuse_unfit(user, role)
    before, known.role = known.role, role.value
    session.flush()
    changed = {"before": before, "after": role.value}
    _note(session, Event.MEMBER_CHANGED, now, bank, user.id, changed)


def _refuse_unfit(user: User, role: MemberRole) -> None:
    if not may_have(role, Role(user.role)):
        raise OnlyTeachersEdit(user.name or "A guest")


def _refuse_last(session: Session, bank_id: int, user_id: int) -> None:
    """Raise LastOwner unless somebody else owns the bank who can look after it."""
    others = (
        _owners(bank_id)
        .join(User, User.id == Membership.user_id)
        .where(User.id != user_id, looks_after_banks())
    )
    if not session.scalar(select(others.exists())):
        raise LastOwner


def _owners(bank_id: int) -> Select[int]:
    return select(Membership.user_id).where(
        Membership.bank_id == bank_id, Membership.role == MemberRole.OWNER.value
    )
