"""Reading the log: one page of it, or all that fits, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from quizapp.audit.models import AuditEntry, Event
from quizapp.paging import Page, one_page

_READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What the log is narrowed to; None narrows nothing.

    ``people`` are ids of whoever did it or had it done to them; the moment ``until`` is left out.
    """

    people: Collection[int] | None = None
    events: Collection[Event] | None = None
    since: datetime | None = None
    until: datetime | None = None


def find_entries(session: Session, wanted: LogFilter, number: int) -> Page[AuditEntry]:
    """Return one page of the entries that fit; a page beyond the last is the last."""
    statement, number, total = one_page(session, _fitting(wanted), number)
    return Page(session.scalars(statement).all(), number, total)


def every_entry(session: Session, wanted: LogFilter) -> Iterator[Sequence[AuditEntry]]:
    """Yield all entries that fit, some at a time, so that a long log needs little memory."""
    statement = _fitting(wanted).limit(_READ_AT_ONCE)
    found = session.scalars(statement).all()
    while found:
        yield found
        last = found[-1]
        older = or_(
            AuditEntry.at < last.at, and_(AuditEntry.at == last.at, AuditEntry.id < last.id)
        )
        session.expunge_all()
        found = session.scalars(statement.where(older)).all()


def entries_about(session: Session, user_id: int) -> Sequence[AuditEntry]:
    """Return all that somebody did or had done to them, oldest first."""
    whose = or_(AuditEntry.actor_id == user_id, AuditEntry.subject_id == user_id)
    return session.scalars(
        select(AuditEntry).where(whose).order_by(AuditEntry.at, AuditEntry.id)
    ).all()


def was_made_by(session: Session, user_id: int, maker_id: int, since: datetime) -> bool:
    """Whether an account was made by this person, not before a moment."""
    made = exists().where(
        AuditEntry.subject_id == user_id,
        AuditEntry.actor_id == maker_id,
        AuditEntry.event == Event.ACCOUNT_MADE.value,
        AuditEntry.at >= since,
    )
    return bool(session.scalar(select(made)))


def _fitting(wanted: LogFilter) -> Select[AuditEntry]:
    found: list[ColumnElement[bool]] = []
    if wanted.people is not None:
        found.append(
            or_(AuditEntry.actor_id.in_(wanted.people), AuditEntry.subject_id.in_(wanted.people))
        )
    if wanted.events is not None:
        found.append(AuditEntry.event.in_([event.value for event in wanted.events]))
    if wanted.since is not None:
        found.append(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEntry.at < wanted.until)
    return select(AuditEntry).where(*found).order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
