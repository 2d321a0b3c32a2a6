"""Who works on a SQLite file: many at once, or one who puts another in its place."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL

if sys.platform != "win32":
    import fcntl


class InUse(RuntimeError):
    """Somebody else works on the database in a way that does not go together with this one."""


@contextmanager
def sharing(url: URL) -> Iterator[None]:
    """Work on a database beside others; processes that are forked meanwhile do so, too.

    Raises InUse while a SQLite file is being replaced. Other databases keep watch themselves.
    """
    with _held(url, alone=False):
        yield


@contextmanager
def alone(url: URL) -> Iterator[None]:
    """Work on a database that nobody else works on; raises InUse where somebody does."""
    with _held(url, alone=True):
        yield


@contextmanager
def _held(url: URL, *, alone: bool) -> Iterator[None]:
    # Windows refuses by itself to replace a file that is open.
    if url.get_backend_name() != "sqlite" or _IS_WINDOWS:
        yield
        return
    try:
        handle = os.open(f"{url.database}.use", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        # Where this file cannot be made, nobody can put another database in place either.
        yield
        return
    try:
        _lock(handle, alone=alone)
        yield
    finally:
        os.close(handle)


_IS_WINDOWS = sys.platform == "win32"


def _lock(handle: int, *, alone: bool) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InUse(
            "quizapp is at work on this database: stop the server and its workers first."
            if alone
            else "The database is being restored. Try again when that is done."
        ) from None
