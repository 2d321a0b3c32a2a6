"""The state of the database's tables, and the careful way to bring them up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, inspect, text
from sqlalchemy.pool import StaticPool

from quizapp import shipped, sqlite, sqlite_copy, write_guard
from quizapp.whole_files import free_name

FOLDER = shipped.MIGRATIONS
# What learners did: a migration may reshape these tables but not lose a row of them. Each stands
# with the names it had in earlier versions: a table that is renamed is counted as the same one.
PROTECTED: Mapping[str, tuple[str, ...]] = {
    "attempt": (),
    "attempt_question": (),
    "attempt_progress": (),
    "response": ("answer",),
    "score": (),
    "mark": (),
    "review": (),
    "review_undo": (),
    "challenge": (),
    "essay_marking": (),
    "enrolment": (),
    "mark_trail_entry": (),
}
# Any number will do as long as every version of this app takes the same.
_UPGRADE_LOCK = 7_303_014


class SchemaState(StrEnum):
    """How the tables stand to this code."""

    EMPTY = "empty"
    OLD = "old"
    OK = "ok"
    NEWER = "newer"
    FOREIGN = "foreign"


class SchemaError(RuntimeError):
    """The database cannot be used or changed as it is; nothing was changed."""


_ADVICE = {
    SchemaState.EMPTY: "The database has no tables yet. Run: quizapp db upgrade",
    SchemaState.OLD: "The database is from an older version. Run: quizapp db upgrade "
    "(a copy is kept before anything changes)",
    SchemaState.NEWER: "The database is from a newer version of quizapp than this one. Nothing "
    "was changed. Install that version again, or go back to a copy from the backups folder.",
    SchemaState.FOREIGN: "The database holds tables that are not quizapp's. Nothing was changed. "
    "Name another one with DATABASE_URL.",
}


def configuration() -> Config:
    """Return Alembic's configuration, with no file and no database in it.

    Raises SchemaError where the code was copied somewhere else without its migrations.
    """
    if not FOLDER.is_dir():
        raise SchemaError(
            f"The folder {FOLDER} is missing: this copy of quizapp is not whole. "
            "Install its wheel, or in the folder it was cloned into: pip install --editable ."
        )
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    return config


def current_revision(connection: Connection) -> str | None:
    """Return the revision that the database has, or None when it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def check_version(engine: Engine) -> SchemaState:
    """Compare the database with this code; reads only."""
    with engine.connect() as connection:
        return _state(connection)


def advice(state: SchemaState) -> str:
    """Return what to tell the person who runs the app; empty when all is well."""
    return _ADVICE.get(state, "")


def upgrade(engine: Engine, backups: Path | None, now: datetime) -> Path | None:
    """Bring the database to the head, wholly or not at all; returns the copy made before.

    A SQLite database that holds anything is copied into ``backups`` first (None: no copy, for
    tests). On PostgreSQL, copies are the task of pg_dump. Raises SchemaError when the database
    is newer or not ours, or when a migration would have lost rows.
    """
    with _migrating(engine) as connection:
        state = _state(connection)
        if state in {SchemaState.NEWER, SchemaState.FOREIGN}:
            raise SchemaError(advice(state))
        if state is SchemaState.OK:
            return None
        copy = None
        if state is SchemaState.OLD and backups is not None and engine.dialect.name == "sqlite":
            copy = _copy(connection, backups, now)
        begin_migrating(connection)
        bring_to_head(connection)
        connection.commit()
        return copy


def begin_migrating(connection: Connection) -> None:
    """Begin the transaction that migrations run in; nobody else migrates meanwhile."""
    if connection.dialect.name == "sqlite":
        # With foreign keys on, rebuilding a table deleted every row that pointed at it. The
        # setting is ignored inside a transaction, so it comes first.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN EXCLUSIVE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})


def migrate(
    connection: Connection, revision: str, after_each: Callable[..., None] | None = None
) -> None:
    """Bring the tables up to a revision, in the transaction that was begun, without its commit.

    ``after_each`` is called after each migration, with what Alembic's ``on_version_apply`` gives.
    """
    config = configuration()
    config.attributes["connection"] = connection
    config.attributes["after_each"] = after_each
    command.upgrade(config, revision)


def bring_to_head(connection: Connection) -> None:
    """Bring the tables up to this version, in the transaction that was begun, without its commit.

    Raises SchemaError where rows of what learners did would be lost.
    """
    before = _protected_rows(connection)
    migrate(connection, "head")
    _refuse_loss(connection, before)


def state_of_revision(revision: str) -> SchemaState:
    """Return how a database of a revision stands to this code: OLD, OK or NEWER."""
    script = ScriptDirectory.from_config(configuration())
    if revision == script.get_current_head():
        return SchemaState.OK
    known = {each.revision for each in script.walk_revisions()}
    return SchemaState.OLD if revision in known else SchemaState.NEWER


def _state(connection: Connection) -> SchemaState:
    tables = inspect(connection).get_table_names()
    revision = current_revision(connection)
    connection.rollback()
    if revision is None:
        ours = set(tables) <= {"alembic_version"}
        return SchemaState.EMPTY if ours else SchemaState.FOREIGN
    return state_of_revision(revision)


def tables_at(revision: str) -> frozenset[str]:
    """Return the names of the tables that a database of a revision has."""
    with _empty_database() as connection:
        migrate(connection, revision)
        return frozenset(inspect(connection).get_table_names())


def own_triggers() -> frozenset[str]:
    """Return the statements of the triggers that a database of any version has on SQLite."""
    found: set[str] = set()
    with _empty_database() as connection:

        def note(**_: object) -> None:
            made = "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
            found.update(connection.exec_driver_sql(made).scalars())

        migrate(connection, "head", after_each=note)
    return frozenset(found)


@contextmanager
def _empty_database() -> Iterator[Connection]:
    engine = create_engine("sqlite://", module=sqlite.driver(), poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name != "sqlite":
        with write_guard.writing(engine) as connection:
            yield connection
        return
    # So that no other connection ever runs with foreign keys off.
    with sqlite.writer_lock(engine, None), own_connection(engine.url) as connection:
        yield connection


@contextmanager
def own_connection(url: URL) -> Iterator[Connection]:
    """Connect to a file of SQLite beside the app's connections, which only transactions open."""
    own = create_engine(url, module=sqlite.driver())
    sqlite.prepare(own)
    try:
        with own.connect() as connection:
            yield connection
    finally:
        own.dispose()


def _copy(connection: Connection, backups: Path, now: datetime) -> Path:
    path = free_name(backups, f"quizapp-{current_revision(connection)}", now, ".db")
    connection.rollback()
    sqlite_copy.copy(connection.connection.driver_connection, path)
    return path


def _protected_rows(connection: Connection) -> dict[str, int]:
    tables = set(inspect(connection).get_table_names())
    counted = {}
    for table, earlier in PROTECTED.items():
        present = [name for name in (table, *earlier) if name in tables]
        if present:
            # The names are this module's own constants.
            counted[table] = sum(
                connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608 - names of tables, quoted
                for name in present
            )
    return counted


def _refuse_loss(connection: Connection, before: dict[str, int]) -> None:
    after = _protected_rows(connection)
    lost = {table for table, rows in before.items() if after.get(table) != rows}
    if lost:
        raise SchemaError(
            f"the upgrade would have changed how many rows there are in {', '.join(sorted(lost))}; "
            "nothing was changed"
        )
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise SchemaError(
                f"the upgrade would have left a row of {broken[0]} pointing nowhere; "
                "nothing was changed"
            )
