"""Whoever forgot a password or a name finds a way back in, and nobody else does."""

import re

import pytest
from sqlalchemy import func, select

from quizapp.accounts import codes, throttle
from quizapp.accounts.counters import WINDOW, Limit
from quizapp.accounts.errors import NoSuchStudent
from quizapp.accounts.models import PasswordCode, User
from quizapp.accounts.queries import user_by_name
from quizapp.db import db, transaction
from quizapp.security import hash_password, is_password
from quizapp.web.accounts import authentication
from tests.databases import both_databases

CODE = re.compile(r"<code>([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})</code>")
FRESH = "another sentence"


@pytest.fixture
def code(as_teacher):
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    (made,) = CODE.findall(as_teacher.get("/teach/reset-code").text)
    return made


def send(client, code, name="Ana", password=FRESH):
    return client.post("/forgot", data={"name": name, "code": code, "password": password})


def has_password(app, name, password):
    with app.app_context():
        return is_password(password, user_by_name(db.session(), name).password_hash)


def test_a_code_says_where_its_page_works_on_this_computer_alone(as_teacher):
    said = "This address only works on this computer"
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    page = as_teacher.get("/teach/reset-code").text
    assert page.count(f"{said}: localhost") == page.count("A code for Ana") == 1


def test_the_log_in_page_leads_to_help(client):
    assert 'href="/forgot"' in client.get("/login").text
    assert "Ask your teacher" in client.get("/forgot").text


@both_databases
def test_a_code_from_the_teacher_sets_a_new_password(app, as_student, client, code, password):
    assert has_password(app, "Ana", password)
    answer = send(client, code.lower().replace("-", " "), name="ANA")
    assert (answer.status_code, answer.location) == (303, "/")
    assert "<h1>Ana</h1>" in client.get("/account").text
    assert as_student.get("/account").status_code == 303
    assert has_password(app, "Ana", FRESH)


@both_databases
def test_a_code_works_once(app, client, code):
    send(client, code)
    assert send(app.test_client(), code, password="a third sentence").status_code == 422
    assert has_password(app, "Ana", FRESH)


WRONG = {
    "unknown name": {"name": "Nobody"},
    "another's name": {"name": "Ben"},
    "no name of anybody": {"name": "A\x00na"},
    "wrong code": {"code": "CCCC-CCCC-CCCC"},
    "no code at all": {"code": "----"},
    "odd signs": {"code": "\x00é💥"},
}


@both_databases
@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_whatever_is_wrong_the_answer_is_the_same(app, client, code, wrong):
    answer = send(client, **({"code": code} | wrong))
    assert answer.status_code == 422
    assert "Name or code is wrong" in answer.text
    assert FRESH not in answer.text
    assert not has_password(app, "Ana", FRESH)


@pytest.mark.usefixtures("code")
def test_the_pages_for_a_known_and_an_unknown_name_are_the_same_words(client):
    def words(name):
        text = send(client, "CCCC-CCCC-CCCC", name=name).text
        return re.sub(r'value="[^"]*"|[0-9a-f]{32,}', "", text)

    assert words("Ana") == words("Nobody") == words("Ben")


def test_every_try_costs_one_look_at_a_hash_and_a_wrong_one_makes_none(app, code, monkeypatch):
    looked, made = [], []

    def look(password, stored):
        looked.append(password)
        return is_password(password, stored)

    monkeypatch.setattr(authentication, "is_password", look)
    monkeypatch.setattr(authentication, "hash_password", made.append)
    for wrong in WRONG.values():
        send(app.test_client(), **({"code": code} | wrong))
    assert len(looked) == len(WRONG)
    assert made == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Give your name."),
        ({"name": "Ana"}, "Give the code you were told."),
        ({"name": "Ana", "code": "x"}, "Choose a password."),
        ({"name": "Ana", "code": "x", "password": "short"}, "at least 8"),
        ({"name": "Ana Maria", "code": "x", "password": "ana maria"}, "other than your name"),
        ({"name": "x" * 300, "code": "x" * 300, "password": FRESH}, "longer than"),
        ({"name": "Ana", "code": "x", "password": "y" * 5000}, "at most 128"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, fields, said):
    answer = client.post("/forgot", data=fields)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_weak_password_does_not_use_the_code_up(client, code):
    assert send(client, code, password="short").status_code == 422
    assert send(client, code).status_code == 303


def test_guessing_is_slowed_and_keeps_nobody_from_logging_in(client, code, password):
    for _ in range(5):
        send(client, "CCCC-CCCC-CCCC")
    answer = send(client, code)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert client.post("/login", data={"name": "Ana", "password": password}).status_code == 303


@both_databases
def test_a_new_code_works_at_once_whatever_was_tried_with_the_one_before(client, as_teacher, code):
    for _ in range(9):
        send(client, "CCCC-CCCC-CCCC")
    assert send(client, code).status_code == 429
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    (fresh,) = CODE.findall(as_teacher.get("/teach/reset-code").text)
    assert send(client, fresh).status_code == 303


def test_whoever_waits_after_wrong_passwords_gets_in_with_a_code(client, code):
    for _ in range(6):
        client.post("/login", data={"name": "Ana", "password": "not the one"})
    assert send(client, code).status_code == 303
    client.post("/logout")
    assert client.post("/login", data={"name": "Ana", "password": FRESH}).status_code == 303


def test_a_guest_who_comes_in_with_a_code_keeps_their_answers(app, as_guest, code, cast):
    send(as_guest, code)
    with app.app_context():
        assert db.session.get(User, cast.guest.id).merged_into_id == cast.student.id


def test_a_code_replaced_while_it_was_looked_at_does_not_count(app, client, code, clock, cast):
    with pytest.MonkeyPatch.context() as patch:

        def replaced_meanwhile(password):
            with transaction() as session:
                codes.make_code(session, cast.student.id, "hash", clock(), maker_id=None)
            return hash_password(password)

        patch.setattr(authentication, "hash_password", replaced_meanwhile)
        assert send(client, code).status_code == 422
    assert not has_password(app, "Ana", FRESH)


@pytest.mark.parametrize("name", ["Nobody", "Clara", "Dora", "", " ", "A\x00na", "x" * 3000])
def test_a_teacher_gets_no_code_for_who_is_no_student(app, as_teacher, name):
    answer = as_teacher.post("/teach/reset-code", data={"name": name})
    assert answer.status_code == 422
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(PasswordCode)) == 0


def test_the_codes_that_were_made_stay_in_sight_beside_a_name_that_is_wrong(as_teacher, code):
    answer = as_teacher.post("/teach/reset-code", data={"name": "Anna"})
    assert answer.status_code == 422
    assert "Codes you made" in answer.text
    # The code itself was shown once.
    assert code not in answer.text


def test_a_teacher_gets_no_code_for_a_deactivated_student(as_teacher, as_admin, cast):
    as_admin.post(f"/admin/people/{cast.student.id}/deactivate")
    answer = as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    assert answer.status_code == 422
    assert "deactivated" in answer.text


def test_a_teacher_gets_no_code_for_a_student_who_is_leaving(app, as_teacher, cast, clock):
    with app.app_context(), transaction() as session:
        session.get_one(User, cast.student.id).leaves_at = clock()
    answer = as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    assert answer.status_code == 422
    assert "<code>" not in as_teacher.get("/teach/reset-code").text
    assert "Ana" not in as_teacher.get("/teach/reset-code?text=an").text
    with app.app_context(), pytest.raises(NoSuchStudent), transaction() as session:
        codes.make_code(
            session, cast.student.id, "hash", clock(), maker_id=cast.teacher.id, only_student=True
        )


def test_a_student_makes_no_codes(as_student, as_guest):
    assert as_student.post("/teach/reset-code", data={"name": "Ben"}).status_code == 403
    assert as_guest.post("/teach/reset-code", data={"name": "Ben"}).status_code == 303


def test_a_teacher_looks_up_how_a_student_wrote_their_name(as_teacher, make_user):
    for name in ("Ana-Maria", "Marianne", "Otto"):
        make_user(name)
    page = as_teacher.get("/teach/reset-code?text=maria").text
    assert "Ana-Maria" in page
    assert "Marianne" in page
    assert "Otto" not in page
    assert "at least 2 letters" in as_teacher.get("/teach/reset-code?text=m").text
    assert "No student" in as_teacher.get("/teach/reset-code?text=zzz").text


@pytest.mark.usefixtures("cast")
def test_codes_are_not_made_without_end(as_teacher, monkeypatch):
    monkeypatch.setattr(throttle, "CODES_MADE", Limit(free=2, longest=WINDOW))
    answers = [
        as_teacher.post("/teach/reset-code", data={"name": "Ana"}).status_code for _ in range(3)
    ]
    assert answers == [303, 303, 429]


@pytest.mark.usefixtures("code")
def test_the_student_is_told_who_made_a_code(client, as_student, password):
    assert "Clara made a code" in as_student.get("/account").text
    client.post("/login", data={"name": "Ana", "password": password})
    assert "Clara made a code for a new password for you" in client.get("/").text
    assert "Clara made a code" not in client.get("/").text


def test_a_code_that_its_maker_used_is_still_told_on_the_account_page(client, code):
    send(client, code)
    page = client.get("/account").text
    assert "Clara made a code" in page
    assert "It was used on 2 March 2026, 09:00" in page


def test_a_code_that_was_used_is_told_at_the_next_entry(client, code):
    send(client, code)
    assert "Clara made a code" not in client.get("/").text
    client.post("/logout")
    client.post("/login", data={"name": "Ana", "password": FRESH})
    page = client.get("/").text
    assert "Clara made a code for a new password for you" in page
    assert "It was used on 2 March 2026, 09:00" in page
    assert "Clara made a code" not in client.get("/").text


def test_changing_the_password_ends_the_code(app, as_student, client, code, password):
    as_student.post("/account/password", data={"current": password, "password": "my own words"})
    assert send(client, code).status_code == 422
    assert has_password(app, "Ana", "my own words")


@both_databases
def test_a_log_in_with_the_old_password_does_not_survive_its_change(
    client, make_user, password, monkeypatch
):
    user = make_user("Ana")
    changed = hash_password(FRESH)

    def changed_meanwhile(typed, stored):
        found = is_password(typed, stored)
        with transaction() as session:
            session.get_one(User, user.id).password_hash = changed
        return found

    monkeypatch.setattr(authentication, "is_password", changed_meanwhile)
    answer = client.post("/login", data={"name": "Ana", "password": password})
    assert answer.status_code == 422
    assert client.get("/account").status_code == 303


def test_a_password_is_not_changed_by_one_that_was_changed_meanwhile(
    app, as_student, cast, password, monkeypatch
):
    changed = hash_password(FRESH)

    def changed_meanwhile(typed, stored):
        found = is_password(typed, stored)
        with transaction() as session:
            session.get_one(User, cast.student.id).password_hash = changed
        return found

    monkeypatch.setattr(authentication, "is_password", changed_meanwhile)
    data = {"current": password, "password": "mine, not theirs"}
    assert as_student.post("/account/password", data=data).status_code == 422
    assert has_password(app, "Ana", FRESH)
