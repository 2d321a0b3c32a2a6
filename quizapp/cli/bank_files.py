"""The files of a bank's folder on disk: read with care, written whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import click

from quizapp.domain.formats.plain_text import SIZE_LIMIT

FILE_LIMIT = 500
"""The most files that are read from one folder; a bank has one for each source and three more."""

SUFFIXES = (".yaml", ".yml", ".md")


class BankFolderError(click.ClickException):
    """A folder that cannot be read as a bank, or written to; the message says why."""


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the contents of the YAML and text files of a bank by path within its folder.

    Hidden files and files of other kinds are passed over. A file larger than SIZE_LIMIT is cut
    just above it, which is enough for ``read_bank`` to refuse it by name. Raises BankFolderError
    when the folder or its bank.yaml is missing or unreadable, when a link leads out of the folder,
    or when there are more than FILE_LIMIT files.
    """
    if not folder.is_dir():
        raise BankFolderError(f"{folder} is not a folder. Name the folder of a bank.")
    try:
        paths = sorted(_bank_paths(folder))
        if folder / "bank.yaml" not in paths:
            raise BankFolderError(
                f"{folder} has no bank.yaml, so it is not the folder of a bank. "
                "Name one that has it; questions/README.md describes the files."
            )
        if len(paths) > FILE_LIMIT:
            raise BankFolderError(
                f"{folder} has {len(paths)} files. A bank may have {FILE_LIMIT}; split it in two."
            )
        return {path.relative_to(folder).as_posix(): _read(folder, path) for path in paths}
    except OSError as error:
        raise BankFolderError(f"{error.filename} cannot be read: {error.strerror}.") from error


def files_hash(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256, in hex, of the paths and contents, in whatever order they come."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\n{len(files[path])}\n".encode())
        digest.update(files[path])
    return digest.hexdigest()


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write the files of a bank into its folder and return the paths that changed.

    Each file is replaced as a whole or not at all; files that are equal stay untouched. Raises
    BankFolderError before anything is written when a path leads out of the folder, or when the
    folder has sources that the bank no longer has, and when the disk refuses.
    """
    for name in files:
        parts = PurePosixPath(name).parts
        if PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or not parts:
            raise BankFolderError(f"“{name}” does not lie within {folder}. Nothing was written.")
    try:
        on_disk = [path.name for path in folder.glob("sources/*.md")]
        stale = [name for name in on_disk if f"sources/{name}" not in files]
        if stale:
            raise BankFolderError(
                f"{folder}/sources has {', '.join(sorted(stale))}, which the bank has not. "
                "Delete or move it first. Nothing was written."
            )
        return [name for name in sorted(files) if _write(folder / name, files[name])]
    except OSError as error:
        raise BankFolderError(f"{error.filename} cannot be written: {error.strerror}.") from error


def _bank_paths(folder: Path) -> Iterator[Path]:
    for parent in (folder, folder / "sources"):
        if not parent.is_dir():
            continue
        for path in parent.iterdir():
            if path.suffix in SUFFIXES and not path.name.startswith(".") and not path.is_dir():
                yield path


def _read(folder: Path, path: Path) -> bytes:
    # Unlike Path.resolve, realpath also answers for links that lead in a circle.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise BankFolderError(
            f"{path} is a link to a place outside the folder. Put the file itself there."
        )
    if not path.is_file():
        raise BankFolderError(f"{path} is not a file. Delete it, or put a file there.")
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _write(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True
