"""A worker does each job once, says what became of it, and lets nothing stop the next."""

import threading
from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from quizapp.db import db, transaction
from quizapp.jobs import running
from quizapp.jobs import worker as module
from quizapp.jobs.handlers import Computation, Daily, Handler, JobFailed, TryLater
from quizapp.queue.models import Job, JobState
from quizapp.queue.services import cancel
from tests.databases import both_databases
from tests.jobs.conftest import COMPUTES, MODULE, given, make_worker, note

pytestmark = both_databases


def test_what_was_computed_is_stored_with_the_end_of_the_job(worker, put, look, effects):
    job_id = put(do="add", numbers=[1, 2])
    assert worker.work_once()
    job = look(job_id)
    assert (job.state, job.result) == ("done", {"computed": {"sum": 3}})
    assert effects() == 1
    assert not worker.work_once()


def test_a_job_without_a_computation_is_done_at_once(worker, put, look, effects):
    job_id = put("store")
    worker.work_once()
    assert (look(job_id).state, effects()) == ("done", 1)


def storing(error):
    def store(session, held, computed, now):
        note(session, held, computed, now)
        raise error

    return Handler("store", store)


def test_a_reason_is_told_and_nothing_is_stored(app, put, look, effects):
    job_id = put("store")
    make_worker(app, storing(JobFailed("The bank is gone."))).work_once()
    job = look(job_id)
    assert (job.state, job.reason, effects()) == ("failed", "The bank is gone.", 0)


def test_what_may_be_over_later_is_tried_again_later(app, put, look, effects, clock):
    job_id = put("store")
    make_worker(app, storing(TryLater("The name is taken."))).work_once()
    job = look(job_id)
    assert (job.state, job.reason, effects()) == ("queued", "The name is taken.", 0)
    assert job.run_after > clock()


def test_a_fault_is_told_in_plain_words_and_with_its_trace_to_whoever_runs_the_site(
    app, put, look, effects, clock
):
    job_id = put("store")
    broken = make_worker(app, storing(ZeroDivisionError("by nought")))
    for _ in range(3):
        broken.work_once()
        clock.advance(hours=1)
    job = look(job_id)
    assert (job.state, effects()) == ("failed", 0)
    assert job.reason.startswith("Something went wrong")
    assert "by nought" in job.detail


@pytest.mark.parametrize(
    ("do", "reason"),
    [
        ("raise", "Something went wrong"),
        ("die", "It was stopped 3 times before it was done."),
        ("exit", "It was stopped 3 times before it was done."),
    ],
)
def test_a_poisonous_job_fails_in_the_end_and_keeps_nobody_else(
    worker, put, look, effects, clock, do, reason
):
    job_id, other = put(do=do), put("store")
    for _ in range(4):
        worker.work_once()
        clock.advance(hours=1)
    assert look(job_id).state == "failed"
    assert look(job_id).reason.startswith(reason)
    assert (look(other).state, effects()) == ("done", 1)


def test_a_job_that_takes_too_long_is_stopped_and_told(app, put, look):
    job_id = put(do="sleep")
    make_worker(app, Handler("compute", note, Computation(MODULE, given, lambda _: 1))).work_once()
    job = look(job_id)
    assert (job.state, job.reason) == (
        "failed",
        "It took longer than 1 second, so it was stopped. Nothing was changed.",
    )


def test_a_job_that_takes_too_much_memory_is_stopped_and_told(worker, put, look):
    job_id = put(do="hold")
    worker.work_once()
    assert (look(job_id).state, look(job_id).attempts) == ("failed", 1)
    assert "more memory than the 1,500 MB" in look(job_id).reason


def test_a_job_is_not_begun_where_what_it_needs_is_gone(app, put, look):
    def gone(_session, _held, _settings):
        raise JobFailed("The article was removed.")

    job_id = put(do="add")
    computation = Computation(MODULE, gone, lambda _: 60)
    make_worker(app, replace(COMPUTES, computation=computation)).work_once()
    assert look(job_id).reason == "The article was removed."


def test_every_day_has_its_job_once_whoever_asks_for_it(app, clock, effects):
    daily = (Daily("store", time(3, 10)),)
    for _ in range(3):
        make_worker(app, daily=daily).work_once()
    assert effects() == 1
    clock.advance(hours=18)
    make_worker(app, daily=daily).work_once()
    assert effects() == 1
    clock.advance(hours=1)
    make_worker(app, daily=daily).work_once()
    assert effects() == 2


def in_thread(worker):
    thread = threading.Thread(target=worker.run)
    thread.start()
    return thread


def until(condition):
    """Wait for what another thread or process does."""
    event = threading.Event()
    for _ in range(1_200):
        if condition():
            return
        event.wait(0.05)
    raise AssertionError("it did not happen within a minute")


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(running, "NEWS_SECONDS", 0.05)
    monkeypatch.setattr(running, "BEAT_SECONDS", 0.1)


@pytest.fixture
def at_work(worker):
    """A worker in a thread of its own, ended with the test."""
    thread = in_thread(worker)
    yield worker
    worker.stopping.set()
    thread.join()


@pytest.mark.usefixtures("quick", "at_work")
def test_progress_is_seen_from_outside_and_the_job_can_be_cancelled(app, put, look, effects, clock):
    job_id = put(do="sleep")
    until(lambda: look(job_id).progress_words == "Sleeping")
    assert (look(job_id).progress_done, look(job_id).progress_total) == (1, 2)
    with app.app_context(), transaction() as session:
        cancel(session, session.get(Job, job_id), clock())
    until(lambda: look(job_id).state == JobState.CANCELLED)
    assert effects() == 0
    other = put("store")
    until(lambda: look(other).state == JobState.DONE)


@pytest.mark.usefixtures("quick")
def test_a_worker_that_is_told_to_end_puts_its_job_back(worker, put, look):
    job_id = put(do="sleep")
    thread = in_thread(worker)
    until(lambda: look(job_id).state == JobState.RUNNING)
    worker.stopping.set()
    thread.join()
    assert (look(job_id).state, look(job_id).attempts) == ("queued", 0)


class ToldWhileItWaits(threading.Event):
    """Whoever asks whether the worker shall end is told so as soon as it waits for the word."""

    def wait(self, timeout=None):
        self.set()
        return super().wait(timeout)


def test_a_process_that_is_ended_together_with_its_worker_does_not_count_against_the_job(
    worker, put, look
):
    job_id = put(do="die")
    worker.stopping = ToldWhileItWaits()
    worker.work_once()
    job = look(job_id)
    assert (job.state, job.attempts, job.stops, job.reason) == ("queued", 0, 0, "")


@pytest.mark.usefixtures("quick")
def test_a_job_whose_lease_ran_out_is_done_by_another_and_has_one_effect(
    app, put, look, effects, clock, monkeypatch
):
    # After its first news the slow one is not heard of any more.
    monkeypatch.setattr(running, "BEAT_SECONDS", 3_600)
    job_id = put(do="sleep")
    slow, quick = make_worker(app), make_worker(app, replace(COMPUTES, computation=None))
    threads = [in_thread(slow)]
    until(lambda: look(job_id).progress_words == "Sleeping")
    clock.advance(hours=1)
    threads.append(in_thread(quick))
    until(lambda: look(job_id).state == JobState.DONE)
    for each in (slow, quick):
        each.stopping.set()
    for each in threads:
        each.join()
    assert effects() == 1
    assert look(job_id).result == {"computed": {}}


def test_four_workers_do_twenty_jobs_once_each(app, put, effects, look):
    ids = [put("store") for _ in range(20)]
    workers = [make_worker(app) for _ in range(4)]
    threads = [in_thread(each) for each in workers]
    until(lambda: all(look(each).state == JobState.DONE for each in ids))
    for each in workers:
        each.stopping.set()
    for each in threads:
        each.join()
    assert effects() == 20
    assert {look(each).attempts for each in ids} == {1}


def test_a_database_that_is_held_just_then_is_asked_again(app, put, look, effects, monkeypatch):
    calls = []

    def held(session, *rest):
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("", None, Exception("database is locked"))
        return note(session, *rest)

    monkeypatch.setattr(running, "STORING_WAIT", 0.01)
    job_id = put("store")
    make_worker(app, Handler("store", held)).work_once()
    assert (look(job_id).state, effects(), len(calls)) == ("done", 1, 3)


@pytest.mark.usefixtures("quick")
def test_a_moment_without_a_database_ends_no_job_that_is_computed(
    app, put, look, effects, monkeypatch
):
    calls = []
    ask = running.is_wanted

    def away(*given):
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("", None, Exception("the connection was closed"))
        return ask(*given)

    monkeypatch.setattr(running, "BEAT_SECONDS", 3_600)
    monkeypatch.setattr(running, "is_wanted", away)
    job_id = put(do="sleep", seconds=0.5)
    make_worker(app).work_once()
    assert (look(job_id).state, look(job_id).losses, effects()) == ("done", 0, 1)
    assert len(calls) >= 3


def test_a_database_that_cannot_be_used_ends_no_worker(app, put, look, monkeypatch):
    monkeypatch.setattr(module, "TROUBLE_SECONDS", 0.01)
    troubled = make_worker(app)
    calls = []
    ask = module.is_anything_due

    def broken(*given):
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("", None, Exception("disk I/O error"))
        return ask(*given)

    monkeypatch.setattr(module, "is_anything_due", broken)
    job_id = put("store")
    thread = in_thread(troubled)
    until(lambda: look(job_id).state == JobState.DONE)
    troubled.stopping.set()
    thread.join()
    with app.app_context():
        assert db.session.scalars(select(Job.id)).all() == [job_id]
