"""Whose turn it is: the people who wait take turns, however many jobs each of them has in line.

The turn is theirs of whom a job was begun longest ago, or none yet; of one person's jobs the oldest
goes first. So nobody waits for more than one job of each other person. Jobs that nobody owns are
the server's own, few and short, and go first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from quizapp.queue.models import LIVE, Job, JobState

NOTICED = timedelta(seconds=2)
"""After so long a worker with nothing to do would have begun a job."""

_NEVER = datetime.min.replace(tzinfo=UTC)

_of_the_owner = aliased(Job)
# When a job of the same person was begun last; an index answers it.
_last_turn = (
    select(func.max(_of_the_owner.started_at))
    .where(_of_the_owner.owner_id == Job.owner_id)
    .scalar_subquery()
)
_AGE = (Job.run_after, Job.created_at, Job.id)

IN_TURN = (Job.owner_id.is_not(None), _last_turn.nulls_first(), *_AGE)
"""The order in which jobs are begun."""


@dataclass(frozen=True, slots=True)
class JobsAhead:
    """How many jobs of its kind are to be done before one: of the same person, and of others."""

    own: int = 0
    of_others: int = 0


def jobs_ahead(session: Session, job: Job, now: datetime) -> JobsAhead:
    """Return what a job waits for, if workers begin what is in line now; what comes may be before.

    Nothing is said of other people's jobs as long as a free worker may be about to begin this one.
    """
    if job.state != JobState.QUEUED:
        return JobsAhead()
    own = _own_ahead(session, job)
    people = _people_in_line(session, job.kind, now)
    mine = people.pop(job.owner_id, None)
    if mine is None or job.owner_id is None or job.run_after + NOTICED > now:
        return JobsAhead(own)
    # What nobody owns goes first, all of it.
    servers = people.pop(None, None)
    of_server = servers.running + servers.waiting if servers is not None else 0
    # Before each job of one's own there is one of each other person, and another one of those
    # whose turn is sooner.
    of_mine = own - mine.running
    of_others = sum(
        each.running + min(each.waiting, of_mine + (each.turn < mine.turn))
        for each in people.values()
    )
    return JobsAhead(own, of_others + of_server)


def _own_ahead(session: Session, job: Job) -> int:
    statement = select(func.count()).where(
        Job.kind == job.kind,
        Job.owner_id.is_not_distinct_from(job.owner_id),
        or_(
            Job.state == JobState.RUNNING.value,
            and_(
                Job.state == JobState.QUEUED.value,
                tuple_(*_AGE) < (job.run_after, job.created_at, job.id),
            ),
        ),
    )
    return session.scalar(statement) or 0


@dataclass(frozen=True, slots=True)
class _Person:
    """How many jobs of one kind somebody has in line, and what tells whose turn is sooner."""

    running: int
    waiting: int
    turn: tuple[datetime, datetime, datetime]


def _people_in_line(session: Session, kind: str, now: datetime) -> dict[int | None, _Person]:
    running = Job.state == JobState.RUNNING.value
    waiting = and_(Job.state == JobState.QUEUED.value, Job.run_after <= now)
    statement = (
        select(
            Job.owner_id,
            func.count().filter(running),
            func.count().filter(waiting),
            _last_turn,
            func.min(Job.run_after).filter(waiting),
            func.min(Job.created_at).filter(waiting),
        )
        .where(Job.kind == kind, Job.state.in_(LIVE))
        .group_by(Job.owner_id)
    )
    return {
        owner_id: _Person(count, more, (last or _NEVER, due or _NEVER, made or _NEVER))
        for owner_id, count, more, last, due, made in session.execute(statement)
    }
