"""A bank that most tests begin with: loaded once, and put as it was into each further database.

Loading checks, compares and numbers everything in a bank, which took more than a third of the tests
that have one. What loading does is judged where `load_bank` itself is called.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizapp.domain.banks import Bank
from tests import builders

Tables = dict[str, Any]
"""What is in each table, in the words of its database."""

_kept: dict[tuple[str, Bank, datetime, str], tuple[Tables, Tables]] = {}


def load(session: Session, content: Bank, now: datetime, loaded_hash: str = "1") -> None:
    """Load a bank as its files would be; into a database that never had one, as it was kept."""
    connection = session.connection()
    name = connection.dialect.name
    database = _DATABASES[name](connection.connection.driver_connection)
    if database.had_banks():
        builders.load(session, content, now, loaded_hash)
        return
    key = name, content, now, loaded_hash
    if key in _kept:
        database.put(*_kept[key])
        return
    before = database.tables()
    builders.load(session, content, now, loaded_hash)
    added = {table: rows for table, rows in database.tables().items() if rows != before[table]}
    # What loading does to rows that were there is not kept.
    if not any(before[table] for table in added):
        numbers = database.numbers()
        of_added = {f"{table}_id_seq" for table in added}
        _kept[key] = added, {each: numbers[each] for each in of_added & numbers.keys()}


class _Sqlite:
    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def had_banks(self) -> bool:
        # The number of a bank that was removed is remembered, too.
        found = "SELECT 1 FROM sqlite_sequence WHERE name = 'bank' AND seq > 0"
        return bool(self._raw.execute(found).fetchall())

    def tables(self) -> Tables:
        names = self._raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        # The names are of the app's own tables.
        return {
            name: self._raw.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            for (name,) in names
            if not name.startswith("sqlite_")
        }

    def numbers(self) -> Tables:
        # SQLite goes on after the greatest by itself.
        return {}

    def put(self, tables: Tables, _numbers: Tables) -> None:
        self._raw.execute("PRAGMA defer_foreign_keys = ON")
        for name, rows in tables.items():
            places = ", ".join("?" * len(rows[0]))
            # The names are of the app's own tables.
            self._raw.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608


class _Postgres:
    def __init__(self, raw: Any) -> None:
        self._cursor = raw.cursor()

    def had_banks(self) -> bool:
        return bool(self._cursor.execute("SELECT is_called FROM bank_id_seq").fetchone()[0])

    def tables(self) -> Tables:
        names = self._cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        found = {}
        for (name,) in names:
            with self._cursor.copy(f'COPY "{name}" TO STDOUT') as copy:
                found[name] = b"".join(copy)
        return found

    def numbers(self) -> Tables:
        return dict(
            self._cursor.execute(
                "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
            ).fetchall()
        )

    def put(self, tables: Tables, numbers: Tables) -> None:
        # Foreign keys hold again when all is there.
        self._cursor.execute("SET LOCAL session_replication_role = replica")
        for name, rows in tables.items():
            with self._cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
                copy.write(rows)
        for name, value in numbers.items():
            self._cursor.execute("SELECT setval(%s, %s)", [name, value])
        self._cursor.execute("SET LOCAL session_replication_role = origin")


_DATABASES: dict[str, Any] = {"sqlite": _Sqlite, "postgresql": _Postgres}
