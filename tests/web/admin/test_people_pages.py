"""The pages on which an administrator looks after people."""

import re

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import PasswordCode, Role, User
from quizapp.db import db
from tests.databases import both_databases

CODE = re.compile(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</code>")


def at(user, action=""):
    return f"/admin/people/{user.id}{action}"


def stored(app, user):
    with app.app_context():
        return db.session.get(User, user.id)


@both_databases
def test_administrator_finds_a_person_and_opens_their_page(as_admin, cast):
    assert as_admin.get("/admin").location == "/admin/people"
    page = as_admin.get("/admin/people?text=an")
    assert at(cast.student) in page.text
    assert at(cast.stranger) not in page.text
    assert as_admin.get(at(cast.student)).status_code == 200


def test_only_an_administrator_is_led_there(as_admin, as_teacher):
    assert 'href="/admin"' in as_admin.get("/").text
    assert 'href="/admin"' not in as_teacher.get("/").text
    assert as_teacher.get("/admin/people").status_code == 403


@both_databases
@pytest.mark.parametrize(
    "query",
    [
        "text=%00",
        "text=" + "x" * 3000,
        "role=king&state=lost",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "page=²",
        "text=a&text=b",
        "text=%25%5C_",
    ],
)
def test_odd_filters_are_answered_with_a_page(as_admin, query):
    assert as_admin.get(f"/admin/people?{query}").status_code == 200


@both_databases
@pytest.mark.parametrize("number", ["0", "987654", "99999999999999999999", "-1", "x"])
@pytest.mark.parametrize("action", ["", "/role", "/deactivate", "/end-logins", "/code", "/unlock"])
def test_nobodys_page_is_not_there(as_admin, number, action):
    send = as_admin.post if action else as_admin.get
    data = {"role": "teacher"} if action == "/role" else None
    assert send(f"/admin/people/{number}{action}", data=data).status_code == 404


def test_a_guest_has_no_page(as_admin, cast):
    assert as_admin.get(at(cast.guest)).status_code == 404
    assert as_admin.post(at(cast.guest, "/code")).status_code == 404


def test_nobody_fits_and_the_page_says_so(as_admin):
    page = as_admin.get("/admin/people?text=zzz")
    assert page.status_code == 200
    assert "Nobody fits" in page.text


def test_role_is_changed_and_counts_at_the_next_request(app, as_admin, as_student, cast):
    assert as_student.get("/teach").status_code == 403
    for _ in range(2):
        answer = as_admin.post(at(cast.student, "/role"), data={"role": "teacher"})
        assert (answer.status_code, answer.location) == (303, at(cast.student))
    assert stored(app, cast.student).role == "teacher"
    assert as_student.get("/teach").status_code == 200


@pytest.mark.parametrize("role", ["king", "", "ADMIN", "admin\x00", None])
def test_a_role_that_is_none_is_refused(app, as_admin, cast, role):
    data = {} if role is None else {"role": role}
    assert as_admin.post(at(cast.student, "/role"), data=data).status_code == 400
    assert stored(app, cast.student).role == "student"


def test_the_last_administrator_is_told_why_nothing_changed(app, as_admin, cast):
    for action, data in (("/role", {"role": "student"}), ("/deactivate", {})):
        answer = as_admin.post(at(cast.admin, action), data=data)
        assert answer.location == at(cast.admin)
    page = as_admin.get(at(cast.admin)).text
    assert "only administrator" in page
    assert "your own account" in page
    assert stored(app, cast.admin).role == "admin"
    assert stored(app, cast.admin).deactivated_at is None


def test_an_administrator_who_gives_the_role_away_is_led_out(as_admin, cast, make_user):
    make_user("Dirk", Role.ADMIN)
    assert as_admin.post(at(cast.admin, "/role"), data={"role": "student"}).location == "/"
    assert as_admin.get("/admin/people").status_code == 403


def test_a_deactivated_person_is_out_and_comes_back_with_their_data(
    app, as_admin, as_student, cast, client, password
):
    for _ in range(2):
        as_admin.post(at(cast.student, "/deactivate"))
    assert as_student.get("/account").status_code == 303
    # Only somebody who knows the password learns why.
    guessed = client.post("/login", data={"name": "Ana", "password": "not the one"})
    assert "Name or password is wrong." in guessed.text
    assert "deactivated" not in guessed.text
    refused = client.post("/login", data={"name": "Ana", "password": password})
    assert refused.status_code == 422
    assert "This account is deactivated." in refused.text
    for _ in range(2):
        as_admin.post(at(cast.student, "/reactivate"))
    assert client.post("/login", data={"name": "Ana", "password": password}).status_code == 303
    assert stored(app, cast.student).created_at == cast.student.created_at


def test_logins_of_a_person_end_everywhere(as_admin, as_student, cast, log_in):
    elsewhere = log_in(cast.student)
    as_admin.post(at(cast.student, "/end-logins"))
    assert [each.get("/account").status_code for each in (as_student, elsewhere)] == [303, 303]


def test_a_person_who_typed_wrong_passwords_can_try_again_at_once(as_admin, cast, client, password):
    for _ in range(6):
        client.post("/login", data={"name": "Ana", "password": "not the one"})
    assert client.post("/login", data={"name": "Ana", "password": password}).status_code == 429
    as_admin.post(at(cast.student, "/unlock"))
    assert client.post("/login", data={"name": "Ana", "password": password}).status_code == 303


def test_a_code_is_shown_once_and_stored_nowhere(app, as_admin, cast, client, password):
    assert as_admin.post(at(cast.student, "/code")).location == at(cast.student)
    (code,) = CODE.findall(as_admin.get(at(cast.student)).text)
    assert code not in as_admin.get(at(cast.student)).text
    with app.app_context():
        kept = db.session.scalars(select(PasswordCode.code_hash)).one()
    assert code not in kept
    assert code.replace("-", "") not in kept
    # Until it is used, nothing has changed.
    assert client.post("/login", data={"name": "Ana", "password": password}).status_code == 303


def test_the_page_of_another_person_does_not_show_the_code(as_admin, cast):
    as_admin.post(at(cast.student, "/code"))
    assert CODE.findall(as_admin.get(at(cast.stranger)).text) == []
    assert len(CODE.findall(as_admin.get(at(cast.student)).text)) == 1


def test_a_button_pressed_twice_leaves_one_code_that_works(app, as_admin, cast, client):
    as_admin.post(at(cast.student, "/code"))
    as_admin.post(at(cast.student, "/code"))
    (code,) = CODE.findall(as_admin.get(at(cast.student)).text)
    with app.app_context():
        still_open = select(func.count()).where(PasswordCode.closed_at.is_(None))
        assert db.session.scalar(still_open) == 1
    data = {"name": "Ana", "code": code, "password": "another sentence"}
    assert client.post("/forgot", data=data).status_code == 303


def test_no_code_for_an_account_that_is_off(app, as_admin, cast):
    as_admin.post(at(cast.student, "/deactivate"))
    as_admin.post(at(cast.student, "/code"))
    assert "Reactivate it first" in as_admin.get(at(cast.student)).text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(PasswordCode)) == 0


def test_a_code_that_a_teacher_made_stands_on_the_students_and_the_teachers_page(
    as_admin, as_teacher, cast
):
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    assert "By Clara" in as_admin.get(at(cast.student)).text
    assert "For Ana" in as_admin.get(at(cast.teacher)).text


def test_a_name_is_shown_as_text(as_admin, make_user):
    name = '<img src=x onerror="alert(1)">'
    user = make_user(name)
    for path in (at(user), "/admin/people"):
        assert "<img" not in as_admin.get(path).text
