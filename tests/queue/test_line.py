"""The line of jobs: one effect each, whatever ends a worker, and in which order."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from quizapp.db import db, transaction
from quizapp.queue import execution, queries, services
from quizapp.queue.errors import LostJob
from quizapp.queue.execution import LEASE, Progress
from quizapp.queue.models import Job, JobState
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]

KIND = "count"


@pytest.fixture
def add(clock):
    def act(kind=KIND, payload=None, **given):
        with transaction() as session:
            return services.enqueue(session, kind, payload or {}, now=clock(), **given).id

    return act


@pytest.fixture
def take(clock):
    def act(worker="w", kinds=(KIND,)):
        with transaction() as session:
            return execution.claim(session, worker, kinds, clock())

    return act


@pytest.fixture
def do(clock):
    def act(action, *given):
        with transaction() as session:
            return action(session, *given, clock())

    return act


def job(job_id):
    db.session().expire_all()
    return queries.job_by_id(db.session(), job_id)


def test_a_job_is_in_line_only_if_the_transaction_it_belongs_to_is_committed(clock, take):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        services.enqueue(session, KIND, {}, now=clock())
        raise ZeroDivisionError
    assert take() is None


def test_the_oldest_that_is_due_comes_first_and_only_once(add, take, clock):
    first = add(payload={"n": 1})
    clock.advance(seconds=1)
    add(run_after=clock() + timedelta(hours=1))
    second = add(payload={"n": 2})
    one, two = take("a"), take("b")
    assert (one.job_id, one.payload, one.attempt) == (first, {"n": 1}, 1)
    assert two.job_id == second
    assert take("c") is None
    clock.advance(hours=2)
    # The lease of the first two has run out by now, too.
    assert len({take(name).job_id for name in "abc"}) == 3


def test_a_worker_takes_only_what_it_knows(add, take):
    add()
    assert take(kinds=("other",)) is None
    assert take() is not None


def test_a_key_belongs_to_one_job_at_a_time(add, take, do):
    first = add(dedupe_key="k", payload={"n": 1})
    assert add(dedupe_key="k", payload={"n": 2}) == first
    held = take()
    assert add(dedupe_key="k") == first
    do(execution.finish, held, {})
    assert add(dedupe_key="k") != first


def test_an_id_belongs_to_one_job_for_good(add, take, do):
    name = UUID(int=7)
    assert add(job_id=name) == add(job_id=name) == name
    do(execution.finish, take(), {})
    assert add(job_id=name) == name
    assert take() is None


def test_the_database_itself_refuses_a_second_live_job_of_a_key(add, clock):
    add(dedupe_key="k")
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(
            Job(
                id=UUID(int=1),
                kind=KIND,
                payload={},
                dedupe_key="k",
                run_after=clock(),
                max_attempts=1,
                created_at=clock(),
            )
        )


def test_of_one_lane_one_runs(add, take, do, clock):
    ids = []
    for _ in range(3):
        ids.append(add(lane="anna"))
        clock.advance(seconds=1)
    other = add(lane="ben")
    held = take()
    assert (held.job_id, take().job_id, take()) == (ids[0], other, None)
    do(execution.finish, held, {})
    assert take().job_id == ids[1]


def test_progress_is_seen_and_keeps_the_job(add, take, do, clock):
    job_id = add()
    held = take()
    for done in range(5):
        clock.advance(seconds=LEASE.total_seconds() * 0.9)
        assert do(execution.beat, held, Progress(done, 5, "Reading"))
        assert take("other") is None
    found = job(job_id)
    assert (found.progress_done, found.progress_total, found.progress_words) == (4, 5, "Reading")


def test_what_a_worker_left_behind_is_taken_over_and_the_first_has_no_effect(add, take, do, clock):
    job_id = add()
    held = take("dead")
    clock.advance(seconds=LEASE.total_seconds() + 1)
    again = take("alive")
    assert (again.job_id, again.attempt) == (job_id, 2)
    for action, given in (
        (execution.finish, ({"by": "dead"},)),
        (execution.fail, ("why", "")),
        (execution.give_up, ("why", "")),
        (execution.beat, (Progress(),)),
        (execution.note_stopped, ("",)),
        (execution.note_cancelled, ()),
        (execution.release, ()),
    ):
        with pytest.raises(LostJob):
            do(action, held, *given)
    do(execution.finish, again, {"by": "alive"})
    assert (job(job_id).state, job(job_id).result) == ("done", {"by": "alive"})


def test_the_same_worker_does_not_take_its_first_try_for_its_second(add, take, do, clock):
    add()
    first = take()
    clock.advance(minutes=1)
    take()
    with pytest.raises(LostJob):
        do(execution.finish, first, {})


def test_what_a_lost_job_would_have_stored_is_undone(add, take, clock):
    add()
    held = take("dead")
    clock.advance(minutes=1)
    take("alive")
    with pytest.raises(LostJob), transaction() as session:
        services.enqueue(session, "effect", {}, now=clock())
        execution.finish(session, held, {}, clock())
    assert db.session.scalar(select(Job.id).where(Job.kind == "effect")) is None


def test_restarts_of_its_worker_are_not_held_against_a_job(add, take, do, clock):
    job_id = add(max_attempts=1)
    for attempt in range(1, 10):
        assert take().attempt == attempt
        clock.advance(minutes=1)
    do(execution.finish, take(), {})
    assert (job(job_id).state, job(job_id).losses, job(job_id).stops) == ("done", 9, 0)


def test_a_job_that_takes_every_worker_along_fails_in_the_end_and_says_so(add, take, clock):
    job_id = add(max_attempts=3)
    for _ in range(10):
        take()
        clock.advance(minutes=1)
    assert take() is None
    assert (job(job_id).state, job(job_id).reason) == (
        "failed",
        "The program that did it was ended 10 times before it was done.",
    )


def test_a_job_that_kills_its_process_fails_however_often_its_worker_was_restarted(
    add, take, do, clock
):
    job_id = add(max_attempts=3)
    for _ in range(3):
        take()
        clock.advance(minutes=1)
        do(execution.note_stopped, take(), "signal 9")
        clock.advance(hours=1)
    assert take() is None
    found = job(job_id)
    assert (found.state, found.stops, found.losses, found.attempts) == ("failed", 3, 3, 6)


def test_a_job_that_kills_its_process_waits_longer_each_time_and_then_fails(add, take, do, clock):
    job_id = add(max_attempts=3)
    waits = []
    for _ in range(3):
        do(execution.note_stopped, take(), "signal 9")
        found = job(job_id)
        waits.append(found.run_after - clock())
        clock.moment = max(clock.moment, found.run_after)
    assert waits[:2] == [timedelta(seconds=10), timedelta(seconds=40)]
    assert (found.state, found.stops) == ("failed", 3)
    assert found.reason == "It was stopped 3 times before it was done."
    assert found.detail == "signal 9"


def test_a_failure_is_told_while_the_job_waits_and_forgotten_when_it_is_done(add, take, do, clock):
    job_id = add()
    do(execution.fail, take(), "The disk is full.", "OSError")
    assert (job(job_id).state, job(job_id).reason) == ("queued", "The disk is full.")
    assert take() is None
    clock.advance(seconds=10)
    do(execution.finish, take(), {})
    assert (job(job_id).state, job(job_id).reason, job(job_id).attempts) == ("done", "", 2)


def test_giving_up_is_not_tried_again(add, take, do, clock):
    job_id = add()
    do(execution.give_up, take(), "The article is gone.", "")
    clock.advance(days=1)
    assert take() is None
    assert (job(job_id).state, job(job_id).reason) == ("failed", "The article is gone.")


def test_putting_a_job_back_is_no_attempt(add, take, do):
    for _ in range(5):
        add(dedupe_key="k", max_attempts=1)
        held = take()
        assert held.attempt == 1
        do(execution.release, held)


def test_what_waits_is_cancelled_at_once_and_what_runs_when_its_worker_hears_of_it(add, take, do):
    waiting, running = add(), add()
    do(services.cancel, job(waiting))
    do(services.cancel, job(waiting))
    assert job(waiting).state == "cancelled"
    held = take()
    assert held.job_id == running
    do(services.cancel, job(running))
    assert job(running).state == "running"
    assert not do(execution.beat, held, Progress())
    do(execution.note_cancelled, held)
    assert job(running).state == "cancelled"
    do(services.cancel, job(running))
    assert job(running).state == "cancelled"


@pytest.mark.parametrize("end", ["left", "failed", "stopped", "released"])
def test_a_job_that_is_to_be_cancelled_is_not_begun_again(add, take, do, clock, end):
    job_id = add()
    held = take()
    do(services.cancel, job(job_id))
    if end == "failed":
        do(execution.fail, held, "", "")
    elif end == "stopped":
        do(execution.note_stopped, held, "")
    elif end == "released":
        do(execution.release, held)
    clock.advance(hours=1)
    assert take() is None
    assert job(job_id).state == "cancelled"


def test_what_is_done_is_not_undone_by_a_cancel_that_comes_too_late(add, take, do):
    job_id = add()
    held = take()
    do(services.cancel, job(job_id))
    do(execution.finish, held, {"made": 1})
    assert (job(job_id).state, job(job_id).result) == ("done", {"made": 1})


@pytest.mark.parametrize("end", [execution.give_up, None])
def test_what_failed_or_was_cancelled_is_tried_again_as_if_for_the_first_time(
    add, take, do, clock, end
):
    job_id = add(max_attempts=1, dedupe_key="k")
    if end:
        do(end, take(), "It broke.", "trace")
    else:
        do(services.cancel, job(job_id))
    clock.advance(hours=1)
    for _ in range(2):
        assert do(services.try_again, job(job_id)).id == job_id
    found = job(job_id)
    assert (found.state, found.attempts, found.reason, found.detail) == ("queued", 0, "", "")
    assert take().attempt == 1
    assert do(services.try_again, job(job_id)).state == "running"


def test_trying_again_leads_to_the_job_that_has_taken_its_place(add, do):
    first = add(dedupe_key="k")
    do(services.cancel, job(first))
    second = add(dedupe_key="k")
    assert do(services.try_again, job(first)).id == second
    assert job(first).state == "cancelled"


def test_jobs_are_removed_a_month_after_their_end_and_not_before(add, take, do, clock):
    done, waiting = add(), add(run_after=clock() + timedelta(days=365))
    do(execution.finish, take(), {})
    clock.advance(days=30)
    assert do(services.remove_old) == 0
    clock.advance(seconds=1)
    assert do(services.remove_old) == 1
    assert job(done) is None
    assert job(waiting).state == JobState.QUEUED


def test_jobs_are_counted_and_listed_by_their_state(add, take, do, cast):
    mine = add(owner_id=cast.teacher.id)
    add(owner_id=cast.admin.id)
    do(execution.give_up, take(), "No.", "")
    assert queries.counts(db.session()) == {"failed": 1, "queued": 1}
    assert [each.id for each in queries.jobs_in(db.session(), JobState.FAILED)] == [mine]
    live = queries.jobs_of(db.session(), cast.teacher.id, KIND, (JobState.QUEUED,))
    assert live == []
