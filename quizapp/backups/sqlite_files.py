"""Copies of SQLite databases: making one, and opening one that anybody may have made.

A file is opened without its locks and its log, for reading only, and before a row of it is read
it must hold plain tables and indexes, and no triggers but ours: views, other triggers and virtual
tables are code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from quizapp import schema, sqlite, sqlite_copy
from quizapp.backups.errors import BackupError
from quizapp.backups.model import VERSION_TABLE, Copy, refuse_unknown
from quizapp.sqlite_copy import DamagedDatabase, quoted

MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """A copy that was found whole, and a connection of the driver that reads it."""

    copy: Copy
    source: Any


def take(connection: Connection, path: Path) -> Copy:
    """Copy the database of a connection of our own to ``path``, while others use it.

    Raises DamagedDatabase, FileExistsError, OSError and the driver's errors; ``path`` is there
    only when the copy was checked.
    """
    revision = schema.current_revision(connection)
    connection.rollback()
    if revision is None:
        raise BackupError("The database has no tables yet: there is nothing to copy.")
    rows = sqlite_copy.copy(connection.connection.driver_connection, path)
    return Copy(path, revision, rows)


@contextmanager
def opened(path: Path) -> Iterator[OpenCopy]:
    """Open a copy to read it; raises BackupError unless it is whole and this version's or older."""
    for beside in (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal")):
        if beside.exists() and beside.stat().st_size:
            raise BackupError(
                f"{path} is not a copy that stands by itself: {beside.name} beside it belongs to "
                "it. It was copied while in use. Take one that `quizapp backup` made."
            )
    source = sqlite.driver().connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        yield _checked(path, source)
    finally:
        source.close()


def _checked(path: Path, source: Any) -> OpenCopy:
    driver = sqlite.driver()
    source.isolation_level = None
    # What is no text is then told apart from faults of the database that it is copied to.
    source.text_factory = lambda stored: stored.decode("utf-8")
    try:
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON"):
            source.execute(f"PRAGMA {pragma}")
        _refuse_code(path, source)
        revision = _revision(path, source)
        refuse_unknown(path, revision)
        sqlite_copy.refuse_damage(source)
        _refuse_bytes(path, source)
        return OpenCopy(Copy(path, revision, sqlite_copy.count_rows(source)), source)
    except (DamagedDatabase, driver.DatabaseError, UnicodeDecodeError) as error:
        raise BackupError(
            f"{path} is damaged: {error!s:.200}. Nothing was changed. Take another copy."
        ) from error


def columns_of(source: Any, table: str) -> list[str]:
    """Return the names of a table's columns, those that are computed too."""
    return [row[1] for row in source.execute(f"PRAGMA table_xinfo({quoted(table)})")]


def _refuse_code(path: Path, source: Any) -> None:
    odd = [
        (name, statement)
        for kind, name, statement in source.execute("SELECT type, name, sql FROM sqlite_master")
        if kind not in {"table", "index"} or _is_virtual(str(statement or ""))
    ]
    # Only reading is done with a copy, which sets off no trigger; and none of it is put in place.
    ours = schema.own_triggers() if odd else frozenset()
    for name, statement in odd:
        if statement not in ours:
            raise BackupError(
                f"{path} holds {str(name)[:40]!r}, which is neither a table nor an index. No copy "
                "of quizapp has that: somebody changed this file. Nothing was changed."
            )


def _refuse_bytes(path: Path, source: Any) -> None:
    # No column of ours holds bytes; what expects a text would fail at them, page by page.
    tables = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for column in columns_of(source, table):
            odd = f"SELECT 1 FROM {quoted(table)} WHERE typeof({quoted(column)}) = 'blob' LIMIT 1"  # noqa: S608 - names of tables, quoted
            if source.execute(odd).fetchone():
                raise BackupError(
                    f"{path} holds bytes where a text belongs ({table}, {column}). No copy of "
                    "quizapp has that. Nothing was changed."
                )


def _is_virtual(statement: str) -> bool:
    return statement.upper().split()[:2] == ["CREATE", "VIRTUAL"]


def _revision(path: Path, source: Any) -> str:
    there = source.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (VERSION_TABLE,)
    ).fetchone()
    rows = (
        source.execute(f"SELECT version_num FROM {VERSION_TABLE} LIMIT 2").fetchall()  # noqa: S608 - a constant
        if there[0] and "version_num" in columns_of(source, VERSION_TABLE)
        else []
    )
    if len(rows) != 1 or not isinstance(rows[0][0], str):
        raise BackupError(f"{path} is not a copy of a quizapp database. Nothing was changed.")
    revision: str = rows[0][0]
    return revision
