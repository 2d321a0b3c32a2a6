import fcntl
import os
import sqlite3
import sys
import types
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError, OperationalError

from quizapp import sqlite
from quizapp.patience import Patience


@pytest.fixture
def engine(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'some.db'}", module=sqlite.driver())
    sqlite.prepare(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("trusted_schema", 0),
        ("mmap_size", 0),
    ],
)
def test_connection_has_safe_settings(engine, pragma, value):
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_new_database_is_its_owners_alone_in_a_folder_open_to_all(engine, tmp_path):
    tmp_path.chmod(0o755)
    before = os.umask(0)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE note (text)")
            files = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert files == {"some.db": 0o600, "some.db-wal": 0o600, "some.db-shm": 0o600}


def test_newest_driver_is_chosen():
    assert sqlite.driver().sqlite_version_info >= sqlite3.sqlite_version_info


@pytest.mark.parametrize(
    ("version", "sound"), [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True)]
)
def test_unsound_sqlite_is_told(version, sound):
    module = types.ModuleType("some_driver")
    module.sqlite_version_info = version
    module.sqlite_version = ".".join(map(str, version))
    assert sqlite.is_sound(module) is sound
    assert (sqlite.unsound_warning(module) is None) is sound


def test_quick_check_finds_nothing_in_a_whole_database(engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text)")
    assert sqlite.quick_check(engine) == []


def test_quick_check_finds_damage(engine, tmp_path):
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text)")
        connection.exec_driver_sql("CREATE INDEX ix ON note (text)")
        connection.exec_driver_sql("BEGIN")
        for number in range(2000):
            connection.exec_driver_sql("INSERT INTO note VALUES (?)", (f"words {number}" * 5,))
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    path = tmp_path / "some.db"
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    try:
        found = sqlite.quick_check(engine)
    except Exception as error:
        # Some damage is so bad that SQLite will not even look further.
        found = [str(error)]
    assert found


def test_statistics_are_counted_when_asked_for_and_not_by_a_connection_that_closes(engine):
    def counted():
        with engine.connect() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        return "sqlite_stat1" in names

    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE note (text)")
        connection.exec_driver_sql("CREATE INDEX ix ON note (text)")
        connection.exec_driver_sql("INSERT INTO note VALUES ('a'), ('b')")
        connection.exec_driver_sql("SELECT * FROM note WHERE text = 'a'").all()
    engine.dispose()
    assert not counted()
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        sqlite.optimize(connection)
        connection.exec_driver_sql("COMMIT")
    assert counted()


def test_waits_for_another_writer_add_up_to_the_patience_and_no_more(engine, tmp_path):
    """On a clock that only sleep moves: the waits that are asked for are what is counted."""
    moment = 0.0

    def sleep(seconds):
        nonlocal moment
        moment += seconds

    patience = Patience(10, clock=lambda: moment)
    with (tmp_path / "some.db.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for _ in range(3):
            with (
                pytest.raises(OperationalError, match="locked"),
                sqlite.writer_lock(engine, patience, sleep),
            ):
                pytest.fail("two wrote at once")
            assert moment == pytest.approx(10)
    with sqlite.writer_lock(engine, patience, sleep):
        assert moment == pytest.approx(10)


def test_work_between_two_waits_costs_no_patience():
    moment = 0.0
    patience = Patience(10, clock=lambda: moment)
    with patience.waiting():
        moment += 4
    moment += 1000
    with patience.waiting():
        moment += 3
    assert patience.left == pytest.approx(3)
    patience.spend(5)
    assert patience.left == 0


def test_threads_wait_for_each_other_no_longer_than_they_have_patience(engine):
    with sqlite.writer_lock(engine, Patience(1)), ThreadPoolExecutor(1) as pool:

        def write():
            with sqlite.writer_lock(engine, Patience(0.05)):
                pytest.fail("two wrote at once")

        with pytest.raises(OperationalError, match="locked"):
            pool.submit(write).result()


def test_lock_file_that_cannot_be_used_says_that_nothing_can_be_stored(engine, tmp_path):
    (tmp_path / "some.db.lock").mkdir()
    with (
        pytest.raises(OperationalError) as caught,
        sqlite.writer_lock(engine, Patience(1)),
    ):
        pytest.fail("wrote without a lock")
    assert sqlite.is_unwritable(caught.value)
    assert not sqlite.is_locked(caught.value)


def test_locked_database_raises_what_the_error_page_knows(engine, tmp_path):
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
        other = sqlite.driver().connect(tmp_path / "some.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            sqlite.begin(connection)
        other.close()


def test_what_a_damaged_database_refuses_to_begin_is_said_as_everywhere(tmp_path):
    (tmp_path / "other.db").write_bytes(b"something else" * 100)
    engine = create_engine(f"sqlite:///{tmp_path / 'other.db'}", module=sqlite.driver())
    with engine.connect() as connection, pytest.raises(DatabaseError, match="not a database"):
        sqlite.begin(connection)
    engine.dispose()


def test_chances_can_be_reckoned_where_sqlite_has_no_mathematics(engine, monkeypatch):
    monkeypatch.setattr(sqlite, "HAS_POW", "SELECT 0")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT pow(2.0, -2)").scalar() == 0.25
        # Python's own says what SQLite's does not: that such a power is none.
        with pytest.raises(OperationalError):
            connection.exec_driver_sql("SELECT pow(0.0, -1)")
