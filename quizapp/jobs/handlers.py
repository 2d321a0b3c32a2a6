"""What a worker has to know of a kind of job."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from quizapp.config import Settings
from quizapp.queue.execution import Claim
from quizapp.queue.queries import known_ids
from quizapp.queue.services import enqueue

Record = dict[str, Any]
"""What is written as JSON."""

SETTLED_DAYS, SETTLED_WITHIN = 3, 7
"""On so many of so many days before today a worker must have run for the clock to be believed."""

_DAILY = UUID("5a0d1f3c-53a5-4c0e-9a55-0f6a6e4d5a11")


class JobFailed(Exception):
    """A job cannot be done, and trying again by itself would not help; says why, to its owner."""


class TryLater(Exception):
    """A job could not be done this time, for a reason that may be over at the next; says which."""


@dataclass(frozen=True, slots=True)
class Computation:
    """What is done in a process of its own, which knows no database and no setting.

    ``module`` has a function ``compute(given, report)``: ``given`` is what ``prepare`` returns, and
    what it returns is given to ``store``. ``seconds`` is the time that it may take.
    """

    module: str
    prepare: Callable[[Session, Claim, Settings], Record]
    seconds: Callable[[Settings], int]


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of job.

    ``store(session, held, computed, now)`` does what there is to do to the database and returns the
    job's result. It runs in the very transaction in which the job is marked as done, so whatever
    ends a worker, a job that is run again has one effect. It must be short: what takes longer than
    a moment belongs into ``computation``, which holds no transaction.

    All may raise JobFailed and TryLater; anything else that they raise is a fault, which is logged,
    and the job is tried again.
    """

    kind: str
    store: Callable[[Session, Claim, Record, datetime], Mapping[str, Any]]
    computation: Computation | None = None


@dataclass(frozen=True, slots=True)
class Daily:
    """A job for every day, at about ``at`` in UTC; later where nothing ran then."""

    kind: str
    at: time

    def due_since(self, now: datetime) -> datetime:
        """Return the last moment at which it was to be done."""
        today = datetime.combine(now.date(), self.at, now.tzinfo)
        return today if today <= now else today - timedelta(days=1)

    def id_at(self, moment: datetime) -> UUID:
        """Return the id that the job of a day has, whoever puts it in line."""
        return id_of_day(self.kind, moment)


def id_of_day(kind: str, moment: datetime) -> UUID:
    """Return the id of the job of a kind for the day of a moment."""
    return uuid5(_DAILY, f"{kind} {moment.date().isoformat()}")


def go_on(session: Session, kind: str, now: datetime) -> None:
    """Put a job of a kind in line again, because it may not have done all.

    That is in a transaction of its own, so that nobody waits for long.
    """
    enqueue(session, kind, {}, now=now)


def is_clock_settled(session: Session, kind: str, now: datetime) -> bool:
    """Whether the clock has been about here for a few days, by the daily jobs of a kind.

    What removes by age must not believe a clock that has just been put a year ahead. After long
    holidays it waits, too, and whoever comes back first finds everything.
    """
    before = [id_of_day(kind, now - timedelta(days=days)) for days in range(1, SETTLED_WITHIN + 1)]
    return len(known_ids(session, before)) >= SETTLED_DAYS
