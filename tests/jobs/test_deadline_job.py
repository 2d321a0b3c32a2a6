"""Attempts past their deadlines, as the worker hands them in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.jobs import deadlines
from quizapp.jobs.deadlines import HAND_IN
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.jobs.conftest import make_worker
from tests.quizzes.designing import QUIZ, build

pytestmark = both_databases


@pytest.fixture
def attempts(app, cast, clock):
    """Two learners in the middle of a quiz of one minute."""
    with app.app_context():
        with transaction() as session:
            builders.load(session, builders.bank(), clock())
        bank = db.session.scalars(select(Bank.id)).one()
        build(cast.teacher.id, bank, Item(bank, count=2), now=clock(), minutes=1)
        for person in (cast.student, cast.stranger):
            with transaction() as session:
                start_quiz(session, uuid4(), QUIZ, user_id=person.id, now=clock())


@pytest.fixture
def work_all(app):
    """Let a worker do what is in line and due."""

    def act():
        worker = make_worker(app, HAND_IN)
        while worker.work_once():
            pass

    return act


def left(app):
    with app.app_context():
        unfinished = Attempt.finished_at.is_(None)
        return db.session.scalar(select(func.count()).select_from(Attempt).where(unfinished))


@pytest.mark.usefixtures("attempts")
def test_a_worker_hands_them_in_when_they_are_overdue(app, clock, work_all):
    assert left(app) == 2
    work_all()
    assert left(app) == 2
    clock.moment += timedelta(minutes=3)
    work_all()
    assert left(app) == 0


@pytest.mark.usefixtures("attempts")
def test_many_are_handed_in_a_few_at_a_time(app, clock, work_all, monkeypatch):
    monkeypatch.setattr(deadlines, "AT_ONCE", 1)
    clock.moment += timedelta(minutes=3)
    # The one job that was in line hands in one, and puts another in line.
    work_all()
    assert left(app) == 0


@pytest.mark.usefixtures("attempts")
def test_whatever_becomes_of_memories_attempts_are_handed_in(app, clock, work_all, monkeypatch):
    def fails(*_):
        raise ValueError("no memory learns of anything")

    monkeypatch.setattr(deadlines, "feed_released", fails)
    clock.moment += timedelta(minutes=3)
    work_all()
    assert left(app) == 0


@pytest.mark.usefixtures("attempts")
def test_memories_learn_after_the_hand_in_and_hold_no_other_learners_with_it(
    app, clock, work_all, monkeypatch
):
    seen, fed = [], [1, 0]

    def note(*_):
        seen.append(left(app))
        return fed.pop(0)

    monkeypatch.setattr(deadlines, "feed_released", note)
    clock.moment += timedelta(minutes=3)
    work_all()
    # Once more after some had learned: others may wait behind one that cannot.
    assert (seen, fed) == ([0, 0], [])
