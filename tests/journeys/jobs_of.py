"""Jobs of a running site in the state that a story wants, beside the worker that the site has."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.authoring.drafting import KIND
from quizapp.clock import new_id, system_clock
from quizapp.db import transaction
from quizapp.queue import services
from quizapp.queue.models import Job, JobState
from tests.journeys.beside import Site, app_of

LONG = timedelta(hours=1)
"""Longer than any story: the site's own worker leaves alone what is another's until then."""


@contextmanager
def _site(site: Site) -> Iterator[Session]:
    with app_of(site), transaction() as session:
        yield session


def one_of_each(site: Site) -> None:
    """Put a job of each state there, with all that the page can say about one."""
    with _site(site) as session:
        moment = system_clock()
        jobs = {}
        for state in JobState:
            jobs[state] = services.enqueue(
                session,
                KIND,
                {},
                now=moment,
                label=f"An article whose job is {state}, with a title as long as titles are",
                run_after=moment + LONG,
            )
        jobs[JobState.QUEUED].reason = "Its process ended without a word."
        _hold(jobs[JobState.RUNNING], "Reading", 3, 40)
        for state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
            _end(jobs[state], state)
        jobs[JobState.FAILED].reason = "The article is gone."
        jobs[JobState.FAILED].detail = "Traceback (most recent call last):\n" + "  a long line" * 40


def keep_busy(site: Site, name: str) -> UUID:
    """Let a worker elsewhere read an article of somebody's, so that their next one waits."""
    with _site(site) as session:
        owner = session.scalars(select(User.id).where(User.name == name)).one()
        job = services.enqueue(
            session,
            KIND,
            {"article": str(new_id())},
            now=system_clock(),
            label="Another article",
            owner_id=owner,
            lane=f"{KIND}:{owner}",
        )
        _hold(job, "Reading", 1, 9)
        return job.id


def read_elsewhere(site: Site, waiting_for: UUID) -> UUID:
    """End what kept somebody's article waiting; now that one is read elsewhere, and half done."""
    with _site(site) as session:
        before = session.get_one(Job, waiting_for)
        of_lane = select(Job).where(Job.lane == before.lane, Job.state == JobState.QUEUED.value)
        job = session.scalars(of_lane).one()
        _end(before, JobState.DONE)
        # Of one lane only one job runs, and the database sees each row by itself.
        session.flush()
        _hold(job, "Finding facts", 5, 12)
        return job.id


def put_back(site: Site, job_id: UUID) -> None:
    """Give a job back to whichever worker comes first."""
    with _site(site) as session:
        job = session.get_one(Job, job_id)
        job.state, job.worker, job.leased_until = JobState.QUEUED.value, None, None


def _hold(job: Job, words: str, done: int, total: int) -> None:
    job.state = JobState.RUNNING.value
    job.worker, job.leased_until = "elsewhere", system_clock() + LONG
    job.attempts, job.started_at = 1, system_clock()
    job.progress_words, job.progress_done, job.progress_total = words, done, total


def _end(job: Job, state: JobState) -> None:
    job.state, job.worker, job.leased_until = state.value, None, None
    job.finished_at = system_clock()
