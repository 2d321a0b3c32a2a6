from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts import throttle
from quizapp.accounts.counters import WINDOW, Limit
from quizapp.accounts.errors import TooManyTries
from quizapp.accounts.models import Throttle
from quizapp.accounts.throttle import ACCOUNT, ACCOUNT_AT_ADDRESS, BUSY_ADDRESS
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
HERE, THERE = "192.0.2.1", "198.51.100.7"
KNOWN = "a browser that the account knows"


def attempt(clock, name="Ana", address=HERE, browser=None):
    with transaction() as session:
        return throttle.count_login_try(session, name, address, clock(), browser=browser)


def wait(clock, name="Ana", address=HERE, browser=None):
    """Return how many seconds a try must wait, 0 if it may be made (and is counted)."""
    try:
        attempt(clock, name, address, browser)
    except TooManyTries as error:
        return error.seconds
    return 0


def exhaust(clock, name="Ana", address=HERE, browser=None):
    for _ in range(ACCOUNT_AT_ADDRESS.free):
        attempt(clock, name, address, browser)


def attack(clock, seconds, name="Ana", address=HERE):
    """Guess whenever it is allowed, for so many seconds."""
    until = clock() + timedelta(seconds=seconds)
    while clock() < until:
        clock.advance(seconds=wait(clock, name, address))
    wait(clock, name, address)


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


def tries_in_an_hour(clock, kind, browser):
    """Return how many tries somebody has who tries whenever they may."""
    until, tries = clock() + timedelta(hours=1), 0
    while clock() < until:
        try:
            with transaction() as session:
                throttle.count_login_try(session, "Ana", HERE, clock(), kind, browser)
            tries += 1
        except TooManyTries as error:
            clock.advance(seconds=error.seconds)
    return tries


@pytest.mark.parametrize(("browser", "login", "taken"), [(None, 17, 11), (KNOWN, 34, 22)])
def test_guessing_by_signing_up_with_a_taken_name_is_slower_than_at_the_log_in(
    clock, browser, login, taken
):
    assert tries_in_an_hour(clock, throttle.LOGIN, browser) == login
    clock.advance(hours=2)
    assert tries_in_an_hour(clock, throttle.TAKEN, browser) == taken


def test_owner_elsewhere_is_not_locked_out(clock):
    exhaust(clock)
    assert wait(clock, address=HERE) > 0
    assert wait(clock, address=THERE) == 0


def test_owner_is_not_kept_out_of_a_browser_that_the_account_knows(clock):
    attack(clock, 200)
    for number in range(60):
        wait(clock, address=f"203.0.113.{number}")
    assert wait(clock) > 0
    assert wait(clock, browser=KNOWN) == 0


def test_guessing_in_a_browser_that_the_account_knows_is_slowed_and_keeps_nobody_else(clock):
    exhaust(clock, browser=KNOWN)
    assert wait(clock) == 0
    for _ in range(ACCOUNT_AT_ADDRESS.free - 1):
        attempt(clock, browser=KNOWN)
    assert wait(clock, browser=KNOWN) == wait(clock) == 1
    assert wait(clock, browser="another that it knows") == 0
    assert wait(clock, "Ben", browser=KNOWN) == 0


def test_a_browser_that_has_spent_its_own_tries_has_those_of_everybody(clock):
    free = ACCOUNT_AT_ADDRESS.free
    counted = [attempt(clock, browser=KNOWN) for _ in range(2 * free)]
    assert counted == [KNOWN] * free + [None] * free
    # Afterwards it may try as often as with and without its cookie by turns, and no more.
    for waited in (1, 2, 4):
        assert wait(clock, browser=KNOWN) == waited
        clock.advance(seconds=waited)
        assert attempt(clock, browser=KNOWN) == KNOWN
        assert attempt(clock, browser=KNOWN) is None


def test_copied_cookie_keeps_its_owner_waiting_nowhere(clock):
    until = clock() + timedelta(minutes=30)
    while clock() < until:
        clock.advance(seconds=wait(clock, address=THERE, browser=KNOWN))
    for _ in range(ACCOUNT_AT_ADDRESS.free):
        assert wait(clock, address=HERE, browser=KNOWN) == 0


@pytest.mark.parametrize("spent", [False, True])
def test_success_takes_back_the_tries_among_which_it_was_counted(clock, spent):
    exhaust(clock, browser=KNOWN if spent else None)
    counted = attempt(clock, browser=KNOWN)
    with transaction() as session:
        throttle.forget_login_tries(session, "Ana", HERE, browser=counted)
    keys = {row.key.split(":")[1]: row.tries for row in db.session.scalars(select(Throttle))}
    free = ACCOUNT_AT_ADDRESS.free
    if spent:
        assert keys == {"known": free, "name": 0, "place": 0}
    else:
        assert keys == {"both": free, "name": free, "place": free}


def test_one_account_guessed_from_many_places_is_slowed_for_strangers(clock):
    for number in range(ACCOUNT.free):
        attempt(clock, address=f"203.0.113.{number}")
    assert 0 < wait(clock, address=THERE) <= ACCOUNT.longest.total_seconds()


def test_school_behind_one_address_logs_in_whatever_one_of_its_pupils_does(clock):
    attack(clock, 1800, "Victim")
    for number in range(BUSY_ADDRESS):
        attempt(clock, f"Invented {number}")
    for number in range(1200):
        assert wait(clock, f"Pupil {number}") == 0, number


def test_guessing_many_names_from_one_address_is_slowed_name_by_name(clock):
    def tries_in_an_hour(name):
        until, made = clock() + WINDOW, 0
        while clock() < until:
            waited = wait(clock, name)
            made += not waited
            clock.advance(seconds=waited)
        return made

    usual = tries_in_an_hour("Ana")
    for number in range(BUSY_ADDRESS):
        attempt(clock, f"Invented {number}")
    assert tries_in_an_hour("Ben") < usual / 2


def test_name_that_was_mistyped_at_a_busy_address_waits_a_minute(clock):
    for number in range(BUSY_ADDRESS):
        attempt(clock, f"Invented {number}")
    assert wait(clock) == 0
    assert wait(clock) == 60
    assert wait(clock, browser=KNOWN) == 0
    assert wait(clock, address=THERE) == 0


def test_success_takes_its_tries_back(clock):
    exhaust(clock)
    with transaction() as session:
        throttle.forget_login_tries(session, "ana", HERE)
    assert wait(clock) == 0
    rows = {row.key.split(":")[1]: row.tries for row in db.session.scalars(select(Throttle))}
    assert rows == {"both": 1, "name": 1, "place": 1}


def test_success_in_a_known_browser_takes_its_tries_back(clock):
    exhaust(clock, browser=KNOWN)
    with transaction() as session:
        throttle.forget_login_tries(session, "ana", HERE, browser=KNOWN)
    assert wait(clock, browser=KNOWN) == 0


def test_whoever_is_vouched_for_waits_nowhere(clock):
    exhaust(clock)
    exhaust(clock, browser=KNOWN)
    exhaust(clock, "Ben")
    with transaction() as session:
        throttle.forget_all_tries(session, "ana")
    assert wait(clock) == wait(clock, browser=KNOWN) == 0
    assert wait(clock, "Ben") > 0


def test_tries_are_forgotten_after_an_hour(clock):
    exhaust(clock)
    clock.advance(seconds=WINDOW.total_seconds())
    assert wait(clock) == 0
    for _ in range(ACCOUNT_AT_ADDRESS.free - 1):
        assert wait(clock) == 0


def test_rows_hold_neither_name_nor_address(clock):
    attempt(clock)
    for row in db.session.scalars(select(Throttle)):
        assert "ana" not in row.key.lower()
        assert HERE not in row.key


def test_whole_home_network_of_ipv6_is_one_place(clock):
    exhaust(clock, address="2001:db8:1:2::1")
    assert wait(clock, address="2001:db8:1:2:ffff::9") > 0
    assert wait(clock, address="2001:db8:1:3::1") == 0


NEWCOMERS = [
    (throttle.count_sign_up, throttle.SIGN_UPS, throttle.OWN_SIGN_UPS),
    (throttle.count_guest, throttle.GUESTS, throttle.OWN_GUESTS),
]


def use_up(clock, count, limit):
    with transaction() as session:
        for _ in range(limit.free):
            count(session, HERE, None, clock())


@pytest.mark.parametrize(("count", "limit", "_own"), NEWCOMERS)
def test_new_people_from_one_address_are_limited(clock, count, limit, _own):
    use_up(clock, count, limit)
    with pytest.raises(TooManyTries), transaction() as session:
        count(session, HERE, None, clock())
    clock.advance(seconds=WINDOW.total_seconds() + limit.longest.total_seconds())
    with transaction() as session:
        count(session, HERE, None, clock())


@pytest.mark.parametrize(("count", "limit", "own"), NEWCOMERS)
def test_new_people_in_a_browser_that_was_here_before_are_not_kept_out(clock, count, limit, own):
    use_up(clock, count, limit)
    for pupil in ("one computer", "another computer"):
        for _ in range(own):
            with transaction() as session:
                count(session, HERE, pupil, clock())
        with pytest.raises(TooManyTries), transaction() as session:
            count(session, HERE, pupil, clock())


@pytest.mark.parametrize(("count", "_limit", "own"), NEWCOMERS)
def test_a_browser_that_has_used_up_its_own_is_one_of_its_address(clock, count, _limit, own):
    with transaction() as session:
        for _ in range(5 * own):
            count(session, HERE, "the computer of a classroom", clock())


def test_password_of_whoever_is_logged_in_is_counted_for_that_login(clock):
    attack(clock, 200)

    def give(login_id):
        with transaction() as session:
            throttle.count_password_try(session, 1, login_id, clock())

    for _ in range(throttle.PASSWORD.free):
        give(7)
    with pytest.raises(TooManyTries):
        give(7)
    give(8)
    with transaction() as session:
        throttle.forget_password_tries(session, 1, 7)
    give(7)


@pytest.mark.parametrize("ahead", [{"hours": 2}, {"days": 1}, {"days": 365}, {"days": 36_500}])
def test_clock_that_was_ahead_locks_nobody_out_after_it_is_put_right(clock, ahead):
    right = clock()
    clock.advance(**ahead)
    attack(clock, 2000)
    for number in range(ACCOUNT.free):
        wait(clock, address=f"203.0.113.{number}")
    clock.moment = right
    assert wait(clock) == 0
    # What was tried was tried: from here on it is slowed as ever.
    assert 1 < wait(clock) <= ACCOUNT_AT_ADDRESS.longest.total_seconds()
    clock.advance(hours=1)
    assert wait(clock) == 0
    exhaust(clock, "Ben", HERE)
    assert wait(clock, "Ben") == 1


@pytest.mark.parametrize("seconds", [1, 30, 59])
def test_clock_of_another_server_that_is_a_little_ahead_changes_nothing(clock, seconds):
    attack(clock, 2000)
    left = wait(clock)
    assert left == ACCOUNT_AT_ADDRESS.longest.total_seconds()
    clock.advance(seconds=-seconds)
    assert wait(clock) == left


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 second"), (45, "45 seconds"), (5400, "90 minutes"), (86_399, "24 hours")],
)
def test_wait_is_told_in_words(seconds, said):
    assert f"Wait {said}," in str(TooManyTries(seconds))


def test_wait_never_grows_beyond_its_limit():
    assert ACCOUNT_AT_ADDRESS.wait(10_000) == timedelta(minutes=15)
    assert Limit(1, timedelta(minutes=15), timedelta(minutes=1)).wait(3) == timedelta(minutes=4)


def test_no_wait_is_longer_than_a_quarter_of_an_hour_but_for_what_is_sent_to_strangers():
    limits = [each for each in vars(throttle).values() if isinstance(each, Limit)]
    assert len(limits) > 5
    assert {each for each in limits if each.longest > timedelta(minutes=15)} == {
        throttle.MAILS,
        throttle.INVITATIONS,
    }
