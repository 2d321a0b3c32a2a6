"""Writing the audit trail of marks, in the transaction of what is noted; and forgetting people.

Entries are added when a transaction is about to be committed, after all that it holds: whoever
adds one holds the end of the trail, and must not wait for anything any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, event, insert, or_, select, update
from sqlalchemy.orm import Session, SessionTransaction

from quizapp.db import changed_rows, upsert
from quizapp.domain.audit_chain import BEGINNING, hash_of, words_hash
from quizapp.mark_trail.models import TrailEnd, TrailEntry, TrailPerson, What
from quizapp.mark_trail.queries import body_of

_PENDING = "quizapp.mark_trail.pending"

LOOKS_AS_ONE = timedelta(minutes=10)
"""Looks of one person at the same thing are one entry for so long."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where marks stand: in a course, of an assignment or a quiz, in an attempt."""

    course_id: UUID | None = None
    assignment_id: UUID | None = None
    quiz_id: UUID | None = None
    attempt_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be noted. ``student_id`` is None for all whom the place concerns.

    ``before`` and ``after`` are shares from 0 to 1 or words of at most 40 letters; ``reason`` is
    forgotten with the person.
    """

    what: What
    place: Place
    student_id: int | None = None
    before: float | str | None = None
    after: float | str | None = None
    reason: str | None = None


def note(session: Session, notes: Sequence[Note], by: int | None, now: datetime) -> None:
    """Add entries about what ``by`` did, None for the server itself, when all of it is stored."""
    pending = _Pending(tuple(notes), by, now, session.get_nested_transaction())
    session.info.setdefault(_PENDING, []).append(pending)


@dataclass(frozen=True, slots=True)
class _Pending:
    """What is to be written at the commit, and the savepoint that it was noted in, if in one."""

    notes: tuple[Note, ...]
    by: int | None
    now: datetime
    savepoint: SessionTransaction | None

    def is_within(self, ended: SessionTransaction) -> bool:
        """Whether it was noted in a savepoint, or in one inside it."""
        within = self.savepoint
        while within is not None and within is not ended:
            within = within.parent
        return within is ended


@event.listens_for(Session, "before_commit")
def _write_pending(session: Session) -> None:
    # A savepoint that is released is none of its commit.
    if session.in_nested_transaction():
        return
    for each in session.info.pop(_PENDING, ()):
        if each.notes:
            _write(session, each.notes, each.by, each.now)


@event.listens_for(Session, "after_soft_rollback")
def _drop_pending(session: Session, ended: SessionTransaction) -> None:
    pending = session.info.pop(_PENDING, ())
    if kept := [each for each in pending if ended.nested and not each.is_within(ended)]:
        session.info[_PENDING] = kept


def _write(session: Session, notes: Sequence[Note], by: int | None, now: datetime) -> None:
    end = _held_end(session)
    ids = _ids(session, by, notes)
    number, last = end.entries, end.last_hash
    rows = []
    for each in notes:
        number += 1
        course_id = each.place.course_id
        salt = token_hex(16) if each.reason else None
        row = TrailEntry(
            number=number,
            at=now,
            what=each.what.value,
            actor_id=None if by is None else ids[by, course_id],
            student_id=None if each.student_id is None else ids[each.student_id, course_id],
            course_id=course_id,
            assignment_id=each.place.assignment_id,
            quiz_id=each.place.quiz_id,
            attempt_id=each.place.attempt_id,
            before=_plain(each.before),
            after=_plain(each.after),
            reason=each.reason or None,
            reason_salt=salt,
            reason_hash=words_hash(salt, each.reason) if salt and each.reason else None,
        )
        row.hash = last = hash_of(last, body_of(row))
        rows.append(row)
    session.add_all(rows)
    end.entries, end.last_hash = number, last
    session.flush()


def note_looks(session: Session, notes: Sequence[Note], by: int, now: datetime) -> None:
    """Note what somebody looks at, but for what is noted already: looks are one for a while."""
    note(session, unnoted(session, notes, by, now), by, now)


def unnoted(session: Session, notes: Sequence[Note], by: int, now: datetime) -> list[Note]:
    """Return the looks that no entry has: neither at oneself nor again within LOOKS_AS_ONE.

    One SELECT.
    """
    others = [each for each in notes if each.student_id != by]
    if not others:
        return []
    whose = select(TrailPerson.id).where(TrailPerson.user_id == by)
    rows = session.execute(
        select(
            TrailEntry.what,
            TrailEntry.course_id,
            TrailEntry.assignment_id,
            TrailEntry.quiz_id,
            TrailEntry.attempt_id,
            TrailPerson.user_id,
        )
        .outerjoin(TrailPerson, TrailPerson.id == TrailEntry.student_id)
        .where(
            TrailEntry.actor_id.in_(whose),
            TrailEntry.what.in_({each.what.value for each in others}),
            TrailEntry.at > now - LOOKS_AS_ONE,
            # A clock that was put back must not hide looks until it has caught up.
            TrailEntry.at <= now,
        )
    )
    known = {tuple(row) for row in rows}
    return [each for each in others if _key(each) not in known]


def forget_person(session: Session, user_id: int) -> None:
    """Let nobody find out any more whom entries name as this person, nor why marks were changed."""
    theirs = select(TrailPerson.id).where(TrailPerson.user_id == user_id)
    _forget_reasons(session, TrailEntry.student_id.in_(theirs))
    changed_rows(session, delete(TrailPerson).where(TrailPerson.user_id == user_id))


def forget_course(session: Session, course_id: UUID, now: datetime) -> None:
    """Let nobody find out any more whom entries about a course name; that is noted, too."""
    _forget_reasons(session, TrailEntry.course_id == course_id)
    changed_rows(session, delete(TrailPerson).where(TrailPerson.course_id == course_id))
    note(session, [Note(What.FORGOTTEN, Place(course_id))], None, now)


def move_person(session: Session, guest_id: int, user_id: int) -> None:
    """Let entries about a guest be about the account of the same person."""
    theirs = update(TrailPerson).where(TrailPerson.user_id == guest_id)
    changed_rows(session, theirs.values(user_id=user_id))


def _forget_reasons(session: Session, about: ColumnElement[bool]) -> None:
    told = update(TrailEntry).where(about, TrailEntry.reason.is_not(None))
    changed_rows(session, told.values(reason=None, reason_salt=None))


def _held_end(session: Session) -> TrailEnd:
    session.flush()
    wanted = (
        select(TrailEnd)
        .where(TrailEnd.id == 1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    end = session.scalar(wanted)
    if end is None:
        first = {"id": 1, "entries": 0, "last_hash": BEGINNING}
        session.execute(upsert(session, TrailEnd).on_conflict_do_nothing(), [first])
        end = session.scalars(wanted).one()
    return end


def _ids(
    session: Session, by: int | None, notes: Iterable[Note]
) -> dict[tuple[int, UUID | None], UUID]:
    """Return the id of everybody who is named, in the course it is about; new where there is none.

    Whoever calls this holds the end of the trail, so that nobody gets two.
    """
    wanted: dict[tuple[int, UUID | None], None] = {}
    for each in notes:
        for user_id in (by, each.student_id):
            if user_id is not None:
                wanted[user_id, each.place.course_id] = None
    people = sorted({user_id for user_id, _ in wanted})
    courses: Collection[UUID] = {course for _, course in wanted if course is not None}
    rows = session.execute(
        select(TrailPerson.user_id, TrailPerson.course_id, TrailPerson.id).where(
            TrailPerson.user_id.in_(people),
            or_(TrailPerson.course_id.is_(None), TrailPerson.course_id.in_(courses)),
        )
    )
    found: dict[tuple[int, UUID | None], UUID] = {
        (user_id, course_id): trail_id for user_id, course_id, trail_id in rows
    }
    fresh = [key for key in wanted if key not in found]
    for user_id, course_id in fresh:
        found[user_id, course_id] = uuid4()
    if fresh:
        session.execute(
            insert(TrailPerson),
            [{"id": found[key], "user_id": key[0], "course_id": key[1]} for key in fresh],
        )
    return found


def _key(note_: Note) -> tuple[object, ...]:
    place = note_.place
    where = place.course_id, place.assignment_id, place.quiz_id, place.attempt_id
    return (note_.what.value, *where, note_.student_id)


def _plain(value: float | str | None) -> str | None:
    return f"{value:.6g}" if isinstance(value, int | float) else value
