"""`quizapp user create`: an account, or one clear line."""

import re

import pytest
from click.testing import CliRunner

from quizapp.cli import main

PASSWORD = "a short sentence"


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0


def create(*arguments, password=PASSWORD):
    return CliRunner().invoke(main, ["user", "create", *arguments, "--password", password])


@pytest.mark.parametrize(
    ("role", "said"), [("student", "a student"), ("teacher", "a teacher"), ("admin", "an admin")]
)
def test_an_account_is_made_with_its_role(role, said):
    result = create("Ana", "--role", role)
    assert (result.exit_code, result.output) == (0, f"Ana can log in as {said}.\n")


def test_an_account_can_be_made_with_a_code_instead_of_a_password():
    result = CliRunner().invoke(main, ["user", "create", "Tom", "--role", "teacher", "--code"])
    assert result.exit_code == 0
    assert re.fullmatch(r"(\w{4}-){2}\w{4}\n", result.stdout)
    assert "Tom\tteacher\tactive" in run("list").output
    again = CliRunner().invoke(main, ["user", "create", "tom", "--code"])
    assert (again.exit_code, again.output) == (
        1,
        "Error: Name: This name is taken. Choose another.\n",
    )


def test_a_password_is_asked_for_where_none_is_given():
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    assert CliRunner().invoke(main, ["user", "create", "Ana"], input=typed).exit_code == 0


def test_a_name_is_taken_whatever_its_case():
    assert create("Ana").exit_code == 0
    result = create("ANA")
    assert (result.exit_code, result.output) == (
        1,
        "Error: Name: This name is taken. Choose another.\n",
    )


@pytest.mark.parametrize("password", ["short", "12345678", "password", "anatolia1", "y" * 200])
def test_a_weak_password_is_refused(password):
    result = create("Anatolia", password=password)
    assert result.exit_code == 1
    assert result.output.startswith("Error: Password: ")


def test_a_database_that_is_not_ready_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path / "other"))
    result = create("Ana")
    assert result.exit_code == 1
    assert "quizapp db upgrade" in result.output


def run(*arguments):
    return CliRunner().invoke(main, ["user", *arguments])


def test_a_code_is_printed_alone_and_replaced_by_the_next():
    create("Ana")
    first, second = run("code", "ana"), run("code", "Ana")
    assert first.exit_code == second.exit_code == 0
    assert re.fullmatch(r"(\w{4}-){2}\w{4}\n", first.stdout)
    assert first.stdout != second.stdout
    assert "/forgot" in first.stderr


@pytest.mark.parametrize("command", [("code",), ("unlock",), ("role",)])
def test_a_name_that_nobody_has_is_one_line(command):
    create("Ana")
    more = ("teacher",) if command == ("role",) else ()
    result = run(*command, "Nobody", *more)
    assert result.exit_code == 1
    assert result.output.startswith("Error: Nobody has the name Nobody.")


def test_a_role_is_given_and_listed():
    create("Ana")
    create("Ben", "--role", "admin")
    assert run("role", "ana", "teacher").output == "Ana has the role teacher.\n"
    assert run("list").output == "Ana\tteacher\tactive\nBen\tadmin\tactive\n"
    assert run("list", "--role", "admin").output == "Ben\tadmin\tactive\n"


def test_the_last_administrator_stays_one():
    create("Ben", "--role", "admin")
    result = run("role", "Ben", "student")
    assert result.exit_code == 1
    assert "only administrator" in result.output


def test_nobody_to_list_is_said_beside_the_list():
    result = run("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nobody" in result.stderr


def test_an_account_is_unlocked():
    create("Ana")
    assert run("unlock", "Ana").output == "Ana can try again at once.\n"


def test_a_second_factor_is_told_and_taken_away():
    create("Ana", "--role", "teacher")
    assert run("second-factor", "ana").output == "Ana: off\n"
    assert run("second-factor", "ana", "--remove").output == "Ana: off\n"
    assert run("second-factor", "nobody").exit_code == 1
