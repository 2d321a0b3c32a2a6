"""The database: base class of the models, column types, the one way to write and to hold rows."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, has_request_context
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import (
    URL,
    Connection,
    CursorResult,
    DateTime,
    Delete,
    Dialect,
    Engine,
    ExceptionContext,
    MetaData,
    Table,
    Update,
    event,
    inspect,
)
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, registry
from sqlalchemy.types import TypeDecorator

from quizapp import sqlite, write_guard
from quizapp.config import Settings, SettingsError
from quizapp.patience import Patience

_log = logging.getLogger(__name__)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive one is refused, because its zone is a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC; SQLite keeps no zone, so none is written there."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Read back as an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Model(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: UtcDateTime}
    )


_BIND = "quizapp.bind"
"""Where a session notes the engine that it writes by; it reads by another."""


class ReadingSession(FlaskSession):
    """Reads by an engine that cannot write; ``transaction()`` lends it one that can.

    See https://docs.sqlalchemy.org/en/20/orm/persistence_techniques.html, on partitioning.
    """

    @cached_property
    def _reader(self) -> Engine:
        return db.engine

    def get_bind(
        self,
        mapper: Any | None = None,  # noqa: ARG002 - there is one database, whatever is asked for.
        clause: Any | None = None,  # noqa: ARG002
        bind: Engine | Connection | None = None,
        **kwargs: Any,  # noqa: ARG002
    ) -> Engine | Connection:
        """Return the engine to read by, or inside a transaction the one to write by."""
        return bind or self.info.get(_BIND) or self._reader


def _read_again(session: Session, ended: SessionTransaction) -> None:
    """Give the engine to write by back when its transaction ends, whoever has ended it."""
    if ended.parent is None:
        session.info.pop(_BIND, None)


event.listen(ReadingSession, "after_transaction_end", _read_again)

db = SQLAlchemy(
    model_class=Model, session_options={"class_": ReadingSession, "expire_on_commit": False}
)
"""Flask's handle on the database. Import models from the features, not from here."""


def table_of(model: type[Model]) -> Table:
    """Return the table of a model.

    A statement on a table costs less than half of one on its model, which is what the path of an
    answer is made of; everything else reads better with models.
    """
    return cast("Table", model.__table__)


def changed_rows(session: Session, statement: Update | Delete) -> int:
    """Run a statement that changes or deletes rows, and return how many it was.

    Objects that the session has read are not told: whoever goes on with them reads them again.
    """
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount


def upsert(session: Session, model: type[Model]) -> Any:
    """Return an insert that can be told what to do where the row is there already.

    Each database has its own; that of the other one takes 30 ms to import and is never needed.
    """
    name = session.get_bind().dialect.name
    return import_module(f"sqlalchemy.dialects.{name}").insert(model)


_Row = TypeVar("_Row", bound=Model)


class RowGone(LookupError):
    """A row was removed by somebody else before it could be held."""


def hold(session: Session, row: _Row, *, to_remove: bool = False) -> _Row:
    """Read a row anew and keep others from changing it until the transaction ends.

    Raises RowGone where somebody has removed it. Rows that point at it may be added meanwhile:
    nobody who takes a quiz waits for a teacher who edits its bank. ``to_remove`` keeps them off.
    """
    return hold_by_id(session, type(row), inspect(row).identity, to_remove=to_remove)


def hold_by_id(session: Session, model: type[_Row], key: Any, *, to_remove: bool = False) -> _Row:
    """Return the row with this key and hold it, as ``hold`` does."""
    # Reading anew would overwrite what was not written yet.
    session.flush()
    how = {"of": model, "key_share": not to_remove}
    found = session.get(model, key, populate_existing=True, with_for_update=how)
    if found is None:
        raise RowGone(model.__tablename__)
    return found


def init_app(app: Flask, url: URL, busy_seconds: float) -> None:
    """Connect an app to a database; nothing is opened yet.

    ``busy_seconds`` is how long a request waits for locks. Raises SettingsError when the database
    needs a driver that is not installed.
    """
    # Errors are logged, and what people typed is none of the log's business.
    options: dict[str, Any] = {"hide_parameters": True, "execution_options": write_guard.READING}
    if url.get_backend_name() == "sqlite":
        options["module"] = sqlite.driver()
        app.config["SQLALCHEMY_BINDS"] = {_WRITER: {"url": url, **options}}
        _warn_once(sqlite.unsound_warning(options["module"]))
    elif find_spec("psycopg") is None:
        raise SettingsError(
            "DATABASE_URL names PostgreSQL, but its driver is not installed. "
            "Run: pip install 'psycopg[binary]'"
        )
    else:
        # A connection that the server dropped is replaced instead of failing a request.
        options["pool_pre_ping"] = True
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        if url.get_backend_name() == "sqlite":
            for engine in db.engines.values():
                sqlite.prepare(engine)
                _watch_waits(engine, busy_seconds)
        write_guard.close(db.engine)


def writer() -> Engine:
    """Return the engine to write by; ``transaction()`` and the migrations do, and nobody else.

    On PostgreSQL it is the one that reads, whose connections are told what they may.
    """
    return db.engines.get(_WRITER, db.engine)


def close_connections() -> None:
    """Close the app's connections that nobody uses; whoever goes on opens new ones."""
    for engine in db.engines.values():
        engine.dispose()


@cache
def _warn_once(warning: str | None) -> None:
    if warning:
        _log.warning(warning)


_WRITER = "writer"
"""The key of SQLite's engine to write by: connections that may write are never lent to readers."""

_WRITING = "quizapp.writing"
"""Where a session notes that it is inside ``transaction()``."""

_PATIENCE = "quizapp.patience"


def patience() -> Patience:
    """Return how long the request at hand may still wait for locks; a job waits each time anew."""
    if not has_request_context():
        return Patience(_busy_seconds())
    found: Patience | None = g.get(_PATIENCE)
    if found is None:
        found = Patience(_busy_seconds())
        setattr(g, _PATIENCE, found)
    return found


def _busy_seconds() -> float:
    return cast("Settings", current_app.extensions["quizapp.settings"]).busy_seconds


def _watch_waits(engine: Engine, seconds: float) -> None:
    """Let the connections of a SQLite engine wait no longer than the request that uses them."""

    def give(connection: Any, record: Any, _proxy: Any) -> None:
        _limit(connection, record.info, patience().left if has_request_context() else seconds)

    def bound(_dialect: Any, _record: Any, _arguments: Any, options: dict[str, Any]) -> None:
        # A new connection reads the file before it can be told anything.
        options["timeout"] = patience().left if has_request_context() else seconds

    event.listen(engine, "do_connect", bound)
    event.listen(engine, "checkout", give)
    event.listen(engine, "handle_error", _count_wait)


def _limit(connection: Any, info: dict[str, Any], seconds: float) -> None:
    # Mostly nobody waits, and then this costs nothing.
    if info.get(_PATIENCE) != seconds:
        sqlite.wait_at_most(connection, seconds)
        info[_PATIENCE] = seconds


def _count_wait(context: ExceptionContext) -> None:
    """Take what SQLite waited in vain from the patience of the request at hand."""
    if not has_request_context() or not sqlite.is_locked(context.original_exception):
        return
    connection, left = context.connection, patience()
    if connection is None or connection.closed:
        # It was not even opened, with all the patience that there was.
        left.spend(left.left)
    else:
        left.spend(connection.info.get(_PATIENCE, 0.0))
        _limit(connection.connection.dbapi_connection, connection.info, left.left)


@contextmanager
def transaction(*, at_most: float | None = None) -> Iterator[Session]:
    """Write everything in the block, or nothing; the only place that commits.

    On SQLite the write lock is taken at the start, so that what is read inside cannot go stale
    before it is written. Rows that were read before the block are read again when looked at inside.
    Raises OperationalError when other writers hold the database for longer than the request has
    patience, or than ``at_most`` seconds; nothing is written then. Everywhere else writing raises
    NotInTransaction.
    """
    session = db.session()
    if session.info.get(_WRITING):
        raise RuntimeError("transactions do not nest: the interface opens one, services flush")
    write_guard.refuse_changes(session)
    # What was read before may be stale by now; reading it again is no surprise.
    session.expire_all()
    session.rollback()
    engine = writer()
    waits = patience() if at_most is None else Patience(at_most)
    with sqlite.writer_lock(engine, waits):
        session.info[_WRITING] = True
        session.info[_BIND] = engine
        try:
            _begin(session, waits)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info[_WRITING] = False
            session.info.pop(_BIND, None)


def _begin(session: Session, waits: Patience) -> None:
    connection = write_guard.open_for(session)
    if connection.dialect.name != "sqlite":
        return
    _limit(connection.connection.dbapi_connection, connection.info, waits.left)
    with waits.waiting():
        sqlite.begin(connection)
