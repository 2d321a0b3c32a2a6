"""The app's connections read; the database itself refuses what is written elsewhere.

Only ``transaction()`` and the migrations open one for writing. SQLite has ``PRAGMA query_only`` for
this, PostgreSQL read-only transactions. Looking at the statements instead would miss some: a text
can write behind a ``WITH``, a function behind a ``SELECT``, and a driver's own cursor tells nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.orm import Session

ENGINE_OPTIONS = {"execution_options": {"postgresql_readonly": True}}
"""What an engine is made with. PostgreSQL is told with each BEGIN, which costs no round trip."""

_WRITING = {"postgresql_readonly": False}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: read_only_sql_transaction
_READ_ONLY_STATE = "25006"
_OPEN = "quizapp.open"


class NotInTransaction(RuntimeError):
    """Something was about to be written outside ``transaction()``."""


def close(engine: Engine) -> None:
    """Let the connections of an engine read only, from here on."""
    event.listen(engine, "handle_error", _explain)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _close_new)
        event.listen(engine, "checkin", _close_used)


def open_for(session: Session) -> Connection:
    """Return the connection of a session, which may write until it is given back.

    Raises NotInTransaction if the session holds changes already: they were made outside.
    """
    if session.new or session.dirty or session.deleted:
        raise NotInTransaction("change objects inside `with transaction():`")
    if session.get_bind().dialect.name == "sqlite":
        # What was read before may be stale by now; reading it again is no surprise.
        session.expire_all()
        connection = session.connection()
        _open(connection)
        return connection
    # The transaction that was read in so far can only read. This expires what was read, too.
    session.rollback()
    return session.connection(execution_options=_WRITING)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that may write, for migrations; whoever writes on it commits."""
    with engine.connect().execution_options(**_WRITING) as connection:
        if engine.dialect.name == "sqlite":
            _open(connection)
        yield connection


def _open(connection: Connection) -> None:
    # On the driver's own connection: this runs at every write and cannot fail for a busy database.
    _set(connection.connection.dbapi_connection, "OFF")
    connection.info[_OPEN] = True


def _close_new(connection: Any, _record: Any) -> None:
    _set(connection, "ON")


def _close_used(connection: Any, record: Any) -> None:
    if record.info.pop(_OPEN, False) and connection is not None:
        _set(connection, "ON")


def _set(connection: Any, state: str) -> None:
    connection.execute(f"PRAGMA query_only={state}")


def _explain(context: ExceptionContext) -> None:
    """Say what is wrong where a database says only that it was asked to write."""
    connection, error = context.connection, context.original_exception
    if connection is None or connection.closed:
        return
    if connection.dialect.name == "sqlite":
        # The file may be read-only itself; that is a fault of the disk and not of the code.
        refused = getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY" and not (
            connection.info.get(_OPEN)
        )
    else:
        # A server that only reads refuses in the same words what is written inside, too.
        refused = getattr(error, "sqlstate", "") == _READ_ONLY_STATE and (
            connection.get_execution_options().get("postgresql_readonly") is True
        )
    if refused:
        raise NotInTransaction("write inside `with transaction():`") from error
