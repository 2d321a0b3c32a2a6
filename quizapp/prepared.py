"""Statements of the busiest paths: compiled once, then run on the driver's own cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, TextClause, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

WRITING = "writing"
"""Where a session notes the connection of the transaction that it is in."""

Values = Mapping[str, Any]
_Convert = Callable[[Any], Any] | None
_ONCE: Sequence[Values] = ({},)


def connection_of(session: Session) -> Connection:
    """Return the connection that a session works on, found once for each ``transaction()``."""
    writing: Connection | None = session.info.get(WRITING)
    return session.connection() if writing is None else writing


class Prepared:
    """A Core statement with its SQL and converters worked out at its first use.

    SQLAlchemy asks at every execution what it has compiled, how the result shall look and whom to
    tell of it; on the path of an answer that costs several times what the database does. Types,
    placeholders and errors are SQLAlchemy's here too; its events and result objects are left out.
    Every bind must be named and given a value; ``IN`` with an expanding bind is not supported.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | Insert | Update | TextClause) -> None:
        self._statement = statement
        # The app builds each database's dialect with the same options, so its name says it all.
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, session: Session, values: Values) -> list[tuple[Any, ...]]:
        """Return the rows that a SELECT finds, each column as its type reads it."""
        connection = connection_of(session)
        compiled = self._for(connection.dialect)
        try:
            cursor = connection.connection.cursor()
            try:
                cursor.execute(compiled.sql, compiled.given(values))
                found = cursor.fetchall()
                return compiled.read(found, cursor.description) if found else []
            finally:
                cursor.close()
        except connection.dialect.loaded_dbapi.Error as error:
            raise _translated(connection, compiled.sql, error) from error

    def row(self, session: Session, values: Values) -> tuple[Any, ...] | None:
        """Return the first row that a SELECT finds, if any."""
        found = self.rows(session, values)
        return found[0] if found else None

    def write(self, session: Session, rows: Sequence[Values] = _ONCE) -> None:
        """Run what returns no rows, once for each row of values; for inside ``transaction()``."""
        connection = connection_of(session)
        compiled = self._for(connection.dialect)
        try:
            cursor = connection.connection.cursor()
            try:
                if len(rows) == 1:
                    cursor.execute(compiled.sql, compiled.given(rows[0]))
                else:
                    cursor.executemany(compiled.sql, [compiled.given(each) for each in rows])
            finally:
                cursor.close()
        except connection.dialect.loaded_dbapi.Error as error:
            raise _translated(connection, compiled.sql, error) from error

    def _for(self, dialect: Dialect) -> _Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _compile(self._statement, dialect)
        return known


@dataclass(slots=True)
class _Compiled:
    """A statement as one database takes it."""

    sql: str
    dialect: Dialect
    binds: tuple[tuple[str, _Convert], ...]
    is_positional: bool
    types: tuple[Any, ...]
    readers: tuple[tuple[int, Callable[[Any], Any]], ...] | None = None

    def given(self, values: Values) -> Any:
        """Return values as the driver takes them; raises KeyError if one is missing."""
        if self.is_positional:
            return [
                values[name] if convert is None else convert(values[name])
                for name, convert in self.binds
            ]
        return {
            name: values[name] if convert is None else convert(values[name])
            for name, convert in self.binds
        }

    def read(self, found: Sequence[Any], description: Any) -> list[tuple[Any, ...]]:
        """Return rows of the driver as rows of the columns' types."""
        if self.readers is None:
            # Some types need to know what the driver calls a column, which its first row tells.
            self.readers = _readers(self.types, description, self.dialect)
        rows = []
        for each in found:
            row = list(each)
            for place, reader in self.readers:
                row[place] = reader(row[place])
            rows.append(tuple(row))
        return rows


def _compile(statement: Any, dialect: Dialect) -> _Compiled:
    if isinstance(statement, Insert):
        # Otherwise PostgreSQL would be asked to send the new keys back, which are ours.
        statement = statement.inline()
    compiled = statement.compile(dialect=dialect)
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    binds = tuple((name, _writer(compiled.binds[name].type, dialect)) for name in names)
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    types = tuple(column.type for column in columns)
    return _Compiled(compiled.string, dialect, binds, bool(compiled.positional), types)


def _writer(kind: Any, dialect: Dialect) -> _Convert:
    convert: _Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return convert


def _readers(
    types: Sequence[Any], description: Sequence[Sequence[Any]], dialect: Dialect
) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    found = (
        (place, kind.dialect_impl(dialect).result_processor(dialect, description[place][1]))
        for place, kind in enumerate(types)
    )
    return tuple((place, reader) for place, reader in found if reader is not None)


def _translated(connection: Connection, sql: str, error: Exception) -> BaseException:
    """Return a driver's error as the one that SQLAlchemy would raise for it."""
    dialect = connection.dialect
    is_lost = dialect.is_disconnect(error, connection.connection.driver_connection, None)  # type: ignore[arg-type]
    if is_lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=is_lost,
        dialect=dialect,
    )
