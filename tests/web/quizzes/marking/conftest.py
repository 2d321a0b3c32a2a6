"""A quiz with an essay that a student has handed in, and another teacher."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.db import db
from quizapp.quizzes.models import Response
from tests.essays import TEXT, bank
from tests.web.quizzes.making import Maker, start


@pytest.fixture
def made(app, as_teacher, load_bank):
    """A published quiz of a short answer, worth one point, and an essay, worth six."""
    load_bank(bank())
    maker = Maker.begin(app, as_teacher)
    maker.pick("place-short", "light-essay")
    maker.set(pass_percent="50")
    maker.send("publish")
    return maker


@pytest.fixture
def handed_in(app, made, as_student):
    """The attempt of a student, and the id of their essay."""
    start(as_student, made, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"q1-text": "Arnholm", "q2-text": TEXT})
    with app.app_context():
        essay = db.session.scalars(select(Response.id).where(Response.position == 2)).one()
    return attempt_id, essay


@pytest.fixture
def tom(make_user, log_in):
    """The browser of another teacher."""
    return log_in(make_user("Tom", Role.TEACHER))
