"""Two requests about one person wait for one another, and never each for the other."""

import threading
from contextlib import contextmanager

import pytest

from quizapp.accounts import services
from quizapp.db import transaction
from quizapp.quizzes.locking import lock_learner
from tests.taking_turns import wait_for_a_follower

pytestmark = [pytest.mark.postgres, pytest.mark.parametrize("database_kind", ["postgresql"])]


@contextmanager
def while_it_waits(app, learner_id, request):
    """Hold what somebody learns, let a request meet that, and go on in the same transaction."""
    answers = []
    ended = threading.Event()

    def send():
        try:
            answers.append(request())
        finally:
            ended.set()

    thread = threading.Thread(target=send)
    with app.app_context(), transaction() as session:
        lock_learner(session, learner_id)
        thread.start()
        wait_for_a_follower(session, ended)
        yield session, answers
    thread.join(60)


def test_sign_up_while_its_guest_is_brought_along_elsewhere(app, cast, as_guest):
    sent = {"name": "Eva", "password": "a long sentence of hers", "time_zone": "Asia/Tokyo"}

    def request():
        return as_guest.post("/signup", data=sent)

    with while_it_waits(app, cast.guest.id, request) as (session, answers):
        assert services.merge_guest(session, cast.guest.id, cast.student.id)
    assert answers[0].status_code < 500


def test_settings_while_the_account_is_held_by_a_log_in(app, cast, as_student):
    sent = {"time_zone": "Asia/Tokyo", "day_starts_at": "5", "new_per_day": "7"}

    def request():
        return as_student.post("/account", data=sent)

    with while_it_waits(app, cast.student.id, request) as (session, answers):
        assert services.still_has_password(
            session, cast.student.id, cast.student.password_hash or ""
        )
    assert answers[0].status_code == 303
