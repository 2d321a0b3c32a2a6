"""Deleting an account in the browser, and keeping it after all."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts import throttle
from quizapp.accounts.models import Login, User
from quizapp.db import db, transaction
from quizapp.privacy import deletion
from quizapp.quizzes.models import Attempt
from quizapp.web.auth import COOKIE
from tests import builders
from tests.databases import both_databases

LEAVING = "/account/leaving"


@pytest.fixture
def leave(as_student, password):
    """The student's browser, in which the account was just asked to be deleted."""
    answer = as_student.post("/account/delete", data={"password": password})
    assert (answer.status_code, answer.location) == (303, LEAVING)
    return as_student


def leaves_at(app, user):
    with app.app_context():
        return db.session.get(User, user.id).leaves_at


def erase(app, clock):
    with app.app_context(), transaction() as session:
        return deletion.erase_due(session, clock())


def test_the_account_page_leads_there_for_who_has_an_account(as_student, as_guest):
    assert 'href="/account/delete"' in as_student.get("/account").text
    assert 'href="/account/delete"' not in as_guest.get("/account").text


@both_databases
def test_a_closed_account_shows_nothing_but_the_way_back(leave):
    for path in ("/account", "/account/password", "/account/delete"):
        assert leave.get(path).location == LEAVING
    page = leave.get(LEAVING).text
    assert "1 April 2026" in page
    assert "Keep my account" in page
    assert "Ana" not in leave.get("/").text


@both_databases
def test_pressing_keep_opens_it_again_and_twice_is_once(app, leave, cast):
    for _ in range(2):
        assert leave.post("/account/keep").location == "/account"
    assert leaves_at(app, cast.student) is None
    assert "<h1>Ana</h1>" in leave.get("/account").text
    assert leave.get(LEAVING).location == "/account"


def test_logging_in_offers_to_keep_the_account(app, leave, client, cast, password):
    answer = client.post("/login?next=/progress", data={"name": "Ana", "password": password})
    assert answer.location == LEAVING
    client.post("/account/keep")
    assert leaves_at(app, cast.student) is None
    assert client.get("/account").status_code == 200
    assert leave.get("/account").status_code == 200


def test_a_code_for_a_new_password_leads_to_the_same_offer(leave, as_admin, client, cast):
    as_admin.post(f"/admin/people/{cast.student.id}/code")
    page = as_admin.get(f"/admin/people/{cast.student.id}").text
    assert "asked to delete this account" in page
    code = page.partition('class="code"><code>')[2].partition("<")[0]
    data = {"name": "Ana", "code": code, "password": "another sentence"}
    assert client.post("/forgot", data=data).location == LEAVING
    # The browser in which it was asked is logged out as all others are.
    assert leave.get(LEAVING).location == "/account"


@both_databases
def test_after_the_month_nobody_can_log_in(app, leave, client, clock, password):
    clock.advance(days=30)
    assert erase(app, clock) == 1
    answer = client.post("/login", data={"name": "Ana", "password": password})
    assert answer.status_code == 422
    assert leave.get("/account").location.startswith("/login")
    assert leave.post("/account/keep").status_code == 303
    assert client.post("/signup", data={"name": "Ana", "password": password}).status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Give your password."),
        ({"password": ""}, "Give your password."),
        ({"password": "not the one"}, "This is not your password."),
        ({"password": "x" * 5000}, "longer than"),
    ],
)
def test_without_the_password_nothing_happens(app, as_student, cast, fields, said):
    answer = as_student.post("/account/delete", data=fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert leaves_at(app, cast.student) is None


def test_the_password_cannot_be_guessed_at_an_unlocked_screen(as_student, password):
    for _ in range(throttle.ACCOUNT_AT_ADDRESS.free):
        as_student.post("/account/delete", data={"password": "not the one"})
    answer = as_student.post("/account/delete", data={"password": password})
    assert answer.status_code == 429


def test_the_last_administrator_is_told_what_to_do_first(app, as_admin, cast, password):
    answer = as_admin.post("/account/delete", data={"password": password})
    assert answer.status_code == 422
    assert "Make somebody else one first" in answer.text
    assert leaves_at(app, cast.admin) is None


def test_who_is_nobody_is_led_to_log_in(client, as_guest):
    for browser in (client, as_guest):
        assert browser.get("/account/delete").location.startswith("/login")
    assert client.get(LEAVING).location == "/account"
    assert client.post("/account/keep").location == "/account"


@both_databases
def test_who_starts_a_quiz_meanwhile_is_asked_first_and_becomes_no_guest(
    app, leave, cast, load_bank
):
    load_bank(builders.bank())
    data = {"attempt_id": str(uuid4()), "length": "5", "layout": "page"}
    answer = leave.post("/banks/arnholm/quiz", data=data)
    assert (answer.status_code, answer.location) == (303, LEAVING)
    with app.app_context():
        assert db.session.scalars(select(Attempt)).all() == []
        guests = db.session.scalars(select(User.id).where(User.is_guest)).all()
    assert guests == [cast.guest.id]
    assert "Keep my account" in leave.get(LEAVING).text


def logins_of(app, user):
    with app.app_context():
        return db.session.scalars(select(Login.id).where(Login.user_id == user.id)).all()


def token_of(browser):
    return browser.get_cookie(COOKIE).value


@both_databases
def test_logging_out_ends_the_login_of_a_closed_account(app, leave, client, cast):
    client.set_cookie(COOKIE, token_of(leave))
    assert "Keep my account" in client.get(LEAVING).text
    leave.post("/logout")
    assert logins_of(app, cast.student) == []
    # Whoever has kept the cookie can do nothing with it.
    assert client.get(LEAVING).location == "/account"
    assert client.get("/account/data").location.startswith("/login")
    client.post("/account/keep")
    assert leaves_at(app, cast.student) is not None


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/login", {"name": "Clara"}),
        ("/signup", {"name": "Eva"}),
    ],
)
def test_another_login_in_the_same_browser_ends_that_of_a_closed_account(
    app, leave, cast, password, path, data
):
    assert leave.post(path, data=data | {"password": password}).status_code == 303
    assert logins_of(app, cast.student) == []
    assert f"<h1>{data['name']}</h1>" in leave.get("/account").text


def test_an_administrator_sees_that_a_deactivated_account_is_not_deleted(as_admin, leave, cast):
    assert leave
    as_admin.post(f"/admin/people/{cast.student.id}/deactivate")
    page = as_admin.get(f"/admin/people/{cast.student.id}").text
    assert "not deleted while it is deactivated" in page


@pytest.mark.usefixtures("leave")
def test_an_administrator_sees_who_is_leaving(as_admin):
    page = as_admin.get("/admin/people?state=leaving").text
    assert "Ana" in page
    assert "Ben" not in page
