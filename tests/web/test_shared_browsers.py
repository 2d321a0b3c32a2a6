"""A browser that several people use: nobody gets another's answers unasked, or loses any."""

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Login, User
from quizapp.accounts.queries import user_by_name
from quizapp.banks.models import Membership, Visibility
from quizapp.banks.queries import bank_by_slug
from quizapp.banks.sharing import join_by_link, set_visibility
from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt
from quizapp.web.auth import COOKIE, GUEST_COOKIE
from tests import builders
from tests.databases import both_databases
from tests.web.conftest import Walk

FIRST_ATTEMPT = "0190f3a2-0000-7000-8000-000000000001"
FRESH = "another sentence"
ASKED = "Are these answers yours?"


@pytest.fixture
def guest(app, as_guest, load_bank):
    """A guest in a quiz, of which one question is answered."""
    load_bank(builders.bank())
    walk = Walk(app, as_guest)
    walk.attempt = walk.start()
    answers = walk.answers(walk.attempt)
    walk.save(walk.attempt, {1: answers[1]})
    return walk


def log_in(browser, password, name="Ana", **more):
    return browser.post("/login", data={"name": name, "password": password} | more)


def owner_of(app, attempt_id):
    with app.app_context():
        return db.session.get(Attempt, attempt_id).user_id


def say(browser, answer, **more):
    return browser.post("/login/guest", data={"answer": answer} | more)


@both_databases
def test_whoever_logs_in_is_asked_whose_the_answers_are(app, guest, cast, password):
    answer = log_in(guest.client, password, next="/progress")
    assert (answer.status_code, answer.location) == (303, "/login/guest?next=/progress")
    page = guest.client.get(answer.location).text
    assert ASKED in page
    assert "1 answer since 2 March 2026, 09:00" in page
    assert owner_of(app, guest.attempt) == cast.guest.id


@both_databases
def test_answers_that_are_said_to_be_ones_own_are_added(app, guest, cast, password):
    log_in(guest.client, password)
    answer = say(guest.client, "add", next="/progress")
    assert (answer.status_code, answer.location) == (303, "/progress")
    assert owner_of(app, guest.attempt) == cast.student.id
    assert guest.client.get_cookie(GUEST_COOKIE) is None
    with app.app_context():
        assert db.session.get(User, cast.guest.id).merged_into_id == cast.student.id
    assert guest.client.get(f"/attempts/{guest.attempt}").status_code == 200


def test_the_answer_sent_twice_counts_once(app, guest, cast, password):
    log_in(guest.client, password)
    for _ in range(2):
        assert say(guest.client, "add").status_code == 303
    assert owner_of(app, guest.attempt) == cast.student.id
    assert ASKED not in guest.page("/login/guest")


def test_answers_that_are_left_are_the_guests_again_after_the_log_out(app, guest, cast, password):
    log_in(guest.client, password)
    assert say(guest.client, "leave").location == "/"
    assert guest.client.get(f"/attempts/{guest.attempt}").status_code == 404
    guest.client.post("/logout")
    assert guest.client.get(f"/attempts/{guest.attempt}").status_code == 200
    assert owner_of(app, guest.attempt) == cast.guest.id


def test_no_answer_to_the_question_loses_nothing(app, guest, cast, password):
    log_in(guest.client, password)
    guest.page("/progress")
    assert "1 answer since" in guest.page("/account")
    guest.client.post("/logout")
    assert guest.client.get(f"/attempts/{guest.attempt}").status_code == 200
    log_in(guest.client, password)
    say(guest.client, "add")
    assert owner_of(app, guest.attempt) == cast.student.id


def test_the_guest_is_there_again_when_the_browser_was_closed(guest, password):
    log_in(guest.client, password)
    guest.client.delete_cookie(COOKIE)
    assert guest.client.get(f"/attempts/{guest.attempt}").status_code == 200


def test_the_guest_is_there_again_when_the_login_has_ended(guest, password, clock):
    log_in(guest.client, password)
    clock.advance(hours=3)
    assert guest.client.get("/account/password").location.startswith("/login")
    assert guest.client.get(f"/attempts/{guest.attempt}").status_code == 200


def test_a_second_person_is_asked_too_and_the_first_has_nothing(app, guest, cast, password):
    log_in(guest.client, password)
    log_in(guest.client, password, "Ben")
    say(guest.client, "add")
    assert owner_of(app, guest.attempt) == cast.stranger.id


def test_somebody_else_who_begins_as_a_guest_meanwhile_replaces_nobody(app, guest, cast, password):
    log_in(guest.client, password)
    guest.client.post("/logout")
    second = guest.start()
    assert owner_of(app, second) == owner_of(app, guest.attempt) == cast.guest.id


def test_what_a_guest_did_who_did_nothing_is_not_asked_about(
    app, as_guest, cast, password, load_bank, clock
):
    load_bank(builders.bank())
    with app.app_context(), transaction() as session:
        bank = bank_by_slug(session, "arnholm")
        set_visibility(session, bank.id, Visibility.LINK, clock())
        assert join_by_link(session, bank.link_token, cast.guest.id, clock())
    assert log_in(as_guest, password).location == "/"
    with app.app_context():
        assert set(db.session.scalars(select(Membership.user_id))) == {cast.student.id}
        assert db.session.get(User, cast.guest.id).merged_into_id == cast.student.id


def test_history_moves_in_one_transaction_or_not_at_all(app, guest, cast, password, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("no room")

    monkeypatch.setattr("quizapp.answering.learners.merge_history", broken)
    log_in(guest.client, password)
    with pytest.raises(RuntimeError, match="no room"):
        say(guest.client, "add")
    with app.app_context():
        assert db.session.get(User, cast.guest.id).merged_into_id is None
    assert ASKED in guest.page("/login/guest")


def test_a_code_for_a_new_password_asks_as_well(app, guest, as_teacher, cast):
    as_teacher.post("/teach/reset-code", data={"name": "Ana"})
    page = as_teacher.get("/teach/reset-code").text
    code = page.partition("<code>")[2].partition("</code>")[0]
    data = {"name": "Ana", "code": code, "password": FRESH}
    assert guest.client.post("/forgot", data=data).location.startswith("/login/guest")
    assert owner_of(app, guest.attempt) == cast.guest.id


@pytest.mark.parametrize("token", ["", "x", "x" * 3000])
def test_a_planted_guest_is_nobody(as_student, token):
    as_student.set_cookie(GUEST_COOKIE, token)
    assert as_student.get("/login/guest").location == "/"
    assert as_student.get("/account").status_code == 200


def test_somebody_elses_account_is_no_guest(as_student, log_in, cast):
    token = log_in(cast.stranger).get_cookie(COOKIE).value
    as_student.set_cookie(GUEST_COOKIE, token)
    assert as_student.get("/login/guest").location == "/"
    assert say(as_student, "add").status_code == 303
    assert "<h1>Ana</h1>" in as_student.get("/account").text


@pytest.mark.parametrize(
    ("guest_field", "is_theirs"), [("keep", True), ("leave", False), (None, True)]
)
def test_whoever_signs_up_says_whose_the_answers_are(app, guest, cast, guest_field, is_theirs):
    assert "1 answer since" in guest.page("/signup")
    data = {"name": "Eva", "password": FRESH} | ({"guest": guest_field} if guest_field else {})
    answer = guest.client.post("/signup", data=data)
    assert (answer.status_code, answer.location) == (303, "/")
    with app.app_context():
        eva = user_by_name(db.session(), "Eva").id
    assert (eva == cast.guest.id) is is_theirs
    assert owner_of(app, guest.attempt) == cast.guest.id
    guest.client.post("/logout")
    seen = guest.client.get(f"/attempts/{guest.attempt}").status_code
    assert seen == (303 if is_theirs else 200)


def test_a_guest_is_told_what_ending_loses_and_what_stays(guest):
    assert "/account/end-guest" in guest.page("/account")
    page = guest.page("/account/end-guest")
    assert "1 answer since" in page
    assert "Lost for you" in page
    assert "60 days" in page
    assert "/signup" in page


@both_databases
def test_whoever_comes_after_a_guest_session_has_ended_begins_anew(app, guest, cast):
    for _ in range(2):
        answer = guest.client.post("/account/end-guest")
        assert (answer.status_code, answer.location) == (303, "/")
    assert guest.client.get(f"/attempts/{guest.attempt}").status_code == 303
    attempt = guest.start()
    assert owner_of(app, attempt) != cast.guest.id
    with app.app_context():
        logins = select(Login).where(Login.user_id == cast.guest.id)
        assert db.session.scalars(logins).first() is None


def test_a_guest_who_waits_is_ended_for_good_once_they_are_back(guest, password):
    log_in(guest.client, password)
    guest.client.post("/logout")
    guest.client.post("/account/end-guest")
    assert guest.client.get_cookie(GUEST_COOKIE) is None
    assert log_in(guest.client, password).location == "/"


def test_an_account_has_no_guest_session_to_end(as_student):
    assert as_student.get("/account/end-guest").location == "/"
    assert as_student.post("/account/end-guest").location == "/"
    assert as_student.get("/account").status_code == 200


def test_what_a_tab_kept_of_somebody_whose_login_lay_idle_goes_with_the_next_person(
    client, cast, password, clock
):
    kept = "Clear-Site-Data"
    assert cast
    assert kept not in log_in(client, password).headers
    clock.advance(days=30)
    assert client.get("/account").status_code == 303
    # Whoever comes back finds what the server never had.
    assert kept not in log_in(client, password).headers
    clock.advance(days=30)
    assert log_in(client, password, "Ben").headers[kept] == '"storage"'


def test_what_a_tab_kept_of_somebody_whose_login_lay_idle_goes_with_a_new_guest(
    client, cast, password, clock, load_bank
):
    load_bank(builders.bank())
    assert cast
    log_in(client, password)
    clock.advance(days=30)
    begun = client.post(
        "/banks/arnholm/quiz",
        data={"attempt_id": FIRST_ATTEMPT, "length": "5", "layout": "single"},
    )
    assert begun.headers["Clear-Site-Data"] == '"storage"'
