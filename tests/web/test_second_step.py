"""Logging in with a code after the password, with and without the telephone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from quizapp.accounts.models import Login, PendingLogin, User
from quizapp.audit.models import AuditEntry
from quizapp.db import db, transaction
from quizapp.web.accounts.second_step import COOKIE
from quizapp.web.auth import COOKIE as LOGIN_COOKIE
from tests.databases import both_databases
from tests.second_factors import turn_on


@pytest.fixture
def telephone(app, cast, clock):
    """The teacher's; a new code is shown by now."""
    found = turn_on(app, cast.teacher, clock)
    clock.advance(seconds=30)
    return found


@pytest.fixture
def give_password(client, cast, password):
    def act(browser=client, typed=password, **more):
        sent = {"name": cast.teacher.name, "password": typed, **more}
        return browser.post("/login", data=sent)

    return act


def give_code(browser, code="", recovery="", **more):
    return browser.post("/login/code", data={"code": code, "recovery": recovery, **more})


def is_in(browser):
    return browser.get("/teach").status_code == 200


def events(app):
    with app.app_context():
        rows = db.session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)).all()
    return [each for each in rows if each not in {"account_made", "second_factor_on"}]


def count(app, model):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))


@both_databases
def test_the_password_alone_lets_nobody_in(app, client, telephone, give_password):
    answer = give_password(next="/teach")
    assert (answer.status_code, answer.location) == (303, "/login/code?next=/teach")
    assert client.get_cookie(LOGIN_COOKIE) is None
    assert not is_in(client)
    page = client.get(answer.location)
    assert page.status_code == 200
    assert 'autocomplete="one-time-code"' in page.text
    answer = give_code(client, telephone.code(), next="/teach")
    assert (answer.status_code, answer.location) == (303, "/teach")
    assert is_in(client)
    assert events(app) == ["log_in"]
    assert count(app, PendingLogin) == 0
    assert client.get_cookie(COOKIE) is None


@both_databases
def test_a_recovery_code_stands_in_once(app, client, telephone, give_password):
    give_password()
    assert give_code(client, recovery=telephone.recovery_codes[0].lower()).status_code == 303
    assert is_in(client)
    assert events(app) == ["recovery_code_used", "log_in"]
    other = app.test_client()
    give_password(other)
    answer = give_code(other, recovery=telephone.recovery_codes[0])
    assert answer.status_code == 422
    assert "does not fit, or was used already" in answer.text
    assert not is_in(other)


def test_a_recovery_code_may_stand_in_either_field(client, telephone, give_password):
    give_password()
    code = telephone.recovery_codes[0]
    assert give_code(client, f" {code.lower()} ").status_code == 303
    assert is_in(client)


def test_a_code_that_was_used_lets_nobody_in_again(app, client, telephone, give_password):
    code = telephone.code()
    give_password()
    give_code(client, code)
    other = app.test_client()
    give_password(other)
    assert give_code(other, code).status_code == 422
    assert not is_in(other)


@pytest.mark.parametrize(
    ("typed", "said"),
    [(each, "Wait until the app shows the next one") for each in ("000000", "12345", "\x00")]
    + [(each, "does not fit, or was used already") for each in ("abc", "x" * 40, "é")],
)
def test_a_wrong_code_says_what_to_do_and_is_noted(
    app, client, give_password, telephone, typed, said
):
    assert telephone.code() != typed
    give_password()
    answer = give_code(client, typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert not is_in(client)
    assert events(app) == ["second_factor_failed"]
    assert give_code(client, telephone.code()).status_code == 303


@pytest.mark.usefixtures("telephone")
@pytest.mark.parametrize(
    ("code", "recovery"), [("", ""), (" ", " "), ("x" * 61, ""), ("", "x" * 61)]
)
def test_what_cannot_be_a_code_is_asked_for_again(app, client, give_password, code, recovery):
    give_password()
    assert give_code(client, code, recovery).status_code == 422
    assert events(app) == []


def test_without_a_password_there_is_nothing_to_give_a_code_for(client, telephone):
    for token in (None, "x", "x" * 43, "x" * 500):
        if token:
            client.set_cookie(COOKIE, token)
        assert client.get("/login/code").status_code in {200, 303}
        answer = give_code(client, telephone.code())
        assert (answer.status_code, answer.location) == (303, "/login")
    assert not is_in(client)


def test_a_password_is_good_for_ten_minutes(client, telephone, give_password, clock):
    give_password()
    clock.advance(minutes=10)
    answer = give_code(client, telephone.code())
    assert answer.location == "/login"
    assert "Give your name and password again" in client.get("/login").text
    assert not is_in(client)


def test_after_ten_wrong_codes_the_password_is_asked_for_again(
    app, client, telephone, give_password, clock
):
    give_password()
    for _ in range(10):
        # It is neither too fast nor too late that ends it.
        moment = clock.advance(hours=2)
        with app.app_context(), transaction() as session:
            session.execute(update(PendingLogin).values(expires_at=moment + timedelta(minutes=1)))
        assert give_code(client, "000000").status_code == 422
    answer = give_code(client, telephone.code())
    assert answer.location == "/login"
    assert not is_in(client)


@both_databases
def test_codes_are_slowed_down_as_passwords_are_and_apart_from_them(
    client, telephone, give_password
):
    give_password()
    answers = [give_code(client, "000000").status_code for _ in range(8)]
    assert answers[:4] == [422] * 4
    assert answers[-1] == 429
    assert give_code(client, telephone.code()).status_code == 429
    # The password can still be given, and a right one is not made to wait.
    assert give_password().status_code == 303


def test_a_password_that_was_changed_meanwhile_leads_nowhere(
    app, client, telephone, give_password, cast
):
    give_password()
    with app.app_context(), transaction() as session:
        session.get_one(User, cast.teacher.id).password_hash = "another"
    assert give_code(client, telephone.code()).location == "/login"
    assert not is_in(client)


def test_an_account_that_is_shut_meanwhile_stays_shut(
    client, telephone, give_password, as_admin, cast
):
    give_password()
    as_admin.post(f"/admin/people/{cast.teacher.id}/deactivate")
    answer = give_code(client, telephone.code())
    assert answer.status_code == 422
    assert "This account is deactivated." in answer.text
    assert not is_in(client)


def test_a_code_for_a_new_password_does_not_go_round_it(client, telephone, as_admin, cast):
    as_admin.post(f"/admin/people/{cast.teacher.id}/code")
    page = as_admin.get(f"/admin/people/{cast.teacher.id}").text
    code = page.partition('<p class="code"><code>')[2].partition("</code>")[0]
    sent = {"name": cast.teacher.name, "code": code, "password": "a sentence of my own"}
    answer = client.post("/forgot", data=sent)
    assert answer.location == "/login/code"
    assert not is_in(client)
    give_code(client, telephone.code())
    assert is_in(client)


@both_databases
def test_a_guest_stays_a_guest_until_the_code_was_right(
    app, as_guest, telephone, give_password, cast
):
    give_password(as_guest)
    assert as_guest.get("/account").status_code == 200
    assert "You are a guest" in as_guest.get("/account").text
    give_code(as_guest, "000000")
    with app.app_context():
        assert db.session.get(User, cast.guest.id).merged_into_id is None
    give_code(as_guest, telephone.code())
    assert is_in(as_guest)
    with app.app_context():
        assert db.session.get(User, cast.guest.id).merged_into_id == cast.teacher.id


def test_two_browsers_wait_for_themselves(app, client, telephone, give_password, clock):
    other = app.test_client()
    give_password()
    give_password(other)
    give_code(client, telephone.code())
    clock.advance(seconds=30)
    # Who came in first has ended what else was waiting.
    assert give_code(other, telephone.code()).location == "/login"
    assert (is_in(client), is_in(other)) == (True, False)
    assert count(app, Login) == 1


def test_whoever_deletes_the_account_is_led_to_keeping_it(
    client, telephone, give_password, as_teacher, password
):
    as_teacher.post("/account/delete", data={"password": password})
    give_password()
    assert give_code(client, telephone.code()).location == "/account/leaving"
