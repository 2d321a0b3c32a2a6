"""Form tokens: one for each browser, worth nothing in another, and over HTTPS sent by us alone."""

import re
import time

import pytest

HTTPS = {"base_url": "https://localhost"}
FROM_HERE = {"Referer": "https://localhost/page"}
SENT, REFUSED = 303, 400


@pytest.fixture
def browser(client):
    """A browser that sends what its forms say, and nothing by itself."""
    client.forges = True
    return client


def token_of(browser, **how):
    page = browser.get("/login", **how).text
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]


def send(browser, token, **how):
    return browser.post("/theme", data={"csrf_token": token, "theme": "dark"}, **how).status_code


def test_token_of_a_page_is_good_as_often_as_its_form_is_sent(browser):
    token = token_of(browser)
    assert [send(browser, token) for _ in range(3)] == [SENT] * 3


def test_page_that_was_open_for_long_can_still_be_sent(browser, monkeypatch):
    token = token_of(browser)
    in_a_month = time.time() + 30 * 86_400
    monkeypatch.setattr(time, "time", lambda: in_a_month)
    assert send(browser, token) == SENT


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
def test_changed_token_is_refused_after_the_good_one_was_taken(browser, change):
    token = token_of(browser)
    assert send(browser, token) == SENT
    assert send(browser, change(token)) == REFUSED
    assert browser.post("/theme", data={"theme": "dark"}).status_code == REFUSED
    assert send(browser, token) == SENT


def test_good_token_of_one_browser_is_refused_from_another(app, browser):
    other, stranger = app.test_client(), app.test_client()
    other.forges = stranger.forges = True
    token = token_of(browser)
    token_of(other)
    assert send(browser, token) == SENT
    assert send(other, token) == REFUSED
    assert send(stranger, token) == REFUSED


def test_token_ends_with_its_session(browser):
    token = token_of(browser)
    assert send(browser, token) == SENT
    browser.delete_cookie("quizapp_session")
    assert send(browser, token) == REFUSED


def test_over_https_the_page_must_be_ours_each_time(browser):
    token = token_of(browser, **HTTPS)
    for _ in range(2):
        assert send(browser, token, headers=FROM_HERE, **HTTPS) == SENT
        assert send(browser, token, **HTTPS) == REFUSED
        for stranger in ("https://evil.test/", "http://localhost/"):
            assert send(browser, token, headers={"Referer": stranger}, **HTTPS) == REFUSED


def test_unknown_address_is_not_found_whatever_token_it_gets(browser):
    assert browser.post("/nowhere", data={"csrf_token": "x"}).status_code == 404


ALIEN = "Your login has ended. Ring 0900 now."


@pytest.mark.parametrize(
    "path", ["/login", "/theme", "/news/seen", "/notices/read", "/mail/stop/x", "/nosuch"]
)
@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin", None])
def test_words_that_came_without_a_token_are_on_no_page(client, path, site):
    client.forges = True
    headers = {"Sec-Fetch-Site": site} if site else {}
    answer = client.post(path, data={"text": ALIEN, "note-text": ALIEN}, headers=headers)
    assert answer.status_code >= 400
    assert ALIEN not in answer.text


def test_an_endless_form_without_a_token_is_refused_with_the_whole_page(client, caplog):
    client.forges = True
    client.get("/login")
    body = b"text=" + b"x" * 3_000_000
    answer = client.post(
        "/mail/stop/x", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in {404, 413}
    assert "could not be drawn" not in caplog.text
