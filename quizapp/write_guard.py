"""The app's connections read; the database itself refuses what is written elsewhere.

Only ``transaction()`` and the migrations write. Everything else has read-only transactions on
PostgreSQL, and on SQLite connections of an engine of its own, which say ``PRAGMA query_only`` once:
saying it at each write makes SQLite prepare all its statements again. Looking at the statements
instead would miss some: a text can write behind a ``WITH``, a function behind a ``SELECT``, and a
driver's own cursor tells nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.orm import Session

READING = {"postgresql_readonly": True}
"""What an engine's connections begin with. PostgreSQL is told by BEGIN, without a round trip."""

_WRITING = {"postgresql_readonly": False}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: read_only_sql_transaction
_READ_ONLY_STATE = "25006"


class NotInTransaction(RuntimeError):
    """Something was about to be written outside ``transaction()``."""


def close(engine: Engine) -> None:
    """Let the connections of an engine read only; PostgreSQL's unless they are told otherwise."""
    event.listen(engine, "handle_error", _explain)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _close)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that may write, of SQLite's engine to write by or of PostgreSQL's own.

    For migrations; whoever writes on it commits.
    """
    with engine.connect().execution_options(**_WRITING) as connection:
        yield connection


def open_for(session: Session) -> Connection:
    """Return the connection of a session, which may write until it is given back."""
    if session.get_bind().dialect.name == "sqlite":
        return session.connection()
    return session.connection(execution_options=_WRITING)


def refuse_changes(session: Session) -> None:
    """Raise NotInTransaction if a session holds changes: they were made outside."""
    if session.new or session.dirty or session.deleted:
        raise NotInTransaction("change objects inside `with transaction():`")


def _close(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _explain(context: ExceptionContext) -> None:
    """Say what is wrong where a database says only that it was asked to write."""
    connection, error = context.connection, context.original_exception
    if connection is None or connection.closed:
        return
    if connection.dialect.name == "sqlite":
        # A file that cannot even be read for being read-only is refused with longer names.
        refused = getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY"
    else:
        # A server that only reads refuses in the same words what is written inside, too.
        refused = getattr(error, "sqlstate", "") == _READ_ONLY_STATE and (
            connection.get_execution_options().get("postgresql_readonly") is True
        )
    if refused:
        raise NotInTransaction("write inside `with transaction():`") from error
