from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts import known_browsers
from quizapp.accounts.models import KnownBrowser
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
TOKEN = "what stands in the cookie"


def remember(user, clock, token=TOKEN):
    with transaction() as session:
        known_browsers.remember(session, user.id, token, clock())


def known(name, clock, token=TOKEN):
    return known_browsers.known_browser(db.session(), name, token, clock())


def test_browser_is_known_to_the_account_that_logged_in_with_it(make_user, clock):
    ana, _ = make_user("Ana"), make_user("Ben")
    assert known("Ana", clock) is None
    remember(ana, clock)
    assert known("ANA", clock)
    assert known("Ben", clock) is None
    assert known("Nobody", clock) is None
    assert known("A\x00na", clock) is None
    assert known("Ana", clock, "another token") is None
    assert known("Ana", clock, None) is None


def test_rows_hold_no_token_and_do_not_tell_who_shares_a_computer(make_user, clock):
    for name in ("Ana", "Ben"):
        remember(make_user(name), clock)
    hashes = set(db.session.scalars(select(KnownBrowser.token_hash)))
    assert len(hashes) == 2
    assert TOKEN not in hashes


def test_browser_that_logs_in_again_stays_one_row(make_user, clock):
    ana = make_user("Ana")
    remember(ana, clock)
    began = clock()
    clock.advance(days=3)
    remember(ana, clock)
    (row,) = known_browsers.known_browsers(db.session(), ana.id)
    assert (row.first_at, row.seen_at) == (began, clock())


def test_browser_is_known_for_as_long_as_its_cookie(make_user, clock):
    remember(make_user("Ana"), clock)
    clock.advance(seconds=known_browsers.LASTS.total_seconds() - 1)
    assert known("Ana", clock)
    clock.advance(seconds=1)
    assert known("Ana", clock) is None


def test_only_the_latest_browsers_are_kept(make_user, clock):
    ana = make_user("Ana")
    for number in range(known_browsers.MOST + 3):
        remember(ana, clock, f"browser {number}")
        clock.moment += timedelta(minutes=1)
    assert len(known_browsers.known_browsers(db.session(), ana.id)) == known_browsers.MOST
    assert known("Ana", clock, "browser 2") is None
    assert known("Ana", clock, "browser 3")


def test_all_browsers_but_one_are_forgotten(make_user, clock):
    ana, ben = make_user("Ana"), make_user("Ben")
    for user, token in ((ana, TOKEN), (ana, "another"), (ben, TOKEN)):
        remember(user, clock, token)
    with transaction() as session:
        known_browsers.forget_others(session, ana.id, TOKEN)
    assert known("Ana", clock)
    assert known("Ana", clock, "another") is None
    with transaction() as session:
        known_browsers.forget_others(session, ana.id, None)
    assert known("Ana", clock) is None
    assert known("Ben", clock)
