"""PostgreSQL's own programs that write and read copies, and what has to be so for them to work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO

from sqlalchemy import URL, Connection, text

from quizapp.backups.errors import BackupError
from quizapp.sqlite_copy import quoted

MAGIC = b"PGDMP"


def dump_program(connection: Connection) -> str:
    """Return the path of pg_dump; raises BackupError where it is missing or older than the server.

    An older one refuses a newer server, in words that name no way on.
    """
    server = int(connection.scalar(text("SHOW server_version_num"))) // 10_000
    program = _find("pg_dump")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - no shell between
    found = re.search(r"\b(\d+)(?:\.\d+|\w*)", said.stdout)
    if found is None or int(found[1]) < server:
        shown = found[1] if found else "of an unknown version"
        raise BackupError(
            f"{program} is {shown} and the server is PostgreSQL {server}: it must not be older. "
            f"Install the client programs of PostgreSQL {server} and put them first in PATH."
        )
    return program


def dump(program: str, url: URL, schema: str, snapshot: str | None, path: Path) -> None:
    """Write one schema of a database to ``path``, as it is in a snapshot that somebody holds open.

    Raises BackupError with what pg_dump says.
    """
    command = [
        program,
        "--format=custom",
        "--encoding=UTF8",
        "--no-owner",
        "--no-privileges",
        f"--schema={quoted(schema)}",
        *([f"--snapshot={snapshot}"] if snapshot else []),
        f"--file={path}",
        f"--dbname={_address(url)}",
    ]
    done = subprocess.run(  # noqa: S603 - no shell between
        command, env=_environment(url), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode:
        raise BackupError(f"pg_dump could not copy the database: {_said(done.stderr)}")


@contextmanager
def rows_of(path: Path) -> Iterator[IO[bytes]]:
    """Give what pg_restore writes of the rows in a copy, as statements; nothing is carried out.

    Raises BackupError at the end where the file is damaged, or of a version that it cannot read.
    """
    command = [_find("pg_restore"), "--data-only", "--file=-", str(path)]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603 - no shell between
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_bare(),
        )
        whole = False
        try:
            if process.stdout is None:
                raise BackupError("pg_restore could not be started")
            yield process.stdout
            whole = not process.stdout.read(1)
        finally:
            if not whole:
                process.kill()
            if process.stdout is not None:
                process.stdout.close()
            process.wait()
        if process.returncode:
            complaints.seek(0)
            raise BackupError(
                f"{path} cannot be read: {_said(complaints.read())}. Nothing was changed."
            )


def _find(name: str) -> str:
    program = shutil.which(name)
    if program is None:
        raise BackupError(
            f"{name} is not installed, which copies of a database on PostgreSQL need. Install "
            "PostgreSQL's client programs (on Debian: apt install postgresql-client)."
        )
    return program


def _address(url: URL) -> str:
    """Return where the database is in libpq's words; the password goes another way.

    The list of processes shows everybody on the machine what a program was started with.
    """
    _, parts = url.get_dialect()().create_connect_args(url)
    # The driver is there only where PostgreSQL is used.
    address: str = import_module("psycopg.conninfo").make_conninfo(
        **{name: value for name, value in parts.items() if name != "password"}
    )
    return address


def _environment(url: URL) -> dict[str, str]:
    return _bare() | ({"PGPASSWORD": str(url.password)} if url.password else {})


def _bare() -> dict[str, str]:
    """Return the environment without what is not the programs' business, such as our secrets."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("QUIZAPP_") and name not in {"SECRET_KEY", "DATABASE_URL"}
    } | {"LC_MESSAGES": "C", "LC_ALL": "C"}


def _said(words: bytes) -> str:
    lines: Sequence[str] = words.decode("utf-8", "replace").strip().splitlines()
    return re.sub(r"^pg_\w+: (?:error: )?", "", lines[0])[:300] if lines else "it gave no reason"
