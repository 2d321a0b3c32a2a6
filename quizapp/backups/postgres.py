"""Copies of databases on PostgreSQL: made by pg_dump, put in place in one transaction.

Only rows are taken from a copy. The tables are made by this version's own migrations; PostgreSQL
can do all of it in one transaction, so until the commit everybody sees the database as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from quizapp import schema
from quizapp.backups import postgres_rows, postgres_tools
from quizapp.backups.deletions import Account, accounts_now, carry_over
from quizapp.backups.errors import BackupError
from quizapp.backups.model import VERSION_TABLE, Copy, Restored
from quizapp.backups.postgres_rows import Counter, TableRows
from quizapp.schema import SchemaState
from quizapp.sqlite_copy import quoted
from quizapp.whole_files import appearing, free_name


def take(url: URL, path: Path) -> Copy:
    """Copy the database to ``path`` while others use it; ``path`` is there only when it is whole.

    Raises BackupError, FileExistsError, OSError and errors of the database.
    """
    with _connected(url) as connection:
        # Rows are counted in the moment that is copied.
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        snapshot = str(connection.scalar(text("SELECT pg_export_snapshot()")))
        return _dump(connection, url, snapshot, path)


def restore(path: Path, url: URL, backups: Path, now: datetime) -> Restored:
    """Put the copy ``path`` in the place of quizapp's tables; a copy of the present ones is kept.

    Raises BackupError, SchemaError, OSError and errors of the database; nothing was changed then.
    """
    copy = postgres_rows.inspect(path)
    with _connected(url) as connection:
        _refuse_company(connection)
        schema.begin_migrating(connection)
        present = _present_tables(connection)
        kept = None
        accounts: Sequence[Account] = ()
        if present:
            names = ", ".join(map(quoted, present))
            # Reading goes on, and so can pg_dump; nobody writes what would then be lost.
            connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE MODE NOWAIT")
            accounts = accounts_now(connection)
            kept = free_name(backups, "before-restore", now, ".dump")
            _dump(connection, url, None, kept)
            connection.exec_driver_sql(f"DROP TABLE {names}")
        schema.migrate(connection, copy.revision)
        _fill(connection, copy)
        schema.bring_to_head(connection)
        again = carry_over(connection, accounts)
        connection.commit()
    return Restored(copy, kept, again)


def _dump(connection: Connection, url: URL, snapshot: str | None, path: Path) -> Copy:
    tables = inspect(connection).get_table_names()
    revision = schema.current_revision(connection)
    if revision is None:
        raise BackupError("The database has no tables yet: there is nothing to copy.")
    rows = {name: _count(connection, name) for name in tables}
    program = postgres_tools.dump_program(connection)
    place = str(connection.scalar(text("SELECT current_schema()")))
    with appearing(path) as partial:
        postgres_tools.dump(program, url, place, snapshot, partial)
        if postgres_rows.counted(partial).rows != rows:
            raise BackupError("The copy has other rows than the database. It was not kept.")
    return Copy(path, revision, rows)


def _refuse_company(connection: Connection) -> None:
    others: int = connection.execute(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    ).scalar_one()
    if others:
        raise BackupError(
            f"{others} other {'connection uses' if others == 1 else 'connections use'} this "
            "database: stop the server and its workers first. Nothing was changed."
        )


def _present_tables(connection: Connection) -> Sequence[str]:
    """Return the tables that give way; raises BackupError where one of them may not be ours."""
    revision = schema.current_revision(connection)
    tables = inspect(connection).get_table_names()
    if revision is None:
        if tables:
            raise BackupError(schema.advice(SchemaState.FOREIGN))
        return ()
    if schema.state_of_revision(revision) is SchemaState.NEWER:
        raise BackupError(
            "The database is from a newer version of quizapp than this one, which does not know "
            "its tables. Nothing was changed. Restore into an empty database: name it with "
            "DATABASE_URL."
        )
    if odd := sorted(set(tables) - schema.tables_at(revision)):
        raise BackupError(
            f"The database holds tables that are not quizapp's ({', '.join(odd)[:200]}). Nothing "
            "was changed. Restore into a database of its own: name it with DATABASE_URL."
        )
    return tables


def _fill(connection: Connection, copy: Copy) -> None:
    found = inspect(connection)
    tables = {
        name: {each["name"] for each in found.get_columns(name)} for name in found.get_table_names()
    }
    if odd := sorted(tables.keys() ^ copy.rows.keys()):
        raise BackupError(
            f"{copy.path} has other tables than quizapp {copy.revision}: {', '.join(odd)[:200]}. "
            "Nothing was changed."
        )
    with _without_references(connection, copy), closing(postgres_rows.read(copy.path)) as read:
        for each in read:
            if isinstance(each, Counter):
                _set_counter(connection, each)
            elif each.name != VERSION_TABLE:
                _copy_in(connection, copy, each, tables[each.name])
    counted = {name: _count(connection, name) for name in tables}
    if counted != copy.rows:
        raise BackupError(f"{copy.path} was not read whole. Nothing was changed.")


def _copy_in(connection: Connection, copy: Copy, table: TableRows, known: set[str]) -> None:
    if set(table.columns) != known:
        raise BackupError(
            f"{copy.path} has other columns in {table.name} than quizapp {copy.revision}. "
            "Nothing was changed."
        )
    names = ", ".join(map(quoted, table.columns))
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"COPY {quoted(table.name)} ({names}) FROM STDIN") as target:
            for row in table.rows:
                target.write(row)
    except connection.dialect.loaded_dbapi.DatabaseError as error:
        said = str(error).strip().partition("\n")[0]
        raise BackupError(
            f"{copy.path} holds what may not be in {table.name}: {said:.200}. Nothing was changed."
        ) from error
    finally:
        cursor.close()


@contextmanager
def _without_references(connection: Connection, copy: Copy) -> Iterator[None]:
    """Let rows come in any order; all references are checked at the end.

    Switching them off instead would take a superuser.
    """
    references = connection.execute(
        text(
            "SELECT conrelid::regclass::text AS place, quote_ident(conname) AS name,"
            " pg_get_constraintdef(oid) AS says FROM pg_constraint"
            " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
        )
    ).all()
    for each in references:
        connection.exec_driver_sql(f"ALTER TABLE {each.place} DROP CONSTRAINT {each.name}")
    yield
    for each in references:
        try:
            connection.exec_driver_sql(
                f"ALTER TABLE {each.place} ADD CONSTRAINT {each.name} {each.says}"
            )
        except IntegrityError as error:
            raise BackupError(
                f"{copy.path} holds a row of {each.place} that points nowhere. Nothing was changed."
            ) from error


def _set_counter(connection: Connection, counter: Counter) -> None:
    known = inspect(connection).get_sequence_names()
    if counter.name in known:
        connection.execute(
            text("SELECT setval(CAST(:name AS regclass), :value, :given)"),
            {"name": quoted(counter.name), "value": counter.value, "given": counter.given},
        )


def _count(connection: Connection, table: str) -> int:
    # Names come from the database's own list of its tables.
    rows: int = connection.exec_driver_sql(
        f"SELECT count(*) FROM {quoted(table)}"  # noqa: S608 - names of tables, quoted
    ).scalar_one()
    return rows


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        yield connection
