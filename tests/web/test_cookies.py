"""Every cookie follows one rule, when it is set and when it is taken away."""

from datetime import timedelta

import pytest
from werkzeug.wrappers import Response

from quizapp.web import cookies
from quizapp.web.accounts.second_step import COOKIE as PENDING_COOKIE
from tests.guards.source import modules


def parts(response):
    (cookie,) = response.headers.getlist("Set-Cookie")
    return [part.strip() for part in cookie.split(";")]


@pytest.mark.parametrize(("scheme", "is_secure"), [("http", False), ("https", True)])
def test_a_cookie_is_out_of_reach_when_it_is_kept_and_when_it_is_dropped(app, scheme, is_secure):
    kept, dropped = Response(), Response()
    with app.test_request_context(base_url=f"{scheme}://localhost"):
        cookies.keep(kept, "taste", "sweet", max_age=timedelta(days=1))
        cookies.drop(dropped, "taste")
    assert {"taste=sweet", "Max-Age=86400"} <= set(parts(kept))
    assert {"taste=", "Max-Age=0"} <= set(parts(dropped))
    for each in (kept, dropped):
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(parts(each))
        assert ("Secure" in parts(each)) == is_secure


def test_a_site_behind_https_says_so_wherever_a_request_comes_from(app, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    response = Response()
    with app.test_request_context():
        cookies.keep(response, "taste", "sweet")
    assert "Secure" in parts(response)
    assert not [part for part in parts(response) if part.startswith(("Max-Age", "Expires"))]


def test_what_waits_for_a_code_is_taken_away_as_it_was_set(client):
    client.set_cookie(PENDING_COOKIE, "x" * 500)
    answer = client.get("/login/code", base_url="https://localhost")
    (cookie,) = [
        each for each in answer.headers.getlist("Set-Cookie") if each.startswith(PENDING_COOKIE)
    ]
    assert "Secure" in cookie


def test_no_other_module_sets_a_cookie_by_itself():
    found = [
        module.name
        for module in modules()
        if "set_cookie(" in module.text or "delete_cookie(" in module.text
    ]
    assert found == ["quizapp.web.cookies"]
