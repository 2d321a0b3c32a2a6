"""A place that a teacher offers, as its teacher and whoever has the account meet it."""

from dataclasses import replace

import pytest

from quizapp.accounts import throttle
from quizapp.courses.models import CourseRole
from quizapp.db import db
from quizapp.privacy.personal_data import personal_data
from tests.databases import both_databases
from tests.web.courses.conftest import make


@both_databases
def test_a_teacher_sees_nothing_of_an_account_that_has_not_said_yes(
    app, as_teacher, as_student, cast, text_of
):
    biology = make(app, as_teacher)
    answer = biology.send("/people", name="Ana", role="student")
    assert "Ana is invited, as a student." in as_teacher.get(answer.location).text
    assert biology.states()[cast.student.id] == ("student", "invited")
    for where in ("", "/people", "/cards", "/groups"):
        assert "Ana" not in text_of(as_teacher.get(f"{biology.path}{where}").text), where
    page = as_teacher.get(f"{biology.path}/people?state=invited").text
    assert "Ana" in text_of(page)

    # Whoever is invited is nobody to the course, and decides on the first page.
    assert as_student.get(biology.path).status_code == 404
    for path in ("/", "/courses"):
        assert "Clara has put you on the roster of Biology 7b" in text_of(as_student.get(path).text)
    for _ in range(2):
        assert as_student.post(f"{biology.path}/accept").location == biology.path
    assert biology.states()[cast.student.id] == ("student", "active")
    assert "on the roster" not in as_student.get("/").text
    assert "Ana" in text_of(as_teacher.get(f"{biology.path}/people").text)


def test_who_declines_is_asked_no_more_and_stays_who_they_were(biology, as_student, cast):
    biology.send("/people", name="Ana", role="student")
    for _ in range(2):
        assert as_student.post(f"{biology.path}/decline").location == "/"
    assert biology.states()[cast.student.id] == ("student", "left")
    assert "on the roster" not in as_student.get("/").text
    answer = as_student.post(f"{biology.path}/accept")
    assert answer.location == "/courses"
    assert biology.states()[cast.student.id] == ("student", "left")


def test_declining_takes_nobody_out_who_is_in(biology, as_student, cast):
    biology.add("Ana")
    assert as_student.post(f"{biology.path}/decline").status_code == 303
    assert biology.states()[cast.student.id] == ("student", "active")


def test_nobody_accepts_who_was_not_invited(biology, as_stranger, cast):
    assert as_stranger.post(f"{biology.path}/accept").status_code == 404
    assert as_stranger.post(f"{biology.path}/decline").status_code == 303
    assert cast.stranger.id not in biology.states()


@pytest.mark.parametrize(("role", "said"), [("assistant", "an assistant"), ("student", "")])
def test_the_first_page_says_as_what_one_is_invited(biology, as_student, text_of, role, said):
    biology.send("/people", name="Ana", role=role)
    page = text_of(as_student.get("/").text)
    assert (", as " in page) is bool(said)
    assert said in page


def test_an_administrator_puts_people_in_at_once(biology, as_admin, cast):
    answer = as_admin.post(f"{biology.path}/people", data={"name": "Ana", "role": "student"})
    assert "Ana is in this course, as a student." in as_admin.get(answer.location).text
    assert biology.states()[cast.student.id] == ("student", "active")


def test_a_teacher_takes_an_invitation_back_and_gives_it_again(biology, cast):
    biology.send("/people", name="Ana", role="student")
    answer = biology.send(f"/people/{cast.student.id}/remove")
    assert "Undo" in biology.teacher.get(answer.location).text
    answer = biology.send(f"/people/{cast.student.id}/back")
    assert "Ana is invited, as a student." in biology.teacher.get(answer.location).text
    assert biology.states()[cast.student.id] == ("student", "invited")


def test_the_code_lets_in_at_once_who_is_invited(biology, as_student, cast):
    code = biology.make_code(needs_approval="y")
    biology.send("/people", name="Ana", role="student")
    assert "Join the course" in as_student.get(f"/join/{code}").text
    assert as_student.post(f"/join/{code}").location == biology.path
    assert biology.states()[cast.student.id] == ("student", "active")


def test_an_invitation_stands_in_ones_own_data_until_it_is_answered(biology, app, cast, clock):
    def told():
        with app.app_context():
            (course,) = personal_data(db.session(), cast.student.id, clock())["courses"]
            return course["state"], course["invited_by"]

    biology.send("/people", name="Ana", role=CourseRole.STUDENT.value)
    assert told() == ("invited", "Clara")
    biology.add("Ana")
    assert told() == ("active", None)


def test_whom_a_teacher_invites_too_soon_is_named_with_the_days_left(biology, as_student, cast):
    biology.send("/people", name="Ana", role="student")
    as_student.post(f"{biology.path}/decline")
    answer = biology.send("/people", name="Ana", role="student")
    assert answer.status_code == 422
    assert "invite them again in 30 days" in answer.text
    answer = biology.send(f"/people/{cast.student.id}/back")
    assert "Nothing was changed. Ana declined" in biology.teacher.get(answer.location).text
    assert biology.states()[cast.student.id] == ("student", "left")


def test_accounts_cannot_be_listed_by_their_names(biology, as_admin, cast):
    # A wrong role tells as much as a wrong name, and leaves nobody invited.
    for number in range(30):
        name, role = ("Ana", "co_teacher") if number % 2 else (f"Nobody {number}", "student")
        assert biology.send("/people", name=name, role=role).status_code == 422
    for name in ("Nobody", "Ana"):
        answer = biology.send("/people", name=name, role="student")
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0
        assert "Too many tries" in answer.text
        assert f'value="{name}"' in answer.text
    assert cast.student.id not in biology.states()
    answer = as_admin.post(f"{biology.path}/people", data={"name": "Nobody", "role": "student"})
    assert answer.status_code == 422


def test_who_has_invited_sixty_today_is_told_so(biology, cast, monkeypatch):
    monkeypatch.setattr(throttle, "INVITATIONS", replace(throttle.INVITATIONS, free=1))
    biology.send("/people", name="Ana", role="student")
    answer = biology.send("/people", name="Ben", role="student")
    assert answer.status_code == 429
    assert "1 people were invited by you within a day. Wait 24 hours" in answer.text
    assert cast.stranger.id not in biology.states()
