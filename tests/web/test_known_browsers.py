"""Strangers who guess keep nobody out of a browser from which they have logged in before."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts import throttle
from quizapp.accounts.counters import Limit
from quizapp.accounts.models import KnownBrowser, Role
from quizapp.accounts.queries import user_by_name
from quizapp.db import db, transaction
from quizapp.privacy import deletion
from quizapp.web.browser_token import COOKIE
from tests.databases import both_databases

FRESH = "another sentence"


@pytest.fixture
def owner(client, make_user, password):
    """Ana's own browser, from which she has logged in before, and out again."""
    make_user("Ana")
    assert log_in(client, password).status_code == 303
    client.post("/logout")
    return client


def log_in(browser, password, name="Ana"):
    return browser.post("/login", data={"name": name, "password": password})


def attack(app, clock, seconds=200):
    """Guess at Ana's password from the same address, whenever that is allowed."""
    stranger, until = app.test_client(), clock().timestamp() + seconds
    while clock().timestamp() < until:
        answer = log_in(stranger, "not the one")
        clock.advance(seconds=int(answer.headers.get("Retry-After", 0)))
    log_in(stranger, "not the one")
    assert log_in(stranger, "not the one").status_code == 429


def cookies(answer, name=COOKIE):
    return [each for each in answer.headers.getlist("Set-Cookie") if each.startswith(f"{name}=")]


@both_databases
def test_the_owner_logs_in_during_an_attack(app, clock, owner, password):
    attack(app, clock)
    assert log_in(app.test_client(), password).status_code == 429
    for _ in range(30):
        assert log_in(owner, password).status_code == 303


def test_the_owner_changes_the_password_during_an_attack(app, clock, owner, password):
    log_in(owner, password)
    attack(app, clock)
    data = {"current": password, "password": FRESH}
    assert owner.post("/account/password", data=data).status_code == 303


def test_the_owner_deletes_the_account_during_an_attack(app, clock, owner, password):
    log_in(owner, password)
    attack(app, clock)
    answer = owner.post("/account/delete", data={"password": password})
    assert (answer.status_code, answer.location) == (303, "/account/leaving")


def test_guessing_in_the_owners_own_browser_is_slowed(owner, password):
    # Five of its own, and five that everybody has.
    for _ in range(10):
        log_in(owner, "not the one")
    assert log_in(owner, password).status_code == 429


@both_databases
def test_whoever_copied_the_cookie_and_guesses_with_it_keeps_its_owner_out_nowhere(
    app, clock, owner, password
):
    thief, elsewhere = app.test_client(), {"REMOTE_ADDR": "198.51.100.7"}
    thief.set_cookie(COOKIE, owner.get_cookie(COOKIE).value)
    wrong = {"name": "Ana", "password": "not the one"}
    until = clock().timestamp() + 1800
    while clock().timestamp() < until:
        answer = thief.post("/login", data=wrong, environ_base=elsewhere)
        clock.advance(seconds=int(answer.headers.get("Retry-After", 0)))
    while thief.post("/login", data=wrong, environ_base=elsewhere).status_code != 429:
        pass
    for _ in range(30):
        assert log_in(owner, password).status_code == 303


def test_whoever_looks_after_people_ends_every_wait(app, clock, owner, password, make_user):
    make_user("Dora", Role.ADMIN)
    admin = app.test_client()
    log_in(admin, password, "Dora")
    attack(app, clock)
    for _ in range(5):
        log_in(owner, "not the one")
    assert log_in(owner, password).status_code == 429
    with app.app_context():
        ana = user_by_name(db.session(), "Ana").id
    assert admin.post(f"/admin/people/{ana}/unlock").status_code == 303
    assert log_in(owner, password).status_code == 303
    assert log_in(app.test_client(), password).status_code == 303


def test_the_cookie_is_out_of_reach_and_outlives_the_login(owner, password):
    (cookie,) = cookies(log_in(owner, password))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    before = owner.get_cookie(COOKIE).value
    owner.post("/logout")
    log_in(owner, password)
    assert owner.get_cookie(COOKIE).value == before


def test_the_cookie_is_secure_over_https(client, make_user, password):
    make_user("Ana")
    client.get("/login", base_url="https://localhost")
    answer = client.post(
        "/login",
        data={"name": "Ana", "password": password},
        base_url="https://localhost",
        headers={"Referer": "https://localhost/login"},
    )
    assert "Secure" in cookies(answer)[0]


def test_only_who_comes_in_or_begins_is_given_a_cookie(client, make_user, walk):
    make_user("Ana")
    assert cookies(client.get("/")) == cookies(client.get("/login")) == []
    assert cookies(log_in(client, "not the one")) == []
    walk.start()
    assert client.get_cookie(COOKIE)


@pytest.mark.parametrize("planted", ["x", "x" * 3000, "eyJ4Ijo.1", '"abc".def', "\x00é"])
def test_a_cookie_that_this_server_did_not_give_is_worth_nothing(
    app, client, clock, make_user, password, planted
):
    make_user("Ana")
    client.set_cookie(COOKIE, planted)
    attack(app, clock)
    assert log_in(client, password).status_code == 429


def test_a_browser_of_another_account_is_a_stranger(app, clock, owner, make_user, password):
    make_user("Ben")
    stranger = app.test_client()
    log_in(stranger, password, "Ben")
    attack(app, clock)
    assert log_in(stranger, password).status_code == 429
    assert log_in(owner, password).status_code == 303


def test_whoever_knew_the_old_password_is_a_stranger_after_its_change(app, clock, owner, password):
    thief = app.test_client()
    log_in(thief, password)
    log_in(owner, password)
    owner.post("/account/password", data={"current": password, "password": FRESH})
    owner.post("/logout")
    attack(app, clock)
    assert log_in(thief, FRESH).status_code == 429
    assert log_in(owner, FRESH).status_code == 303


def test_a_browser_in_use_since_before_is_known_after_an_hour(app, clock, as_student, password):
    clock.advance(hours=1)
    as_student.get("/account")
    as_student.post("/logout")
    attack(app, clock)
    assert log_in(as_student, password).status_code == 303


def test_sign_ups_and_guests_of_strangers_do_not_keep_a_known_browser_out(app, walk, monkeypatch):
    monkeypatch.setattr(throttle, "GUESTS", Limit(free=2, longest=throttle.GUESTS.longest))
    monkeypatch.setattr(throttle, "SIGN_UPS", Limit(free=2, longest=throttle.GUESTS.longest))

    def begin(browser):
        start = {"attempt_id": str(uuid4()), "length": "5", "layout": "page"}
        return browser.post("/banks/arnholm/quiz", data=start).status_code

    def sign_up(browser, name):
        data = {"name": name, "password": FRESH}
        return browser.post("/signup", data=data).status_code

    pupil = walk.client
    walk.start()
    for number in range(9):
        begin(app.test_client())
        sign_up(app.test_client(), f"Stranger {number}")
    assert begin(app.test_client()) == sign_up(app.test_client(), "Eva") == 429
    assert sign_up(pupil, "Eva") == 303
    pupil.post("/logout")
    assert begin(pupil) == 303


def test_rows_of_an_account_go_with_it(app, as_student, clock, password):
    as_student.post("/account/password", data={"current": password, "password": FRESH})
    as_student.post("/account/delete", data={"password": FRESH})
    with app.app_context():
        assert db.session.scalars(select(KnownBrowser)).all()
        with transaction() as session:
            deletion.erase_due(session, clock.advance(days=31))
        assert db.session.scalars(select(KnownBrowser)).all() == []
