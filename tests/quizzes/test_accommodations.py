"""What one person is given beyond a quiz: as a value, in its history, and at the quiz's window."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.accounts.services import create_guest
from quizapp.db import db, transaction
from quizapp.quizzes import building
from quizapp.quizzes.accommodation_models import QuizAccommodation
from quizapp.quizzes.accommodations import (
    NOTHING,
    Accommodation,
    accommodation_of,
    add_accommodation,
    history,
    move_accommodations,
)
from quizapp.quizzes.deadlines import Terms
from quizapp.quizzes.designs import Design, Item
from quizapp.quizzes.errors import AttemptsUsedUp, QuizClosed
from quizapp.quizzes.models import EndedBy
from quizapp.quizzes.services import finish
from quizapp.quizzes.starting import start_quiz
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("given", "limit", "expected"),
    [
        (NOTHING, 30, 30),
        (Accommodation(extra_percent=50), 30, 45),
        (Accommodation(extra_percent=25), 30, 38),
        (Accommodation(extra_percent=1), 30, 31),
        (Accommodation(extra_minutes=10), 30, 40),
        (Accommodation(extra_minutes=10), None, None),
    ],
)
def test_more_time_is_in_percent_rounded_up_or_in_minutes(given, limit, expected):
    assert given.minutes(limit) == expected


def test_more_time_is_said_in_one_way():
    with pytest.raises(ValueError, match="percent or in minutes"):
        Accommodation(extra_percent=50, extra_minutes=10)


@pytest.mark.parametrize(
    ("own", "everybody", "expected"),
    [
        (None, NOON, NOON),
        (NOON + HOUR, NOON, NOON + HOUR),
        # The quiz closes later for everybody by now.
        (NOON + HOUR, NOON + 2 * HOUR, NOON + 2 * HOUR),
        (NOON + HOUR, None, None),
    ],
)
def test_a_closing_time_of_ones_own_is_never_earlier_than_everybodys(own, everybody, expected):
    assert Accommodation(closes_at=own).closing(everybody) == expected


def test_a_quiz_is_as_it_is_for_this_person():
    given = Accommodation(extra_minutes=5, extra_attempts=2, closes_at=NOON + HOUR)
    own = given.applied(Design("Test", minutes=30, attempts_allowed=1, closes_at=NOON))
    assert (own.minutes, own.attempts_allowed, own.closes_at) == (35, 3, NOON + HOUR)
    free = given.applied(Design("Test"))
    assert (free.minutes, free.attempts_allowed, free.closes_at) == (None, None, None)


@pytest.mark.parametrize(
    ("limit_at", "closes_at", "ends_at", "ended_by"),
    [
        (None, None, None, EndedBy.TIME),
        (NOON, None, NOON, EndedBy.TIME),
        (NOON, NOON + HOUR, NOON, EndedBy.TIME),
        (NOON + HOUR, NOON, NOON, EndedBy.CLOSING),
        (None, NOON, NOON, EndedBy.CLOSING),
    ],
)
def test_an_attempt_ends_by_the_earlier_of_its_terms(limit_at, closes_at, ends_at, ended_by):
    terms = Terms(limit_at, closes_at)
    assert (terms.ends_at, terms.ended_by) == (ends_at, ended_by)


@pytest.fixture
def maker(make_user):
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def make(bank, maker, clock):
    def make(**settings):
        return build(maker, bank, Item(bank, count=2), now=clock(), **settings)

    return make


@pytest.fixture
def give(maker, person, clock):
    def give(user_id=None, reason="Reads slowly.", quiz_id=QUIZ, **what):
        given_id = uuid4()
        with transaction() as session:
            add_accommodation(
                session,
                given_id,
                quiz_id,
                user_id or person,
                Accommodation(**what),
                reason=reason,
                by=maker,
                now=clock(),
            )
        return given_id

    return give


@pytest.fixture
def start(person, clock):
    def start(user_id=None):
        with transaction() as session:
            given = {"user_id": user_id or person, "now": clock()}
            return start_quiz(session, uuid4(), QUIZ, **given)

    return start


@both_databases
def test_the_newest_counts_and_the_others_stay_in_the_history(make, give, person, clock):
    make()
    assert accommodation_of(db.session(), QUIZ, person) == NOTHING
    first = give(extra_percent=50)
    clock.advance(minutes=1)
    second = give(extra_attempts=1, reason="Was ill.")
    clock.advance(minutes=1)
    third = give(reason="By mistake.")
    assert accommodation_of(db.session(), QUIZ, person) == NOTHING
    found = history(db.session(), QUIZ, person)
    assert [each.id for each in found] == [third, second, first]
    assert [each.is_current for each in found] == [True, False, False]
    assert [each.reason for each in found] == ["By mistake.", "Was ill.", "Reads slowly."]
    assert found[1].accommodation == Accommodation(extra_attempts=1)
    assert {each.by for each in found} == {"Clara"}


@both_databases
def test_it_counts_when_an_attempt_is_begun_and_for_nobody_else(
    make, give, start, clock, make_user
):
    make(minutes=30)
    give(extra_percent=50)
    assert start().deadline_at == clock() + timedelta(minutes=45)
    ben = make_user("Ben").id
    assert start(ben).deadline_at == clock() + timedelta(minutes=30)


@both_databases
def test_it_opens_a_quiz_that_is_closed_or_used_up(make, give, start, clock):
    make(attempts_allowed=1, closes_at=clock() + HOUR)
    going = start()
    with transaction() as session:
        finish(session, going.id, clock())
    with pytest.raises(AttemptsUsedUp):
        start()
    clock.advance(hours=2)
    with pytest.raises(QuizClosed):
        start()
    give(extra_attempts=1)
    with pytest.raises(QuizClosed):
        start()
    later = clock() + HOUR
    give(extra_attempts=1, closes_at=later)
    again = start()
    assert (again.id != going.id, again.deadline_at) == (True, later)


@both_databases
@pytest.mark.parametrize("first", ["guest", "account"])
def test_a_guest_who_logs_in_takes_it_along_and_the_newer_counts(make, give, person, clock, first):
    make()
    with transaction() as session:
        guest = create_guest(session, clock()).id
    order = [guest, person] if first == "guest" else [person, guest]
    for minutes, user_id in enumerate(order, start=1):
        give(user_id=user_id, extra_minutes=minutes)
        clock.advance(minutes=1)
    with transaction() as session:
        move_accommodations(session, guest, person)
    assert accommodation_of(db.session(), QUIZ, person) == Accommodation(extra_minutes=2)
    assert len(history(db.session(), QUIZ, person)) == 2
    assert history(db.session(), QUIZ, guest) == []


@both_databases
def test_a_guest_alone_keeps_what_counts(make, give, person, clock):
    make()
    with transaction() as session:
        guest = create_guest(session, clock()).id
    give(user_id=guest, extra_minutes=7)
    with transaction() as session:
        move_accommodations(session, guest, person)
    assert accommodation_of(db.session(), QUIZ, person) == Accommodation(extra_minutes=7)


@both_databases
def test_it_does_not_keep_a_quiz_that_nobody_took_from_being_removed(make, give):
    make()
    give(extra_minutes=7)
    with transaction() as session:
        assert building.remove_quiz(session, QUIZ)
    assert db.session.scalars(select(QuizAccommodation)).all() == []
