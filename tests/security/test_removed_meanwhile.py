"""A bank is removed while somebody begins a quiz in it, or answers a card: it is not there."""

from threading import Thread

import pytest
from sqlalchemy import func, select

from quizapp.answering import study as answering
from quizapp.authoring import deletion
from quizapp.banks.models import Bank, QuestionVersion
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.quizzes import services
from quizapp.quizzes.models import Attempt, Response
from quizapp.web.memory import study
from quizapp.web.quizzes import views
from tests import teaching
from tests.databases import both_databases


@pytest.fixture
def version(app, clock):
    """A card of the bank that teachers edit, which nobody was asked yet."""
    with app.app_context():
        teaching.load(app, clock())
        with transaction() as session:
            # One that was loaded from files would not be removed.
            session.scalars(select(Bank)).one().loaded_hash = ""
        row = teaching.question_row("typed")
        current = QuestionVersion.question_id == row.id, QuestionVersion.is_current
        return db.session.scalar(select(QuestionVersion.public_id).where(*current))


def remove(app):
    with app.app_context(), transaction() as session:
        bank = session.scalars(select(Bank)).one_or_none()
        if bank is not None:
            deletion.remove_bank(session, bank, now(), was_asked=False)


@pytest.fixture
def removed_after(app, monkeypatch):
    """Let the bank be removed by somebody else right after a step: removed_after(module, name)."""

    def make(module, name):
        step = getattr(module, name)

        def late(*args, **kwargs):
            found = step(*args, **kwargs)
            other = Thread(target=remove, args=[app])
            other.start()
            other.join()
            return found

        monkeypatch.setattr(module, name, late)

    return make


def stored(app):
    with app.app_context():
        return [
            db.session.scalar(select(func.count()).select_from(table))
            for table in (Bank, Attempt, Response)
        ]


def begin(browser, _version):
    fields = {"attempt_id": new_id(), "length": "5", "layout": "page"}
    return browser.post(f"/banks/{teaching.SLUG}/quiz", data=fields)


def answer(browser, version):
    fields = {"answer_id": new_id(), "version": version, "text": "Rotterdam"}
    return browser.post(f"/banks/{teaching.SLUG}/study", data=fields)


@both_databases
@pytest.mark.parametrize(
    ("send", "module"), [(begin, views), (answer, study)], ids=["a quiz", "a card"]
)
def test_a_bank_that_goes_before_anything_is_stored(
    app, as_student, version, removed_after, send, module
):
    removed_after(module, "ensure_learner")
    reply = send(as_student, version)
    if reply.status_code == 303:
        reply = as_student.get(reply.location)
    assert reply.status_code == 404
    assert stored(app) == [0, 0, 0]


# SQLite lets nobody write between two steps of a transaction.
@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize(
    ("send", "module", "step"),
    [
        (begin, services, "draw_candidates"),
        (begin, services, "draw"),
        (answer, answering, "card"),
        (answer, answering, "read_answer"),
    ],
)
def test_a_bank_that_goes_between_reading_and_storing(
    app, as_student, version, removed_after, send, module, step
):
    removed_after(module, step)
    assert send(as_student, version).status_code == 404
    assert stored(app) == [0, 0, 0]
