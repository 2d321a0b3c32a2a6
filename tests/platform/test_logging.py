import json
import logging

import pytest

from quizapp import logging as ours

SECRET = "a-token-that-nobody-may-read"


@pytest.fixture(autouse=True)
def logger():
    """The app's logger, put back as it was after the test."""
    logger = logging.getLogger("quizapp")
    kept = logger.handlers[:], logger.level, logger.propagate
    yield logger
    logger.handlers[:], logger.level, logger.propagate = kept


def test_json_lines_name_the_route_and_never_what_was_in_it(client, capsys):
    ours.set_up("json", "INFO")
    client.get(f"/setup/{SECRET}?name=Ana", headers={"User-Agent": "Ana's phone"})
    text = capsys.readouterr().err
    line = json.loads(text.splitlines()[-1])
    assert line["route"] == "/setup/<token>"
    assert (line["method"], line["status"], line["level"]) == ("GET", 410, "INFO")
    assert line["ms"] > 0
    assert SECRET not in text
    assert "Ana" not in text


def test_plain_lines_say_the_same(client, capsys):
    ours.set_up("plain", "INFO")
    client.get("/login")
    line = capsys.readouterr().err.splitlines()[-1]
    assert "INFO" in line
    assert "route=/login" in line
    assert "status=200" in line


def test_level_is_obeyed(client, capsys):
    ours.set_up("plain", "WARNING")
    client.get("/login")
    assert capsys.readouterr().err == ""


def test_fault_is_logged_with_its_trace_in_json(logger, capsys):
    ours.set_up("json", "INFO")
    try:
        raise ZeroDivisionError("ours")
    except ZeroDivisionError:
        logger.exception("it broke")
    line = json.loads(capsys.readouterr().err)
    assert "ZeroDivisionError: ours" in line["trace"]
    assert "request" not in line


def test_setting_up_twice_does_not_double_the_lines(logger):
    ours.set_up("plain", "INFO")
    ours.set_up("plain", "INFO")
    assert len(logger.handlers) == 1


def test_request_has_an_id_and_a_proxy_may_give_it(client):
    assert len(client.get("/login").headers["X-Request-Id"]) == 32
    given = client.get("/login", headers={"X-Request-Id": "proxy-12345678"})
    assert given.headers["X-Request-Id"] == "proxy-12345678"


@pytest.mark.parametrize("bad", ["short", "x" * 65, "with space 1234", "<script>alert"])
def test_strange_id_is_replaced(client, bad):
    answer = client.get("/login", headers={"X-Request-Id": bad})
    assert answer.headers["X-Request-Id"] != bad


def test_nobody_and_nothing_personal_is_logged_on_any_way_in(client, make_user, password, caplog):
    make_user("Ana Maria")
    with caplog.at_level(logging.DEBUG, "quizapp"):
        client.post("/login", data={"name": "Ana Maria", "password": "wrong words"})
        client.post("/login", data={"name": "Ana Maria", "password": password})
        client.get("/account")
    shown = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert "Ana Maria" not in shown
    assert password not in shown
    assert client.get_cookie("quizapp_login").value not in shown
