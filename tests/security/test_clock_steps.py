"""The server's clock stands a year wrong for a while: nothing is lost, and nobody is kept out."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from quizapp.accounts.models import User
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.jobs.registry import DAILY, HANDLERS
from quizapp.jobs.worker import Worker
from quizapp.memory.log import Learner, replay_all
from quizapp.memory.models import Memory, Review
from quizapp.queue import execution
from quizapp.queue.models import Job
from quizapp.queue.services import enqueue
from quizapp.quizzes.models import Attempt, Mark, Response, Score
from tests import builders
from tests.databases import both_databases
from tests.web.conftest import Walk, load_bank, walk

__all__ = ["load_bank", "walk"]
pytestmark = both_databases

YEAR = timedelta(days=365)
AHEAD, BACK = YEAR, -YEAR
steps = pytest.mark.parametrize("step", [AHEAD, BACK], ids=["ahead", "back"])
LEARNT = (User, Attempt, Response, Score, Mark, Review, Memory)


def do_jobs(app):
    """Let a worker do what is due, that of the day too."""
    worker = Worker(app, handlers=HANDLERS, daily=DAILY)
    while worker.work_once():
        continue


def live(app, clock, days=8):
    """Let the server run for some days, so that its clock is believed."""
    for _ in range(days):
        do_jobs(app)
        clock.advance(days=1)


def move(clock, step):
    clock.moment += step


def counts(app):
    with app.app_context():
        return {
            table.__tablename__: db.session.scalar(select(func.count()).select_from(table))
            for table in LEARNT
        }


def taken(walk):
    """Take a quiz; return the page of its results."""
    attempt_id = walk.start()
    walk.hand_in(attempt_id, walk.answers(attempt_id))
    return f"/attempts/{attempt_id}/results"


@steps
def test_what_was_learnt_outlives_the_nights_of_a_wrong_clock(app, walk, clock, step):
    live(app, clock)
    results = taken(walk)
    before = counts(app)
    for _ in range(2):
        move(clock, step)
        do_jobs(app)
        assert counts(app) == before
        assert "points" in walk.page(results)
        move(clock, -step)
        do_jobs(app)
        assert counts(app) == before
        assert "points" in walk.page(results)


def test_guests_are_removed_once_the_clock_is_believed(app, walk, clock):
    taken(walk)
    clock.advance(days=61)
    do_jobs(app)
    assert counts(app)["user_account"] == 1
    live(app, clock, days=4)
    do_jobs(app)
    assert counts(app)["user_account"] == 0


@steps
def test_a_guest_who_came_while_the_clock_was_wrong_stays(app, walk, clock, step):
    taken(walk)
    live(app, clock)
    move(clock, step)
    other = Walk(app, app.test_client())
    results = taken(other)
    move(clock, -step)
    before = counts(app)
    live(app, clock)
    assert counts(app) == before
    assert "points" in other.page(results)


@steps
def test_a_quiz_goes_on_over_both_steps(app, walk, clock, step):
    attempt_id = walk.start()
    answers = walk.answers(attempt_id)
    first, second, *rest = answers
    assert walk.save(attempt_id, {first: answers[first]}).status_code == 303
    move(clock, step)
    do_jobs(app)
    assert walk.save(attempt_id, {second: answers[second]}).status_code == 303
    begun_meanwhile = walk.start()
    move(clock, -step)
    done = walk.hand_in(attempt_id, {each: answers[each] for each in rest})
    all_right = f"{len(answers)} of {len(answers)} points"
    assert all_right in walk.page(done.location)
    done = walk.hand_in(begun_meanwhile, walk.answers(begun_meanwhile))
    assert all_right in walk.page(done.location)


@steps
def test_studying_goes_on_over_both_steps_and_memories_follow_from_the_log(
    app, walk, clock, step, load_bank
):
    load_bank(builders.every_kind())
    answered = 0
    for move_by in (timedelta(), step, -step, timedelta(days=1)):
        move(clock, move_by)
        for name, fields in (
            ("place-short", {"text": "Arnholm"}),
            ("height-number", {"text": "24"}),
        ):
            assert walk.study(walk.card_of(name), **fields).status_code == 303
            answered += 1
        assert walk.client.get("/progress").status_code == 200
        assert walk.client.get("/banks/arnholm/study").status_code == 200
    assert counts(app)["review"] == answered
    with app.app_context():
        shown = {
            (each.user_id, each.fact_id): (each.due, each.stability)
            for each in db.session.scalars(select(Memory))
        }
        user_id = next(iter(shown))[0]
        with transaction() as session:
            replay_all(session, Learner(user_id, learner_calendar("UTC")))
        for each in db.session.scalars(select(Memory)):
            assert shown[each.user_id, each.fact_id] == (each.due, each.stability)


@steps
def test_people_log_in_while_the_clock_is_wrong_and_afterwards(
    app, clock, make_user, password, step
):
    make_user("Ana")
    live(app, clock)
    for move_by in (timedelta(), step, -step):
        move(clock, move_by)
        do_jobs(app)
        browser = app.test_client()
        answer = browser.post("/login", data={"name": "Ana", "password": password})
        assert answer.status_code == 303
        assert browser.get("/account").status_code == 200


@steps
def test_an_account_that_may_still_be_kept_is_not_erased(app, clock, cast, step):
    live(app, clock)
    with app.app_context(), transaction() as session:
        leaving = update(User).where(User.id == cast.student.id)
        session.execute(leaving.values(leaves_at=clock() + timedelta(days=30)))
    move(clock, step)
    do_jobs(app)
    move(clock, -step)
    do_jobs(app)
    with app.app_context():
        assert db.session.get_one(User, cast.student.id).name == "Ana"


KIND = "remove-old-jobs"


@pytest.mark.usefixtures("context")
def test_a_job_of_a_worker_that_died_while_the_clock_was_ahead_is_taken_over(clock):
    with transaction() as session:
        job_id = enqueue(session, KIND, {}, now=clock()).id
    move(clock, AHEAD)
    with transaction() as session:
        assert execution.claim(session, "first", [KIND], clock()) is not None
    move(clock, -AHEAD)
    with transaction() as session:
        held = execution.claim(session, "second", [KIND], clock())
        assert held is not None
        assert held.job_id == job_id
        execution.finish(session, held, {}, clock())


@pytest.mark.usefixtures("context")
def test_a_job_that_failed_while_the_clock_was_ahead_is_tried_again(clock):
    move(clock, AHEAD)
    with transaction() as session:
        job_id = enqueue(session, KIND, {}, now=clock()).id
        held = execution.claim(session, "first", [KIND], clock())
        execution.fail(session, held, "no reason", "", clock())
    move(clock, -AHEAD)
    with transaction() as session:
        again = execution.claim(session, "second", [KIND], clock())
        assert again is not None
        assert (again.job_id, again.attempt) == (job_id, 2)


@pytest.mark.usefixtures("context")
def test_jobs_that_ended_are_not_forgotten_for_a_step_ahead(app, clock):
    with transaction() as session:
        job_id = enqueue(session, KIND, {}, now=clock()).id
    live(app, clock)
    move(clock, AHEAD)
    do_jobs(app)
    assert db.session.get(Job, job_id) is not None
