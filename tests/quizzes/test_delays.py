"""Some time passes between two attempts of one person."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.db import db, transaction
from quizapp.quizzes.accommodations import Accommodation, add_accommodation
from quizapp.quizzes.designs import Design, Item
from quizapp.quizzes.errors import AttemptsUsedUp, TooSoon
from quizapp.quizzes.starting import begun, start_quiz
from quizapp.quizzes.windows import Availability, Begun, standing
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build
from tests.quizzes.test_designs import NOON
from tests.studies import ana, bank, ben

__all__ = ["ana", "bank", "ben"]

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("settings", "attempts", "after", "expected"),
    [
        ({}, Begun(), timedelta(0), Availability.OPEN),
        ({}, Begun(1), timedelta(0), Availability.OPEN),
        ({}, Begun(1, NOON), timedelta(0), Availability.TOO_SOON),
        ({}, Begun(1, NOON), HOUR - timedelta(microseconds=1), Availability.TOO_SOON),
        ({}, Begun(1, NOON), HOUR, Availability.OPEN),
        ({"delay_minutes": None}, Begun(1, NOON), timedelta(0), Availability.OPEN),
        ({"attempts_allowed": 1}, Begun(1, NOON), timedelta(0), Availability.USED_UP),
        ({"closes_at": NOON}, Begun(1, NOON), timedelta(0), Availability.CLOSED),
        ({"opens_at": NOON + HOUR}, Begun(1, NOON), timedelta(0), Availability.NOT_YET),
    ],
)
def test_another_attempt_waits_from_the_end_of_the_last(settings, attempts, after, expected):
    design = Design("Test", **{"delay_minutes": 60} | settings)
    found = standing(design, attempts, NOON + after)
    assert found.availability is expected
    assert found.next_at == (NOON + HOUR if expected is Availability.TOO_SOON else None)


@pytest.fixture
def made(bank, make_user, clock):
    """Make a quiz with an hour between attempts; return its teacher."""
    owner = make_user("Clara", Role.TEACHER).id

    def made(**settings):
        settings = {"delay_minutes": 60} | settings
        build(owner, bank, Item(bank, count=2), now=clock(), **settings)
        return owner

    return made


def begin(somebody, clock):
    with transaction() as session:
        return start_quiz(session, uuid4(), QUIZ, user_id=somebody.learner.id, now=clock()).id


@both_databases
def test_the_server_refuses_an_attempt_that_is_too_soon(made, ana, ben, clock):
    made()
    first = begin(ana, clock)
    clock.advance(minutes=30)
    assert begin(ana, clock) == first
    ana.hand_in(first, {})
    assert begun(db.session(), QUIZ, ana.learner.id) == (1, clock())
    clock.advance(minutes=59)
    with pytest.raises(TooSoon):
        begin(ana, clock)
    assert begin(ben, clock)
    clock.advance(minutes=1)
    assert begin(ana, clock) != first


def test_more_attempts_for_one_person_do_not_shorten_it(made, ana, clock):
    owner = made(attempts_allowed=1)
    ana.hand_in(begin(ana, clock), {})
    with pytest.raises(AttemptsUsedUp):
        begin(ana, clock)
    with transaction() as session:
        add_accommodation(
            session,
            uuid4(),
            QUIZ,
            ana.learner.id,
            Accommodation(extra_attempts=1),
            reason="Was ill.",
            by=owner,
            now=clock(),
        )
    with pytest.raises(TooSoon):
        begin(ana, clock)
    clock.advance(hours=1)
    assert begin(ana, clock)
