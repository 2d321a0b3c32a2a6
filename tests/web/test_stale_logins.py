"""A login that was last noted long ago is noted again, after what the request is about."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from quizapp.accounts import pending_logins
from quizapp.accounts.models import KnownBrowser, Login
from quizapp.audit.models import AuditEntry
from quizapp.db import db, transaction
from quizapp.web.accounts.second_step import COOKIE as PENDING_COOKIE
from quizapp.web.auth import COOKIE
from quizapp.web.browser_token import COOKIE as BROWSER_COOKIE
from tests.databases import both_databases
from tests.second_factors import turn_on

SENTENCE = "a sentence of nobody"


@pytest.fixture
def logins(app):
    """When each login was last noted, by whose it is."""

    def read():
        with app.app_context():
            rows = db.session.execute(select(Login.user_id, Login.seen_at).order_by(Login.id))
            return [tuple(row) for row in rows]

    return read


@pytest.fixture(params=["guest", "student"])
def stale(request, cast, clock):
    """Whose cookie a browser holds that nobody has used for two hours, and the browser."""
    browser = request.getfixturevalue(f"as_{request.param}")
    clock.advance(hours=2)
    return getattr(cast, request.param), browser


def cookies(answer):
    return {each.partition("=")[0] for each in answer.headers.getlist("Set-Cookie")}


def locked(*_arguments, **_named):
    raise OperationalError("UPDATE", {}, Exception("database is locked"))


@both_databases
@pytest.mark.parametrize(
    ("path", "sent", "event"),
    [
        ("/login", {"name": "Ben", "password": SENTENCE}, "log_in_failed"),
        ("/login", {"name": "nobody", "password": SENTENCE}, "log_in_failed"),
        ("/forgot", {"name": "Ben", "code": "K7PD3MXR9HCT", "password": SENTENCE}, "code_failed"),
        ("/login/code", {"code": "000000"}, "second_factor_failed"),
        ("/signup", {"name": "Ben", "password": SENTENCE}, "log_in_failed"),
    ],
)
def test_a_wrong_password_or_code_is_said_and_noted(
    app, cast, clock, stale, logins, path, sent, event
):
    person, browser = stale
    turn_on(app, cast.stranger, clock)
    with app.app_context(), transaction() as rows:
        stored = cast.stranger.password_hash
        browser.set_cookie(
            PENDING_COOKIE, pending_logins.begin(rows, cast.stranger.id, stored, clock())
        )
    answer = browser.post(path, data=sent)
    if path == "/signup" and not person.is_guest:
        assert (answer.status_code, answer.location) == (303, "/account")
    else:
        assert answer.status_code == 422
        with app.app_context():
            entries = db.session.scalars(select(AuditEntry.event)).all()
        assert entries.count(event) == 1
    assert logins() == [(person.id, clock())]
    assert COOKIE in cookies(answer)


def test_a_browser_of_a_guest_whose_login_follows_another_is_noted(client, stale, logins, clock):
    person, browser = stale
    token = browser.get_cookie(COOKIE).value
    client.set_cookie("quizapp_guest", token)
    client.post("/login", data={"name": "nobody", "password": SENTENCE})
    assert logins() == [(person.id, clock())]
    assert client.get_cookie(COOKIE).value == token


def test_a_request_that_failed_notes_nothing(stale, logins, clock, monkeypatch):
    person, browser = stale
    with monkeypatch.context() as patched:
        patched.setattr("quizapp.web.accounts.views.queries.logins_of", locked)
        answer = browser.get("/account")
    assert answer.status_code == 503
    assert not cookies(answer) & {COOKIE, BROWSER_COOKIE}
    assert logins() == [(person.id, clock() - timedelta(hours=2))]
    browser.get("/account")
    assert logins() == [(person.id, clock())]


@pytest.mark.parametrize("what", ["logins.note_seen", "known_browsers.remember"])
def test_what_could_not_be_noted_leaves_no_cookie(
    app, as_student, logins, cast, clock, monkeypatch, what
):
    began = clock()
    clock.advance(hours=2)
    with monkeypatch.context() as patched:
        patched.setattr(f"quizapp.web.auth.{what}", locked)
        answer = as_student.get("/account")
    assert answer.status_code == 200
    assert not cookies(answer) & {COOKIE, BROWSER_COOKIE}
    assert logins() == [(cast.student.id, began)]
    answer = as_student.get("/account")
    assert cookies(answer) >= {COOKIE, BROWSER_COOKIE}
    with app.app_context():
        assert len(db.session.scalars(select(KnownBrowser)).all()) == 1


def test_a_log_in_that_could_not_be_stored_leaves_no_cookie(client, cast, password, monkeypatch):
    sent = {"name": cast.student.name, "password": password}
    with monkeypatch.context() as patched:
        patched.setattr("quizapp.web.accounts.authentication.logins.start_login", locked)
        answer = client.post("/login", data=sent)
    assert answer.status_code == 503
    assert not cookies(answer) & {COOKIE, BROWSER_COOKIE}
    assert cookies(client.post("/login", data=sent)) >= {COOKIE, BROWSER_COOKIE}


def test_logging_out_takes_the_cookie_of_a_login_that_was_due_to_be_noted(stale, logins):
    _, browser = stale
    browser.post("/logout")
    assert browser.get_cookie(COOKIE) is None
    assert logins() == []


def test_a_login_that_the_request_itself_ended_is_not_noted(app, as_admin, cast, clock, logins):
    clock.advance(hours=2)
    answer = as_admin.post(f"/admin/people/{cast.admin.id}/end-logins")
    assert answer.status_code == 303
    assert not cookies(answer) & {COOKIE, BROWSER_COOKIE}
    assert logins() == []
    with app.app_context():
        assert db.session.scalars(select(KnownBrowser)).all() == []


def test_a_login_begun_in_the_request_is_not_taken_for_the_one_before(
    app, as_student, cast, clock, password, logins
):
    before = as_student.get_cookie(COOKIE).value
    clock.advance(hours=2)
    as_student.post("/login", data={"name": "Ben", "password": password})
    assert as_student.get_cookie(COOKIE).value != before
    assert logins() == [(cast.stranger.id, clock())]
    with app.app_context():
        known = db.session.scalars(select(KnownBrowser.user_id)).all()
    assert known == [cast.stranger.id]


def test_the_list_of_logins_says_that_this_one_is_in_use_now(as_student, clock):
    clock.advance(days=3)
    assert ">5 March 2026<" in as_student.get("/account").text
