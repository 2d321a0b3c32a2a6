"""Putting a copy in the place of a SQLite database: the old one or the new one, never half.

The file is not put in place as it is. A new database is made by this version's own migrations, the
rows are copied into it, and it is brought up to date; so whatever a file says about its tables,
what is in place afterwards has the tables, the constraints and the indexes that quizapp makes.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, inspect
from sqlalchemy.exc import DBAPIError

from quizapp import database_use, schema, sqlite, sqlite_copy
from quizapp.backups import sqlite_files
from quizapp.backups.deletions import Account, accounts_now, carry_over
from quizapp.backups.errors import BackupError
from quizapp.backups.model import VERSION_TABLE, Restored
from quizapp.backups.sqlite_files import OpenCopy
from quizapp.schema import SchemaState
from quizapp.sqlite_copy import DamagedDatabase, quoted
from quizapp.whole_files import appearing, free_name

_BESIDE = ("-wal", "-shm", "-journal")


def restore(path: Path, url: URL, backups: Path, now: datetime) -> Restored:
    """Put the copy ``path`` in the place of the database of ``url``; the present one is kept.

    Raises BackupError, InUse, SchemaError, OSError and errors of the database; nothing was changed
    then.
    """
    database = Path(url.database or "")
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if database.is_dir():
        raise BackupError(f"{database} is a folder. Name a file in DATABASE_URL.")
    with (
        database_use.alone(url),
        sqlite_files.opened(path) as opened,
        appearing(database, replace=True) as partial,
    ):
        # What is read of people, and what is kept, are of one moment: nobody else may write.
        kept, accounts = _keep(url, database, backups, now)
        again = _build(opened, partial, accounts)
        _let_go(url, database)
    return Restored(opened.copy, kept, again)


def _keep(
    url: URL, database: Path, backups: Path, now: datetime
) -> tuple[Path | None, Sequence[Account]]:
    """Copy the present database to where copies are; return its path and the accounts in it."""
    if not database.exists() or not database.stat().st_size:
        return None, ()
    kept = free_name(backups, "before-restore", now, ".db")
    try:
        with schema.own_connection(url) as connection:
            state = schema.check_version(connection.engine)
            if state is SchemaState.FOREIGN:
                raise BackupError(schema.advice(state))
            if state is SchemaState.EMPTY:
                return None, ()
            sqlite_files.take(connection, kept)
            return kept, accounts_now(connection)
    except (DamagedDatabase, DBAPIError, sqlite.driver().DatabaseError) as error:
        if sqlite.is_locked(error):
            raise BackupError(_HELD) from error
        # There is something to be saved even of a damaged file, by other means than ours.
        kept = free_name(backups, "damaged-before-restore", now, ".db")
        for ending in ("", *_BESIDE):
            present = database.with_name(f"{database.name}{ending}")
            if present.exists():
                with appearing(kept.with_name(f"{kept.name}{ending}")) as partial:
                    shutil.copyfile(present, partial)
        return kept, ()


_HELD = "Another program holds the database: end it first. Nothing was changed."


def _build(opened: OpenCopy, partial: Path, accounts: Sequence[Account]) -> int:
    with schema.own_connection(URL.create("sqlite", database=str(partial))) as connection:
        schema.begin_migrating(connection)
        schema.migrate(connection, opened.copy.revision)
        _fill(connection, opened)
        schema.bring_to_head(connection)
        again = carry_over(connection, accounts)
        connection.commit()
        raw = connection.connection.driver_connection
        sqlite_copy.refuse_damage(raw)
        # The file stands by itself from here on: it is renamed alone.
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    return again


def _fill(connection: Connection, opened: OpenCopy) -> None:
    expected = set(inspect(connection).get_table_names())
    there = set(opened.copy.rows)
    if odd := sorted(expected ^ there):
        raise BackupError(
            f"{opened.copy.path} has other tables than quizapp {opened.copy.revision}: "
            f"{', '.join(odd)[:200]}. Nothing was changed."
        )
    target: Any = connection.connection.driver_connection
    driver = sqlite.driver()
    for table in sorted(expected - {VERSION_TABLE}):
        columns = [each["name"] for each in inspect(connection).get_columns(table)]
        if set(columns) != set(sqlite_files.columns_of(opened.source, table)):
            raise BackupError(
                f"{opened.copy.path} has other columns in {table} than quizapp "
                f"{opened.copy.revision}. Nothing was changed."
            )
        names = ", ".join(map(quoted, columns))
        marks = ", ".join("?" * len(columns))
        # Names are those of the tables that our migrations just made.
        select = f"SELECT {names} FROM {quoted(table)}"  # noqa: S608 - names of tables, quoted
        insert = f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})"  # noqa: S608 - names of tables, quoted
        try:
            target.executemany(insert, opened.source.execute(select))
        except (driver.IntegrityError, UnicodeDecodeError) as error:
            raise BackupError(
                f"{opened.copy.path} holds what may not be in {table}: {error}. "
                "Nothing was changed."
            ) from error
    _keep_counting(target, opened)
    if sqlite_copy.count_rows(target) != opened.copy.rows:
        raise BackupError(f"{opened.copy.path} was not read whole. Nothing was changed.")


def _keep_counting(target: Any, opened: OpenCopy) -> None:
    """Let ids that were given once not be given again."""
    counters = "SELECT name, seq FROM sqlite_sequence"
    has = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'"
    if not target.execute(has).fetchone()[0] or not opened.source.execute(has).fetchone()[0]:
        return
    known = {
        name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    for name, highest in opened.source.execute(counters).fetchall():
        if name in known and isinstance(highest, int):
            target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            target.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, highest))


def _let_go(url: URL, database: Path) -> None:
    """Leave nothing beside the present file that SQLite would apply to the one that replaces it.

    Going back from the log to one file succeeds only while nobody else has the database open.
    """
    if not database.exists():
        return
    try:
        with schema.own_connection(url) as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
            mode = connection.exec_driver_sql("PRAGMA journal_mode=DELETE").scalar_one()
        if mode != "delete":
            raise BackupError(_HELD)
    except (DBAPIError, sqlite.driver().DatabaseError) as error:
        if sqlite.is_locked(error):
            raise BackupError(_HELD) from error
        # It is damaged, and was kept byte for byte.
        for ending in _BESIDE:
            database.with_name(f"{database.name}{ending}").unlink(missing_ok=True)
