"""When an attempt ends, whoever is still at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.assignments.terms import terms_under
from quizapp.queue.services import enqueue
from quizapp.quizzes.accommodations import accommodation_of
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.designs import Design
from quizapp.quizzes.models import Attempt, EndedBy

GRACE = timedelta(seconds=10)
"""So long after its deadline an answer is still taken: it was given in time, and was on its way."""

EARLY = timedelta(seconds=5)
"""So long before its deadline the clock of a page may say that the time is over."""

HAND_IN_OVERDUE = "hand-in-overdue"
"""The kind of job that hands in attempts past their deadlines."""

_MINUTES = UUID("0d3c1a52-7f0e-4c7b-8f43-2b8c9d1e6a70")
_MINUTE = timedelta(minutes=1)


def deadline_of(design: Design, begun_at: datetime) -> datetime | None:
    """Return when an attempt ends that is begun now: by its time limit or by the closing time."""
    limit = None if design.minutes is None else begun_at + timedelta(minutes=design.minutes)
    ends = [each for each in (limit, design.closes_at) if each is not None]
    return min(ends, default=None)


def is_up(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether the time of an attempt is over, though what is on its way is still taken."""
    return deadline_at is not None and now >= deadline_at


def is_nearly_up(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether a page may be right that says so; where it is not, its learner was given more."""
    return deadline_at is not None and now >= deadline_at - EARLY


def is_overdue(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether nothing is taken any more."""
    return deadline_at is not None and now > deadline_at + GRACE


@dataclass(frozen=True, slots=True)
class Terms:
    """When an attempt has to end, for the learner whose it is: None where it need not.

    ``limit_at`` is by its time limit, ``closes_at`` by the closing time.
    """

    limit_at: datetime | None
    closes_at: datetime | None

    @property
    def ends_at(self) -> datetime | None:
        """The earlier of both."""
        return min(filter(None, (self.limit_at, self.closes_at)), default=None)

    @property
    def ended_by(self) -> EndedBy:
        """Which of them is the earlier one."""
        if self.closes_at is None or self.closes_at != self.ends_at:
            return EndedBy.TIME
        return EndedBy.CLOSING


def terms_of(session: Session, attempt: Attempt) -> Terms:
    """Return the terms of an attempt that was begun, with what its learner has been given since.

    They are those of the version that it was begun with, and of the assignment of a course under
    which it was begun, whatever became of that. A preview is not closed.
    """
    design = attempt.design
    if design is None:
        return Terms(None, None)
    given = accommodation_of(session, attempt.quiz_id, attempt.user_id)
    minutes = given.minutes(design.minutes)
    limit_at = None if minutes is None else attempt.started_at + minutes * _MINUTE
    closes_at = None if attempt.is_preview else given.closing(_closing(session, attempt, design))
    return Terms(limit_at, closes_at)


def _closing(session: Session, attempt: Attempt, design: QuizDesign) -> datetime | None:
    if attempt.assignment_id is None:
        return design.closes_at
    under = terms_under(session, attempt.assignment_id, attempt.user_id)
    return design.closes_at if under is None else under.window.closes_at


def overdue(session: Session, now: datetime, most: int) -> Sequence[tuple[UUID, int]]:
    """Return attempts that are to be handed in, with their learners, the longest overdue first."""
    rows = session.execute(
        select(Attempt.id, Attempt.user_id)
        .where(
            Attempt.finished_at.is_(None),
            Attempt.deadline_at.is_not(None),
            Attempt.deadline_at < now - GRACE,
        )
        .order_by(Attempt.deadline_at, Attempt.id)
        .limit(most)
    )
    return [(attempt_id, user_id) for attempt_id, user_id in rows]


def see_to(session: Session, deadline_at: datetime, now: datetime) -> None:
    """Put in line what will hand an attempt in; those that end within a minute share one job."""
    over = (deadline_at + GRACE).replace(second=0, microsecond=0) + _MINUTE
    job_id = uuid5(_MINUTES, over.isoformat())
    enqueue(session, HAND_IN_OVERDUE, {}, now=now, run_after=over, job_id=job_id)
