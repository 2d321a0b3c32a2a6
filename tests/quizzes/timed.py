"""A quiz of half an hour and who begins it: fixtures for tests of what moves its end."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.db import db, transaction
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Attempt, Quiz
from quizapp.quizzes.starting import start_quiz
from tests.quizzes.designing import QUIZ, build

LIMIT = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
TICK = timedelta(seconds=1)


@pytest.fixture
def clara(make_user):
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def made(bank, clara, clock):
    """Make the quiz: made(closes_at=...)."""

    def made(**settings):
        given = {"minutes": 30} | settings
        build(clara, bank, Item(bank, count=5), now=clock(), **given)

    return made


@pytest.fixture
def begin(made, clock):
    """Begin the quiz, which is made for whoever comes first, and return the attempt's id."""

    def begin(person, **settings):
        if db.session.get(Quiz, QUIZ) is None:
            made(**settings)
        with transaction() as session:
            given = {"user_id": person.learner.id, "now": clock()}
            return start_quiz(session, uuid4(), QUIZ, **given).id

    return begin


def attempt(attempt_id):
    """Return an attempt as it is by now."""
    db.session.expire_all()
    return db.session.get_one(Attempt, attempt_id)
