"""A short answer in a quiz that is handed in, and the queue of what is objected to."""

from uuid import UUID, uuid4

import pytest

from quizapp.db import db
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.queries import asked_in, slots
from tests.web.answering.steps import GIVEN
from tests.web.authoring.conftest import rivers

__all__ = ["rivers"]


@pytest.fixture
def queue(rivers) -> str:
    """The address of what is objected to in the bank."""
    return f"{rivers}/objections"


@pytest.fixture
def answered(app, rivers):
    """Answer the short answer in a quiz that is handed in; returns the address of the results."""

    def answered(browser, text=GIVEN, kind="short_answer"):
        attempt_id = str(uuid4())
        given = {"attempt_id": attempt_id, "length": "40", "layout": "page"}
        assert browser.post("/banks/rivers/quiz", data=given).status_code == 303
        with app.app_context():
            session = db.session()
            attempt = session.get_one(Attempt, UUID(attempt_id))
            places = slots(session, attempt.id, attempt.user_id)
            position = next(
                each.position for each in asked_in(session, places) if each.prompt.kind == kind
            )
        sent = browser.post(f"/attempts/{attempt_id}", data={f"q{position}-text": text})
        assert sent.status_code == 303
        return f"/attempts/{attempt_id}/results"

    assert rivers
    return answered
