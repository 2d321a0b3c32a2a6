import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, abort

from quizapp.accounts.errors import TooManyTries
from quizapp.db import RowGone, db
from quizapp.web.errors import is_busy
from quizapp.web.policies import anyone, policy


@pytest.fixture
def break_page(app, monkeypatch):
    """Make the log-in page raise something, as a fault of ours would."""

    def make(error, *, in_testing=True):
        @policy(anyone)
        def view():
            raise error

        monkeypatch.setitem(app.view_functions, "accounts.login", view)
        monkeypatch.setattr(app, "testing", in_testing)

    return make


def code_error(code):
    try:
        abort(code)
    except HTTPException as error:
        return error


def operational(text):
    return OperationalError("SELECT 1", {}, Exception(text))


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 413, 429, 500, 503])
def test_error_page_says_what_happened_what_is_safe_and_what_to_do(client, break_page, code):
    break_page(code_error(code))
    page = client.get("/login")
    assert page.status_code == code
    assert page.text.count("<h1>") == 1
    assert page.text.count("<p>") >= 3
    assert 'href="/"' in page.text


def test_what_was_removed_meanwhile_is_told_as_gone(client, break_page):
    break_page(RowGone("bank"))
    page = client.get("/login")
    assert page.status_code == 404
    assert "It is not there any more" in page.text


def test_unknown_page_has_a_way_on(client):
    page = client.get("/no/such/page")
    assert page.status_code == 404
    assert "There is nothing here" in page.text


def test_wrong_method_names_the_right_one(client):
    page = client.get("/logout")
    assert page.status_code == 405
    assert "POST" in page.headers["Allow"]


def test_form_without_its_token_keeps_what_was_typed_within_reach(client):
    client.forges = True
    page = client.post("/login", data={"name": "Ana", "password": "some words"})
    assert page.status_code == 400
    assert "What you typed is mostly still there when you go back" in page.text


def test_script_gets_its_answer_as_json(client):
    answer = client.get("/no/such/page", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json == {
        "error": "There is nothing here",
        "message": "The page does not exist, or it is not yours to see.",
    }


def test_too_large_a_form_is_refused_before_it_is_read(client):
    page = client.post("/login", data={"name": "x" * 2_000_000})
    assert page.status_code == 413
    assert "too large" in page.text


def test_form_of_too_many_parts_is_refused(client):
    page = client.post(
        "/login",
        data={f"field{number}": "x" for number in range(3000)},
        content_type="multipart/form-data",
    )
    assert page.status_code == 413


def test_refusal_for_too_many_tries_says_how_long(client, break_page):
    break_page(TooManyTries(90))
    page = client.get("/login")
    assert (page.status_code, page.headers["Retry-After"]) == (429, "90")
    assert "Wait 90 seconds" in page.text


@pytest.mark.parametrize(
    "error",
    [
        operational("database is locked"),
        operational("connection refused"),
        operational("deadlock detected"),
        PoolTimeout("QueuePool limit reached"),
    ],
)
def test_busy_database_asks_to_come_back(client, break_page, error, caplog):
    break_page(error)
    with caplog.at_level(logging.WARNING, "quizapp"):
        page = client.get("/login")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert "It will count once" in page.text
    assert "busy" in caplog.text


@pytest.mark.parametrize(
    "words",
    [
        "database or disk is full",
        "attempt to write a readonly database",
        'could not extend file "base/1/2": No space left on device',
        "cannot execute INSERT in a read-only transaction",
    ],
)
def test_full_or_locked_disk_says_that_nothing_was_stored(client, break_page, words, caplog):
    break_page(operational(words))
    page = client.get("/login")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    assert "Nothing can be stored just now" in page.text
    assert "cannot be written" in caplog.text


def refused(words, state=None):
    cause = Exception(words)
    cause.sqlstate = state
    return IntegrityError("INSERT", {}, cause)


@pytest.mark.parametrize(
    "error",
    [
        refused("FOREIGN KEY constraint failed"),
        refused('insert or update on table "quiz_bank" violates a constraint', "23503"),
    ],
)
def test_what_was_removed_meanwhile_is_said(client, break_page, error, caplog):
    break_page(error)
    page = client.get("/login")
    assert page.status_code == 409
    assert "removed meanwhile" in caplog.text


def test_other_refusals_of_the_database_reach_the_test(client, break_page):
    break_page(refused("UNIQUE constraint failed: bank.slug"))
    with pytest.raises(IntegrityError):
        client.get("/login")


def test_other_refusals_of_the_database_are_a_calm_page_in_earnest(client, break_page):
    break_page(refused("UNIQUE constraint failed: bank.slug"), in_testing=False)
    assert client.get("/login").status_code == 500


def test_damage_is_not_called_busy():
    assert not is_busy(operational("database disk image is malformed"))
    assert not is_busy(operational("no such table: answer"))


def test_fault_of_ours_reaches_the_test(client, break_page):
    break_page(ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        client.get("/login")


def test_fault_of_the_database_reaches_the_test(client, break_page):
    break_page(operational("no such table: answer"))
    with pytest.raises(OperationalError):
        client.get("/login")


@pytest.mark.parametrize("error", [ZeroDivisionError("0xdecaf"), operational("no such table: x")])
def test_fault_of_ours_is_a_calm_page_and_a_log_line_in_earnest(client, break_page, error, caplog):
    break_page(error, in_testing=False)
    with caplog.at_level(logging.ERROR, "quizapp"):
        page = client.get("/login")
    assert page.status_code == 500
    assert "It is not your fault" in page.text
    assert "0xdecaf" not in page.text
    assert "such table" not in page.text
    assert caplog.records


def test_log_of_a_fault_holds_no_token_of_the_address(app, client, caplog, monkeypatch):
    @policy(anyone)
    def view(token):
        raise ZeroDivisionError(len(token))

    monkeypatch.setitem(app.view_functions, "accounts.setup", view)
    monkeypatch.setattr(app, "testing", False)
    with caplog.at_level(logging.ERROR, "quizapp"):
        assert client.get("/setup/a-secret-token").status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert "a-secret-token" not in caplog.text


@pytest.mark.usefixtures("context")
def test_fault_of_the_database_does_not_show_what_was_to_be_stored():
    with pytest.raises(OperationalError) as caught:
        db.session.execute(text("SELECT :name FROM nowhere"), {"name": "Ana Maria"})
    assert "Ana Maria" not in str(caught.value)


def test_error_is_told_even_when_the_frame_of_pages_is_broken(client, monkeypatch):
    def broken(*_arguments, **_values):
        raise RuntimeError("template")

    monkeypatch.setattr("quizapp.web.errors.render_template", broken)
    page = client.get("/no/such/page")
    assert page.status_code == 404
    assert "<h1>There is nothing here</h1>" in page.text
