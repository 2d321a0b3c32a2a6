from datetime import timedelta

import pytest
from flask import g
from sqlalchemy import select

from quizapp.accounts.logins import lifetime, noted_every
from quizapp.accounts.models import Login, User
from quizapp.accounts.queries import visitor_by_token
from quizapp.db import db
from quizapp.security import token_hash
from quizapp.web.auth import COOKIE, ensure_learner, local_path
from tests import statements


@pytest.mark.parametrize("target", ["/", "/account?tab=1", "/banks/x#facts", "/a//b"])
def test_path_of_this_site_is_followed(target):
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "account",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\nSet-Cookie: b",
        "/\t/evil.example",
        " /x",
    ],
)
def test_anything_else_is_not_followed(target):
    assert local_path(target) is None


def test_address_of_this_site_is_followed_by_its_path():
    assert local_path("http://localhost/account", "http://localhost/") == "/account"
    assert local_path("http://localhost.evil.example/", "http://localhost/") is None
    assert local_path("http://localhost//evil.example", "http://localhost/") is None


def login_cookie(client):
    return client.get_cookie(COOKIE)


def test_login_cookie_is_out_of_reach_of_scripts_and_other_sites(client, make_user, password):
    make_user("Ana")
    answer = client.post("/login", data={"name": "Ana", "password": password})
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if each.startswith(COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie
    assert "Secure" not in cookie


def test_login_cookie_outlives_the_browser_where_somebody_stays(client, make_user, password, clock):
    make_user("Ana")
    data = {"name": "Ana", "password": password, "stays": "y"}
    for answer in (client.post("/login", data=data), in_an_hour(client, clock)):
        cookies = answer.headers.getlist("Set-Cookie")
        assert [each for each in cookies if each.startswith(COOKIE) and "Max-Age=34560000" in each]


def in_an_hour(client, clock):
    clock.advance(hours=1)
    return client.get("/account")


def test_login_cookie_ends_with_the_browser_also_when_it_is_sent_again(
    client, make_user, password, clock
):
    make_user("Ana")
    client.post("/login", data={"name": "Ana", "password": password})
    cookies = in_an_hour(client, clock).headers.getlist("Set-Cookie")
    (cookie,) = [each for each in cookies if each.startswith(COOKIE)]
    assert "Max-Age" not in cookie


def test_login_that_does_not_stay_ends_when_it_lies_unused(client, make_user, password, clock):
    make_user("Ana")
    client.post("/login", data={"name": "Ana", "password": password})
    for minutes in (0, 5, 100, 109, 9, 9, 109):
        clock.advance(minutes=minutes)
        assert client.get("/account").status_code == 200
    clock.advance(minutes=120)
    answer = client.get("/account")
    assert (answer.status_code, answer.location) == (303, "/login?next=/account")


def test_noting_that_a_login_is_in_use_takes_no_statement_at_most_requests(
    app, client, make_user, password, clock
):
    make_user("Ana")
    client.post("/login", data={"name": "Ana", "password": password})
    clock.advance(minutes=9)
    with statements.noted(app) as sent:
        client.get("/login")
    assert len([each for each in sent if "login" in each]) == 1


@pytest.mark.parametrize(
    ("idle", "stays", "is_guest", "lasts"),
    [
        (120, False, False, timedelta(hours=2)),
        (120, True, False, timedelta(days=30)),
        (120, True, True, timedelta(days=400)),
        (0, False, False, timedelta(days=30)),
        (43_200, False, False, timedelta(days=30)),
    ],
)
def test_limit_of_idleness_is_for_logins_that_do_not_stay(idle, stays, is_guest, lasts):
    found = lifetime(timedelta(minutes=idle), is_guest=is_guest, stays=stays)
    assert found == lasts
    assert noted_every(found) <= lasts / 12


def test_login_cookie_is_secure_over_https(client, make_user, password):
    make_user("Ana")
    client.get("/login", base_url="https://localhost")
    answer = client.post(
        "/login",
        data={"name": "Ana", "password": password},
        base_url="https://localhost",
        headers={"Referer": "https://localhost/login"},
    )
    cookies = answer.headers.getlist("Set-Cookie")
    assert [each for each in cookies if each.startswith(COOKIE) and "Secure" in each]


def test_login_gives_a_new_token_and_a_planted_one_is_worthless(client, make_user, password):
    make_user("Ana")
    client.set_cookie(COOKIE, "planted-by-somebody-else")
    client.post("/login", data={"name": "Ana", "password": password})
    first = login_cookie(client).value
    assert first != "planted-by-somebody-else"
    client.post("/login", data={"name": "Ana", "password": password})
    assert login_cookie(client).value != first


def test_second_login_in_one_browser_ends_the_first(app, client, make_user, password):
    make_user("Ana")
    for _ in range(2):
        client.post("/login", data={"name": "Ana", "password": password})
    with app.app_context():
        assert len(db.session.scalars(select(Login)).unique().all()) == 1


def test_token_of_forms_from_before_the_login_is_worthless_after(client, make_user, password):
    make_user("Ana")
    client.get("/login")
    with client.session_transaction() as session:
        before = session.get("csrf_token")
    client.post("/login", data={"name": "Ana", "password": password})
    with client.session_transaction() as session:
        assert session.get("csrf_token") != before


def test_logging_out_ends_the_login_on_the_server_too(client, make_user, password):
    make_user("Ana")
    client.post("/login", data={"name": "Ana", "password": password})
    token = login_cookie(client).value
    assert client.get("/account").status_code == 200
    answer = client.post("/logout")
    assert (answer.status_code, answer.location) == (303, "/")
    assert login_cookie(client) is None
    client.set_cookie(COOKIE, token)
    assert client.get("/account").status_code == 303


def test_login_is_looked_up_with_one_statement(app, as_student):
    with statements.noted(app) as sent:
        as_student.get("/login")
    assert ["JOIN user_account" in each for each in sent if "login" in each] == [True]


def test_login_in_use_is_noted_once_an_hour(app, as_student, clock):
    def seen():
        with app.app_context():
            return max(db.session.scalars(select(Login.seen_at)))

    began = clock()
    clock.advance(minutes=59)
    assert COOKIE not in str(as_student.get("/account").headers)
    assert seen() == began
    clock.advance(minutes=1)
    assert COOKIE in str(as_student.get("/account").headers)
    assert seen() == clock()


def test_login_ends_after_thirty_days_without_use(as_student, clock):
    clock.advance(days=29)
    assert as_student.get("/account").status_code == 200
    clock.advance(days=29)
    assert as_student.get("/account").status_code == 200
    clock.advance(days=31)
    assert as_student.get("/account").status_code == 303


def test_reading_goes_on_while_the_database_cannot_be_written(as_student, clock, monkeypatch):
    from sqlalchemy.exc import OperationalError

    def locked(*_arguments):
        raise OperationalError("UPDATE", {}, Exception("database is locked"))

    monkeypatch.setattr("quizapp.web.auth.logins.note_seen", locked)
    clock.advance(hours=2)
    assert as_student.get("/account").status_code == 200


def test_identity_is_not_kept_in_the_session_cookie(client, make_user, password):
    make_user("Ana")
    client.post("/login", data={"name": "Ana", "password": password})
    client.get("/account")
    with client.session_transaction() as session:
        # What tells two accounts apart says of neither which it is.
        assert set(session) <= {"csrf_token", "_flashes", "kept_for"}
        assert not session["kept_for"].isdecimal()


def test_somebody_new_becomes_a_guest_and_stays_the_same_one(app, client):
    with app.test_request_context("/", method="POST", data={"time_zone": "Asia/Tokyo"}):
        first = ensure_learner()
        assert ensure_learner() == first
        app.preprocess_request()
        answer = app.process_response(app.make_response(""))
    assert (first.is_guest, first.name, first.time_zone) == (True, None, "Asia/Tokyo")
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if COOKIE in each)
    cookie = cookie.partition(";")[0].partition("=")[2]
    client.set_cookie(COOKIE, cookie)
    assert b"You are a guest" in client.get("/account").data
    with app.app_context():
        assert [user.id for user in db.session.scalars(select(User))] == [first.id]


def test_absurd_cookie_is_nobody(client):
    answer = client.get("/account", headers={"Cookie": f"{COOKIE}={'x' * 5000}"})
    assert answer.status_code == 303


def test_a_guest_is_known_again_after_the_summer(clock, app):
    with app.test_request_context(method="POST"):
        guest = ensure_learner()
        token = g.login_cookie
    clock.advance(days=120)
    with app.app_context():
        found = visitor_by_token(db.session().connection(), token_hash(token), clock())
    assert found is not None
    assert found.id == guest.id
