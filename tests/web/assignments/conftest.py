"""A course, a bank and a quiz, at the desk of a teacher who assigns."""

from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from quizapp.answering.quizzes import hand_in
from quizapp.assignments.models import Assignment
from quizapp.banks.models import Bank
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.memory.log import Learner
from quizapp.quizzes.designs import Item
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.quizzes.designing import QUIZ, build
from tests.web.courses.conftest import biology, text_of

__all__ = ["biology", "text_of"]

BERLIN = ZoneInfo("Europe/Berlin")


class Desk:
    """The teacher's browser at a course, with a published quiz, and Ana in the course."""

    def __init__(self, app, lesson, cast, clock):
        self.app, self.lesson, self.cast, self.clock = app, lesson, cast, clock
        self.path = f"{lesson.path}/assignments"

    def wall(self, **later):
        """What a clock in Berlin shows so much later."""
        return f"{(self.clock() + timedelta(**later)).astimezone(BERLIN):%Y-%m-%dT%H:%M}"

    def fields(self, **given):
        return {
            "form_id": str(uuid4()),
            "opens_at": self.wall(),
            "due_at": self.wall(days=7),
            "closes_at": "",
            "late_rule": "accept",
            "weight": "1",
            "title": "",
            "group": "",
            "part": "",
            "goal": "ready_by",
        } | given

    def assign(self, what=f"quiz={QUIZ}", **given):
        return self.lesson.teacher.post(f"{self.path}/new?{what}", data=self.fields(**given))

    def given(self, **how):
        """Assign the quiz, and return the address of the assignment."""
        answer = self.assign(**how)
        assert answer.status_code == 303, answer.text
        return answer.location

    def row(self):
        with self.app.app_context():
            return db.session.scalars(select(Assignment)).one()

    def enrol(self, user, role=CourseRole.STUDENT):
        with self.app.app_context(), transaction() as session:
            enrolling.enrol(session, self.lesson.id, user.id, role, self.clock())

    def taken(self, user):
        """Let somebody take the quiz, and return the id of the attempt."""
        with self.app.app_context(), transaction() as session:
            attempt = start_quiz(session, uuid4(), QUIZ, user_id=user.id, now=self.clock())
            hand_in(session, Learner.of(user), attempt.id, {}, self.clock())
            return attempt.id


@pytest.fixture
def desk(app, biology, cast, load_bank, clock):
    load_bank(builders.bank())
    with app.app_context():
        bank = db.session.scalars(select(Bank)).one()
        build(cast.teacher.id, bank.id, Item(bank.id, count=2), now=clock(), title="Harbours")
    desk = Desk(app, biology, cast, clock)
    desk.enrol(cast.student)
    return desk
