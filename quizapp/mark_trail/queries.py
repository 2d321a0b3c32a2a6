"""Reading the audit trail of marks: whether it is whole, and all of it, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.db import table_of
from quizapp.domain.audit_chain import BEGINNING, Body, Checked, Link, check, moment, words_hash
from quizapp.mark_trail.models import TrailEnd, TrailEntry, TrailPerson

_AT_ONCE = 2000


def body_of(row: Any) -> Body:
    """Return what the hash of an entry covers, which is read as an object or as a row."""
    return {
        "number": row.number,
        "at": moment(row.at),
        "what": row.what,
        "actor": _text(row.actor_id),
        "student": _text(row.student_id),
        "course": _text(row.course_id),
        "assignment": _text(row.assignment_id),
        "quiz": _text(row.quiz_id),
        "attempt": _text(row.attempt_id),
        "from": row.before,
        "to": row.after,
        "reason": row.reason_hash,
    }


def verify(session: Session) -> Checked:
    """Say whether the trail is whole: no entry is changed, lost or moved since it was added.

    A last entry that is gone is found by the end of the trail, which is a row of its own.
    """
    found = Checked(0, BEGINNING)
    wanted = select(*table_of(TrailEntry).c).order_by(TrailEntry.number).limit(_AT_ONCE)
    last = 0
    while some := session.execute(wanted.where(TrailEntry.number > last)).all():
        last = some[-1].number
        found = check(map(_link, some), found)
        if found.broken_at is not None:
            return found
    end = session.get(TrailEnd, 1, populate_existing=True)
    kept = (0, BEGINNING) if end is None else (end.entries, end.last_hash)
    if kept != (found.entries, found.last_hash):
        return Checked(found.entries, found.last_hash, found.entries + 1)
    return found


def every_entry(session: Session, course_id: UUID | None = None) -> Iterator[Sequence[TrailEntry]]:
    """Yield all entries in their order, or those about a course, some at a time."""
    wanted = select(TrailEntry).order_by(TrailEntry.number).limit(_AT_ONCE)
    if course_id is not None:
        wanted = wanted.where(TrailEntry.course_id == course_id)
    last = 0
    while found := session.scalars(wanted.where(TrailEntry.number > last)).all():
        last = found[-1].number
        # Of a long trail only some is held at a time.
        for each in found:
            session.expunge(each)
        yield found


def people_named(session: Session, rows: Sequence[TrailEntry]) -> Mapping[UUID, int]:
    """Return the accounts that entries name, by their ids in the trail; who is forgotten is not."""
    ids = {each for row in rows for each in (row.actor_id, row.student_id) if each is not None}
    known = select(TrailPerson.id, TrailPerson.user_id).where(TrailPerson.id.in_(ids))
    return dict(session.execute(known).all())


def _link(row: Any) -> Link:
    body = body_of(row)
    if row.reason is not None and row.reason_salt is not None:
        # What is told as the reason must be what was noted.
        body = {**body, "reason": words_hash(row.reason_salt, row.reason)}
    return Link(row.number, body, row.hash)


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
