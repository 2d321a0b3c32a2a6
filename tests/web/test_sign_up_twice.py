"""A form of signing up that is sent twice makes one account, and so does one guest."""

import pytest
from sqlalchemy import func, select

from quizapp.accounts import throttle
from quizapp.accounts.models import User
from quizapp.accounts.queries import user_by_name
from quizapp.db import db
from quizapp.web.auth import COOKIE
from tests.databases import both_databases

SENTENCE = "a short sentence"
FORM = {"name": "Eva", "password": SENTENCE}


def accounts(app):
    with app.app_context():
        named = select(func.count()).select_from(User).where(~User.is_guest)
        return db.session.scalar(named)


def sign_up(browser, **other):
    return browser.post("/signup", data=FORM | other)


def twin(app, browser):
    """The same browser, which sends before it has had the answer: with the cookies as they were."""
    other = app.test_client()
    token = browser.get_cookie(COOKIE)
    if token is not None:
        other.log_in_with(token.value)
    return other


def name_of(browser):
    return browser.get("/account").text.partition("<h1>")[2].partition("</h1>")[0]


@both_databases
def test_sent_twice_at_once_by_somebody_new_it_logs_in(app, client):
    again = twin(app, client)
    for browser in (client, again):
        answer = sign_up(browser)
        assert (answer.status_code, answer.location) == (303, "/")
        assert name_of(browser) == "Eva"
    assert accounts(app) == 1


@both_databases
def test_sent_twice_at_once_by_a_guest_it_logs_in(app, as_guest, cast):
    before = accounts(app)
    again = twin(app, as_guest)
    for browser in (as_guest, again):
        assert sign_up(browser).status_code == 303
        assert name_of(browser) == "Eva"
    assert accounts(app) == before + 1
    with app.app_context():
        assert user_by_name(db.session(), "Eva").id == cast.guest.id


def test_one_guest_makes_one_account(app, as_guest):
    twins = [twin(app, as_guest) for _ in range(9)]
    before = accounts(app)
    assert sign_up(as_guest).status_code == 303
    for number, browser in enumerate(twins):
        answer = sign_up(browser, name=f"Eva {number}")
        assert answer.status_code == 422
        assert "The guest of this browser is gone." in answer.text
    assert accounts(app) == before + 1


def test_whoever_is_told_that_the_guest_is_gone_can_begin_anew(app, as_guest):
    again = twin(app, as_guest)
    sign_up(as_guest)
    assert sign_up(again, name="Eve").status_code == 422
    assert again.get_cookie(COOKIE) is None
    assert sign_up(again, name="Eve").status_code == 303
    assert name_of(again) == "Eve"


@pytest.mark.parametrize("password", ["not the one at all", SENTENCE.upper()])
def test_a_name_that_is_taken_says_no_more_than_that(app, client, password):
    sign_up(app.test_client())
    answer = sign_up(client, password=password)
    assert answer.status_code == 422
    assert "This name is taken" in answer.text
    assert client.get("/account").status_code == 303


def test_guessing_through_the_form_is_slowed_and_keeps_nobody_from_logging_in(app, client):
    sign_up(app.test_client())
    for _ in range(throttle.ACCOUNT_AT_ADDRESS.free):
        sign_up(client, password="not the one at all")
    answer = sign_up(client)
    assert (answer.status_code, "This name is taken" in answer.text) == (422, True)
    assert client.get("/account").status_code == 303
    assert app.test_client().post("/login", data=FORM).status_code == 303


def test_an_account_that_is_being_deleted_offers_to_be_kept(app, client):
    first = app.test_client()
    sign_up(first)
    first.post("/account/delete", data={"password": SENTENCE})
    assert sign_up(client).location == "/account/leaving"


def test_a_deactivated_account_is_not_entered(app, client, as_admin):
    sign_up(app.test_client())
    with app.app_context():
        eva = user_by_name(db.session(), "Eva").id
    as_admin.post(f"/admin/people/{eva}/deactivate")
    answer = sign_up(client)
    assert (answer.status_code, "This name is taken" in answer.text) == (422, True)
