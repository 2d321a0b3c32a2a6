"""No form takes a password that is guessed first, and nothing is changed by trying."""

import re

import pytest

from quizapp.accounts import services
from quizapp.accounts.queries import user_by_name
from quizapp.db import db, transaction
from quizapp.security import is_password

SAID = "This is among the passwords that are guessed first."
EASY = ["12345678", "password", "Qwerty123"]

pytestmark = pytest.mark.parametrize("easy", EASY)


def assert_refused(answer):
    assert answer.status_code == 422
    assert re.search(rf'<p class="error" id="password-error">{re.escape(SAID)}', answer.text)


def test_signing_up(app, client, easy):
    assert_refused(client.post("/signup", data={"name": "Eva", "password": easy}))
    with app.app_context():
        assert user_by_name(db.session(), "Eva") is None


def test_setting_up(app, client, clock, easy):
    with app.app_context(), transaction() as session:
        path = f"/setup/{services.renew_setup_link(session, clock())}"
    assert_refused(client.post(path, data={"name": "Clara", "password": easy}))


def test_changing(app, as_student, password, easy):
    data = {"current": password, "password": easy}
    assert_refused(as_student.post("/account/password", data=data))
    with app.app_context():
        assert is_password(password, user_by_name(db.session(), "Ana").password_hash)


def test_using_a_code(client, as_teacher, easy):
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    page = as_teacher.get("/teach/reset-code").text
    code = page.partition("<code>")[2].partition("</code>")[0]
    form = {"name": "Ana", "code": code}
    assert_refused(client.post("/forgot", data=form | {"password": easy}))
    answer = client.post("/forgot", data=form | {"password": "nobody expects rain"})
    assert answer.status_code == 303
