"""A worker with jobs that the tests decide on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Throttle
from quizapp.db import db, transaction
from quizapp.jobs.handlers import SETTLED_DAYS, Computation, Handler, id_of_day
from quizapp.jobs.worker import Worker
from quizapp.queue.models import Job
from quizapp.queue.services import cancel, enqueue

MODULE = "tests.jobs.computation"


def note(session, held, computed, now):
    """Leave one row for each time that it is called: the effect that a job has."""
    session.add(Throttle(key=f"{held.job_id}", tries=1, window_ends_at=now))
    session.flush()
    return {"computed": computed}


def given(_session, held, _settings):
    return dict(held.payload)


COMPUTES = Handler("compute", note, Computation(MODULE, given, lambda _settings: 60))
STORES = Handler("store", note)


@pytest.fixture
def effects(app):
    """Return how often which job has had its effect."""

    def count():
        with app.app_context():
            return len(db.session.scalars(select(Throttle)).all())

    return count


@pytest.fixture
def put(app, clock):
    """Put a job in line and return its id."""

    def act(kind="compute", **payload):
        with app.app_context(), transaction() as session:
            return enqueue(session, kind, payload, now=clock()).id

    return act


@pytest.fixture
def look(app):
    """Return a job as it is stored."""

    def act(job_id):
        with app.app_context():
            return db.session.get(Job, job_id)

    return act


@pytest.fixture
def worker(app):
    return make_worker(app)


def make_worker(app, *handlers, daily=()):
    known = {each.kind: each for each in (handlers or (COMPUTES, STORES))}
    return Worker(app, handlers=known, daily=daily)


@pytest.fixture
def believe_the_clock(app, clock):
    """Let a worker have run on the days before, for the daily jobs of a kind."""

    def act(kind):
        with app.app_context(), transaction() as session:
            for days in range(1, SETTLED_DAYS + 1):
                day = clock() - timedelta(days=days)
                job_id = id_of_day(kind, day)
                if session.get(Job, job_id) is None:
                    cancel(session, enqueue(session, kind, {}, now=day, job_id=job_id), day)

    return act


@pytest.fixture
def work(app, put, believe_the_clock):
    """Put a job in line and let a worker do it, with all that follows from it; count them."""

    def act(handler):
        believe_the_clock(handler.kind)
        put(handler.kind)
        worker = make_worker(app, handler)
        done = 0
        while worker.work_once():
            done += 1
        return done

    return act
