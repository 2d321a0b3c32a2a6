"""What is no copy, or one that may not be put in place, changes nothing and is told why."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
import sqlalchemy as sa

from quizapp import database_use, schema, sqlite
from tests.backups.conftest import both


def refused(instance, *arguments):
    """Type a command that must be refused; return what it says."""
    before = instance.rows()
    result = instance.run(*arguments)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), "a trace is no answer"
    assert result.output.startswith("Error: ")
    assert instance.rows() == before
    return result.output


@both
@pytest.mark.parametrize(
    "content", [b"", b"some words", b"SQLite format 3\0 and no more", b"PGDMP and no more"]
)
def test_a_file_that_is_no_copy_is_refused(instance, tmp_path, content):
    path = tmp_path / "copy"
    path.write_bytes(content)
    refused(instance, "restore", path)
    assert instance.copies == []


@both
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@pytest.mark.usefixtures("filled")
def test_a_copy_that_is_cut_off_is_refused(instance, tmp_path, part):
    path = tmp_path / "copy"
    instance.done("backup", path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    said = refused(instance, "restore", path)
    assert "Nothing was changed" in said
    assert str(path) in said


@both
@pytest.mark.usefixtures("filled")
def test_a_copy_of_which_bytes_changed_is_refused_or_is_the_same(instance, tmp_path):
    path = tmp_path / "copy"
    instance.done("backup", path)
    content, before = path.read_bytes(), instance.rows()
    for at in range(1_000, len(content), len(content) // 6):
        path.write_bytes(content[:at] + b"\xff" * 64 + content[at + 64 :])
        result = instance.run("restore", path)
        assert isinstance(result.exception, SystemExit | None)
        assert result.exit_code == 1 or set(instance.rows()) == set(before)


@both
def test_a_copy_of_a_newer_version_is_refused(instance, tmp_path):
    path = tmp_path / "copy"
    instance.done("backup", path)
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    newer = tmp_path / "newer"
    instance.done("backup", newer)
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE alembic_version SET version_num = :head"),
            {"head": schema.ScriptDirectory.from_config(schema.configuration()).get_current_head()},
        )
    assert "newer version" in refused(instance, "restore", newer)


@both
def test_a_copy_of_the_other_kind_of_database_is_refused(instance, tmp_path, database_kind):
    path = tmp_path / "copy"
    magic = b"PGDMP" if database_kind == "sqlite" else b"SQLite format 3\0"
    path.write_bytes(magic + b"\0" * 100)
    assert "Name one of the same kind" in refused(instance, "restore", path)


@both
@pytest.mark.usefixtures("filled")
def test_nothing_is_restored_while_a_server_runs(instance, tmp_path):
    path = tmp_path / "copy"
    instance.done("backup", path)
    with instance.app() as app:
        assert app.test_client().get("/").status_code == 200
        with database_use.sharing(instance.settings.database):
            assert "stop the server" in refused(instance, "restore", path)
    instance.done("restore", path)


@pytest.mark.usefixtures("filled")
def test_nothing_is_restored_while_another_program_holds_the_file(instance, tmp_path):
    path = tmp_path / "copy"
    instance.done("backup", path)
    # Of the same library: two of them in one process would not see each other's locks.
    with closing(sqlite.driver().connect(instance.folder / "quizapp.db")) as other:
        other.execute("SELECT * FROM bank").fetchall()
        assert "holds the database" in refused(instance, "restore", path)
    instance.done("restore", path)


def test_nobody_begins_while_a_database_is_being_restored(instance):
    with database_use.alone(instance.settings.database):
        result = instance.run("user", "list")
    assert result.exit_code == 1
    assert "being restored" in result.output


@both
def test_a_database_of_another_program_is_not_replaced(instance, tmp_path):
    path = tmp_path / "copy"
    instance.done("backup", path)
    instance.empty()
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE song (title VARCHAR(20))"))
    assert "not quizapp's" in refused(instance, "restore", path)


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_tables_of_others_beside_ours_are_not_touched(instance, tmp_path):
    path = tmp_path / "copy"
    instance.done("backup", path)
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE song (title VARCHAR(20))"))
    assert "song" in refused(instance, "restore", path)


@both
def test_a_database_without_tables_is_not_copied(instance, tmp_path):
    instance.empty()
    assert "nothing to copy" in refused(instance, "backup", tmp_path / "copy")
    assert list(tmp_path.glob("copy*")) == []


@pytest.mark.usefixtures("filled")
def test_a_folder_for_copies_that_cannot_be_made_is_said(instance):
    (instance.folder / "backups").write_text("a file")
    assert "The copy was not made" in refused(instance, "backup")


@both
def test_a_name_that_is_taken_is_not_overwritten(instance, tmp_path):
    path = tmp_path / "copy"
    path.write_text("my thesis")
    assert "is there already" in refused(instance, "backup", path)
    assert path.read_text() == "my thesis"


@pytest.mark.usefixtures("filled")
def test_a_database_that_is_damaged_is_not_copied(instance, tmp_path):
    database = instance.folder / "quizapp.db"
    content = bytearray(database.read_bytes())
    content[40_960:81_920] = b"\xff" * 40_960
    database.write_bytes(content)
    result = instance.run("backup", tmp_path / "copy")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert list(tmp_path.glob("copy*")) == []


@pytest.mark.usefixtures("filled")
def test_a_file_copied_while_in_use_is_not_taken_for_a_copy(instance, tmp_path):
    path = tmp_path / "copied.db"
    with closing(sqlite3.connect(instance.folder / "quizapp.db")) as other:
        other.execute("DELETE FROM login")
        other.commit()
        for ending in ("", "-wal"):
            shutil.copy(instance.folder / f"quizapp.db{ending}", f"{path}{ending}")
    assert "copied while in use" in refused(instance, "restore", path)


HOSTILE = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON login BEGIN DELETE FROM bank; END",
    "a trigger by the name of one of ours": "DROP TRIGGER audit_entry_is_kept;"
    "CREATE TRIGGER audit_entry_is_kept AFTER INSERT ON login BEGIN DELETE FROM bank; END",
    "a view": "CREATE VIEW v AS SELECT * FROM bank",
    "a view in the place of a table": "DROP TABLE throttle;CREATE VIEW throttle AS SELECT 1 AS key",
    "a virtual table": "CREATE VIRTUAL TABLE v USING fts5(words)",
    "a table too many": "CREATE TABLE song (title)",
    "a table too few": "DROP TABLE throttle",
    "a column too many": "ALTER TABLE throttle ADD COLUMN more TEXT",
    "a computed column": "ALTER TABLE throttle ADD COLUMN more AS (zeroblob(1000000000))",
    "no version": "DELETE FROM alembic_version",
    "two versions": "INSERT INTO alembic_version VALUES ('0002')",
    "a version that is none": "UPDATE alembic_version SET version_num = x'ff00'",
    "a version of words": "UPDATE alembic_version SET version_num = '../../etc/passwd'",
    "a row that points nowhere": "INSERT INTO login (token_hash, user_id, browser, created_at,"
    " seen_at, expires_at) VALUES ('x', 4711, '', '2026-01-01', '2026-01-01', '2026-01-01')",
    "what a column may not hold": "PRAGMA ignore_check_constraints=ON;"
    "UPDATE user_account SET role = 'emperor'",
    "bytes in the place of a text": "UPDATE user_account SET time_zone = x'ff00'",
    "what is no text": "UPDATE user_account SET time_zone = CAST(x'ff' AS TEXT)",
}


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.usefixtures("filled")
def test_a_file_that_somebody_changed_is_refused(instance, tmp_path, spoil):
    path = tmp_path / "copy"
    instance.done("backup", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(spoil)
        connection.commit()
    said = refused(instance, "restore", path)
    assert str(path) in said
    assert "Nothing was changed" in said


@pytest.mark.usefixtures("filled")
def test_what_a_file_says_of_its_tables_does_not_come_in(instance, tmp_path):
    path = tmp_path / "copy"
    instance.done("backup", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE INDEX odd ON throttle (abs(tries)); PRAGMA writable_schema=ON;"
            "UPDATE sqlite_master SET sql = replace(sql, 'CHECK', 'CHECK (1) CHECK')"
        )
    instance.done("restore", path)
    with instance.engine() as engine, engine.connect() as connection:
        master = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    assert "odd" not in {name for name, _ in master}
    assert not [sql for _, sql in master if sql and "CHECK (1)" in sql]


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ({}, "apt install postgresql-client"),
        ({"pg_dump": "echo 'pg_dump (PostgreSQL) 9.6.24'"}, "must not be older"),
        ({"pg_dump": "echo 'nothing of the sort'"}, "must not be older"),
    ],
)
def test_programs_that_are_missing_or_too_old_are_named(
    instance, tmp_path, monkeypatch, programs, said
):
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, body in programs.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))
    assert said in refused(instance, "backup", tmp_path / "copy")
    assert list(tmp_path.glob("copy*")) == []


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.usefixtures("filled")
def test_statements_in_a_copy_are_never_carried_out(instance, tmp_path):
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(
            sa.text(
                "CREATE FUNCTION evil() RETURNS trigger LANGUAGE plpgsql AS"
                " $$BEGIN DELETE FROM bank; RETURN NEW; END$$"
            )
        )
        connection.execute(
            sa.text(
                "CREATE TRIGGER evil BEFORE INSERT ON throttle FOR EACH ROW EXECUTE FUNCTION evil()"
            )
        )
    path = tmp_path / "copy"
    instance.done("backup", path)
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("DROP FUNCTION evil() CASCADE"))
    instance.done("restore", path)
    with instance.engine() as engine, engine.connect() as connection:
        triggers = sa.text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert "evil" not in connection.scalars(triggers).all()
        assert connection.scalar(sa.text("SELECT count(*) FROM bank")) == 1
