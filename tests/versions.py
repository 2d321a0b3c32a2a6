"""Databases that earlier versions left behind, to be upgraded by this one."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import command

from quizapp import schema, sqlite

FOLDER = Path(__file__).parent / "data" / "versions"
FILLED = sorted(path.stem for path in FOLDER.glob("*.sql"))
"""The revisions of which there is a filled database."""


def shown(revision: str) -> dict[str, Any]:
    """Return what the code of that revision showed of its database."""
    content: dict[str, Any] = json.loads((FOLDER / f"{revision}.json").read_text("utf-8"))
    return content


def restore(revision: str, path: Path) -> None:
    """Write the database of a revision into a SQLite file, as that version left it."""
    connection = sqlite.driver().connect(str(path))
    connection.executescript((FOLDER / f"{revision}.sql").read_text("utf-8"))
    connection.close()


def restore_on_postgresql(revision: str, path: Path, engine: sa.Engine) -> None:
    """Fill an empty PostgreSQL database with the rows of a revision.

    Tables are made by the migrations up to that revision; ``path`` is where the rows are read.
    """
    restore(revision, path)
    filled = sa.create_engine(f"sqlite:///{path}", module=sqlite.driver())
    with engine.connect() as target:
        config = schema.configuration()
        config.attributes["connection"] = target
        command.upgrade(config, revision)
        tables = sa.MetaData()
        tables.reflect(target)
        with filled.connect() as origin:
            for table in tables.sorted_tables:
                if table.name != "alembic_version":
                    _copy(table, origin, target)
        target.commit()
    filled.dispose()


def _copy(table: sa.Table, origin: sa.Connection, target: sa.Connection) -> None:
    rows = origin.execute(sa.text(f'SELECT * FROM "{table.name}" ORDER BY 1')).mappings().all()  # noqa: S608
    if rows:
        converted = [
            {name: _as(table.c[name].type, value) for name, value in row.items()} for row in rows
        ]
        target.execute(table.insert(), converted)
    for column in table.primary_key:
        if column.autoincrement and isinstance(column.type, sa.Integer) and column.server_default:
            highest = sa.select(sa.func.max(column)).scalar_subquery()
            name = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            target.execute(sa.select(sa.func.setval(name, sa.func.coalesce(highest, 1))))


def _as(kind: Any, value: Any) -> Any:
    """Return a value that SQLite keeps as text or number as PostgreSQL wants it."""
    if value is None:
        return None
    match kind:
        case sa.Boolean():
            return bool(value)
        case sa.JSON():
            return json.loads(value)
        case sa.Uuid():
            return UUID(value)
        case sa.DateTime():
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value
