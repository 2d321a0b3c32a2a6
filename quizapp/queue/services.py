"""Putting jobs in line and taking them out: in the caller's transaction, as all services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.clock import new_id
from quizapp.db import hold
from quizapp.queue.models import Job, JobState
from quizapp.queue.queries import live_job

KEPT = timedelta(days=30)
"""How long jobs are kept after their end."""

MAX_ATTEMPTS = 3
_RETRIED = (JobState.FAILED.value, JobState.CANCELLED.value)


def enqueue(
    session: Session,
    kind: str,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    label: str = "",
    owner_id: int | None = None,
    dedupe_key: str | None = None,
    lane: str | None = None,
    run_after: datetime | None = None,
    max_attempts: int = MAX_ATTEMPTS,
    job_id: UUID | None = None,
) -> Job:
    """Put a job in line; it is there if and only if the caller's transaction is committed.

    While a job with the same ``dedupe_key`` waits or runs, that one is returned and nothing is
    added, whatever its payload. ``job_id`` makes the same true for good: there is no second job
    of one id for as long as the first is kept. ``payload`` must be JSON.
    """
    known = session.get(Job, job_id) if job_id is not None else None
    if known is None and dedupe_key is not None:
        known = live_job(session, dedupe_key)
    if known is not None:
        return known
    job = Job(
        id=job_id or new_id(),
        kind=kind,
        label=label[:200],
        payload=dict(payload),
        owner_id=owner_id,
        dedupe_key=dedupe_key,
        lane=lane,
        run_after=run_after or now,
        max_attempts=max_attempts,
        created_at=now,
    )
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:
        # On PostgreSQL two transactions at once both find that there is none.
        other = session.get(Job, job.id) or (live_job(session, dedupe_key) if dedupe_key else None)
        if other is None:
            raise
        return other
    return job


def cancel(session: Session, job: Job, now: datetime) -> bool:
    """Take a job out of the line at once, or ask for it to be stopped if it runs; twice is once.

    One that has ended stays as it is. Returns whether anything was changed. Raises RowGone for one
    that was forgotten.
    """
    hold(session, job)
    if job.state == JobState.QUEUED:
        job.state = JobState.CANCELLED.value
        job.finished_at = now
    elif job.state == JobState.RUNNING and not job.cancel_requested:
        job.cancel_requested = True
    else:
        return False
    session.flush()
    return True


def try_again(session: Session, job: Job, now: datetime) -> Job:
    """Put a job that failed or was cancelled in line anew, as if it had never been tried.

    Returns the job to look at: this one, or the one with its key that waits or runs already.
    Raises RowGone for one that was forgotten.
    """
    hold(session, job)
    if job.state not in _RETRIED:
        return job
    other = live_job(session, job.dedupe_key) if job.dedupe_key else None
    if other is not None:
        return other
    job.state = JobState.QUEUED.value
    job.run_after = job.created_at = now
    job.attempts = job.stops = job.losses = job.progress_done = job.progress_total = 0
    job.reason = job.detail = job.progress_words = ""
    job.cancel_requested = False
    job.finished_at = job.result = None
    session.flush()
    return job


def remove_old(session: Session, now: datetime) -> int:
    """Remove the jobs that ended long ago; returns how many."""
    found = session.scalars(delete(Job).where(Job.finished_at < now - KEPT).returning(Job.id))
    return len(found.all())
