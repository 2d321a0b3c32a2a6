"""The database itself keeps the log: entries are added, and go when they are old."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.audit.models import AuditEntry, Event
from quizapp.audit.services import Actor, act_as, forget_addresses, record, remove_old
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
DAY = timedelta(days=1)


@pytest.fixture
def entry(clock):
    """The number of an entry with an address."""
    act_as(db.session(), lambda: Actor(7, "203.0.113.7"))
    with transaction() as session:
        record(session, Event.LOG_IN, clock(), details={"a": 1})
        return session.scalar(select(AuditEntry.id))


@pytest.mark.parametrize(
    "changed",
    [
        {"event": "log_out"},
        {"actor_id": 8},
        {"actor_id": None},
        {"subject_id": 8},
        {"object_name": "other"},
        {"details": {}},
        {"address": "198.51.100.1"},
        {"address": None, "actor_id": 8},
        {"id": 99},
    ],
)
@pytest.mark.usefixtures("context", "entry")
def test_an_entry_cannot_be_changed(clock, changed):
    with pytest.raises(IntegrityError, match="only added"), transaction() as session:
        session.execute(update(AuditEntry).values(changed))
    with pytest.raises(IntegrityError, match="only added"), transaction() as session:
        session.execute(update(AuditEntry).values(at=clock() - DAY))


def test_a_young_entry_cannot_be_removed(entry, clock):
    with pytest.raises(IntegrityError, match="only added"), transaction() as session:
        session.execute(delete(AuditEntry))
    clock.advance(days=29)
    with transaction() as session:
        record(session, Event.LOG_OUT, clock())
    with pytest.raises(IntegrityError, match="only added"), transaction() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.id == entry))
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 2


@pytest.mark.usefixtures("context", "entry")
def test_addresses_are_forgotten_after_a_month_and_nothing_else(clock):
    def forget(**how):
        with transaction() as session:
            return forget_addresses(session, clock(), **how)

    clock.advance(days=29)
    assert forget() == 0
    with transaction() as session:
        record(session, Event.LOG_OUT, clock())
    clock.advance(days=1)
    assert forget(limit=1) == 1
    assert forget(limit=1) == 0
    first, second = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert (first.address, first.actor_id, first.details) == (None, 7, {"a": 1})
    assert second.address == "203.0.113.7"


@pytest.mark.parametrize(("kept", "stays"), [(365, 365), (90, 90), (0, 30)])
def test_entries_go_when_they_are_old_and_that_is_noted(clock, kept, stays):
    def remove():
        with transaction() as session:
            return remove_old(session, clock(), kept * DAY, limit=2)

    with transaction() as session:
        for _ in range(3):
            record(session, Event.UNLOCKED, clock())
    clock.advance(days=stays)
    assert remove() == 0
    clock.advance(seconds=1)
    with transaction() as session:
        record(session, Event.LOG_OUT, clock())
    assert [remove(), remove(), remove()] == [2, 1, 0]
    left = db.session.execute(select(AuditEntry.event, AuditEntry.details).order_by(AuditEntry.id))
    assert [tuple(row) for row in left] == [
        ("log_out", {}),
        ("log_shortened", {"entries": 2}),
        ("log_shortened", {"entries": 1}),
    ]
