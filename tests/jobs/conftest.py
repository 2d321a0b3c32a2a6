"""A worker with jobs that the tests decide on."""

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Throttle
from quizapp.db import db, transaction
from quizapp.jobs.handlers import Computation, Handler
from quizapp.jobs.worker import Worker
from quizapp.queue.models import Job
from quizapp.queue.services import enqueue

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
