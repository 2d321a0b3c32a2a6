"""Counters of tries, in the database: exact across workers and restarts.

A try is counted before it is judged, so that a thousand tries at once count as a thousand. Whoever
needs several counters takes them in one order, or two would wait for each other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts.errors import TooManyTries
from quizapp.accounts.models import Throttle
from quizapp.db import upsert

WINDOW = timedelta(hours=1)
# Clocks of several servers differ by less. What lies further ahead was written by a clock that was
# wrong, and has been put right since.
_CLOCKS_DIFFER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many free tries, then a wait that doubles with each, from shortest to longest.

    Tries are forgotten ``window`` after the first of them; after the last, where it ``rolls``: then
    there are never more than the free ones within any ``window``.
    """

    free: int
    longest: timedelta
    shortest: timedelta = timedelta(seconds=1)
    window: timedelta = WINDOW
    rolls: bool = False

    def wait(self, tries: int) -> timedelta:
        """Return how long nothing more is allowed after this many tries."""
        if tries < self.free:
            return timedelta(0)
        return min(self.longest, self.shortest * (1 << min(tries - self.free, 20)))


def refuse_waiting(session: Session, key: str, limit: Limit, now: datetime) -> None:
    """Raise TooManyTries while a counter's wait lasts.

    Nobody waits for longer than the limit's longest wait, whatever the clock did meanwhile.
    """
    _refuse(_held(session, key, limit, now).blocked_until, limit, now)


def refuse_blocked(session: Session, key: str, limit: Limit, now: datetime) -> None:
    """Raise TooManyTries while a counter's wait lasts, as above; reads only, and holds nothing."""
    until = session.scalar(select(Throttle.blocked_until).where(Throttle.key == key))
    _refuse(until, limit, now)


def _refuse(until: datetime | None, limit: Limit, now: datetime) -> None:
    if until is None:
        return
    left = until - now
    if timedelta(0) < left <= limit.longest + _CLOCKS_DIFFER:
        raise TooManyTries(-int(-min(left, limit.longest).total_seconds() // 1))


def count(session: Session, key: str, limit: Limit, now: datetime, times: int = 1) -> int:
    """Count a try, and return how many there were within the window. A wait may begin with it.

    ``times`` is how many it is worth.
    """
    row = _held(session, key, limit, now)
    ends_at = now + limit.window
    if row.window_ends_at <= now:
        row.tries, row.window_ends_at = 0, ends_at
    elif limit.rolls or row.window_ends_at > ends_at + _CLOCKS_DIFFER:
        # Where a clock was wrong the tries are as real as ever; when they were made is not known.
        row.window_ends_at = ends_at
    row.tries += times
    wait = limit.wait(row.tries)
    row.blocked_until = now + wait if wait else None
    session.flush()
    return row.tries


def tries(session: Session, key: str, now: datetime) -> int:
    """Return how many tries a counter has seen within its window."""
    counted = select(Throttle.tries).where(Throttle.key == key, Throttle.window_ends_at > now)
    return session.scalar(counted) or 0


def take_back(session: Session, key: str, number: int) -> None:
    """Take back as many tries, and end a wait."""
    row = session.get(Throttle, key, populate_existing=True, with_for_update=True)
    if row is not None:
        row.tries = max(0, row.tries - number)
        row.blocked_until = None
        session.flush()


def forget(session: Session, key: str) -> int:
    """Begin a counter anew, and return how many tries it had seen."""
    row = session.get(Throttle, key, populate_existing=True, with_for_update=True)
    if row is None:
        return 0
    session.delete(row)
    session.flush()
    return row.tries


def forget_all(session: Session, beginning: str) -> None:
    """Begin every counter anew whose key begins so."""
    session.execute(
        delete(Throttle)
        .where(Throttle.key.startswith(beginning, autoescape=True))
        .execution_options(synchronize_session=False)
    )


def digest(text: str, length: int = 40) -> str:
    """Return what stands for a name or an address in a key; what it was is not stored."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _held(session: Session, key: str, limit: Limit, now: datetime) -> Throttle:
    """Return a counter that nobody else changes until the transaction ends; a new one if needed."""
    row = session.get(Throttle, key, populate_existing=True, with_for_update=True)
    if row is not None:
        return row
    # Two first tries at once on PostgreSQL would both insert; one of them must wait and count on.
    # Changing nothing of a row that is there holds it: a log-in may be about to take it away.
    session.execute(
        upsert(session, Throttle)
        .values(key=key, tries=0, window_ends_at=now + limit.window)
        .on_conflict_do_update(index_elements=["key"], set_={"tries": Throttle.tries})
    )
    return session.get_one(Throttle, key, with_for_update=True, populate_existing=True)


def forget_old(session: Session, now: datetime) -> int:
    """Remove the counters that keep nobody waiting any more; returns how many."""
    # Not those that somebody counts on just now: two would wait for each other.
    old = (
        select(Throttle.key)
        .where(
            Throttle.window_ends_at <= now,
            or_(Throttle.blocked_until.is_(None), Throttle.blocked_until <= now),
        )
        .with_for_update(skip_locked=True)
    )
    forgotten = delete(Throttle).where(Throttle.key.in_(old)).returning(Throttle.key)
    return len(session.scalars(forgotten).all())
