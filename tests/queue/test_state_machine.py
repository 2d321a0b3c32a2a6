"""Whatever happens to jobs in whatever order, each has at most one effect and ends as it should."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from quizapp.db import db, transaction
from quizapp.queue import execution, services
from quizapp.queue.errors import LostJob
from quizapp.queue.execution import Progress
from quizapp.queue.models import Job
from tests.databases import both_databases

pytestmark = both_databases

STEPS = 150
WORKERS = ("a", "b", "c")
TERMINAL = {"done", "failed", "cancelled"}


class Story:
    """Jobs, workers that die or go on at any moment, and people who cancel and try again."""

    def __init__(self, seed, clock):
        self.chance = Random(seed)
        self.clock = clock
        self.held = []
        self.effects = Counter()
        self.cancelled = set()

    def write(self, action, *given):
        with transaction() as session:
            return action(session, *given, self.clock())

    def any_job(self):
        found = db.session.scalars(select(Job).order_by(Job.created_at, Job.id)).all()
        return self.chance.choice(found) if found else None

    def add(self):
        lane = self.chance.choice([None, "anna", "ben"])
        key = self.chance.choice([None, "k", "l"])
        with transaction() as session:
            services.enqueue(session, "x", {}, now=self.clock(), lane=lane, dedupe_key=key)

    def take(self):
        worker = self.chance.choice(WORKERS)
        with transaction() as session:
            found = execution.claim(session, worker, ["x"], self.clock())
        if found is not None:
            assert found.job_id not in self.cancelled
            self.held.append(found)

    def end(self):
        """A worker, perhaps one that was thought to be dead, goes on with what it holds."""
        if not self.held:
            return
        held = self.held.pop(self.chance.randrange(len(self.held)))
        try:
            match self.chance.randrange(6):
                case 0 | 1:
                    self.write(execution.finish, held, {})
                    self.effects[held.job_id] += 1
                case 2:
                    self.write(execution.fail, held, "no", "")
                case 3:
                    self.write(execution.note_stopped, held, "")
                case 4:
                    self.write(execution.release, held)
                case _:
                    if self.write(execution.beat, held, Progress(1, 2, "x")):
                        self.held.append(held)
                    else:
                        self.write(execution.note_cancelled, held)
        except LostJob:
            pass

    def die(self):
        """A worker forgets what it holds."""
        if self.held:
            self.held.pop()

    def cancel(self):
        if (job := self.any_job()) is not None and job.state not in TERMINAL:
            self.write(services.cancel, job)
            self.cancelled.add(job.id)

    def again(self):
        if (job := self.any_job()) is not None and job.state in {"failed", "cancelled"}:
            self.cancelled.discard(self.write(services.try_again, job).id)

    def wait(self):
        self.clock.advance(seconds=self.chance.choice([1, 12, 45, 300]))

    def step(self):
        actions = (self.add, self.take, self.take, self.end, self.end, self.die, self.wait)
        self.chance.choice((*actions, self.cancel, self.again))()
        db.session.expire_all()

    def check(self):
        jobs = db.session.scalars(select(Job)).all()
        for job in jobs:
            assert (job.state == "done") == (self.effects[job.id] == 1)
            assert self.effects[job.id] <= 1
            assert 0 <= job.tries <= job.max_attempts
            assert job.stops <= job.tries
            assert job.losses <= execution.MOST_LOSSES
            assert (job.finished_at is not None) == (job.state in TERMINAL)
            assert (job.worker is not None) == (job.state == "running")
            assert job.state != "failed" or job.reason
        for kept in ("lane", "dedupe_key"):
            states = ("running",) if kept == "lane" else ("queued", "running")
            live = Counter(getattr(job, kept) for job in jobs if job.state in states)
            assert all(count == 1 for name, count in live.items() if name is not None)


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize("seed", range(8))
def test_each_job_has_one_effect_or_none_and_the_line_empties(clock, seed):
    story = Story(seed, clock)
    for _ in range(STEPS):
        story.step()
        story.check()
    # Everybody who held something is dead; a worker that does its work comes.
    story.held.clear()
    for _ in range(1_000):
        clock.moment += timedelta(hours=1)
        story.take()
        if not story.held:
            break
        held = story.held.pop()
        story.write(execution.finish, held, {})
        story.effects[held.job_id] += 1
    story.check()
    assert {job.state for job in db.session.scalars(select(Job))} <= TERMINAL
