"""Files that appear under a name of their own whole, or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from errno import ENOTDIR
from pathlib import Path


@contextmanager
def appearing(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give an empty file to be written, which gets the name ``path`` when the block ends well.

    It is on the disk before it is renamed, so whatever ends the program or the machine leaves no
    half file under a proper name; what may be left ends in “.partial”. It is its owner's alone.
    Raises FileExistsError for a name that is taken, unless ``replace``; and OSError.
    """
    if not replace and path.exists():
        raise FileExistsError(path)
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield partial
        synchronize(partial)
        partial.replace(path)
        synchronize(path.parent)
    finally:
        # SQLite puts files beside the one it writes.
        for left in path.parent.glob(f"{partial.name}*"):
            left.unlink(missing_ok=True)


def free_name(folder: Path, start: str, now: datetime, ending: str) -> Path:
    """Return a free path in ``folder``, with the moment in its name; raises OSError."""
    if folder.exists() and not folder.is_dir():
        # Python would say that it is there already, as of a copy whose name is taken.
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    path, number = folder / f"{start}-{stamp}{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{start}-{stamp}-{number}{ending}"
    return path


def synchronize(path: Path) -> None:
    """Return when a file, or the names in a folder, are on the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
