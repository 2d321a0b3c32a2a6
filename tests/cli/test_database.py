"""`quizapp db backup`: a whole copy of a database that is in use."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli import main


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def names_in(path: Path) -> list[str]:
    kept = sqlite3.connect(path)
    try:
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [name for (name,) in kept.execute("SELECT name FROM user_account ORDER BY name")]
    finally:
        kept.close()


def test_a_copy_holds_what_was_written_before_it_and_nothing_of_later(instance: Path) -> None:
    assert run("db", "upgrade").exit_code == 0
    assert run("user", "create", "Ana", "--password", "a short sentence").exit_code == 0
    result = run("db", "backup")
    assert result.exit_code == 0
    copy = Path(result.output.strip())
    assert copy.parent == instance / "backups"
    assert copy.stat().st_mode & 0o077 == 0
    assert run("user", "create", "Ben", "--password", "a short sentence").exit_code == 0
    assert names_in(copy) == ["Ana"]


def test_a_copy_is_made_while_somebody_writes(instance: Path) -> None:
    assert run("db", "upgrade").exit_code == 0
    assert run("user", "create", "Ana", "--password", "a short sentence").exit_code == 0
    writer = sqlite3.connect(instance / "quizapp.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE user_account SET name = 'Half'")
    result = run("db", "backup")
    writer.execute("ROLLBACK")
    writer.close()
    assert result.exit_code == 0
    assert names_in(Path(result.output.strip())) == ["Ana"]


def test_a_database_without_tables_is_not_copied() -> None:
    result = run("db", "backup")
    assert (result.exit_code, result.output) == (
        1,
        "Error: The database has no tables yet: there is nothing to copy.\n",
    )
