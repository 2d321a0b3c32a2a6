"""What every test may ask for, and what is done where a browser or PostgreSQL is missing."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.postgres_cluster import Cluster, find_programs

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FOLDER = pytest.StashKey[Path]()


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
