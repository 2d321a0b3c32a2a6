"""Copies of earlier versions, and what was decided about people since a copy was made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from quizapp import schema
from quizapp.backups import postgres
from quizapp.db import UtcDateTime
from quizapp.schema import SchemaState
from tests import versions
from tests.backups.conftest import both
from tests.platform.test_upgrades import RENAMED


@both
@pytest.mark.parametrize("revision", versions.FILLED)
def test_a_copy_of_an_earlier_version_is_brought_up_to_date(
    instance, tmp_path, database_kind, revision
):
    copy = tmp_path / "copy"
    if database_kind == "sqlite":
        versions.restore(revision, copy)
    else:
        instance.empty()
        with instance.engine() as engine:
            versions.restore_on_postgresql(revision, tmp_path / "rows.db", engine)
        postgres.take(instance.settings.database, copy)
    instance.empty()
    instance.done("restore", copy)
    with instance.engine() as engine:
        assert schema.check_version(engine) is SchemaState.OK
    # A restore ends the logins of people with an account; everything else must be there.
    found = {name: len(rows) for name, rows in instance.rows().items()}
    counted = versions.shown(revision)["rows"].items()
    expected = {RENAMED.get(name, name): rows for name, rows in counted if name != "login"}
    assert {name: rows for name, rows in expected.items() if found.get(name, 0) < rows} == {}


def make(instance, *names):
    for name in names:
        instance.done("user", "create", name, "--password", "a short sentence")


PEOPLE = sa.table(
    "user_account",
    *(sa.column(name) for name in ("name", "name_key", "password_hash")),
    *(sa.column(name, UtcDateTime) for name in ("leaves_at", "erased_at", "deactivated_at")),
)


def leaves(instance, name, at, *, erased=False):
    """Let an account be deleted at a moment, or have been."""
    nobody = dict.fromkeys(("name", "name_key", "password_hash", "leaves_at"))
    changed = nobody | {"erased_at": at} if erased else {"leaves_at": at}
    change(instance, name, changed)


def change(instance, name, changed):
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(sa.update(PEOPLE).where(PEOPLE.c.name == name).values(changed))


def accounts(instance):
    with instance.engine() as engine, engine.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT name, leaves_at IS NOT NULL, erased_at IS NOT NULL FROM user_account")
        ).all()
    return {(name, bool(leaving), bool(erased)) for name, leaving, erased in rows}


@both
def test_who_was_deleted_since_is_deleted_again(instance, tmp_path):
    make(instance, "Ana", "Ben", "Clara", "Dora")
    today = datetime.now(UTC)
    past, later = today - timedelta(days=1), today + timedelta(days=20)
    leaves(instance, "Dora", later)
    copy = tmp_path / "copy"
    instance.done("backup", copy)
    leaves(instance, "Ana", past, erased=True)
    leaves(instance, "Ben", later)
    # She took it back.
    leaves(instance, "Dora", None)
    said = instance.done("restore", copy)
    assert accounts(instance) == {
        (None, False, True),
        ("Ben", True, False),
        ("Clara", False, False),
        ("Dora", False, False),
    }
    assert "2 accounts are being deleted again" in said


@both
def test_who_was_shut_out_at_the_time_and_erased_since_keeps_no_name(instance, tmp_path):
    make(instance, "Ana")
    past = datetime.now(UTC) - timedelta(days=1)
    change(instance, "Ana", {"deactivated_at": past})
    copy = tmp_path / "copy"
    instance.done("backup", copy)
    change(instance, "Ana", {"deactivated_at": None})
    leaves(instance, "Ana", past, erased=True)
    instance.done("restore", copy)
    assert accounts(instance) == {(None, False, True)}


@both
@pytest.mark.usefixtures("filled")
def test_everybody_with_an_account_logs_in_again(instance, tmp_path):
    make(instance, "Ana")
    with instance.engine() as engine, engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO login (token_hash, user_id, browser, created_at, seen_at, expires_at)"
                " SELECT 'x', id, '', created_at, created_at, created_at FROM user_account"
                " WHERE name = 'Ana'"
            )
        )
    copy = tmp_path / "copy"
    instance.done("backup", copy)
    instance.done("restore", copy)
    with instance.engine() as engine, engine.connect() as connection:
        kept = connection.execute(
            sa.text("SELECT is_guest FROM login JOIN user_account ON user_account.id = user_id")
        ).scalars()
        # A guest could never come back.
        assert [bool(each) for each in kept] == [True]
