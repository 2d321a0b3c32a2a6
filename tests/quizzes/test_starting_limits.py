"""One learner begins so many quizzes an hour, and whoever clicks twice is not refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.errors import HourIsFull
from quizapp.db import db, transaction
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.services import STARTS_AN_HOUR, QuizSettings, start_practice
from tests.databases import both_databases

pytestmark = both_databases


@pytest.fixture
def start(bank, person, clock):
    def start(attempt_id=None, user_id=None):
        with transaction() as session:
            return start_practice(
                session,
                attempt_id or uuid4(),
                user_id=user_id or person,
                bank_ids=[bank],
                settings=QuizSettings(length=5),
                now=clock(),
            )

    return start


@pytest.fixture
def full_hour(start, clock):
    """Begin all that an hour has room for, one after another within half an hour."""
    first = clock()
    ids = []
    for _ in range(STARTS_AN_HOUR):
        ids.append(start().id)
        clock.advance(seconds=30)
    return first, ids


def test_the_next_quiz_waits_until_an_hour_after_the_first(start, clock, full_hour):
    first, _ = full_hour
    with pytest.raises(HourIsFull, match=r"60 quizzes within an hour\. Wait 30 minutes") as caught:
        start()
    assert clock() + timedelta(seconds=caught.value.seconds) == first + timedelta(hours=1)
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == STARTS_AN_HOUR
    clock.advance(seconds=caught.value.seconds)
    start()
    with pytest.raises(HourIsFull, match="Wait 30 seconds"):
        start()


def test_a_start_that_is_sent_again_is_the_one_that_was_there(start, full_hour):
    _, ids = full_hour
    assert start(ids[0]).id == ids[0]
    assert start(ids[-1]).id == ids[-1]


def test_another_learner_is_not_kept_from_it(start, full_hour, make_user):
    ben = make_user("Ben").id
    start(user_id=ben)
    with pytest.raises(UnknownAttempt):
        start(full_hour[1][0], user_id=ben)


@pytest.mark.usefixtures("full_hour")
def test_quizzes_that_a_wrong_clock_has_put_into_the_future_do_not_count(start, clock):
    clock.advance(days=-365)
    start()
