"""Writing the log: in the transaction of what is noted, so that neither is there without the other.

Whoever opens a transaction for somebody says who that is (``act_as``); else the server itself acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from quizapp.audit.limits import LIMITS, SPARED_WITHIN, Limit, Of
from quizapp.audit.models import AuditEntry, Event
from quizapp.db import changed_rows

ADDRESS_KEPT = timedelta(days=30)
"""For how long an entry says where it came from."""

SHORTEST_RETENTION = timedelta(days=30)
"""What is younger than this, the database itself keeps."""

ROWS_AT_ONCE = 5000

Details = Mapping[str, str | int]

_ACTOR = "quizapp.audit.actor"
_LONGEST_NAME = 200
_LONGEST_ADDRESS = 64


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and from where; nobody for the server itself."""

    id: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What something is done to: its public id, and what people call it."""

    id: UUID | None
    name: str


def act_as(session: Session, actor: Callable[[], Actor]) -> None:
    """Say on whose behalf this session writes from here on; asked only when something is noted."""
    session.info[_ACTOR] = actor


def actor_of(session: Session) -> Actor:
    """Return on whose behalf this session writes."""
    acting: Callable[[], Actor] = session.info.get(_ACTOR, Actor)
    return acting()


def record(
    session: Session,
    event: Event,
    now: datetime,
    *,
    actor_id: int | None = None,
    subject_id: int | None = None,
    thing: Thing | None = None,
    details: Details = MappingProxyType({}),
) -> None:
    """Note what was done, or leave it out where too much of its kind was noted just now.

    ``actor_id`` names somebody who is only now known, as at a log-in. ``subject_id`` is the person
    it was done to. The last entry before others are left out says so: ``details["more"]``.
    """
    actor = actor_of(session)
    entry = AuditEntry(
        at=now,
        event=event.value,
        actor_id=actor.id if actor_id is None else actor_id,
        subject_id=subject_id,
        object_id=thing.id if thing else None,
        object_name=thing.name[:_LONGEST_NAME] if thing else "",
        details=dict(details),
        address=actor.address[:_LONGEST_ADDRESS] if actor.address else None,
    )
    for limit in LIMITS.get(event, ()):
        counted = _counted(session, entry, limit, now)
        if counted >= limit.most:
            own = Limit(limit.spared, SPARED_WITHIN, Of.SUBJECT)
            if not 0 <= _counted(session, entry, own, now) < limit.spared:
                return
        if counted == limit.most - 1:
            entry.details = {**entry.details, "more": 1}
    session.add(entry)
    session.flush()


def forget_addresses(session: Session, now: datetime, limit: int = ROWS_AT_ONCE) -> int:
    """Take the addresses from entries that are old enough; return from how many, at most so many.

    Call it again, in another transaction, until it returns 0.
    """
    old = AuditEntry.at <= now - ADDRESS_KEPT, AuditEntry.address.is_not(None)
    some = select(AuditEntry.id).where(*old).order_by(AuditEntry.at).limit(limit)
    forgotten = update(AuditEntry).where(AuditEntry.id.in_(some)).values(address=None)
    return changed_rows(session, forgotten)


def forget_person(session: Session, user_id: int) -> None:
    """Take the addresses from all that somebody did, and that was tried on their account."""
    theirs = or_(AuditEntry.actor_id == user_id, AuditEntry.subject_id == user_id)
    known = AuditEntry.address.is_not(None)
    changed_rows(session, update(AuditEntry).where(theirs, known).values(address=None))


def remove_old(
    session: Session, now: datetime, kept_for: timedelta, limit: int = ROWS_AT_ONCE
) -> int:
    """Remove entries that are older than wanted, and note that; return how many, at most so many.

    Nothing younger than SHORTEST_RETENTION goes, whatever is asked for. Call it again, in another
    transaction, until it returns 0.
    """
    until = now - max(kept_for, SHORTEST_RETENTION)
    oldest = select(AuditEntry.id).where(AuditEntry.at < until).order_by(AuditEntry.at)
    ids = session.scalars(oldest.limit(limit)).all()
    if not ids:
        return 0
    # First, because the database measures the age of entries by the newest.
    record(session, Event.LOG_SHORTENED, now, details={"entries": len(ids)})
    return changed_rows(session, delete(AuditEntry).where(AuditEntry.id.in_(ids)))


def _counted(session: Session, entry: AuditEntry, limit: Limit, now: datetime) -> int:
    """Return how many entries count against a limit; -1 where it is not about such an entry."""
    conditions = [AuditEntry.event == entry.event, AuditEntry.at > now - limit.within]
    match limit.of, entry.actor_id, entry.subject_id:
        case Of.ALL, _, _:
            pass
        case Of.ACTOR, int(actor), _:
            conditions.append(AuditEntry.actor_id == actor)
        case Of.SUBJECT, _, int(subject):
            conditions.append(AuditEntry.subject_id == subject)
        case Of.NOBODY_KNOWN, _, None:
            conditions.append(AuditEntry.subject_id.is_(None))
        case _:
            return -1
    return session.scalar(select(func.count()).select_from(AuditEntry).where(*conditions)) or 0
