"""Prepared statements: what SQLAlchemy would store, read and raise, without its ceremony."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError

from quizapp.accounts.models import Throttle
from quizapp.db import UtcDateTime, db, table_of, transaction
from quizapp.prepared import Prepared, connection_of
from tests.databases import both_databases

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
THINGS = sa.Table(
    "thing",
    sa.MetaData(),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer),
    sa.Column("share", sa.Float),
    sa.Column("is_good", sa.Boolean),
    sa.Column("name", sa.String(20)),
    sa.Column("content", sa.JSON),
    sa.Column("at", UtcDateTime),
    prefixes=["TEMPORARY"],
)
INSERT = Prepared(sa.insert(THINGS))
BY_ID = Prepared(sa.select(THINGS).where(THINGS.c.id == sa.bindparam("wanted")))
RENAME = Prepared(
    sa.update(THINGS)
    .where(THINGS.c.id == sa.bindparam("wanted"))
    .values(name=sa.bindparam("new_name"), at=sa.bindparam("new_at"))
)


def thing(number, **given):
    return {
        "id": UUID(int=number),
        "number": number,
        "share": 0.25,
        "is_good": True,
        "name": "50 % ünder",
        "content": {"type": "blank", "of": [1, None]},
        "at": NOON,
    } | given


@pytest.fixture
def things(context):
    """A table of every type that the answer path has, gone after the test."""
    with context.app_context(), transaction() as session:
        THINGS.create(session.connection())
        yield session
        THINGS.drop(session.connection())


@both_databases
@pytest.mark.parametrize("count", [1, 3])
def test_what_is_written_is_what_sqlalchemy_reads_and_both_read_the_same(things, count):
    rows = [thing(number) for number in range(count)]
    INSERT.write(things, rows)
    stored = things.execute(sa.select(THINGS).order_by(THINGS.c.number)).all()
    assert [row._asdict() for row in stored] == rows
    for row in stored:
        assert BY_ID.rows(things, {"wanted": row.id}) == [tuple(row)]


@both_databases
def test_nothing_is_read_as_nothing(things):
    INSERT.write(things, [thing(1, share=None, is_good=None, name=None, at=None)])
    found = BY_ID.row(things, {"wanted": UUID(int=1)})
    assert found[:5] == (UUID(int=1), 1, None, None, None)
    assert found[6] is None
    assert BY_ID.row(things, {"wanted": UUID(int=2)}) is None


@both_databases
def test_update_changes_the_row_that_is_meant(things):
    INSERT.write(things, [thing(1), thing(2)])
    later = NOON.replace(hour=13)
    RENAME.write(things, [{"wanted": UUID(int=2), "new_name": "new", "new_at": later}])
    assert BY_ID.row(things, {"wanted": UUID(int=1)})[4:] == tuple(thing(1).values())[4:]
    assert BY_ID.row(things, {"wanted": UUID(int=2)})[4::2] == ("new", later)


@both_databases
@pytest.mark.usefixtures("context")
def test_missing_value_is_an_error_and_not_an_empty_column():
    insert = Prepared(sa.insert(table_of(Throttle)))
    with pytest.raises(KeyError), transaction() as session:
        insert.write(session, [{"key": "a", "tries": 1, "window_ends_at": NOON}])


@both_databases
@pytest.mark.usefixtures("context")
def test_row_that_exists_already_is_refused_as_sqlalchemy_refuses_it():
    insert = Prepared(sa.insert(table_of(Throttle)))
    row = {"key": "secret name", "tries": 1, "window_ends_at": NOON, "blocked_until": None}
    with transaction() as session:
        insert.write(session, [row])
    with pytest.raises(IntegrityError) as refused, transaction() as session:
        insert.write(session, [row])
    assert refused.value.statement is not None
    assert refused.value.params is None
    with pytest.raises(IntegrityError), transaction() as session:
        insert.write(session, [row | {"key": "b"}, row])
    assert db.session.scalars(sa.select(Throttle.key)).all() == ["secret name"]


@both_databases
@pytest.mark.usefixtures("context")
def test_fault_while_reading_is_sqlalchemys_too():
    gone = Prepared(sa.select(sa.table("no_such_table", sa.column("a", sa.Integer)).c.a))
    with pytest.raises(sa.exc.DBAPIError, match="no_such_table"):
        gone.rows(db.session(), {})
    db.session.rollback()


def test_locked_database_is_an_operational_error(parallel_app):
    insert = Prepared(sa.insert(table_of(Throttle)))
    row = {"key": "a", "tries": 1, "window_ends_at": NOON, "blocked_until": None}
    with parallel_app.app_context():
        other = db.engine.raw_connection()
        other.execute("BEGIN IMMEDIATE")
        session = db.session()
        session.connection().exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(OperationalError, match="locked"):
            insert.write(session, [row])
        session.rollback()
        other.rollback()
        other.close()


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.usefixtures("context")
def test_connection_that_the_server_dropped_is_not_used_again():
    read = Prepared(sa.select(table_of(Throttle).c.key))
    session = db.session()
    number = session.scalar(sa.text("SELECT pg_backend_pid()"))
    with db.engine.connect() as other:
        other.execute(sa.text("SELECT pg_terminate_backend(:number)"), {"number": number})
    with pytest.raises(OperationalError) as lost:
        read.rows(session, {})
    assert lost.value.connection_invalidated
    session.rollback()
    assert read.rows(session, {}) == []


@pytest.mark.usefixtures("context")
def test_transaction_lends_its_connection_and_takes_it_back():
    session = db.session()
    with transaction():
        assert connection_of(session) is session.connection()
        inside = connection_of(session)
    assert connection_of(session) is session.connection()
    assert connection_of(session) is not inside
