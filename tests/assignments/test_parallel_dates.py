"""Whoever begins while their teacher moves the end has the new one, whichever came first."""

import threading
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.answering import assigning
from quizapp.assignments.overrides import Whom
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Exemption
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.starting import start_quiz
from tests.databases import both_databases

pytestmark = both_databases


@pytest.mark.parametrize("whom", ["person", "course"])
def test_a_start_and_a_later_closing_at_once(app, giving, cast, clock, whom):
    row = giving.quiz_is(0, 1, 2)
    later, moved = giving.day(5), giving.setting(0, 1, 5)
    faults, gate = [], threading.Barrier(2)

    def begin(session):
        start_quiz(session, uuid4(), giving.quiz, user_id=cast.student.id, now=clock())

    def move(session):
        if whom == "course":
            assigning.change(session, giving.course.id, row.id, moved, clock())
            return
        assigning.give_dates(
            session,
            uuid4(),
            giving.course.id,
            row.id,
            Whom(user_id=cast.student.id),
            Exemption(closes_at=later),
            reason="Was ill.",
            by=giving.teacher,
            after=None,
            now=clock(),
        )

    def run(act):
        try:
            with app.app_context():
                gate.wait(10)
                with transaction() as session:
                    act(session)
        except Exception as error:
            # What a thread raises is lost otherwise; the test asserts that there is none.
            faults.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in (begin, move)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    assert db.session.scalars(select(Attempt.deadline_at)).all() == [later]
