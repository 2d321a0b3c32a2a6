"""The database is copied while it is used, lost, and put back: people see what they saw."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from quizapp.accounts.models import Throttle
from quizapp.clock import system_clock
from quizapp.db import transaction
from tests.backups.conftest import Instance, both, shown_again
from tests.web.conftest import Walk


@both
def test_what_was_lost_is_there_again(instance, filled, tmp_path):
    copy = tmp_path / "copy"
    instance.done("backup", copy)
    before = instance.rows()
    instance.empty()
    instance.done("restore", copy)
    assert instance.rows() == before
    assert shown_again(instance, filled) == filled.shown
    assert instance.copies == []


@both
@pytest.mark.usefixtures("filled")
def test_the_log_of_a_restored_database_is_kept_by_it_as_before(instance, tmp_path):
    copy = tmp_path / "copy"
    instance.done("user", "create", "Eve", "--password", "a long sentence")
    instance.done("backup", copy)
    instance.done("restore", copy)
    assert "account_made" in repr(instance.rows()["audit_entry"])
    with (
        instance.engine() as engine,
        engine.connect() as connection,
        pytest.raises(sa.exc.DBAPIError, match="only added"),
    ):
        connection.exec_driver_sql("DELETE FROM audit_entry")


@both
def test_a_copy_is_one_moment_of_a_database_that_is_written_to(instance, filled, tmp_path):
    ended, begun = threading.Event(), threading.Event()

    def write():
        with instance.app() as app, app.app_context():
            number = 0
            while not ended.is_set():
                number += 1
                # Two rows in one transaction: a copy has both or none.
                with transaction() as session:
                    for half in ("a", "b"):
                        key = f"{half}{number}"
                        session.add(Throttle(key=key, tries=0, window_ends_at=system_clock()))
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(60)
    try:
        copies = [tmp_path / f"copy{number}" for number in range(3)]
        for copy in copies:
            instance.done("backup", copy)
    finally:
        ended.set()
        writer.join()
    for copy in copies:
        instance.done("restore", copy)
        keys = [row[0] for row in instance.rows()["throttle"]]
        assert sorted(key[1:] for key in keys if key[0] == "a") == sorted(
            key[1:] for key in keys if key[0] == "b"
        )
        assert shown_again(instance, filled) == filled.shown


@both
def test_what_was_there_before_a_restore_is_kept_and_can_be_restored(instance, filled, tmp_path):
    empty = tmp_path / "empty"
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE bank SET title = 'Before'"))
    instance.done("backup", empty)
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE bank SET title = 'After'"))
    said = instance.done("restore", empty)
    [kept] = instance.copies
    assert kept.name.startswith("before-restore-")
    assert str(kept) in said
    assert titles(instance) == ["Before"]
    instance.done("restore", kept)
    assert titles(instance) == ["After"]
    # The page of results names the bank.
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("UPDATE bank SET title = 'Arnholm'"))
    assert shown_again(instance, filled) == filled.shown


def titles(instance: Instance) -> list[object]:
    with instance.engine() as engine, engine.connect() as connection:
        return list(connection.execute(sa.text("SELECT title FROM bank")).scalars())


@both
@pytest.mark.usefixtures("filled")
def test_ids_that_were_given_are_not_given_again(instance, tmp_path):
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM login"))
        connection.execute(
            sa.text(
                "INSERT INTO user_account (is_guest, role, time_zone, day_starts_at, new_per_day,"
                " created_at) VALUES (true, 'student', 'UTC', 4, 10, '2026-01-01')"
            )
        )
        highest = connection.scalar(sa.text("SELECT max(id) FROM user_account"))
        connection.execute(sa.text("DELETE FROM user_account WHERE id = :id"), {"id": highest})
    copy = tmp_path / "copy"
    instance.done("backup", copy)
    instance.empty()
    instance.done("restore", copy)
    instance.done("user", "create", "Ana", "--password", "a short sentence")
    with instance.engine() as engine, engine.connect() as connection:
        given = connection.scalar(sa.text("SELECT id FROM user_account WHERE name = 'Ana'"))
    assert given > highest


@both
@pytest.mark.usefixtures("filled")
def test_a_restored_database_goes_on(instance, tmp_path):
    copy = tmp_path / "copy"
    instance.done("backup", copy)
    instance.empty()
    instance.done("restore", copy)
    with instance.app() as app:
        walk = Walk(app, app.test_client())
        attempt_id = walk.start()
        walk.hand_in(attempt_id, walk.answers(attempt_id))
        assert "points" in walk.page(f"/attempts/{attempt_id}/results")


@both
@pytest.mark.usefixtures("filled")
def test_a_copy_without_a_name_goes_to_the_others(instance):
    first = Path(instance.done("backup").splitlines()[0])
    second = Path(instance.done("backup").splitlines()[0])
    assert instance.copies == sorted([first, second])
    assert first.stat().st_mode & 0o077 == 0


@both
def test_what_is_not_in_a_copy_is_said(instance, tmp_path):
    said = instance.done("backup", tmp_path / "copy")
    assert str(instance.folder / "secret") in said
    assert "Not in it" in said


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:20_000]),
        lambda path: path.write_bytes(b"\xff" * path.stat().st_size),
        lambda path: os.truncate(path, 0),
        lambda path: path.unlink(),
    ],
    ids=["cut off", "overwritten", "emptied", "gone"],
)
def test_a_damaged_file_is_kept_as_it_is_and_replaced(instance, filled, tmp_path, spoil):
    copy = tmp_path / "copy"
    instance.done("backup", copy)
    database = instance.folder / "quizapp.db"
    spoil(database)
    damaged = database.read_bytes() if database.exists() else b""
    said = instance.done("restore", copy)
    assert shown_again(instance, filled) == filled.shown
    kept = [path.read_bytes() for path in instance.copies if path.suffix == ".db"]
    assert kept == ([damaged] if damaged else [])
    assert ("is kept in" in said) is bool(damaged)
