"""An instance of its own on either database, and what its keeper types."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask

from quizapp import logging, sqlite
from quizapp.app import create_app
from quizapp.cli import main
from quizapp.clock import now
from quizapp.config import Settings
from quizapp.db import close_connections, db, transaction
from tests import builders
from tests.clients import Client
from tests.databases import both_databases
from tests.web.conftest import Walk

both = both_databases


@dataclass(frozen=True)
class Instance:
    """A folder with its database, which is not the tests' shared one."""

    folder: Path
    url: str

    @property
    def settings(self) -> Settings:
        return Settings(instance=self.folder, database_url=self.url)

    @property
    def copies(self) -> list[Path]:
        """What stands in the folder for copies."""
        return sorted((self.folder / "backups").glob("*"))

    def run(self, *arguments: str | Path) -> Result:
        """Type a command."""
        return CliRunner().invoke(main, list(map(str, arguments)))

    def done(self, *arguments: str | Path) -> str:
        """Type a command that must succeed; return what it says."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return result.output

    def be_meant(self, patch: pytest.MonkeyPatch) -> None:
        """Let commands and new processes work on this instance."""
        patch.delenv("SECRET_KEY", raising=False)
        patch.setenv("QUIZAPP_INSTANCE", str(self.folder))
        patch.setenv("DATABASE_URL", self.url)

    @contextmanager
    def app(self) -> Iterator[Flask]:
        """The app on this instance, as a server would have it."""
        app = create_app(self.settings)
        app.testing = True
        app.test_client_class = Client
        yield app
        with app.app_context():
            db.session.remove()
            close_connections()

    @contextmanager
    def engine(self) -> Iterator[sa.Engine]:
        """A connection past the app, which may do anything."""
        url = self.settings.database
        on_file = url.get_backend_name() == "sqlite"
        engine = sa.create_engine(
            url, poolclass=sa.NullPool, **({"module": sqlite.driver()} if on_file else {})
        )
        yield engine
        engine.dispose()

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table but logins, which a restore ends."""
        with self.engine() as engine, engine.connect() as connection:
            return {
                name: sorted(
                    (tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')),  # noqa: S608
                    key=repr,
                )
                for name in sa.inspect(connection).get_table_names()
                if name != "login"
            }

    def empty(self) -> None:
        """Lose everything that anybody did."""
        with self.engine() as engine, engine.begin() as connection:
            names = sa.inspect(connection).get_table_names()
            if engine.dialect.name == "sqlite":
                for name in names:
                    connection.exec_driver_sql(f'DROP TABLE "{name}"')
            else:
                listed = ", ".join(f'"{name}"' for name in names)
                connection.exec_driver_sql(f"DROP TABLE {listed} CASCADE")


@dataclass(frozen=True)
class Filled:
    """A quiz that somebody took, and what they were shown of it."""

    path: str
    shown: str
    token: str


class Patterns:
    """Instances that are made once and copied for each test, with their databases."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Filled | None] = {}

    def of(self, kind: str, server: sa.Engine | None, is_filled: bool) -> tuple[Path, str]:
        """Return the folder of an instance and the name of its database, to copy both."""
        name = f"{kind}_{'filled' if is_filled else 'empty'}"
        folder = self._folder / name
        database = f"{server.url.database}_{name}" if server else ""
        if name not in self._made:
            url = _create(server, database) if server else ""
            made = Instance(folder, url)
            with pytest.MonkeyPatch.context() as patch:
                made.be_meant(patch)
                made.done("db", "upgrade")
                self._made[name] = _fill(made) if is_filled else None
        return folder, database

    def what_was_done(self, kind: str) -> Filled:
        """Return what somebody did in the filled instance of a kind."""
        done = self._made[f"{kind}_filled"]
        assert done is not None
        return done


def _create(server: sa.Engine, name: str, pattern: str = "template1") -> str:
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {pattern}")
    own = server.url.set(database=name, drivername="postgresql")
    return own.render_as_string(hide_password=False)


def _drop(server: sa.Engine, name: str) -> None:
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _fill(instance: Instance) -> Filled:
    with instance.app() as app:
        with app.app_context(), transaction() as session:
            builders.load(session, builders.every_kind(), now())
        walk = Walk(app, app.test_client())
        attempt_id = walk.start()
        walk.hand_in(attempt_id, walk.answers(attempt_id))
        path = f"/attempts/{attempt_id}/results"
        cookie = walk.client.get_cookie("quizapp_login")
        assert cookie is not None
        return Filled(path, results(walk.page(path)), cookie.value)


@pytest.fixture(scope="session")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> Patterns:
    """What the instances of tests are copied from."""
    return Patterns(tmp_path_factory.mktemp("patterns"))


@pytest.fixture(scope="session")
def postgres_server(postgres_url: str) -> Iterator[sa.Engine]:
    """Where databases are made and dropped; those that were copied from go at the end."""
    server = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    yield server
    for name in ("empty", "filled"):
        _drop(server, f"{server.url.database}_postgresql_{name}")


@pytest.fixture
def instance(
    request: pytest.FixtureRequest,
    database_kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    patterns: Patterns,
) -> Iterator[Instance]:
    """A new instance with the tables of this version; see `filled` for one with more."""
    # It would take the log lines of every later test of this process.
    monkeypatch.setattr(logging, "set_up", lambda *_: None)
    on_server = database_kind == "postgresql"
    server = request.getfixturevalue("postgres_server") if on_server else None
    folder, database = patterns.of(database_kind, server, "filled" in request.fixturenames)
    own = f"{database}_copied"
    made = Instance(tmp_path / "instance", _create(server, own, database) if server else "")
    shutil.copytree(folder, made.folder)
    made.be_meant(monkeypatch)
    yield made
    if server is not None:
        _drop(server, own)


@pytest.fixture
def filled(instance: Instance, database_kind: str, patterns: Patterns) -> Filled:  # noqa: ARG001
    """What a guest did in the instance: one quiz with every kind of question, handed in."""
    return patterns.what_was_done(database_kind)


def results(page: str) -> str:
    """The part of a page that tells results; tokens of forms differ each time."""
    return page.partition("<main")[2].partition("</main>")[0]


def shown_again(instance: Instance, filled: Filled) -> str:
    """What the same guest is shown of the same quiz now."""
    with instance.app() as app:
        client = app.test_client()
        client.log_in_with(filled.token)
        page = client.get(filled.path)
        assert page.status_code == 200
        return results(page.text)
