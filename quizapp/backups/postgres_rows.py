"""The rows in a copy of a PostgreSQL database, out of the statements that pg_restore writes.

Of those statements only the rows, and how far each counter of ids has come, are read. Whatever
else stands there is passed over and never carried out: a copy can hold no code for us.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from quizapp.backups import postgres_tools
from quizapp.backups.errors import BackupError
from quizapp.backups.model import VERSION_TABLE, Copy, refuse_unknown

_NAME = r'(?:[a-z_][a-z0-9_$]*|"(?:[^"]|"")+")'
_COPY = re.compile(rf"COPY {_NAME}\.({_NAME}) \(({_NAME}(?:, {_NAME})*)\) FROM stdin;\n".encode())
_COUNTER = re.compile(
    rf"SELECT pg_catalog\.setval\('{_NAME}\.({_NAME})', (\d+), (true|false)\);\n".encode()
)
_END = b"\\.\n"


@dataclass(frozen=True, slots=True)
class Counter:
    """How far the ids of a table have come: the last one, and whether it was given already."""

    name: str
    value: int
    given: bool


@dataclass(slots=True)
class TableRows:
    """One table: its name, its columns, and its rows, which can be read once, in their turn."""

    name: str
    columns: list[str]
    rows: Iterator[bytes] = field(repr=False)


def inspect(path: Path) -> Copy:
    """Read a copy from end to end; raises BackupError unless it is whole and ours."""
    copy = counted(path)
    refuse_unknown(path, copy.revision)
    return copy


def counted(path: Path) -> Copy:
    """Read a copy of any version from end to end; raises BackupError unless it is whole."""
    rows: dict[str, int] = {}
    versions: list[bytes] = []
    with closing(read(path)) as tables:
        for found in tables:
            if not isinstance(found, TableRows):
                continue
            if found.name in rows:
                raise BackupError(f"{path} holds {found.name} twice. Nothing was changed.")
            rows[found.name] = 0
            for row in found.rows:
                rows[found.name] += 1
                if found.name == VERSION_TABLE and len(versions) < 2:
                    versions.append(row)
    if len(versions) != 1:
        raise BackupError(f"{path} is not a copy of a quizapp database. Nothing was changed.")
    return Copy(path, versions[0].decode("utf-8", "replace").strip(), rows)


def read(path: Path) -> Generator[TableRows | Counter]:
    """Yield the tables and the counters of a copy, in the order in which they stand there."""
    with postgres_tools.rows_of(path) as script:
        for line in script:
            if found := _COPY.fullmatch(line):
                names = re.findall(_NAME, found[2].decode())
                table = TableRows(
                    _plain(found[1].decode()), [_plain(name) for name in names], _rows(path, script)
                )
                yield table
                # Whoever did not want them must not take them for statements.
                for _ in table.rows:
                    continue
            elif counter := _COUNTER.fullmatch(line):
                yield Counter(_plain(counter[1].decode()), int(counter[2]), counter[3] == b"true")


def _rows(path: Path, script: IO[bytes]) -> Iterator[bytes]:
    for line in script:
        if line == _END:
            return
        yield line
    raise BackupError(f"{path} ends in the middle of a table. Nothing was changed.")


def _plain(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name
