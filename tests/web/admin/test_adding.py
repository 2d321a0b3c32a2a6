"""An administrator makes an account for somebody, who chooses a password with a code."""

import re

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import PasswordCode, Role, User
from quizapp.db import db
from tests.databases import both_databases

CODE = re.compile(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</code>")


def count(app, *what):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(what[0]).where(*what[1:]))


def add(browser, name="Eve", role="teacher"):
    return browser.post("/admin/people/new", data={"name": name, "role": role})


@both_databases
def test_somebody_is_added_and_comes_in_with_the_code(app, as_admin, client):
    answer = add(as_admin)
    assert answer.status_code == 303
    page = as_admin.get(answer.location).text
    (code,) = CODE.findall(page)
    assert CODE.findall(as_admin.get(answer.location).text) == []
    sent = {"name": "eve", "code": code.lower(), "password": "a sentence of my own"}
    assert client.post("/forgot", data=sent).status_code == 303
    assert client.get("/teach").status_code == 200
    with app.app_context():
        assert db.session.scalar(select(User.role).where(User.name == "Eve")) == Role.TEACHER


def test_nobody_can_log_in_before_the_code_was_used(as_admin, client):
    add(as_admin)
    for guess in ("", "x", "None", "a long sentence"):
        answer = client.post("/login", data={"name": "Eve", "password": guess})
        assert answer.status_code == 422


@both_databases
def test_the_same_form_sent_twice_makes_one_account_and_one_code(app, as_admin):
    first, second = add(as_admin), add(as_admin)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert count(app, User, User.name == "Eve") == 1
    assert count(app, PasswordCode) == 1
    assert len(CODE.findall(as_admin.get(second.location).text)) == 1


def test_a_name_that_somebody_else_has_is_said_beside_the_field(app, as_admin, clock):
    assert add(as_admin, "ANA").status_code == 422
    add(as_admin)
    clock.advance(minutes=6)
    answer = add(as_admin)
    assert answer.status_code == 422
    assert "This name is taken." in answer.text
    assert count(app, PasswordCode) == 1


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("", "student"),
        ("x", "student"),
        ("a\u200bb", "student"),
        ("\x00\x00", "student"),
        ("x" * 65, "student"),
        ("Eve", "king"),
        ("Eve", ""),
    ],
)
def test_what_cannot_be_an_account_is_refused(app, as_admin, name, role):
    before = count(app, User)
    assert add(as_admin, name, role).status_code == 422
    assert count(app, User) == before


def test_only_an_administrator_adds_people(app, as_teacher, as_student):
    for browser in (as_teacher, as_student):
        assert browser.get("/admin/people/new").status_code == 403
        assert add(browser).status_code == 403
    assert count(app, User, User.name == "Eve") == 0
