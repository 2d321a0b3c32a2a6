"""A site on which nobody makes their own account, or begins without one."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import User
from quizapp.config import SettingsError, load_settings
from quizapp.db import db
from tests import builders
from tests.web.conftest import Walk

SIGNED = {"name": "Eve", "password": "a long sentence"}


@pytest.fixture
def closed(app, settings, monkeypatch):
    """Close sign-up, or what else is named."""

    def close(**what):
        changed = settings.model_copy(update=what)
        monkeypatch.setitem(app.extensions, "quizapp.settings", changed)

    return close


def people(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User))


def test_nobody_signs_up_and_the_page_says_whom_to_ask(app, client, closed):
    closed(sign_up="closed", contact="Ms Okada in room 12")
    page = client.get("/signup")
    assert page.status_code == 403
    assert "Ask Ms Okada in room 12 for one" in page.text
    assert client.post("/signup", data=SIGNED).status_code == 403
    assert people(app) == 0
    assert client.get("/forgot").status_code == 200


def test_without_a_contact_it_names_who_there_is_anywhere(client, closed):
    closed(sign_up="closed", contact="  ")
    assert "Ask your teacher or whoever keeps this site for" in client.get("/signup").text


def test_no_page_leads_to_it(app, client, as_guest, load_bank, closed):
    load_bank(builders.every_kind())
    walk = Walk(app, as_guest)
    attempt = walk.start()
    walk.hand_in(attempt, walk.answers(attempt))
    pages = ["/", "/login", "/forgot", "/account", "/progress", f"/attempts/{attempt}/results"]
    assert any("/signup" in as_guest.get(path).text for path in pages)
    closed(sign_up="closed")
    for browser in (client, as_guest):
        for path in pages:
            assert "/signup" not in browser.get(path, follow_redirects=True).text, path


def test_a_guest_who_was_there_keeps_their_answers_by_logging_in(
    app, as_guest, load_bank, closed, cast, password
):
    load_bank(builders.every_kind())
    walk = Walk(app, as_guest)
    attempt = walk.start()
    closed(sign_up="closed", guests="closed")
    walk.hand_in(attempt, walk.answers(attempt))
    as_guest.post("/login", data={"name": cast.student.name, "password": password})
    as_guest.post("/login/guest", data={"answer": "add"})
    assert as_guest.get(f"/attempts/{attempt}/results").status_code == 200


def test_nobody_begins_without_an_account_where_there_are_no_guests(app, client, load_bank, closed):
    load_bank(builders.every_kind())
    closed(guests="closed")
    home = client.get("/").text
    assert "Log in to begin" in home
    assert "start as a guest" not in client.get("/login").text
    answer = client.post(
        "/banks/arnholm/quiz",
        data={"attempt_id": str(uuid4()), "length": "5", "layout": "page"},
        headers={"Referer": "http://localhost/banks/arnholm"},
    )
    assert answer.status_code == 303
    assert answer.location == "/login?next=/banks/arnholm"
    assert people(app) == 0


def test_somebody_with_an_account_begins_as_ever(app, as_student, load_bank, closed):
    load_bank(builders.every_kind())
    closed(guests="closed", sign_up="closed")
    assert Walk(app, as_student).start()


def test_the_first_page_lets_somebody_with_an_account_begin(app, as_student, load_bank, closed):
    load_bank(builders.every_kind())
    closed(guests="closed")
    page = as_student.get("/").text
    assert "Log in to begin" not in page
    assert "Try a quiz" in page
    walk = Walk(app, as_student)
    walk.study(walk.card(), forgot="1")
    assert "Study: " in as_student.get("/").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUIZAPP_SIGN_UP", "shut"),
        ("QUIZAPP_GUESTS", "no"),
        ("QUIZAPP_CONTACT", "x" * 201),
        ("QUIZAPP_LOG_DAYS", "29"),
        ("QUIZAPP_LOG_DAYS", "for ever"),
    ],
)
def test_a_value_that_cannot_be_used_stops_the_start(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{name} must"):
        load_settings()
