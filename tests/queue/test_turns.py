"""Whoever queues much makes nobody wait behind all of it, and all are told what is before them."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from quizapp.db import db, transaction
from quizapp.queue import execution, services
from quizapp.queue.models import JobState
from quizapp.queue.queries import job_by_id
from quizapp.queue.turns import NOTICED, JobsAhead, jobs_ahead
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]

KIND = "read"
PEOPLE = ("anna", "ben", "carl", "dora")


class Line:
    """A line that people put jobs in, one of each being done at a time, and workers."""

    def __init__(self, clock, ids):
        self.clock = clock
        self.ids = ids
        self.names = {number: name for name, number in ids.items()}
        self.held = []

    def add(self, name):
        self.clock.advance(seconds=1)
        with transaction() as session:
            return services.enqueue(
                session, KIND, {}, now=self.clock(), owner_id=self.ids[name], lane=name
            ).id

    def begin(self):
        """Return whose job a worker begins; None if there is none that it may."""
        self.clock.advance(seconds=1)
        with transaction() as session:
            held = execution.claim(session, "w", [KIND], self.clock())
        if held is None:
            return None
        self.held.append(held)
        return self.names.get(held.owner_id)

    def end(self, act=execution.finish, *said):
        self.clock.advance(seconds=1)
        with transaction() as session:
            act(session, self.held.pop(0), *(said or ({},)), self.clock())

    def ahead(self, job_id):
        db.session.expire_all()
        return jobs_ahead(db.session(), job_by_id(db.session(), job_id), self.clock())


@pytest.fixture
def line(clock, make_user):
    return Line(clock, {name: make_user(name).id for name in PEOPLE})


def test_who_comes_with_one_does_not_wait_behind_all_of_who_came_with_twenty(line):
    for _ in range(20):
        line.add("anna")
    assert line.begin() == "anna"
    line.add("ben")
    line.end()
    assert line.begin() == "ben"


def test_a_turn_that_ended_badly_was_a_turn(line):
    for name in ("anna", "anna", "ben", "ben"):
        line.add(name)
    assert line.begin() == "anna"
    line.end(execution.fail, "The disk is full.", "")
    line.clock.advance(hours=1)
    assert line.begin() == "ben"


def test_a_turn_that_was_given_back_is_still_theirs(line):
    line.add("anna")
    line.add("ben")
    assert line.begin() == "anna"
    with transaction() as session:
        execution.release(session, line.held.pop(), line.clock())
    line.clock.advance(hours=1)
    line.add("carl")
    assert {line.begin(), line.begin()} == {"anna", "ben"}


def test_what_the_server_asks_for_itself_goes_first(line):
    line.add("anna")
    with transaction() as session:
        services.enqueue(session, KIND, {}, now=line.clock())
    line.begin()
    assert line.held[0].owner_id is None
    assert line.begin() == "anna"


@pytest.mark.parametrize("seed", range(6))
def test_nobody_waits_for_more_than_one_job_of_each_other_person(line, seed):
    chance = Random(seed)
    workers = chance.choice([1, 2])
    waiting, since = Counter(), {}
    for _ in range(120):
        if chance.random() < 0.45:
            name = chance.choices(PEOPLE, (8, 4, 2, 1))[0]
            line.add(name)
            waiting[name] += 1
            if name not in {line.names[held.owner_id] for held in line.held}:
                since.setdefault(name, Counter())
        elif len(line.held) == workers:
            done = line.names[line.held[0].owner_id]
            line.end()
            if waiting[done]:
                since[done] = Counter()
        elif begun := line.begin():
            waiting[begun] -= 1
            since.pop(begun)
            for others in since.values():
                others[begun] += 1
                assert others[begun] == 1
        else:
            assert not since


@pytest.mark.parametrize("seed", range(4))
def test_as_many_are_done_before_a_job_as_its_owner_is_told(line, seed):
    chance = Random(seed)
    ids = [line.add(chance.choices(PEOPLE, (4, 2, 2, 1))[0]) for _ in range(8)]
    for _ in range(3):
        line.begin()
        line.end()
    ids += [line.add(chance.choice(PEOPLE)) for _ in range(5)]
    line.begin()
    line.clock.advance(seconds=NOTICED.total_seconds())
    told = {job_id: line.ahead(job_id) for job_id in ids}
    order = [line.held[0].job_id]
    while line.held:
        line.end()
        line.begin()
        order += [held.job_id for held in line.held]
    owners = [job_by_id(db.session(), job_id).owner_id for job_id in order]
    assert len(order) == 10
    for place, job_id in enumerate(order[1:], start=1):
        own = owners[:place].count(owners[place])
        assert told[job_id] == JobsAhead(own, place - own)


def test_nothing_is_said_of_others_while_a_free_worker_may_begin_it(line):
    line.add("anna")
    mine = line.add("ben")
    assert line.ahead(mine) == JobsAhead()
    line.clock.advance(seconds=NOTICED.total_seconds())
    assert line.ahead(mine) == JobsAhead(of_others=1)


def test_all_that_the_server_asked_for_is_before_what_people_wait_for(line):
    mine = line.add("anna")
    with transaction() as session:
        for _ in range(3):
            services.enqueue(session, KIND, {}, now=line.clock())
    line.clock.advance(minutes=1)
    assert line.ahead(mine) == JobsAhead(of_others=3)
    line.begin()
    assert line.ahead(mine) == JobsAhead(of_others=3)


def test_what_is_not_due_or_of_another_kind_is_not_before_it(line, clock):
    with transaction() as session:
        for kind, wait in ((KIND, 1), ("other", 0)):
            services.enqueue(
                session,
                kind,
                {},
                now=clock(),
                owner_id=line.ids["anna"],
                run_after=clock() + timedelta(hours=wait),
            )
    mine = line.add("ben")
    line.clock.advance(minutes=1)
    assert line.ahead(mine) == JobsAhead()


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE])
def test_what_was_begun_waits_for_nothing(line, state):
    mine = line.add("anna")
    line.add("ben")
    line.begin()
    if state == JobState.DONE:
        line.end()
    line.clock.advance(minutes=1)
    assert line.ahead(mine) == JobsAhead()
