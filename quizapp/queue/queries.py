"""Reading the line of jobs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, null, or_, select
from sqlalchemy.orm import Session, aliased

from quizapp.db import UtcDateTime
from quizapp.queue.models import LIVE, Job, JobState
from quizapp.queue.turns import IN_TURN

LISTED = 100
"""The most jobs of one state that a page lists."""


def job_by_id(session: Session, job_id: UUID) -> Job | None:
    """Return the job of that id; jobs that ended long ago are removed."""
    return session.get(Job, job_id)


def live_job(session: Session, dedupe_key: str) -> Job | None:
    """Return the job of that key that waits or runs."""
    statement = select(Job).where(Job.dedupe_key == dedupe_key, Job.state.in_(LIVE))
    return session.scalars(statement).one_or_none()


def latest_job(session: Session, dedupe_key: str) -> Job | None:
    """Return the job of that key that was put in line last, whatever has become of it."""
    statement = select(Job).where(Job.dedupe_key == dedupe_key).order_by(Job.created_at.desc())
    return session.scalars(statement.limit(1)).one_or_none()


def latest_jobs(session: Session, dedupe_keys: Collection[str]) -> Mapping[str, Job]:
    """Return the job of each of these keys that was put in line last. One SELECT."""
    statement = (
        select(Job).where(Job.dedupe_key.in_([*dedupe_keys])).order_by(Job.created_at, Job.id)
    )
    return {str(job.dedupe_key): job for job in session.scalars(statement)}


def jobs_of(
    session: Session, owner_id: int, kind: str, states: Collection[JobState]
) -> Sequence[Job]:
    """Return somebody's jobs of one kind, in the order in which they were put in line."""
    statement = (
        select(Job)
        .where(Job.owner_id == owner_id, Job.kind == kind, Job.state.in_([*states]))
        .order_by(Job.created_at, Job.id)
    )
    return session.scalars(statement).all()


def jobs_owned_by(session: Session, owner_id: int) -> Sequence[Job]:
    """Return all of somebody's jobs that are kept, in the order in which they were put in line."""
    mine = select(Job).where(Job.owner_id == owner_id)
    return session.scalars(mine.order_by(Job.created_at, Job.id)).all()


def jobs_in(session: Session, state: JobState) -> Sequence[Job]:
    """Return the jobs in a state, what happened last first, up to LISTED."""
    # What waits may have been begun before, and is then as old as its last way into the line.
    begun = null() if state == JobState.QUEUED else Job.started_at
    moment = func.coalesce(Job.finished_at, begun, Job.created_at)
    statement = select(Job).where(Job.state == state.value).order_by(moment.desc(), Job.id)
    return session.scalars(statement.limit(LISTED)).all()


def counts(session: Session) -> Mapping[str, int]:
    """Return how many jobs are in each state; states without any are absent."""
    statement = select(Job.state, func.count()).group_by(Job.state)
    return dict(session.execute(statement).all())


def known_ids(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Return which of these ids jobs have."""
    return set(session.scalars(select(Job.id).where(Job.id.in_([*ids]))))


_other = aliased(Job)
_lane_is_taken = exists().where(
    _other.lane == Job.lane, _other.state == JobState.RUNNING.value, _other.id != Job.id
)
_moment = bindparam("now", type_=UtcDateTime())
# No job waits and no worker holds one for so long: the clock was ahead when that was written.
_AHEAD = timedelta(hours=3)
_ahead = bindparam("ahead", type_=UtcDateTime())
# Made once: a worker asks this every second, and making it costs more than asking.
_DUE_ID = select(Job.id).where(
    Job.kind.in_(bindparam("kinds", expanding=True)),
    or_(
        and_(
            Job.state == JobState.QUEUED.value,
            or_(Job.run_after <= _moment, Job.run_after > _ahead),
            ~_lane_is_taken,
        ),
        and_(
            Job.state == JobState.RUNNING.value,
            or_(Job.leased_until < _moment, Job.leased_until > _ahead),
        ),
    ),
)
_ANY_DUE = _DUE_ID.limit(1)
_DUE_TO_TAKE = (
    _DUE_ID.with_only_columns(Job)
    .order_by(*IN_TURN)
    .limit(1)
    .with_for_update(of=Job, skip_locked=True)
)


def next_due(session: Session, kinds: Collection[str], now: datetime) -> Job | None:
    """Return the job to be begun next, locked, if any can be begun now.

    Such are jobs that wait and whose moment has come, unless another of their lane runs, and jobs
    whose worker has not been heard of for too long. Moments further ahead than any can be were
    written by a clock that was put back since. People take turns.
    """
    return session.scalars(_DUE_TO_TAKE, _moments(kinds, now)).first()


def is_anything_due(session: Session, kinds: Collection[str], now: datetime) -> bool:
    """Whether there is a job to begin; reads only, so that an idle worker writes nothing."""
    return session.scalar(_ANY_DUE, _moments(kinds, now)) is not None


def _moments(kinds: Collection[str], now: datetime) -> dict[str, object]:
    return {"kinds": [*kinds], "now": now, "ahead": now + _AHEAD}
