"""`quizapp demo`: people and a quiz for them, made once, and not among other people."""

import json

import pytest
from click.testing import CliRunner

from quizapp.cli import main


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def made(*arguments):
    result = run("demo", "--json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def people():
    return [line.split("\t")[:2] for line in run("user", "list").stdout.splitlines()]


def test_it_says_who_can_log_in_and_where():
    said = made("--students", "2", "--password", "a short sentence")
    assert said["teacher"] == "demo-teacher"
    assert said["students"] == ["demo-student-0001", "demo-student-0002"]
    assert said["password"] == "a short sentence"
    assert said["quiz"].startswith("http://127.0.0.1:8000/quizzes/")
    assert sorted(people()) == [
        ["demo-student-0001", "student"],
        ["demo-student-0002", "student"],
        ["demo-teacher", "teacher"],
    ]


def test_people_read_the_same():
    result = run("demo", "--students", "40", "--address", "https://quiz.example.org/")
    assert result.exit_code == 0
    assert "https://quiz.example.org/quizzes/" in result.stdout
    assert "demo-student-0001 to demo-student-0040" in result.stdout


def test_a_second_time_doubles_nothing_and_gives_a_new_password():
    first, second = made("--students", "2"), made("--students", "3")
    assert second["quiz"] == first["quiz"]
    assert second["password"] != first["password"]
    assert len(people()) == 4


def test_among_other_people_it_has_to_be_forced():
    account = ["user", "create", "Ana", "--password", "correct horse battery"]
    assert run(*account).exit_code == 0
    refused = run("demo")
    assert refused.exit_code == 1
    assert "1 other account is in this database" in refused.output
    assert people() == [["Ana", "student"]]
    assert len(made("--students", "1", "--force")["students"]) == 1


@pytest.mark.parametrize("name", ["demo-teacher", "DEMO-student-0001"])
def test_an_account_of_somebody_else_is_never_taken_over(name):
    account = ["user", "create", name, "--password", "correct horse battery"]
    assert run(*account).exit_code == 0
    refused = run("demo", "--force")
    assert refused.exit_code == 1
    assert "Name: This name is taken." in refused.output
    assert people() == [[name, "student"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--students", "0"], "0 is not in the range"),
        (["--students", "5001"], "5001 is not in the range"),
        (["--students", "many"], "'many' is not a valid integer"),
        (["--password", "short"], "Password: Use at least"),
    ],
)
def test_what_cannot_be_is_said(arguments, said):
    refused = run("demo", *arguments)
    assert refused.exit_code != 0
    assert said in refused.output
    assert people() == []
