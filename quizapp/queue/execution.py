"""What a worker does to a job: take it, say how far it is, end it. Each is one short transaction.

Nothing here is done to a job that is not, or no longer, the worker's: that raises LostJob, and with
it the transaction is undone. So a job that was thought to be dead and is not has no effect.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.queue.errors import LostJob
from quizapp.queue.models import Job, JobState
from quizapp.queue.queries import next_due

LEASE = timedelta(seconds=30)
"""How long a job is a worker's after it was last heard of."""

MOST_LOSSES = 10
"""So often the worker of a job may be killed. Restarts are not that many; a job that takes its
worker along, as by the memory of a machine, must end some day."""

_LOST = f"The program that did it was ended {MOST_LOSSES} times before it was done."

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
_DETAIL = 8_000


@dataclass(frozen=True, slots=True)
class Claim:
    """A job as its worker holds it. ``attempt`` counts from 1 and tells one try from the next."""

    job_id: UUID
    kind: str
    payload: Mapping[str, Any]
    owner_id: int | None
    worker: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a job is done, out of how much, and what is being done, in words for people."""

    done: int = 0
    total: int = 0
    words: str = ""


def claim(session: Session, worker: str, kinds: Collection[str], now: datetime) -> Claim | None:
    """Take the next job that is due; none if there is none.

    Jobs that their worker left behind are taken over, or ended where that was asked for or they
    were left behind more often than restarts explain.
    """
    while job := next_due(session, kinds, now):
        if job.state == JobState.RUNNING:
            job.losses += 1
            if job.cancel_requested:
                _end(job, JobState.CANCELLED, now)
                session.flush()
                continue
            if job.losses >= MOST_LOSSES:
                _end(job, JobState.FAILED, now, _LOST)
                session.flush()
                continue
        job.state = JobState.RUNNING.value
        job.attempts += 1
        job.worker = worker
        job.leased_until = now + LEASE
        job.started_at = now
        job.progress_done = job.progress_total = 0
        job.progress_words = ""
        session.flush()
        return Claim(job.id, job.kind, job.payload, job.owner_id, worker, job.attempts)
    return None


def hold(session: Session, held: Claim) -> Job:
    """Return the job, locked until the transaction ends; raises LostJob."""
    job = session.scalars(
        select(Job)
        .where(Job.id == held.job_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if (
        job is None
        or job.state != JobState.RUNNING
        or (job.worker, job.attempts) != (held.worker, held.attempt)
    ):
        raise LostJob(held.job_id)
    return job


def beat(session: Session, held: Claim, progress: Progress, now: datetime) -> bool:
    """Note that the job is alive and how far it is; whether it is still wanted. Raises LostJob."""
    job = hold(session, held)
    job.leased_until = now + LEASE
    job.progress_done, job.progress_total = progress.done, progress.total
    job.progress_words = progress.words[:200]
    session.flush()
    return not job.cancel_requested


def is_wanted(session: Session, held: Claim) -> bool:
    """Whether the job is this worker's and nobody asked for it to be stopped; reads only."""
    statement = select(Job.cancel_requested).where(
        Job.id == held.job_id,
        Job.state == JobState.RUNNING.value,
        Job.worker == held.worker,
        Job.attempts == held.attempt,
    )
    asked = session.scalars(statement).one_or_none()
    if asked is None:
        raise LostJob(held.job_id)
    return not asked


def finish(session: Session, held: Claim, result: Mapping[str, Any], now: datetime) -> None:
    """Note that a job is done, in the transaction that stores its effect. Raises LostJob."""
    job = hold(session, held)
    _end(job, JobState.DONE, now)
    job.result = dict(result)
    if job.progress_total:
        job.progress_done = job.progress_total
    session.flush()


def give_up(session: Session, held: Claim, reason: str, detail: str, now: datetime) -> None:
    """Note that a job failed, and that trying again by itself would not help. Raises LostJob."""
    job = hold(session, held)
    _end(job, JobState.FAILED, now, reason, detail)
    session.flush()


def fail(session: Session, held: Claim, reason: str, detail: str, now: datetime) -> None:
    """Note that an attempt failed; the job waits, longer each time, or fails. Raises LostJob."""
    job = hold(session, held)
    _try_later(job, reason, detail, now)
    session.flush()


def note_stopped(session: Session, held: Claim, detail: str, now: datetime) -> None:
    """Note that the job's own process ended without a word, as when it is killed; as ``fail``."""
    job = hold(session, held)
    job.stops += 1
    _try_later(job, stopped_in_words(job.stops), detail, now)
    session.flush()


def note_cancelled(session: Session, held: Claim, now: datetime) -> None:
    """Note that a job was stopped because somebody asked for it. Raises LostJob."""
    _end(hold(session, held), JobState.CANCELLED, now)
    session.flush()


def release(session: Session, held: Claim, now: datetime) -> None:
    """Put a job back because its worker is told to end; that is no attempt. Raises LostJob."""
    job = hold(session, held)
    if job.cancel_requested:
        _end(job, JobState.CANCELLED, now)
    else:
        job.attempts -= 1
        # Its owner's turn is not used up either.
        job.started_at = None
        _wait(job, now)
    session.flush()


def stopped_in_words(times: int) -> str:
    """Return what to say of work whose process ended without a word."""
    often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return f"It was stopped {often} before it was done."


def waiting_time(tries: int) -> timedelta:
    """Return how long a job waits after so many tries: four times as long each time."""
    factor: int = 4 ** min(max(tries - 1, 0), 10)
    return min(FIRST_WAIT * factor, LONGEST_WAIT)


def _try_later(job: Job, reason: str, detail: str, now: datetime) -> None:
    if job.cancel_requested:
        _end(job, JobState.CANCELLED, now)
    elif job.tries >= job.max_attempts:
        _end(job, JobState.FAILED, now, reason, detail)
    else:
        job.reason, job.detail = reason, detail[-_DETAIL:]
        _wait(job, now + waiting_time(job.tries))


def _wait(job: Job, until: datetime) -> None:
    job.state = JobState.QUEUED.value
    job.run_after = until
    job.worker = job.leased_until = None


def _end(job: Job, state: JobState, now: datetime, reason: str = "", detail: str = "") -> None:
    job.state = state.value
    job.finished_at = now
    job.worker = job.leased_until = None
    job.reason, job.detail = reason, detail[-_DETAIL:]
