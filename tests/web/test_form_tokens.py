"""Form tokens: their signature is checked once, and nothing passes that Flask-WTF would refuse."""

import re

import pytest
from flask import Flask, g
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer

from quizapp.web import form_tokens
from quizapp.web.form_tokens import FormTokens

HTTPS = {"base_url": "https://localhost"}
FROM_HERE = {"Referer": "https://localhost/page"}


@pytest.fixture
def site():
    site = Flask("site")
    site.config.update(SECRET_KEY="for tests only", WTF_CSRF_TIME_LIMIT=None)
    site.add_url_rule("/", view_func=generate_csrf)
    site.add_url_rule("/send", "send", lambda: str(g.csrf_valid), methods=["POST"])
    site.extensions["tokens"] = FormTokens(site)
    return site


@pytest.fixture
def checks(monkeypatch):
    """Which tokens' signatures were checked."""
    made = []
    loads = URLSafeTimedSerializer.loads

    def counted(self, value, *args, **options):
        if self.salt == b"wtf-csrf-token":
            made.append(value)
        return loads(self, value, *args, **options)

    monkeypatch.setattr(URLSafeTimedSerializer, "loads", counted)
    return made


def send(browser, token, **how):
    return browser.post("/send", data={"csrf_token": token}, **how).status_code


def test_same_token_is_checked_once(site, checks):
    browser = site.test_client()
    token = browser.get("/").text
    assert [send(browser, token) for _ in range(3)] == [200, 200, 200]
    assert len(checks) == 1


def test_form_is_valid_the_second_time_too(site):
    browser = site.test_client()
    token = browser.get("/").text
    sent = [browser.post("/send", data={"csrf_token": token}).text for _ in range(2)]
    assert sent == ["True", "True"]


@pytest.mark.parametrize(
    "change",
    [
        lambda _token: "",
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token.upper(),
        lambda token: re.sub(r"^.", "x", token),
    ],
)
def test_changed_token_is_refused_after_the_good_one_was_remembered(site, change):
    browser = site.test_client()
    token = browser.get("/").text
    assert send(browser, token) == 200
    assert send(browser, change(token)) == 400
    assert browser.post("/send").status_code == 400
    assert send(browser, token) == 200


def test_good_token_of_one_browser_is_refused_from_another(site):
    one, other = site.test_client(), site.test_client()
    token = one.get("/").text
    other.get("/")
    assert send(one, token) == 200
    assert send(other, token) == 400
    assert send(site.test_client(), token) == 400


def test_token_ends_with_its_session(site):
    browser = site.test_client()
    token = browser.get("/").text
    assert send(browser, token) == 200
    browser.delete_cookie("session")
    assert send(browser, token) == 400


def test_over_https_the_page_must_be_ours_each_time(site):
    browser = site.test_client()
    token = browser.get("/", **HTTPS).text
    for _ in range(2):
        assert send(browser, token, headers=FROM_HERE, **HTTPS) == 200
        assert send(browser, token, **HTTPS) == 400
        assert send(browser, token, headers={"Referer": "https://evil.test/"}, **HTTPS) == 400
        assert send(browser, token, headers={"Referer": "http://localhost/"}, **HTTPS) == 400


def test_tokens_with_an_age_are_checked_every_time(site, checks):
    site.config["WTF_CSRF_TIME_LIMIT"] = 60
    browser = site.test_client()
    token = browser.get("/").text
    assert [send(browser, token) for _ in range(3)] == [200, 200, 200]
    assert len(checks) == 3


def test_what_is_remembered_is_bounded(site, monkeypatch):
    monkeypatch.setattr(form_tokens, "REMEMBERED", 3)
    for _ in range(8):
        browser = site.test_client()
        assert send(browser, browser.get("/").text) == 200
        assert 1 <= len(site.extensions["tokens"]._good) <= 3


def test_padded_token_is_not_kept(site):
    browser = site.test_client()
    # Base 64 is read leniently: what is no letter of it is passed over.
    assert send(browser, browser.get("/").text + "!" * 1000) == 200
    assert site.extensions["tokens"]._good == set()


def test_unknown_address_is_not_found_whatever_token_it_gets(site):
    assert site.test_client().post("/nowhere", data={"csrf_token": "x"}).status_code == 404
