"""The pages of a quiz with a time limit: what is left, and what comes too late."""

from uuid import uuid4

import pytest

from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt
from quizapp.web.quizzes.time_left import as_time_left
from tests.web.quizzes.making import JSON, start


@pytest.fixture
def begin(maker, as_student):
    """Begin a quiz of two questions and half an hour; return the address of the attempt."""

    def begin(**settings):
        maker.pick("keeper-choice", "height-number")
        maker.set(**{"minutes": "30"} | settings)
        maker.send("publish")
        attempt_id = uuid4()
        start(as_student, maker, attempt_id)
        return f"/attempts/{attempt_id}"

    return begin


def test_the_first_page_says_how_long_it_takes(begin, maker, as_stranger):
    begin(closes_at="2026-03-09T12:00")
    page = as_stranger.get(maker.front).text
    assert "30 minutes from Start on" in page
    assert "What is saved then is handed in." in page


@pytest.mark.parametrize("way", ["page", "single", "at-once"])
def test_every_page_says_how_much_time_is_left(begin, as_student, clock, way):
    attempt = begin(way=way)
    clock.advance(minutes=10, seconds=30)
    page = as_student.get(attempt, follow_redirects=True).text
    assert "20 minutes" in page
    assert 'data-timer="1170"' in page


def test_a_checked_question_says_it_too(begin, as_student):
    attempt = begin(way="at-once")
    as_student.post(f"{attempt}/1", data={"check": "1", "forgot": "1"})
    page = as_student.get(f"{attempt}/1").text
    assert "Who kept the lighthouse?" in page
    assert "data-timer=" in page


def test_a_quiz_without_a_limit_has_no_timer(begin, as_student):
    attempt = begin(minutes="")
    page = as_student.get(attempt).text
    assert "data-timer=" not in page
    assert "timer" not in page


def test_what_comes_too_late_is_not_taken_and_said_so(begin, as_student, clock):
    attempt = begin()
    as_student.post(f"{attempt}/responses", data={"q2-text": "42 metres"})
    clock.advance(minutes=31)
    late = {"q2-text": "43 metres"}
    by_script = as_student.post(f"{attempt}/responses", data=late, headers=JSON)
    assert by_script.status_code == 409
    assert "The time was over." in by_script.get_json()["problem"]
    assert as_student.post(f"{attempt}/responses", data=late).status_code == 303
    handed_in = as_student.post(attempt, data=late)
    assert (handed_in.status_code, handed_in.location) == (303, f"{attempt}/results")
    page = as_student.get(f"{attempt}/results").text
    assert "The time was over." in page
    assert "1 of 2 points" in page


@pytest.mark.parametrize("path", ["", "/1", "/results"])
def test_opening_it_after_the_deadline_hands_it_in(app, begin, as_student, clock, path):
    attempt = begin(way="single")
    as_student.post(f"{attempt}/2", data={"q2-text": "42 metres"})
    clock.advance(minutes=31)
    page = as_student.get(attempt + path, follow_redirects=True).text
    assert "1 of 2 points" in page
    with app.app_context():
        done = db.session.scalars(db.select(Attempt)).one()
        assert done.finished_at == done.deadline_at


def test_an_answer_that_comes_alone_and_late_leads_to_the_results(begin, as_student, clock):
    attempt = begin(way="single")
    clock.advance(minutes=31)
    late = as_student.post(f"{attempt}/2", data={"q2-text": "42 metres"})
    assert late.location == f"{attempt}/results"
    assert "0 of 2 points" in as_student.get(late.location).text


def test_the_closing_time_ends_what_is_under_way(begin, as_student, clock):
    attempt = begin(minutes="", closes_at="2026-03-02T09:10")
    assert "10 minutes" in as_student.get(attempt).text
    clock.advance(minutes=11)
    assert as_student.get(attempt).location == f"{attempt}/results"


def test_a_longer_limit_is_for_attempts_that_begin_later(app, begin, maker, as_student, clock):
    attempt = begin()
    maker.set(minutes="60")
    clock.advance(minutes=31)
    assert as_student.get(attempt).location == f"{attempt}/results"
    second = uuid4()
    start(as_student, maker, second)
    with app.app_context(), transaction() as session:
        going = session.get_one(Attempt, second)
        assert (going.deadline_at - going.started_at).total_seconds() == 3600


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ("0", "Give a number from 1 to 10080."),
        ("10081", "Give a number from 1 to 10080."),
        ("half an hour", "Give a whole number of minutes"),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(maker, minutes, said):
    response = maker.set(minutes=minutes)
    assert response.status_code == 422
    assert said in response.text


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "none"),
        (1, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (3600, "1 hour"),
        (3601, "1 hour 1 minute"),
        (7500, "2 hours 5 minutes"),
    ],
)
def test_time_is_said_in_words(seconds, said):
    assert as_time_left(seconds) == said
