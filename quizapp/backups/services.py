"""Copying the database and putting a copy in its place, whichever database it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from quizapp import database_use, schema
from quizapp.backups import postgres, postgres_tools, sqlite_files, sqlite_restore
from quizapp.backups.errors import BackupError
from quizapp.backups.model import Copy, Restored
from quizapp.whole_files import free_name


def back_up(url: URL, path: Path) -> Copy:
    """Copy the database to ``path`` while it is used, and check the copy before it has its name.

    Raises BackupError, FileExistsError, OSError, DamagedDatabase and errors of the database.
    """
    if url.get_backend_name() != "sqlite":
        return postgres.take(url, path)
    if not url.database or not Path(url.database).is_file():
        raise BackupError(f"There is no database at {url.database or 'a name'}.")
    with database_use.sharing(url), schema.own_connection(url) as connection:
        return sqlite_files.take(connection, path)


def name_for(url: URL, folder: Path, now: datetime) -> Path:
    """Return a path in ``folder`` for a copy that is made now."""
    ending = ".db" if url.get_backend_name() == "sqlite" else ".dump"
    return free_name(folder, "quizapp", now, ending)


def restore(path: Path, url: URL, backups: Path, now: datetime) -> Restored:
    """Put a copy in the place of the database, wholly or not at all.

    What is there now is copied into ``backups`` first. Raises what the two kinds raise.
    """
    on_sqlite = url.get_backend_name() == "sqlite"
    ours = {sqlite_files.MAGIC: "SQLite", postgres_tools.MAGIC: "PostgreSQL"}
    with path.open("rb") as file:
        begins = file.read(max(map(len, ours)))
    kind = next((name for magic, name in ours.items() if begins.startswith(magic)), None)
    if kind is None:
        raise BackupError(f"{path} is not a copy that `quizapp backup` made.")
    if (kind == "SQLite") is not on_sqlite:
        raise BackupError(
            f"{path} is a copy of a database on {kind}, and DATABASE_URL names one on "
            f"{'SQLite' if on_sqlite else 'PostgreSQL'}. Name one of the same kind."
        )
    if on_sqlite:
        return sqlite_restore.restore(path, url, backups, now)
    return postgres.restore(path, url, backups, now)
