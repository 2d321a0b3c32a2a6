"""Guessing codes of courses: thousands of guesses let nobody in, fill nothing, and shut nobody out.

``TEST_GUESSES`` says how many are made in each way; 10,000 take some minutes.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest
from sqlalchemy import func, select

from quizapp.accounts import counters, throttle
from quizapp.accounts.models import Throttle
from quizapp.audit.models import AuditEntry
from quizapp.courses.models import Enrolment
from quizapp.db import db, transaction
from quizapp.domain.join_codes import BYTES, join_code, shown_code
from tests.databases import both_databases
from tests.web.courses.conftest import make

GUESSES = int(os.environ.get("TEST_GUESSES", "450"))
PLACES = 50
SCHOOL = "10.1.2.3"


def at(address):
    return {"environ_base": {"REMOTE_ADDR": address}}


def guesses(right):
    """Yield codes as they are shown, each time the same ones, and never the one that is right."""
    dice = Random(7)
    for _ in range(GUESSES):
        code = shown_code(join_code(dice.randbytes(BYTES)))
        if code != right:
            yield code


@pytest.fixture
def lesson(app, as_teacher):
    return make(app, as_teacher)


@pytest.fixture
def kept(app):
    """How many rows there are: counters of codes, entries of the log, people in courses."""

    def count():
        with app.app_context():
            joining = select(func.count()).where(Throttle.key.startswith("joining:"))
            log = select(func.count()).select_from(AuditEntry)
            people = select(func.count()).select_from(Enrolment)
            return tuple(db.session.scalar(each) for each in (joining, log, people))

    return count


def try_all(browser, right, addresses):
    answers = Counter()
    for number, code in enumerate(guesses(right)):
        where = at(addresses[number % len(addresses)])
        answers[browser.post(f"/join/{code}", **where).status_code] += 1
    return answers


@both_databases
def test_one_account_has_its_few_guesses_and_keeps_nobody_at_its_school_out(
    lesson, as_stranger, as_student, cast, kept
):
    right = lesson.make_code()
    _, log, people = kept()
    answers = try_all(as_stranger, right, [SCHOOL])
    free = throttle.JOINING_PERSON.free
    assert answers == {404: free, 429: answers.total() - free}
    assert kept() == (1, log, people)
    assert as_student.post(f"/join/{right}", **at(SCHOOL)).location == lesson.path
    assert lesson.states()[cast.student.id] == ("student", "active")


@both_databases
def test_one_address_has_its_guesses_and_whoever_has_an_account_there_joins(
    app, lesson, client, as_student, cast, kept
):
    right = lesson.make_code()
    _, log, people = kept()
    answers = try_all(client, right, [SCHOOL])
    free = throttle.JOINING_PLACE.free
    assert answers == {404: free, 429: answers.total() - free}
    assert kept() == (1, log, people)
    assert as_student.post(f"/join/{right}", **at(SCHOOL)).location == lesson.path
    assert lesson.states()[cast.student.id] == ("student", "active")
    # Who has no account yet is told the way around the wait: one makes it first.
    new = app.test_client()
    answer = new.get(f"/join/{right}", **at(SCHOOL))
    assert answer.status_code == 429
    assert "Log in, or make an account, and you need not wait." in answer.text
    form = {"name": "Eva", "password": "a short sentence"}
    assert new.post("/signup", data=form, **at(SCHOOL)).status_code == 303
    assert new.post(f"/join/{right}", **at(SCHOOL)).location == lesson.path


@both_databases
def test_many_addresses_find_nothing_and_leave_a_row_each_for_an_hour(
    app, lesson, client, kept, clock
):
    right = lesson.make_code()
    _, log, people = kept()
    answers = try_all(client, right, [f"10.9.0.{each}" for each in range(PLACES)])
    judged = min(answers.total(), PLACES * throttle.JOINING_PLACE.free)
    assert answers[404] == judged
    assert answers[429] == answers.total() - judged
    assert kept() == (PLACES, log, people)
    clock.advance(hours=2)
    with app.app_context(), transaction() as session:
        counters.forget_old(session, clock())
    assert kept() == (0, log, people)


def test_addresses_of_one_household_are_one_place(lesson, client, kept):
    right = lesson.make_code()
    answers = try_all(client, right, [f"2001:db8:1:2::{each:x}" for each in range(1, 400)])
    assert answers[404] == throttle.JOINING_PLACE.free
    assert kept()[0] == 1
