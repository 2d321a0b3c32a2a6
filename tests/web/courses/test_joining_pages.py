"""Coming into a course by a code: with a name, without one, and by guessing."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from quizapp.accounts import throttle
from quizapp.accounts.models import Throttle, User
from quizapp.config import Settings
from quizapp.db import db
from tests.databases import both_databases
from tests.web.courses.conftest import make

SENTENCE = "a short sentence"


def test_looking_at_a_code_changes_nothing_and_a_button_joins(biology, cast, as_student):
    code = biology.make_code()
    page = as_student.get(f"/join/{code.lower()}").text
    assert "Biology 7b" in page
    assert "Clara" in page
    assert cast.student.id not in biology.states()
    for _ in range(2):
        assert as_student.post(f"/join/{code}").location == biology.path
    assert biology.states()[cast.student.id] == ("student", "active")
    assert as_student.get(f"/join/{code}").location == biology.path


def test_a_typed_code_leads_to_what_it_opens(biology, as_student):
    code = biology.make_code()
    typed = f" {code.replace('-', ' ').lower()}"
    assert as_student.post("/join", data={"code": typed}).location == f"/join/{code}"


@pytest.mark.parametrize(
    ("code", "status"),
    [("", 422), ("K7PD", 422), ("7777-7777", 422), ("a\0", 422), ("é" * 60, 422)],
)
def test_a_code_that_opens_nothing_says_so(biology, client, code, status):
    assert biology.path
    answer = client.post("/join", data={"code": code})
    assert answer.status_code == status
    assert "No course was found." in answer.text


def test_wrong_closed_and_expired_codes_get_one_answer(biology, client, clock):
    closed = biology.make_code()
    biology.send("/code/close")
    expired = biology.make_code(days="1")
    clock.advance(days=2)
    said = set()
    for code in ("7777-7777", closed, expired):
        answer = client.get(f"/join/{code}")
        assert answer.status_code == 404
        said.add(re.sub(r'csrf_token[^>]*|value="[^"]*"|theme[^>]*|next[^>]*', "", answer.text))
        assert client.post(f"/join/{code}").status_code == 404
    assert len(said) == 1


def test_a_code_that_is_used_up_says_so_before_and_after_the_button(
    biology, cast, as_student, as_stranger
):
    code = biology.make_code(limit="1")
    as_student.post(f"/join/{code}")
    assert "Ask Clara for another" in as_stranger.get(f"/join/{code}").text
    answer = as_stranger.post(f"/join/{code}")
    assert answer.status_code == 422
    assert "As many have joined" in answer.text
    assert cast.stranger.id not in biology.states()


def test_who_was_removed_asks_again(biology, cast, as_student):
    code = biology.make_code()
    as_student.post(f"/join/{code}")
    biology.send(f"/people/{cast.student.id}/remove")
    assert as_student.get(biology.path).status_code == 404
    assert as_student.post(f"/join/{code}").location == "/courses"
    assert biology.states()[cast.student.id] == ("student", "waiting")
    assert "You have asked to join." in as_student.get(f"/join/{code}").text


def people(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User))


@pytest.mark.parametrize("is_guest", [True, False])
def test_somebody_without_a_name_chooses_one_and_lands_in_the_course(
    app, biology, client, as_guest, cast, is_guest
):
    browser = as_guest if is_guest else client
    code = biology.make_code()
    before = people(app)
    door = browser.post(f"/join/{code}", data={"way": "signup"})
    assert door.location == f"/signup?next=/join/{code}"
    assert people(app) == before
    form = {"name": "Eva", "password": SENTENCE, "next": f"/join/{code}"}
    assert browser.post("/signup", data=form).location == biology.path
    assert "Biology 7b" in browser.get(biology.path).text
    joined = set(biology.states()) - {cast.teacher.id}
    if is_guest:
        assert joined == {cast.guest.id}
    assert len(joined) == 1


def test_somebody_who_has_an_account_logs_in_and_lands_in_the_course(
    biology, client, cast, password
):
    code = biology.make_code()
    door = client.post(f"/join/{code}", data={"way": "login"})
    assert door.location == f"/login?next=/join/{code}"
    form = {"name": "Ana", "password": password, "next": f"/join/{code}"}
    assert client.post("/login", data=form).location == biology.path
    assert biology.states()[cast.student.id] == ("student", "active")


def test_nobody_joins_by_logging_in_who_has_not_agreed(biology, client, cast, password):
    code = biology.make_code()
    client.get(f"/join/{code}")
    form = {"name": "Ana", "password": password, "next": f"/join/{code}"}
    assert client.post("/login", data=form).location == f"/join/{code}"
    assert cast.student.id not in biology.states()


@pytest.mark.parametrize("later", [timedelta(0), timedelta(minutes=31)])
def test_whoever_sits_down_later_joins_nothing_that_another_agreed_to(
    biology, client, cast, password, clock, later
):
    code = biology.make_code()
    client.post(f"/join/{code}")
    clock.advance(seconds=later.total_seconds())
    elsewhere = {} if not later else {"next": f"/join/{code}"}
    client.post("/login", data={"name": "Ana", "password": password} | elsewhere)
    assert cast.student.id not in biology.states()
    # It was forgotten at that log-in.
    client.post("/logout")
    form = {"name": "Ben", "password": password, "next": f"/join/{code}"}
    client.post("/login", data=form)
    assert cast.stranger.id not in biology.states()


def test_a_code_that_was_closed_meanwhile_is_said_after_the_sign_up(biology, client, cast):
    code = biology.make_code()
    client.post(f"/join/{code}")
    biology.send("/code/close")
    form = {"name": "Eva", "password": SENTENCE, "next": f"/join/{code}"}
    answer = client.post("/signup", data=form)
    assert answer.location == f"/join/{code}"
    assert "This code opens no course." in client.get(answer.location).text
    assert set(biology.states()) == {cast.teacher.id}


def test_where_nobody_signs_up_one_logs_in(app, biology, client):
    code = biology.make_code()
    before: Settings = app.extensions["quizapp.settings"]
    app.extensions["quizapp.settings"] = before.model_copy(update={"sign_up": "closed"})
    try:
        page = client.get(f"/join/{code}").text
        door = client.post(f"/join/{code}", data={"way": "signup"}).location
    finally:
        app.extensions["quizapp.settings"] = before
    assert "Choose a name and join" not in page
    assert door.startswith("/login")


def counters(app):
    with app.app_context():
        keys = select(func.count()).where(Throttle.key.startswith("joining:"))
        return db.session.scalar(keys)


def guess(browser, times):
    """Return the statuses of so many guesses."""
    found = []
    for number in range(times):
        code = f"7777-{number:04}"
        found.append(browser.post("/join", data={"code": code}).status_code)
        found.append(browser.post(f"/join/{code}").status_code)
    return found


@both_databases
def test_whoever_guesses_is_told_to_wait_and_the_class_is_not(
    app, as_teacher, as_student, as_stranger, client
):
    biology = make(app, as_teacher)
    code = biology.make_code()
    found = guess(as_student, 10)
    free = throttle.JOINING_PERSON.free
    assert [each for each in found if each != 429] == [422, 404] * (free // 2)
    assert found[-1] == 429
    right = as_student.get(f"/join/{code}")
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) > 0
    assert "Biology" not in right.text
    # Neither whoever has an account of their own nor whoever has none is kept out by that.
    assert as_stranger.get(f"/join/{code}").status_code == 200
    assert client.get(f"/join/{code}").status_code == 200


def test_whoever_has_no_account_is_counted_by_place(app, biology, monkeypatch):
    monkeypatch.setattr(throttle, "JOINING_PLACE", throttle.Limit(4, timedelta(minutes=5)))
    code = biology.make_code()
    first, second = app.test_client(), app.test_client()
    assert 429 not in guess(first, 2)
    assert second.get(f"/join/{code}").status_code == 429
    elsewhere = {"environ_base": {"REMOTE_ADDR": "10.9.8.7"}}
    assert second.get(f"/join/{code}", **elsewhere).status_code == 200


def test_what_cannot_be_a_code_is_no_guess_and_a_right_one_counts_nothing(app, biology, as_student):
    code = biology.make_code()
    as_student.post("/join", data={"code": "K7PD"})
    as_student.get("/join/K7PD-3MX")
    as_student.get(f"/join/{code}")
    as_student.post(f"/join/{code}")
    assert counters(app) == 0
    as_student.get("/join/7777-7777")
    assert counters(app) == 1


def test_only_whoever_has_an_account_is_led_to_courses(client, as_guest, as_student):
    for browser, is_led in ((client, False), (as_guest, False), (as_student, True)):
        assert ('href="/courses"' in browser.get("/").text) is is_led
