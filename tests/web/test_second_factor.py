"""Setting up a second factor, ending it, and a site that asks for one."""

import re
from urllib.parse import unquote

import pytest

from quizapp.accounts import second_factor
from quizapp.accounts.models import Role
from quizapp.config import SettingsError, load_settings
from quizapp.db import db
from tests.databases import both_databases
from tests.second_factors import Telephone, turn_on

PAGE = "/account/second-factor"
SECRET = re.compile(r"<code>((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})</code>")
CODE = re.compile(r"<code>((?:[A-Z0-9]{4}-){3}[A-Z0-9]{4})</code>")


@pytest.fixture
def required(app, settings, monkeypatch):
    """Ask for a second factor as a site may."""

    def ask(of):
        changed = settings.model_copy(update={"second_factor": of})
        monkeypatch.setitem(app.extensions, "quizapp.settings", changed)

    return ask


def is_on(app, user):
    with app.app_context():
        return second_factor.is_on(db.session(), user.id)


def begin(browser, typed="correct horse battery"):
    return browser.post(f"{PAGE}/begin", data={"password": typed})


def set_up(browser, clock, typed="correct horse battery"):
    """Set it up as the page says; return the telephone and the answer."""
    assert begin(browser, typed).status_code == 303
    (secret,) = SECRET.findall(browser.get(PAGE).text)
    telephone = Telephone(secret.replace(" ", ""), clock)
    return telephone, browser.post(f"{PAGE}/confirm", data={"code": telephone.code()})


@both_databases
def test_it_is_set_up_and_the_recovery_codes_are_shown_once(app, as_teacher, cast, clock):
    assert "Second factor: off" in as_teacher.get("/account").text
    _, answer = set_up(as_teacher, clock)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/codes")
    page = as_teacher.get(answer.location).text
    codes = CODE.findall(page)
    assert len(set(codes)) == 10
    file = unquote(page.partition('href="data:text/plain;charset=utf-8,')[2].partition('"')[0])
    assert file.split("\r\n")[1:-1] == codes
    assert "Clara" in file
    assert as_teacher.get(answer.location).location == PAGE
    assert is_on(app, cast.teacher)
    assert "Second factor: on" in as_teacher.get("/account").text
    assert "10 recovery codes left" in as_teacher.get(PAGE).text


def test_the_picture_says_whose_account_it_is_and_the_page_shows_no_secret_later(as_teacher, clock):
    begin(as_teacher)
    page = as_teacher.get(PAGE).text
    assert 'src="data:image/svg+xml' in page
    assert "otpauth://totp/quizapp%20localhost:Clara?secret=" in page
    telephone, _ = set_up(as_teacher, clock)
    as_teacher.get(f"{PAGE}/codes")
    for path in (PAGE, "/account", "/account/data/quizapp.json", "/account/data/quizapp.html"):
        assert telephone.secret not in as_teacher.get(path).text.replace(" ", "")


def test_one_s_own_data_says_since_when_it_is_on(as_teacher, clock):
    def data():
        return as_teacher.get("/account/data/quizapp.json").get_json()["second_factor"]

    assert data() == {"on_since": None, "recovery_codes_left": 0}
    set_up(as_teacher, clock)
    assert data() == {"on_since": "2026-03-02T09:00:00+00:00", "recovery_codes_left": 10}


@pytest.mark.parametrize("code", ["", "000000", "abc", "x" * 41, "\x00"])
def test_a_code_that_does_not_fit_changes_nothing(app, as_teacher, cast, code):
    begin(as_teacher)
    before = SECRET.findall(as_teacher.get(PAGE).text)
    answer = as_teacher.post(f"{PAGE}/confirm", data={"code": code})
    assert answer.status_code == 422
    assert SECRET.findall(answer.text) == before
    assert not is_on(app, cast.teacher)


def test_the_same_form_sent_twice_is_once(app, as_teacher, cast, clock):
    telephone, _ = set_up(as_teacher, clock)
    again = as_teacher.post(f"{PAGE}/confirm", data={"code": telephone.code()})
    assert again.status_code == 303
    assert begin(as_teacher).status_code == 303
    assert is_on(app, cast.teacher)
    assert len(CODE.findall(as_teacher.get(f"{PAGE}/codes").text)) == 10


def test_confirming_what_was_never_begun_leads_back(as_teacher):
    assert as_teacher.post(f"{PAGE}/confirm", data={"code": "000000"}).location == PAGE


@both_databases
def test_new_codes_and_turning_it_off_ask_for_the_password(app, as_teacher, cast, clock, password):
    set_up(as_teacher, clock)
    old = CODE.findall(as_teacher.get(f"{PAGE}/codes").text)
    for action in ("renew", "off"):
        for typed in ("", "wrong"):
            answer = as_teacher.post(f"{PAGE}/{action}", data={"password": typed})
            assert answer.status_code == 422
    assert is_on(app, cast.teacher)
    answer = as_teacher.post(f"{PAGE}/renew", data={"password": password})
    assert answer.location == f"{PAGE}/codes"
    assert not set(CODE.findall(as_teacher.get(answer.location).text)) & set(old)
    answer = as_teacher.post(f"{PAGE}/off", data={"password": password})
    assert answer.location == "/account"
    assert not is_on(app, cast.teacher)
    assert as_teacher.post(f"{PAGE}/off", data={"password": password}).location == PAGE


def test_wrong_passwords_are_slowed_down(app, as_teacher, cast, clock):
    set_up(as_teacher, clock)
    answers = [
        as_teacher.post(f"{PAGE}/off", data={"password": "wrong"}).status_code for _ in range(8)
    ]
    assert answers[-1] == 429
    assert is_on(app, cast.teacher)


@pytest.mark.parametrize("typed", ["", "wrong"])
def test_nobody_at_an_unlocked_screen_begins_it(as_teacher, typed):
    assert begin(as_teacher, typed).status_code == 422
    assert not SECRET.findall(as_teacher.get(PAGE).text)


def test_recovery_codes_are_shown_to_their_login_and_for_ten_minutes(as_teacher, clock):
    _, answer = set_up(as_teacher, clock)
    kept = as_teacher.get_cookie("quizapp_session").value
    assert CODE.findall(as_teacher.get(answer.location).text)
    as_teacher.set_cookie("quizapp_session", kept)
    clock.advance(minutes=11)
    assert as_teacher.get(answer.location).location == PAGE


def test_recovery_codes_in_a_cookie_are_no_other_persons(as_teacher, as_admin, clock):
    _, answer = set_up(as_teacher, clock)
    as_admin.set_cookie("quizapp_session", as_teacher.get_cookie("quizapp_session").value)
    assert as_admin.get(answer.location).location == PAGE


def test_a_student_has_no_use_for_it(app, as_student, cast):
    assert "Second factor" not in as_student.get("/account").text
    assert as_student.get(PAGE).location == "/account"
    for action in ("begin", "confirm"):
        assert as_student.post(f"{PAGE}/{action}").status_code == 403
    assert not is_on(app, cast.student)


def test_somebody_who_teaches_no_more_can_still_turn_it_off(
    app, as_teacher, as_admin, cast, clock, password
):
    set_up(as_teacher, clock)
    as_admin.post(f"/admin/people/{cast.teacher.id}/role", data={"role": "student"})
    assert "Second factor: on" in as_teacher.get("/account").text
    assert as_teacher.post(f"{PAGE}/off", data={"password": password}).location == "/account"
    assert not is_on(app, cast.teacher)


@both_databases
def test_an_administrator_takes_it_away_and_that_is_noted(app, as_admin, cast, clock):
    turn_on(app, cast.teacher, clock)
    page = f"/admin/people/{cast.teacher.id}"
    assert "10 recovery codes left" in as_admin.get(page).text
    for _ in range(2):
        assert as_admin.post(f"{page}/second-factor/off").status_code == 303
    assert not is_on(app, cast.teacher)
    log = as_admin.get("/admin/log?kind=second-factor").text
    assert log.count("Turned the second factor off") == 1


ASKED = [
    ("optional", Role.ADMIN, False),
    ("admins", Role.TEACHER, False),
    ("admins", Role.ADMIN, True),
    ("teachers", Role.TEACHER, True),
    ("teachers", Role.ADMIN, True),
    ("teachers", Role.STUDENT, False),
]


@pytest.mark.parametrize(("of", "role", "asked"), ASKED)
def test_a_site_asks_those_whom_it_says(required, make_user, log_in, of, role, asked):
    browser = log_in(make_user("Eve", role))
    required(of)
    answer = browser.get("/account")
    assert (answer.location == PAGE) is asked


@both_databases
def test_nothing_else_is_reached_until_it_is_set_up(app, as_teacher, required, clock, password):
    required("teachers")
    reached = set()
    for rule in app.url_map.iter_rules():
        if rule.arguments or "GET" not in rule.methods:
            continue
        answer = as_teacher.get(rule.rule)
        if answer.status_code != 405 and answer.location != PAGE:
            reached.add(rule.rule)
    assert reached == {PAGE}
    assert as_teacher.post("/teach/new-bank", data={"title": "x"}).location == PAGE
    assert "asks everybody with your role" in as_teacher.get(PAGE).text
    _, answer = set_up(as_teacher, clock)
    assert as_teacher.get(answer.location).status_code == 200
    assert as_teacher.get("/teach").status_code == 200
    # Turned off, it is asked for again.
    assert as_teacher.post(f"{PAGE}/off", data={"password": password}).location == PAGE
    assert as_teacher.get("/teach").location == PAGE


def test_whoever_has_to_set_it_up_can_log_out_instead(as_teacher, required):
    required("teachers")
    as_teacher.post("/logout")
    assert as_teacher.get("/").status_code == 200


def test_learners_and_guests_are_asked_nothing(as_student, as_guest, client, required):
    required("teachers")
    for browser in (as_student, as_guest, client):
        assert browser.get("/").status_code == 200


def test_a_value_that_cannot_be_used_stops_the_start(monkeypatch):
    monkeypatch.setenv("QUIZAPP_SECOND_FACTOR", "always")
    with pytest.raises(SettingsError, match=r"^QUIZAPP_SECOND_FACTOR must be"):
        load_settings()
