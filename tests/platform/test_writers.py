"""Many writers of one SQLite file: nobody is told that it is locked, and nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import OperationalError

from quizapp import schema, sqlite
from quizapp.accounts.models import Throttle
from quizapp.app import create_app
from quizapp.clock import system_clock
from quizapp.config import Settings
from quizapp.db import close_connections, db, transaction

WRITERS, WRITES = 8, 15
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def busy_seconds():
    """How many seconds a writer waits for others, as it does by default."""
    return 10


@pytest.fixture
def app(tmp_path, busy_seconds):
    """An app on a file, as it runs in earnest."""
    app = create_app(Settings(instance=tmp_path, database_url="", busy_seconds=busy_seconds))
    with app.app_context():
        schema.upgrade(db.engine, None, system_clock())
        with transaction() as session:
            session.add(Throttle(key="count", tries=0, window_ends_at=NOON))
    yield app
    with app.app_context():
        close_connections()


def test_read_then_write_counts_every_time(app):
    start = threading.Barrier(WRITERS)

    def write(_number):
        start.wait()
        for _ in range(WRITES):
            with app.app_context():
                # Seen before the transaction, it must be fresh inside.
                row = db.session.get_one(Throttle, "count")
                with transaction():
                    row.tries += 1

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with app.app_context():
        assert db.session.get_one(Throttle, "count").tries == WRITERS * WRITES


@pytest.mark.parametrize("busy_seconds", [0.1])
def test_database_held_by_another_program_is_told_and_nothing_is_kept(app, tmp_path):
    other = sqlite.driver().connect(tmp_path / "quizapp.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with app.app_context():
        with pytest.raises(OperationalError, match="locked"), transaction() as session:
            session.get_one(Throttle, "count").tries = 99
        assert db.session.get_one(Throttle, "count").tries == 0
    other.close()
    with app.app_context(), transaction() as session:
        session.get_one(Throttle, "count").tries = 1


def test_folder_with_the_data_is_for_its_owner_only(tmp_path):
    settings = Settings(instance=tmp_path / "new", database_url="", secret_key=None)
    create_app(settings)
    assert settings.folder.stat().st_mode & 0o077 == 0
