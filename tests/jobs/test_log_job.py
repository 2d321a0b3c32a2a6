"""The log is shortened every night, as the settings say."""

from sqlalchemy import func, select

from quizapp.audit.models import AuditEntry, Event
from quizapp.audit.services import Actor, act_as, record
from quizapp.db import db, transaction
from quizapp.jobs.log import SHORTEN_LOG
from quizapp.jobs.registry import DAILY
from tests.databases import both_databases
from tests.jobs.conftest import make_worker


def count(app, *conditions):
    with app.app_context():
        statement = select(func.count()).select_from(AuditEntry).where(*conditions)
        return db.session.scalar(statement)


@both_databases
def test_old_entries_and_addresses_go_after_the_days_that_are_set(
    app, clock, work, settings, monkeypatch
):
    monkeypatch.setitem(
        app.extensions, "quizapp.settings", settings.model_copy(update={"log_days": 60})
    )

    with app.app_context(), transaction() as session:
        act_as(session, lambda: Actor(1, "203.0.113.7"))
        record(session, Event.LOG_IN, clock())
    clock.advance(days=31)
    work(SHORTEN_LOG)
    assert count(app, AuditEntry.event == "log_in") == 1
    assert count(app, AuditEntry.address.is_not(None)) == 0
    clock.advance(days=30)
    work(SHORTEN_LOG)
    assert count(app, AuditEntry.event == "log_in") == 0
    assert count(app, AuditEntry.event == "log_shortened") == 1


@both_databases
def test_a_clock_that_was_just_put_ahead_removes_nothing(app, clock, put):
    with app.app_context(), transaction() as session:
        act_as(session, lambda: Actor(1, "203.0.113.7"))
        record(session, Event.LOG_IN, clock())
    clock.advance(days=400)
    put(SHORTEN_LOG.kind)
    make_worker(app, SHORTEN_LOG).work_once()
    assert count(app, AuditEntry.event == "log_in", AuditEntry.address.is_not(None)) == 1
    assert count(app) == 1


def test_it_is_done_every_day():
    assert SHORTEN_LOG.kind in {each.kind for each in DAILY}
