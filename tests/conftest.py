"""What every test may ask for, and what is done where a browser or PostgreSQL is missing."""

import fcntl
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import StrictUndefined
from playwright.sync_api import Browser, sync_playwright
from pydantic import SecretStr

from quizapp import schema, security, sqlite, write_guard
from quizapp.accounts.logins import start_login
from quizapp.accounts.models import Role, User
from quizapp.accounts.services import create_guest, create_user
from quizapp.app import create_app
from quizapp.clock import set_clock
from quizapp.config import Settings
from quizapp.db import close_connections, db, transaction, writer
from quizapp.security import hash_password
from tests.clients import Client
from tests.postgres_cluster import Cluster, find_programs

# The first draws no window around the page, which saves a third of what a browser costs.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FOLDER = pytest.StashKey[Path]()
# TRUNCATE makes new files for every table and index, which takes longer than most tests.
_EMPTIED = """
DO $$
DECLARE
    each record;
BEGIN
    -- Nothing is left that a foreign key could break.
    SET LOCAL session_replication_role = replica;
    FOR each IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(each.tablename);
    END LOOP;
    FOR each IN SELECT sequencename FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL
    LOOP
        PERFORM setval(quote_ident(each.sequencename)::regclass, 1, false);
    END LOOP;
END
$$
"""


def find_chromium() -> str | None:
    """Return the browser named by CHROMIUM, else the first one on PATH."""
    given = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [given] if given else BROWSERS)), None)


def given_postgres() -> str | None:
    """Return the address of a PostgreSQL server that the caller offers for tests."""
    url = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgresql") else None


def pytest_configure(config: pytest.Config) -> None:
    """Agree on one folder for the whole run, so that all its workers share one cluster."""
    shared = getattr(config, "workerinput", {}).get("shared_folder")
    config.stash[FOLDER] = Path(shared or tempfile.mkdtemp(prefix="quizapp-tests-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Tell a worker of pytest-xdist where the run's folder is."""
    node.workerinput["shared_folder"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster and remove its folder when the whole run is over."""
    if hasattr(config, "workerinput"):
        return
    folder = config.stash[FOLDER]
    if programs := find_programs():
        Cluster(programs, folder).stop()
    shutil.rmtree(folder)


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what was imported and collected: it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs what is not here, or fail it where that was promised."""
    if item.get_closest_marker("browser") and not find_chromium():
        _missing("no Chromium: install chromium, or name one in CHROMIUM", "REQUIRE_BROWSER")
    if item.get_closest_marker("postgres") and not (given_postgres() or find_programs()):
        _missing("no PostgreSQL: install postgresql, or set TEST_DATABASE_URL", "REQUIRE_POSTGRES")


def _missing(reason: str, variable: str) -> None:
    if os.environ.get(variable) == "1":
        pytest.fail(f"{reason} ({variable}=1)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; ask for it in tests marked `browser` only."""
    path = find_chromium()
    assert path, "a test that asks for chromium must be marked browser"
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The one browser of a run; two at once in one process are more than Playwright takes."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def postgres_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of an empty database of this worker's own; for tests marked `postgres`."""
    server = given_postgres() or _shared_cluster(pytestconfig.stash[FOLDER]).url
    name = f"quizapp_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _shared_cluster(folder: Path) -> Cluster:
    programs = find_programs()
    assert programs, "a test that asks for postgres_url must be marked postgres"
    cluster = Cluster(programs, folder)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        cluster.start()
    return cluster


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Switch off pytest-flask's own: its one context per test leaks `g` between requests."""


# The app, its database, the people in it and their browsers.


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Hash passwords as fast as argon2 goes; what a site does is judged in test_security.py."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with patch.object(security, "_HASHER", cheap):
        yield


class ClockInHand:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **by: float) -> datetime:
        """Move on, by hours=1 or any other part of a timedelta, and return the new moment."""
        self.moment += timedelta(**by)
        return self.moment


@dataclass(frozen=True)
class Cast:
    """People for a story: the one it is about, somebody else, and those who look after them."""

    student: User
    stranger: User
    teacher: User
    admin: User
    guest: User


@pytest.fixture
def database_kind() -> str:
    """The kind of database under the app; see tests/databases.py for running on both."""
    return "sqlite"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings that touch nothing outside the test's own folders; the database is in memory."""
    memory = Path("/dev/shm")  # noqa: S108 - where Linux keeps files in memory.
    with tempfile.TemporaryDirectory(
        prefix="quizapp-tests-", dir=memory if os.access(memory, os.W_OK) else None
    ) as folder:
        yield Settings(
            instance=tmp_path_factory.mktemp("instance"),
            database_url=f"sqlite:///{folder}/quizapp.db",
            secret_key=SecretStr("for tests only: 0123456789 abcdefghijklmnop"),
        )


@pytest.fixture(scope="session")
def _sqlite_app(settings: Settings) -> tuple[Flask, Any]:
    app = _made(create_app(settings))
    with app.app_context():
        schema.upgrade(db.engine, None, datetime.now(UTC))
        template = sqlite.driver().connect(":memory:", check_same_thread=False)
        with writer().connect() as connection:
            connection.connection.driver_connection.backup(template)
    return app, template


@pytest.fixture(scope="session")
def _postgres_app(settings: Settings, postgres_url: str) -> Iterator[Flask]:
    app = _made(create_app(settings.model_copy(update={"database_url": postgres_url})))
    with app.app_context():
        schema.upgrade(db.engine, None, datetime.now(UTC))
    yield app
    with app.app_context():
        close_connections()


@pytest.fixture
def clock() -> ClockInHand:
    """The app's clock, standing at nine on a Monday morning until the test moves it."""
    return ClockInHand()


@pytest.fixture
def hashing() -> Iterator[None]:
    """How passwords are hashed; parametrize a test with another to have it done as on a site."""
    with cheap_passwords():
        yield


@pytest.fixture
def app(
    request: pytest.FixtureRequest,
    database_kind: str,
    clock: ClockInHand,
    hashing: object,  # noqa: ARG001 - it holds as long as the app is used.
) -> Flask:
    """The app on an empty database of its own; no context is pushed (see `context`)."""
    if database_kind == "sqlite":
        app, template = request.getfixturevalue("_sqlite_app")
        with app.app_context(), writer().connect() as connection:
            template.backup(connection.connection.driver_connection)
    else:
        app = request.getfixturevalue("_postgres_app")
        with app.app_context(), write_guard.writing(db.engine) as connection:
            connection.exec_driver_sql(_EMPTIED)
            connection.commit()
    set_clock(app, clock)
    return app


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An application context, for tests that call services and queries themselves."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser that nobody is logged in with."""
    return app.test_client()


@pytest.fixture(scope="session")
def password() -> str:
    """The password of everybody made by `make_user`."""
    return "correct horse battery"


@pytest.fixture(scope="session")
def _password_hash(password: str) -> str:
    with cheap_passwords():
        return hash_password(password)


@pytest.fixture
def make_user(app: Flask, clock: ClockInHand, _password_hash: str) -> Callable[..., User]:
    """Make an account: make_user("Ana"), make_user("Tom", Role.TEACHER)."""

    def make(name: str, role: Role = Role.STUDENT) -> User:
        with app.app_context(), transaction() as session:
            return create_user(session, name, _password_hash, clock(), role=role)

    return make


@pytest.fixture
def log_in(app: Flask, clock: ClockInHand) -> Callable[[User], Client]:
    """Return a browser that a person is logged in with: log_in(user)."""

    def enter(user: User) -> Client:
        with app.app_context(), transaction() as session:
            token = start_login(session, user.id, "Test browser", clock())
        client = app.test_client()
        client.log_in_with(token)
        return client

    return enter


@pytest.fixture
def cast(app: Flask, clock: ClockInHand, make_user: Callable[..., User]) -> Cast:
    """The five people most stories need."""
    with app.app_context(), transaction() as session:
        guest = create_guest(session, clock())
    return Cast(
        student=make_user("Ana"),
        stranger=make_user("Ben"),
        teacher=make_user("Clara", Role.TEACHER),
        admin=make_user("Dora", Role.ADMIN),
        guest=guest,
    )


@pytest.fixture
def as_student(cast: Cast, log_in: Callable[[User], Client]) -> Client:
    """The browser of the student the story is about."""
    return log_in(cast.student)


@pytest.fixture
def as_stranger(cast: Cast, log_in: Callable[[User], Client]) -> Client:
    """The browser of another student."""
    return log_in(cast.stranger)


@pytest.fixture
def as_teacher(cast: Cast, log_in: Callable[[User], Client]) -> Client:
    """The browser of a teacher."""
    return log_in(cast.teacher)


@pytest.fixture
def as_admin(cast: Cast, log_in: Callable[[User], Client]) -> Client:
    """The browser of an administrator."""
    return log_in(cast.admin)


@pytest.fixture
def as_guest(cast: Cast, log_in: Callable[[User], Client]) -> Client:
    """The browser of somebody who has begun without an account."""
    return log_in(cast.guest)


def _made(app: Flask) -> Flask:
    app.testing = True
    # What a template names and nobody gives it fails here; on a site it is drawn as nothing.
    app.jinja_env.undefined = StrictUndefined
    app.test_client_class = Client
    return app
