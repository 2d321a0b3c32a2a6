"""The log is shortened every night, as the settings say."""

from sqlalchemy import func, select

from quizapp.audit.models import AuditEntry, Event
from quizapp.audit.services import Actor, act_as, record
from quizapp.db import db, transaction
from quizapp.jobs.log import SHORTEN_LOG
from quizapp.jobs.registry import DAILY
from tests.databases import both_databases
from tests.jobs.conftest import make_worker


@both_databases
def test_old_entries_and_addresses_go_after_the_days_that_are_set(
    app, clock, put, settings, monkeypatch
):
    monkeypatch.setitem(
        app.extensions, "quizapp.settings", settings.model_copy(update={"log_days": 60})
    )

    def work():
        put(SHORTEN_LOG.kind)
        worker = make_worker(app, SHORTEN_LOG)
        while worker.work_once():
            pass

    def count(*conditions):
        with app.app_context():
            statement = select(func.count()).select_from(AuditEntry).where(*conditions)
            return db.session.scalar(statement)

    with app.app_context(), transaction() as session:
        act_as(session, lambda: Actor(1, "203.0.113.7"))
        record(session, Event.LOG_IN, clock())
    clock.advance(days=31)
    work()
    assert count(AuditEntry.event == "log_in") == 1
    assert count(AuditEntry.address.is_not(None)) == 0
    clock.advance(days=30)
    work()
    assert count(AuditEntry.event == "log_in") == 0
    assert count(AuditEntry.event == "log_shortened") == 1


def test_it_is_done_every_day():
    assert SHORTEN_LOG.kind in {each.kind for each in DAILY}
