"""Session cookies: checked once, trusted no longer and no further than Flask would."""

import time

import pytest
from flask import Flask, flash, get_flashed_messages, session
from itsdangerous import URLSafeTimedSerializer

from quizapp.web import session_cookies
from quizapp.web.session_cookies import RememberedSessions

DAY = 86_400


@pytest.fixture
def site():
    site = Flask("site")
    site.secret_key = "for tests only"
    site.session_interface = RememberedSessions()

    @site.get("/set/<name>/<value>")
    def put(name, value):
        session[name] = value
        return "kept"

    @site.get("/")
    def read():
        return dict(session)

    @site.get("/say/<words>")
    def say(words):
        flash(words)
        return "said"

    @site.get("/said")
    def said():
        return get_flashed_messages()

    return site


@pytest.fixture
def checks(monkeypatch):
    """How often a signature was checked."""
    made = []
    loads = URLSafeTimedSerializer.loads

    def counted(self, *args, **options):
        made.append(args)
        return loads(self, *args, **options)

    monkeypatch.setattr(URLSafeTimedSerializer, "loads", counted)
    return made


@pytest.fixture
def browser(site):
    browser = site.test_client()
    browser.get("/set/colour/red")
    return browser


def test_same_cookie_is_checked_once(browser, checks):
    assert [browser.get("/").json for _ in range(3)] == [{"colour": "red"}] * 3
    assert len(checks) == 1


def test_changed_cookie_is_refused_after_the_good_one_was_remembered(site, browser):
    browser.get("/")
    good = browser.get_cookie("session").value
    other = site.test_client()
    # The last letter of a signature has bits that say nothing, so another one is changed.
    other_letter = "A" if good[-9] != "A" else "B"
    for bad in (good[:-9] + other_letter + good[-8:], "x" + good, good + "x"):
        other.set_cookie("session", bad)
        assert other.get("/").json == {}


def test_cookie_of_another_secret_is_refused(browser):
    other = Flask("other")
    other.secret_key = "another secret"
    other.session_interface = RememberedSessions()
    other.add_url_rule("/", view_func=lambda: dict(session))
    client = other.test_client()
    client.set_cookie("session", browser.get_cookie("session").value)
    assert client.get("/").json == {}


@pytest.mark.parametrize("remembered", [True, False])
def test_cookie_that_is_too_old_is_refused(browser, monkeypatch, remembered):
    if remembered:
        browser.get("/")
    then = time.time()
    monkeypatch.setattr(time, "time", lambda: then + 30 * DAY)
    assert browser.get("/").json == {"colour": "red"}
    monkeypatch.setattr(time, "time", lambda: then + 32 * DAY)
    assert browser.get("/").json == {}


def test_what_one_request_changes_is_not_seen_by_the_old_cookie(site, browser):
    old = browser.get_cookie("session").value
    browser.get("/")
    browser.get("/set/colour/blue")
    assert browser.get("/").json == {"colour": "blue"}
    other = site.test_client()
    other.set_cookie("session", old)
    assert other.get("/").json == {"colour": "red"}


def test_messages_are_shown_once_and_to_nobody_else(site, browser):
    browser.get("/say/hello")
    cookie = browser.get_cookie("session").value
    browser.get("/say/again")
    other = site.test_client()
    other.set_cookie("session", cookie)
    assert browser.get("/said").json == ["hello", "again"]
    assert browser.get("/said").json == []
    assert other.get("/said").json == ["hello"]


def test_what_is_remembered_is_bounded(site, monkeypatch):
    monkeypatch.setattr(session_cookies, "REMEMBERED", 3)
    for number in range(8):
        browser = site.test_client()
        browser.get(f"/set/number/{number}")
        assert browser.get("/").json == {"number": str(number)}
        assert len(site.session_interface._good) <= 3


def test_app_without_a_secret_has_no_session():
    bare = Flask("bare")
    bare.session_interface = RememberedSessions()
    bare.add_url_rule("/", view_func=lambda: dict(session))
    client = bare.test_client()
    assert client.get("/").json == {}
    client.set_cookie("session", "anything")
    assert client.get("/").json == {}
