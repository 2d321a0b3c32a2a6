"""Nothing is written outside ``transaction()``, whatever way it is sent to either database."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, delete, event, insert, select, text, update
from sqlalchemy.exc import OperationalError

from quizapp import schema, sqlite
from quizapp.accounts.models import Throttle
from quizapp.app import create_app
from quizapp.clock import system_clock
from quizapp.config import Settings
from quizapp.db import close_connections, db, table_of, transaction, writer
from quizapp.write_guard import NotInTransaction
from tests.databases import both_databases

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TABLE = table_of(Throttle)
INSERT = (
    "INSERT INTO throttle (key, tries, window_ends_at) VALUES ('new', 1, '2026-03-02 12:00:00')"
)
BEHIND_WITH = (
    "WITH one AS (SELECT 'new' AS key) INSERT INTO throttle (key, tries, window_ends_at) "
    "SELECT key, 1, '2026-03-02 12:00:00' FROM one"
)


def values(key="new"):
    return {"key": key, "tries": 1, "window_ends_at": NOON}


def orm_insert(session):
    session.add(Throttle(**values()))
    session.flush()


def orm_update(session):
    session.get_one(Throttle, "old").tries = 7
    session.flush()


def orm_delete(session):
    session.delete(session.get_one(Throttle, "old"))
    session.flush()


def orm_autoflush(session):
    session.add(Throttle(**values()))
    session.scalars(select(Throttle)).all()


def commit_of_its_own(session):
    session.add(Throttle(**values()))
    session.commit()


def driver_cursor(session):
    # Past SQLAlchemy altogether, where no event of its would be called.
    cursor = session.connection().connection.cursor()
    try:
        cursor.execute(INSERT)
    finally:
        cursor.close()


RENAMED = update(TABLE).where(TABLE.c.key == bindparam("old"))
WRITES = {
    "orm insert": orm_insert,
    "orm update": orm_update,
    "orm delete": orm_delete,
    "orm autoflush": orm_autoflush,
    "orm commit": commit_of_its_own,
    "orm bulk insert": lambda s: s.execute(insert(Throttle), [values("new"), values("more")]),
    "orm bulk update": lambda s: s.execute(update(Throttle).values(tries=7)),
    "orm bulk delete": lambda s: s.execute(delete(Throttle)),
    "core insert": lambda s: s.execute(insert(TABLE), values()),
    "core insert, many": lambda s: s.execute(insert(TABLE), [values("new"), values("more")]),
    "core insert, returning": lambda s: s.scalar(insert(TABLE).returning(TABLE.c.key), values()),
    "core update": lambda s: s.execute(update(TABLE).values(tries=7)),
    "core update, many": lambda s: s.connection().execute(
        RENAMED.values(tries=bindparam("new")), [{"old": "old", "new": 7}, {"old": "x", "new": 8}]
    ),
    "core delete": lambda s: s.execute(delete(TABLE)),
    "text": lambda s: s.execute(text(INSERT)),
    "text behind WITH": lambda s: s.execute(text(BEHIND_WITH)),
    "text in a comment's shade": lambda s: s.execute(text(f"/* SELECT */ {INSERT}")),
    "driver SQL": lambda s: s.connection().exec_driver_sql(INSERT),
    "driver's own cursor": driver_cursor,
    "a table": lambda s: s.connection().exec_driver_sql("CREATE TABLE stray (id INTEGER)"),
}


NOT_INSIDE = {"orm commit", "a table"}
"""Only ``transaction()`` commits, and only migrations make tables."""

every_way = pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
every_way_inside = pytest.mark.parametrize(
    "write", [pytest.param(WRITES[name], id=name) for name in WRITES if name not in NOT_INSIDE]
)


@pytest.fixture(autouse=True)
def _old_row(app):
    with app.app_context():
        with transaction() as session:
            session.add(Throttle(key="old", tries=1, window_ends_at=NOON))
        yield


def rows():
    db.session.rollback()
    return db.session.execute(select(TABLE.c.key, TABLE.c.tries).order_by(TABLE.c.key)).all()


def refused(write, session):
    """Whether a write was refused and left nothing; a driver's cursor has errors of its own."""
    expected = session.connection().dialect.loaded_dbapi.Error
    session.rollback()
    with pytest.raises(expected if write is driver_cursor else NotInTransaction):
        write(session)
    return rows() == [("old", 1)]


@both_databases
@every_way
def test_write_is_refused_outside(write):
    assert refused(write, db.session())


@both_databases
@every_way
def test_write_is_refused_after_a_transaction_and_after_one_that_failed(write):
    with transaction() as session:
        session.get_one(Throttle, "old").tries = 2
    with transaction() as session:
        session.get_one(Throttle, "old").tries = 1
    assert refused(write, session)
    with pytest.raises(ZeroDivisionError), transaction():
        orm_update(session)
        raise ZeroDivisionError
    assert refused(write, session)


@both_databases
@every_way_inside
def test_write_is_kept_inside(write):
    # Reading first is what a view does.
    assert rows() == [("old", 1)]
    with transaction() as session:
        write(session)
    assert rows() != [("old", 1)]


@both_databases
@every_way_inside
def test_write_inside_is_undone_when_the_block_fails(write):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        write(session)
        raise ZeroDivisionError
    assert rows() == [("old", 1)]


@both_databases
@every_way
def test_write_is_refused_after_a_service_rolled_back_inside(write):
    with transaction() as session:
        orm_update(session)
        session.rollback()
        assert refused(write, session)


@both_databases
def test_savepoints_write_inside_and_their_end_does_not_close_the_door():
    with transaction() as session:
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            orm_delete(session)
            raise ZeroDivisionError
        with session.begin_nested():
            orm_insert(session)
        WRITES["core update"](session)
    assert rows() == [("new", 7), ("old", 7)]


@both_databases
def test_transaction_in_a_transaction_is_refused_and_the_outer_one_writes_on():
    with transaction() as session:
        with pytest.raises(RuntimeError, match="nest"), transaction():
            pass
        orm_delete(session)
    assert rows() == []


@both_databases
def test_objects_changed_before_the_block_are_refused_and_not_forgotten():
    changed = db.session.get_one(Throttle, "old")
    changed.tries = 7
    with pytest.raises(NotInTransaction, match="inside"), transaction():
        pass
    assert rows() == [("old", 1)]
    with transaction() as session:
        orm_insert(session)
    assert len(rows()) == 2


@both_databases
def test_connections_of_the_engine_are_closed_to_writing_too():
    with db.engine.connect() as connection, pytest.raises(NotInTransaction):
        connection.execute(insert(TABLE), values())
    with pytest.raises(NotInTransaction), db.engine.begin() as connection:
        connection.execute(text(INSERT))
    assert rows() == [("old", 1)]


@both_databases
def test_transaction_of_one_thread_opens_nothing_for_another(app):
    outcomes = []

    def stray():
        with app.app_context():
            outcomes.extend(refused(write, db.session()) for write in WRITES.values())

    with app.app_context(), transaction() as session:
        orm_update(session)
        other = threading.Thread(target=stray)
        other.start()
        other.join()
        WRITES["core update"](session)
    assert outcomes == [True] * len(WRITES)


def test_fault_of_the_disk_is_not_called_a_fault_of_the_code(tmp_path):
    app = create_app(Settings(instance=tmp_path, database_url=""))
    with app.app_context():
        schema.upgrade(db.engine, None, system_clock())
        close_connections()
        uri = f"file:{tmp_path}/quizapp.db?mode=ro"

        @event.listens_for(writer(), "do_connect")
        def _open_for_reading(_dialect, _record, _arguments, _options):
            return sqlite.driver().connect(uri, uri=True, check_same_thread=False)

        with pytest.raises(OperationalError, match="readonly"), transaction() as session:
            orm_insert(session)
        close_connections()
