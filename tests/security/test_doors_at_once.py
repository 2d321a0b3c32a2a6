"""Forms at the doors that arrive at the very same moment leave what one after the other would."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from quizapp.accounts import throttle
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import User
from quizapp.accounts.services import create_guest, create_user
from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt
from quizapp.security import hash_password
from tests import builders
from tests.databases import both_databases
from tests.web.conftest import Walk

pytestmark = both_databases
AT_ONCE = 6
SENTENCE = "a short sentence"


@pytest.fixture
def guest(app, clock):
    """The id and the token of a guest."""
    with app.app_context(), transaction() as session:
        row = create_guest(session, clock())
        return row.id, start_login(session, row.id, "Test browser", clock())


@pytest.fixture
def browsers(app, guest):
    """As many windows of the guest's browser, each with the cookies as they were."""
    found = [app.test_client() for _ in range(AT_ONCE)]
    for each in found:
        each.log_in_with(guest[1])
    return found


def at_once(*acts):
    """Do all of these at the same moment, each in a thread of its own, and return the answers."""
    start = threading.Barrier(len(acts))

    def run(act):
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def accounts(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User).where(~User.is_guest))


def test_a_form_of_signing_up_that_is_sent_many_times_makes_one_account(app, browsers):
    form = {"name": "Eva", "password": SENTENCE}
    answers = at_once(*[lambda each=each: each.post("/signup", data=form) for each in browsers])
    assert [each.status_code for each in answers] == [303] * AT_ONCE
    assert accounts(app) == 1
    assert all("<h1>Eva</h1>" in each.get("/account").text for each in browsers)


def test_one_guest_makes_one_account_of_many_names(app, browsers):
    def sign_up(number, browser):
        form = {"name": f"Eva {number}", "password": SENTENCE}
        return lambda: browser.post("/signup", data=form)

    answers = at_once(*[sign_up(number, each) for number, each in enumerate(browsers)])
    assert sorted(each.status_code for each in answers) == [303] + [422] * (AT_ONCE - 1)
    assert accounts(app) == 1


def test_a_guests_answers_are_added_once_by_whoever_says_so_first(app, browsers, guest, clock):
    app = app
    with app.app_context(), transaction() as session:
        builders.load(session, builders.bank(), clock())
        for name in ("Ana", "Ben"):
            create_user(session, name, hash_password(SENTENCE), clock())
    attempt = Walk(app, browsers[0]).start()
    for number, each in enumerate(browsers):
        name = ("Ana", "Ben")[number % 2]
        each.post("/login", data={"name": name, "password": SENTENCE})
    answers = at_once(
        *[lambda each=each: each.post("/login/guest", data={"answer": "add"}) for each in browsers]
    )
    assert {each.status_code for each in answers} == {303}
    with app.app_context():
        merged = db.session.get(User, guest[0]).merged_into_id
        assert merged is not None
        assert db.session.get(Attempt, attempt).user_id == merged


def test_many_guesses_at_once_count_as_many(app, clock):
    with app.app_context(), transaction() as session:
        create_user(session, "Ana", hash_password(SENTENCE), clock())
    strangers = [app.test_client() for _ in range(AT_ONCE + 2)]
    form = {"name": "Ana", "password": "not the one"}
    answers = at_once(*[lambda each=each: each.post("/login", data=form) for each in strangers])
    judged = [each for each in answers if each.status_code == 422]
    assert len(judged) == throttle.ACCOUNT_AT_ADDRESS.free
    assert {each.status_code for each in answers} == {422, 429}


def test_many_names_at_once_after_a_quiet_night_are_all_judged(app, clock):
    def tried(number):
        browser = app.test_client()
        form = {"name": f"Pupil {number % 4}", "password": "not the one"}
        return lambda: browser.post("/login", data=form).status_code

    for _ in range(2):
        # The counters of the time before are swept while they are counted on.
        assert set(at_once(*[tried(number) for number in range(2 * AT_ONCE)])) == {422}
        clock.advance(hours=12)
