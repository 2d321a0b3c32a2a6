"""SQLite as this app needs it: a sound library, safe settings, writers one at a time."""

from __future__ import annotations

import importlib
import logging
import math
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from quizapp.patience import Patience

if sys.platform != "win32":
    import fcntl

# https://www.sqlite.org/wal.html#walresetbug: fixed in 3.51.3, present since 3.7.0.
SOUND_SINCE = (3, 51, 3)
BUSY_MILLISECONDS = 10_000

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # NORMAL lost acknowledged commits in every simulated power cut, FULL in none.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA mmap_size=0",
)

HAS_POW = "SELECT count(*) FROM pragma_function_list WHERE name = 'pow'"

_BEGIN = "BEGIN IMMEDIATE"
_UNWRITABLE = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR")
_PAUSE = 0.002
"""So many seconds pass between two looks at whether another process is done with writing."""

_log = logging.getLogger(__name__)
_thread_lock = threading.Lock()


def driver() -> ModuleType:
    """Return the newest SQLite driver installed: pysqlite3's wheel, or Python's own module."""
    own = importlib.import_module("sqlite3")
    try:
        wheel = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return own
    return wheel if wheel.sqlite_version_info >= own.sqlite_version_info else own


def is_sound(module: ModuleType) -> bool:
    """Whether the SQLite behind a driver is free of the WAL-reset corruption bug."""
    return bool(tuple(module.sqlite_version_info) >= SOUND_SINCE)


def unsound_warning(module: ModuleType) -> str | None:
    """Return what to tell the person who runs the app about their SQLite, or None if all is well.

    Writers are passed through one lock anyway; that makes the bug unlikely, not impossible.
    """
    if is_sound(module):
        return None
    return (
        f"SQLite {module.sqlite_version} has a bug that can damage the database when several "
        "programs write (fixed in 3.51.3). quizapp lets one write at a time. Keep backups, let no "
        "other program open the file, or use PostgreSQL."
    )


def quick_check(engine: Engine) -> list[str]:
    """Return what is damaged in the database, as SQLite says it; empty when nothing is."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(20)").scalars().all()
    return [line for line in map(str, found) if line != "ok"]


def is_locked(error: BaseException) -> bool:
    """Whether an error, wrapped or not, says that somebody else holds the database."""
    cause = getattr(error, "orig", error)
    name = str(getattr(cause, "sqlite_errorname", ""))
    return isinstance(cause, WritersHeld) or name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def is_unwritable(error: BaseException) -> bool:
    """Whether an error, wrapped or not, says that the disk takes nothing: full, read-only, broken.

    SQLite has no one word for it: a disk that turned read-only fails at its log, at the file beside
    it, or where a file cannot be opened.
    """
    cause = getattr(error, "orig", error)
    name = str(getattr(cause, "sqlite_errorname", ""))
    return isinstance(cause, LockUnusable) or name.startswith(_UNWRITABLE)


def prepare(engine: Engine) -> None:
    """Give every new connection of a SQLite engine its settings."""
    event.listen(engine, "do_connect", _create_privately)
    event.listen(engine, "connect", _configure)


def _create_privately(_dialect: Any, _record: Any, arguments: list[Any], _options: Any) -> None:
    """Make a new database file readable by its owner alone, in whatever folder it lies.

    SQLite would follow the umask; its other files get the permissions of this one.
    """
    name = str(arguments[0])
    path = Path(name)
    if name.startswith("file:") or not path.parent.is_dir():
        return
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError:
        # SQLite meets the same fault next and says it as a fault of the database.
        _log.debug("the database file cannot be made", exc_info=True)


def _configure(connection: Any, _record: Any) -> None:
    # Autocommit: readers take no lock beyond their statement; transaction() says BEGIN itself.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        if not cursor.execute(HAS_POW).fetchone()[0]:
            # Some builds of SQLite have no mathematics.
            connection.create_function("pow", 2, math.pow, deterministic=True)
    finally:
        cursor.close()


def optimize(connection: Connection) -> None:
    """Let SQLite count what its planner wants to know; needs a transaction that may write.

    All tables are looked at (0x10000), as this connection may have read none of them, and of a long
    one a part (0x10).
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA optimize=0x10012")


def begin(connection: Connection) -> None:
    """Begin a transaction that no other program writes in; waits while one does.

    Raises OperationalError when that takes too long, DatabaseError for a damaged file. It is said
    to the driver, because every answer says it and SQLAlchemy's way costs five times as much.
    """
    driver: Any = connection.connection.dbapi_connection
    try:
        driver.execute(_BEGIN)
    except driver.OperationalError as error:
        raise OperationalError(_BEGIN, None, error) from error
    except driver.DatabaseError as error:
        raise DatabaseError(_BEGIN, None, error) from error


def wait_at_most(connection: Any, seconds: float) -> None:
    """Let a connection of the driver wait so long where another holds the database."""
    connection.execute(f"PRAGMA busy_timeout={math.ceil(seconds * 1000)}")


class WritersHeld(Exception):
    """Other writers did not finish in time; the words are those of SQLite's own refusal."""


class LockUnusable(Exception):
    """The file behind which writers queue cannot be used, so nothing can be stored."""


@contextmanager
def writer_lock(
    engine: Engine, patience: Patience | None, sleep: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Let writers of one SQLite file queue up, across threads and processes.

    SQLite's own waiting polls, which made the slowest of 16 writers wait 645 ms instead of 141 ms.
    Other databases need no lock. Without patience one waits as long as it takes. Raises
    OperationalError around WritersHeld and LockUnusable.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    with _first_of_threads(patience):
        try:
            # Plain descriptors: this runs at every write, and a file object costs four times as
            # much.
            handle = os.open(f"{engine.url.database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise _unusable(error) from error
        try:
            _first_of_processes(handle, patience, sleep)
            yield
        finally:
            os.close(handle)


@contextmanager
def _first_of_threads(patience: Patience | None) -> Iterator[None]:
    if patience is None:
        _thread_lock.acquire()
    elif not _thread_lock.acquire(blocking=False):
        with patience.waiting():
            got = _thread_lock.acquire(timeout=patience.left)
        if not got:
            raise _held()
    try:
        yield
    finally:
        _thread_lock.release()


def _first_of_processes(
    handle: int, patience: Patience | None, sleep: Callable[[float], None]
) -> None:
    if sys.platform == "win32":
        return
    try:
        if patience is None:
            fcntl.flock(handle, fcntl.LOCK_EX)
            return
        # There is no waiting for a file with a limit; of each process one thread tries at most.
        while not _taken(handle):
            pause = min(_PAUSE, patience.left)
            if not pause:
                raise _held()
            with patience.waiting():
                sleep(pause)
    except OSError as error:
        raise _unusable(error) from error


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _held() -> OperationalError:
    return OperationalError(None, None, WritersHeld("database is locked by other writers"))


def _unusable(error: OSError) -> OperationalError:
    said = LockUnusable(f"the lock file cannot be used: {error.strerror}")
    return OperationalError(None, None, said)
