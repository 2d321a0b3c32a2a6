from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts import throttle
from quizapp.accounts.errors import TooManyTries
from quizapp.accounts.models import Throttle
from quizapp.accounts.throttle import ACCOUNT_AT_ADDRESS, ADDRESS, WINDOW
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
HERE, THERE = "192.0.2.1", "198.51.100.7"


def attempt(clock, name="Ana", address=HERE):
    with transaction() as session:
        throttle.count_login_try(session, name, address, clock())


def wait(clock, name="Ana", address=HERE):
    """Return how many seconds a try must wait, 0 if it may be made (and is counted)."""
    try:
        attempt(clock, name, address)
    except TooManyTries as error:
        return error.seconds
    return 0


def exhaust(clock, name="Ana", address=HERE):
    for _ in range(ACCOUNT_AT_ADDRESS.free):
        attempt(clock, name, address)


def test_free_tries_need_no_wait_and_the_next_does(clock):
    exhaust(clock)
    assert wait(clock) == 1


def test_each_further_try_doubles_the_wait_up_to_a_limit(clock):
    exhaust(clock)
    waits = []
    for _ in range(13):
        waits.append(wait(clock))
        clock.advance(seconds=waits[-1])
        attempt(clock)
    assert waits[:8] == [1, 2, 4, 8, 16, 32, 64, 128]
    assert max(waits) == ACCOUNT_AT_ADDRESS.longest.total_seconds()


def test_refused_try_does_not_lengthen_the_wait(clock):
    exhaust(clock)
    assert [wait(clock) for _ in range(10)] == [1] * 10


def test_owner_elsewhere_is_not_locked_out(clock):
    exhaust(clock)
    assert wait(clock, address=HERE) > 0
    assert wait(clock, address=THERE) == 0


def test_school_behind_one_address_logs_in(clock):
    for _ in range(60):
        if wait(clock, "Victim"):
            clock.advance(seconds=1)
    for number in range(ADDRESS.free - ACCOUNT_AT_ADDRESS.free - 1):
        assert wait(clock, f"Pupil {number}") == 0, number


def test_guessing_many_names_from_one_address_is_slowed(clock):
    for number in range(ADDRESS.free):
        attempt(clock, f"Pupil {number}")
    assert wait(clock, "Another") > 0


def test_success_takes_its_tries_back(clock):
    exhaust(clock)
    with transaction() as session:
        throttle.forget_login_tries(session, "ana", HERE)
    assert wait(clock) == 0
    rows = {row.key.split(":")[1]: row.tries for row in db.session.scalars(select(Throttle))}
    assert rows == {"both": 1, "name": 1, "place": 1}


def test_tries_are_forgotten_after_an_hour(clock):
    exhaust(clock)
    clock.advance(seconds=WINDOW.total_seconds())
    assert wait(clock) == 0
    for _ in range(ACCOUNT_AT_ADDRESS.free - 1):
        assert wait(clock) == 0


def test_old_rows_are_swept(clock):
    exhaust(clock)
    clock.advance(hours=2)
    attempt(clock, "Ben", THERE)
    assert len(db.session.scalars(select(Throttle)).all()) == 3


def test_rows_hold_neither_name_nor_address(clock):
    attempt(clock)
    for row in db.session.scalars(select(Throttle)):
        assert "ana" not in row.key.lower()
        assert HERE not in row.key


def test_whole_home_network_of_ipv6_is_one_place(clock):
    exhaust(clock, address="2001:db8:1:2::1")
    assert wait(clock, address="2001:db8:1:2:ffff::9") > 0
    assert wait(clock, address="2001:db8:1:3::1") == 0


@pytest.mark.parametrize(
    ("count", "limit"),
    [(throttle.count_sign_up, throttle.SIGN_UPS), (throttle.count_guest, throttle.GUESTS)],
)
def test_new_people_from_one_address_are_limited(clock, count, limit):
    def once():
        with transaction() as session:
            count(session, HERE, clock())

    for _ in range(limit.free):
        once()
    with pytest.raises(TooManyTries):
        once()
    clock.advance(seconds=WINDOW.total_seconds() + limit.longest.total_seconds())
    once()


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1 second"), (45, "45 seconds"), (600, "10 minutes")]
)
def test_wait_is_told_in_words(seconds, said):
    assert f"Wait {said}," in str(TooManyTries(seconds))


def test_wait_never_grows_beyond_its_limit():
    assert ACCOUNT_AT_ADDRESS.wait(10_000) == timedelta(minutes=15)
