"""The database: base class of the models, column types, and the one way to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from quizapp.sqlite import writer_lock

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


db = SQLAlchemy(model_class=Model, session_options={"expire_on_commit": False})
"""Flask's handle on the database. Import models from the features, not from here."""


class NotInTransaction(RuntimeError):
    """Something was about to be written outside ``transaction()``."""


@contextmanager
def transaction() -> Iterator[Session]:
    """Write everything in the block, or nothing; the only place that commits.

    On SQLite the write lock is taken at the start, so that what is read inside cannot go stale
    before it is written. What was read before the block is not read again by itself: services
    decide on rows that they select inside it.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("transactions do not nest: the interface opens one, services flush")
    bind = session.get_bind()
    with writer_lock(bind.engine):
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        session.info["writing"] = True
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False


@event.listens_for(db.session, "before_flush")
def _refuse_stray_writes(session: Session, *_: Any) -> None:
    # Outside transaction() SQLite is in autocommit mode: a stray flush would be kept by halves.
    if not session.info.get("writing"):
        raise NotInTransaction("write inside `with transaction():`")
