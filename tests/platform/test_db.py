from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from quizapp import write_guard
from quizapp.accounts.models import Throttle
from quizapp.config import SettingsError
from quizapp.db import UtcDateTime, db, transaction, writer
from tests.databases import both_databases

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def row(key="a"):
    return Throttle(key=key, tries=1, window_ends_at=NOON)


def keys():
    return db.session.scalars(select(Throttle.key)).all()


@both_databases
@pytest.mark.usefixtures("context")
def test_transaction_keeps_everything():
    with transaction() as session:
        session.add_all([row("a"), row("b")])
    db.session.rollback()
    assert sorted(keys()) == ["a", "b"]


@both_databases
@pytest.mark.usefixtures("context")
def test_transaction_that_fails_keeps_nothing():
    with pytest.raises(RuntimeError, match="stop"), transaction() as session:
        session.add(row())
        session.flush()
        raise RuntimeError("stop")
    assert keys() == []


@pytest.mark.usefixtures("context")
def test_transactions_do_not_nest():
    with pytest.raises(RuntimeError, match="nest"), transaction(), transaction():
        pass


@both_databases
@pytest.mark.usefixtures("context")
def test_row_read_before_is_fresh_inside():
    with transaction() as session:
        session.add(row())
    seen = db.session.get(Throttle, "a")
    with write_guard.writing(writer()) as other:
        other.execute(text("UPDATE throttle SET tries = 7"))
        other.commit()
    with transaction():
        assert seen.tries == 7


@both_databases
@pytest.mark.usefixtures("context")
def test_moment_comes_back_in_utc_whatever_zone_it_had():
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    with transaction() as session:
        session.add(Throttle(key="a", tries=1, window_ends_at=tokyo))
    db.session.expire_all()
    found = db.session.get(Throttle, "a").window_ends_at
    assert (found, found.tzinfo) == (NOON, UTC)


@pytest.mark.usefixtures("context")
def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 2, 12), db.engine.dialect)  # noqa: DTZ001


def test_missing_postgresql_driver_is_told_with_its_remedy(monkeypatch, settings):
    from quizapp.app import create_app

    monkeypatch.setattr("quizapp.db.find_spec", lambda _name: None)
    with pytest.raises(SettingsError, match=r"psycopg\[binary\]"):
        create_app(settings.model_copy(update={"database_url": "postgresql://a@b/c"}))
