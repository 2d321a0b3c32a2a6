"""Work that a course is given: a quiz to take, or the bank to study."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.answering import assigning
from quizapp.assignments.services import Setting, What
from quizapp.banks.models import Bank
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Window
from quizapp.quizzes.designs import Item
from tests.quizzes.designing import build

DAY = timedelta(days=1)


@pytest.fixture
def give(app, cast, course, clock):
    """Give the course a quiz, or the bank to study."""

    def give(title, due=9.0, *, opens=-1.0, study=False, **settings):
        now, quiz = clock(), uuid4()
        window = Window(now + opens * DAY, now + due * DAY, now + (due + 9) * DAY)
        with app.app_context():
            bank = db.session.scalars(select(Bank.id)).one()
            what, goal = What(bank_id=bank), Goal.READY_BY
            if not study:
                items = Item(bank, count=2)
                build(cast.teacher.id, bank, items, now=now, quiz_id=quiz, title=title, **settings)
                what, goal = What(quiz_id=quiz), None
            setting = Setting(window, title=title, goal=goal)
            with transaction() as session:
                given = {"by": cast.teacher.id, "now": now}
                assigning.assign(session, uuid4(), course, what, setting, **given)
        return quiz

    return give
