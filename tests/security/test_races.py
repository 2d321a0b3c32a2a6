"""Two things at once: nothing that was acknowledged may go to nobody."""

import pytest
from sqlalchemy import select

from quizapp.accounts import services
from quizapp.banks.models import QuestionVersion
from quizapp.clock import new_id
from quizapp.db import db, transaction
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory.log import Learner, merge_history
from quizapp.quizzes.models import Attempt, Response
from quizapp.web.memory import study
from quizapp.web.quizzes import taking, views
from tests import teaching
from tests.databases import both_databases

pytestmark = both_databases


@pytest.fixture
def version(app, clock):
    with app.app_context():
        teaching.load(app, clock())
        row = teaching.question_row("typed")
        current = QuestionVersion.question_id == row.id, QuestionVersion.is_current
        return db.session.scalar(select(QuestionVersion.public_id).where(*current))


@pytest.fixture
def merges(cast, monkeypatch):
    """Let the guest log in to the student's account just after another request has begun."""

    def merge_after(module, name):
        step = getattr(module, name)

        def late(*args, **kwargs):
            found = step(*args, **kwargs)
            with transaction() as rows:
                if services.merge_guest(rows, cast.guest.id, cast.student.id):
                    student = Learner(cast.student.id, learner_calendar("UTC"))
                    merge_history(rows, cast.guest.id, student)
            return found

        monkeypatch.setattr(module, name, late)

    return merge_after


def orphans(app, cast):
    with app.app_context():
        return [
            row.id
            for table in (Response, Attempt)
            for row in db.session.scalars(select(table).where(table.user_id == cast.guest.id))
        ]


def test_study_answer_that_crosses_a_login_is_not_lost_in_silence(
    app, cast, as_guest, version, merges
):
    merges(study, "ensure_learner")
    fields = {"answer_id": new_id(), "version": version, "text": "Rotterdam"}
    answer = as_guest.post(f"/banks/{teaching.SLUG}/study", data=fields)
    assert orphans(app, cast) == []
    assert answer.status_code == 409


@pytest.mark.usefixtures("version")
def test_quiz_that_crosses_a_login_is_not_begun_for_nobody(app, cast, as_guest, merges):
    merges(views, "ensure_learner")
    fields = {"attempt_id": new_id(), "length": "5", "layout": "page"}
    answer = as_guest.post(f"/banks/{teaching.SLUG}/quiz", data=fields)
    assert orphans(app, cast) == []
    assert answer.status_code == 409


@pytest.mark.usefixtures("version")
@pytest.mark.parametrize("step", ["", "/1", "/responses"])
def test_quiz_answer_that_crosses_a_login_is_told(app, cast, as_guest, merges, step):
    attempt_id = new_id()
    fields = {"attempt_id": attempt_id, "length": "5", "layout": "page"}
    assert as_guest.post(f"/banks/{teaching.SLUG}/quiz", data=fields).status_code == 303
    merges(taking, "answers_by_position")
    answer = as_guest.post(f"/attempts/{attempt_id}{step}", data={"q1-text": "Rotterdam"})
    assert orphans(app, cast) == []
    assert answer.status_code == 409
