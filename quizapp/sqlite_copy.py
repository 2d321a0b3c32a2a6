"""A copy of a SQLite database that is in use: one moment of it, checked before it has a name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp import sqlite
from quizapp.whole_files import appearing


class DamagedDatabase(RuntimeError):
    """A database is not whole; the message says what SQLite found."""


def copy(source: Any, path: Path) -> Mapping[str, int]:
    """Copy what a connection of the driver reads to ``path``; return how many rows each table has.

    The copy is of one moment, whoever writes meanwhile, and nobody waits for it. What was deleted
    is not in it. Raises FileExistsError, OSError, DamagedDatabase and the driver's errors; ``path``
    is there only when all went well.
    """
    with appearing(path) as partial:
        target = sqlite.driver().connect(str(partial), isolation_level=None)
        try:
            # The counts and the pages are then of one moment.
            source.execute("BEGIN")
            try:
                rows = count_rows(source)
                source.backup(target)
            finally:
                source.execute("ROLLBACK")
            # One file that needs no other beside it, and without the pages of deleted rows.
            target.execute("PRAGMA journal_mode=DELETE")
            target.execute("VACUUM")
            refuse_damage(target)
            if count_rows(target) != rows:
                raise DamagedDatabase("the copy has other rows than the database")
        finally:
            target.close()
    return rows


def refuse_damage(connection: Any) -> None:
    """Raise DamagedDatabase unless every page and every reference of a database is sound."""
    found = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(3)")]
    if found != ["ok"]:
        raise DamagedDatabase("; ".join(found).replace("\n", " "))
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise DamagedDatabase(f"a row of {broken[0]} points nowhere")


def count_rows(connection: Any) -> dict[str, int]:
    """Return how many rows each table has, by name; SQLite's own tables are left out."""
    names = connection.execute(
        "SELECT name FROM sqlite_master"
        " WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    ).fetchall()
    return {
        name: connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]  # noqa: S608 - names of tables, quoted
        for (name,) in names
    }


def quoted(name: str) -> str:
    """Return a name as it stands in a statement, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'
