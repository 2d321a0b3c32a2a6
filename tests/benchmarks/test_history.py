"""The history checker finds nothing in a sound database, and everything that is put into it."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from quizapp.accounts.logins import start_login
from quizapp.accounts.services import create_guest
from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.web.auth import COOKIE
from tests.benchmarks.browser import Answer
from tests.benchmarks.history import faults_of
from tests.benchmarks.learners import Learner
from tests.benchmarks.surroundings import filled_app


class InThisProcess:
    """A browser without a server."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        return self._answer(self.client.get(path))

    def post(self, path, fields):
        values = {name: [value for key, value in fields if key == name] for name, _ in fields}
        return self._answer(self.client.post(path, data=values))

    def _answer(self, response):
        return Answer(response.status_code, response.location or "", response.text, 0)


@pytest.fixture(scope="module")
def taken():
    """A learner's afternoon, all of it acknowledged."""
    with filled_app() as app:
        with app.app_context(), transaction() as session:
            now = datetime.now(UTC)
            guest = create_guest(session, now)
            token = start_login(session, guest.id, "Test", now)
            bank = session.scalars(select(Bank.slug)).one()
        client = app.test_client()
        client.set_cookie(COOKIE, token)
        learner = Learner(InThisProcess(client), guest.id, bank, threading.Event())
        for _ in range(3):
            learner.quiz_one_by_one()
            learner.quiz_on_a_page()
            learner.study()
        with app.app_context():
            yield learner.history
            db.session.remove()


def test_a_sound_database_has_no_faults(taken):
    assert taken.acknowledged > 30
    assert faults_of(db.session(), [taken]) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM attempt WHERE id = (SELECT min(id) FROM attempt)", "lost attempt"),
        ("UPDATE attempt SET finished_at = NULL", "lost hand-in"),
        ("DELETE FROM response WHERE id = (SELECT min(id) FROM response)", "lost answer"),
        ('UPDATE response SET content = json(\'{"type": "blank"}\')', "not what was sent"),
        ("UPDATE score SET points = 1 - points", "not marked as the rules say"),
        ("DELETE FROM mark WHERE score_id = (SELECT min(id) FROM score)", "not marked"),
        ("DELETE FROM review WHERE id = (SELECT min(id) FROM review)", "one review for each part"),
        ("DELETE FROM memory", "memories are missing"),
        ("UPDATE memory SET stability = stability * 1.001", "differs from its replay"),
    ],
)
def test_damage_is_found(taken, damage, said):
    session = db.session()
    connection = session.connection()
    for pragma in ("foreign_keys", "query_only"):
        connection.execute(text(f"PRAGMA {pragma}=OFF"))
    connection.exec_driver_sql("BEGIN")
    try:
        connection.execute(text(damage))
        found = faults_of(session, [taken])
    finally:
        connection.exec_driver_sql("ROLLBACK")
        for pragma in ("foreign_keys", "query_only"):
            connection.execute(text(f"PRAGMA {pragma}=ON"))
        session.rollback()
    assert any(said in fault for fault in found), found


def test_an_answer_that_nobody_sent_is_found(taken):
    taken.answers.append(taken.answers.pop(0))
    kept, taken.studied = taken.studied, taken.studied[1:]
    try:
        assert any("answers were acknowledged" in each for each in faults_of(db.session(), [taken]))
    finally:
        taken.studied = kept
