"""`quizapp user create`: an account, or one clear line."""

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


def test_an_account_is_made_with_its_role():
    result = create("Ana", "--role", "teacher")
    assert (result.exit_code, result.output) == (0, "Ana can log in as a teacher.\n")


def test_a_name_is_taken_whatever_its_case():
    assert create("Ana").exit_code == 0
    result = create("ANA")
    assert (result.exit_code, result.output) == (
        1,
        "Error: Name: This name is taken. Choose another.\n",
    )


def test_a_weak_password_is_refused():
    result = create("Ana", password="short")
    assert result.exit_code == 1
    assert result.output.startswith("Error: Password: ")


def test_a_database_that_is_not_ready_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path / "other"))
    result = create("Ana")
    assert result.exit_code == 1
    assert "quizapp db upgrade" in result.output
