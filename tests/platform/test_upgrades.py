"""Databases of earlier versions, filled by their own code, come up to date without losing a row."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from quizapp import schema, sqlite
from quizapp.schema import SchemaState
from tests import versions

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
RENAMED: dict[str, str] = {}
"""Tables that have another name by now."""


def rows(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608
            for name in sa.inspect(connection).get_table_names()
        }


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def filled(request, tmp_path):
    """Return a function that makes an engine on the database of a revision."""
    made = []

    def make(revision):
        if request.param == "sqlite":
            versions.restore(revision, tmp_path / "quizapp.db")
            engine = sa.create_engine(f"sqlite:///{tmp_path}/quizapp.db", module=sqlite.driver())
            sqlite.prepare(engine)
        else:
            url = sa.make_url(request.getfixturevalue("postgres_url"))
            server = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
            name = f"{url.database}_filled"
            with server.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
            own = url.set(database=name, drivername="postgresql+psycopg")
            engine = sa.create_engine(own)
            versions.restore_on_postgresql(revision, tmp_path / "rows.db", engine)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.dispose()


@pytest.mark.parametrize("revision", versions.FILLED)
def test_upgrade_of_a_filled_database_keeps_every_row(filled, revision):
    engine = filled(revision)
    before = versions.shown(revision)["rows"]
    assert before == rows(engine)
    schema.upgrade(engine, None, NOW)
    assert schema.check_version(engine) is SchemaState.OK
    after = rows(engine)
    kept = {name: after.get(RENAMED.get(name, name), 0) for name in before}
    lost = {name: (count, kept[name]) for name, count in before.items() if kept[name] < count}
    assert lost == {}
