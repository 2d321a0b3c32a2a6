"""The delay between attempts: setting it, and what a learner reads of it."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import User
from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt
from quizapp.web.quizzes.delays import as_delay
from tests.web.quizzes.making import start


@pytest.fixture
def published(maker):
    maker.pick("place-short", "height-number")
    maker.send("publish")
    return maker


def take(browser, maker):
    start(browser, maker, attempt_id := uuid4())
    browser.post(f"/attempts/{attempt_id}", data={})
    return attempt_id


@pytest.mark.parametrize(
    ("count", "unit", "minutes", "said"),
    [
        ("1", "minutes", 1, "1 minute"),
        ("90", "minutes", 90, "90 minutes"),
        ("60", "minutes", 60, "1 hour"),
        ("36", "hours", 36 * 60, "36 hours"),
        ("24", "hours", 24 * 60, "1 day"),
        (" 2 ", "days", 2 * 24 * 60, "2 days"),
        ("365", "days", 365 * 24 * 60, "365 days"),
    ],
)
def test_a_delay_is_entered_and_said_in_minutes_hours_or_days(
    published, as_student, count, unit, minutes, said
):
    assert published.set(delay=count, delay_unit=unit).status_code == 303
    assert published.now.design.delay_minutes == minutes
    assert as_delay(minutes) == said
    assert f"{said} in between" in published.page()
    assert f"{said} from one hand-in to the next start" in as_student.get(published.front).text
    number, unit = said.split()
    page = published.page("/settings")
    assert f'value="{number}"' in page
    assert f'<option selected value="{unit.removesuffix("s")}s">' in page


@pytest.mark.parametrize(
    "given",
    [
        {"delay": "0"},
        {"delay": "-5"},
        {"delay": "1.5"},
        {"delay": "NaN"},
        {"delay": "soon"},
        {"delay": "366", "delay_unit": "days"},
        {"delay": "8761", "delay_unit": "hours"},
        {"delay": "525601", "delay_unit": "minutes"},
        {"delay": "9" * 40},
    ],
)
def test_what_is_no_delay_is_refused(published, given):
    published.set(delay="2", delay_unit="hours")
    response = published.set(**{"delay_unit": "minutes"} | given)
    assert response.status_code == 422
    assert "Give a whole number, up to a year in all, or leave it empty." in response.text
    assert published.now.design.delay_minutes == 120


@pytest.mark.parametrize("unit", ["weeks", "", "hours\x00"])
def test_a_unit_that_there_is_not_is_refused(published, unit):
    assert published.set(delay="2", delay_unit=unit).status_code == 422
    assert published.now.design.delay_minutes is None


def test_without_a_unit_hours_are_meant_and_without_a_number_there_is_no_delay(published):
    published.set(delay="2")
    assert published.now.design.delay_minutes == 120
    published.set(delay="", delay_unit="days")
    assert published.now.design.delay_minutes is None
    assert "in between" not in published.page()


def test_the_first_page_says_when_the_next_may_begin_by_the_learners_clock(
    app, published, as_student, cast, clock
):
    with app.app_context(), transaction() as session:
        session.get_one(User, cast.student.id).time_zone = "Asia/Tokyo"
    published.set(delay="2", delay_unit="hours")
    take(as_student, published)
    page = as_student.get(published.front).text
    assert "Your next attempt may begin from" in page
    assert "2 March 2026, 20:00 (Asia/Tokyo)" in page
    assert "Start another" not in page
    response = start(as_student, published)
    assert (response.status_code, response.location) == (303, published.front)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1
    clock.advance(hours=2)
    assert "Start another attempt" in as_student.get(published.front).text
    assert start(as_student, published).location != published.front


def test_the_time_that_is_said_is_not_before_the_next_attempt_may_begin(
    published, as_student, clock
):
    published.set(delay="2", delay_unit="hours")
    clock.advance(seconds=40)
    take(as_student, published)
    assert "2 March 2026, 11:01 (" in as_student.get(published.front).text
    clock.advance(hours=2, seconds=-20)
    assert "Start another" not in as_student.get(published.front).text
    clock.advance(seconds=40)
    assert "Start another attempt" in as_student.get(published.front).text


def test_where_the_quiz_closes_before_there_will_be_no_other(published, as_student):
    published.set(delay="2", delay_unit="hours", closes_at="2026-03-02T11:00")
    take(as_student, published)
    assert "By then the quiz is closed" in as_student.get(published.front).text
    published.set(delay="2", delay_unit="hours", closes_at="2026-03-02T11:01")
    assert "By then the quiz is closed" not in as_student.get(published.front).text


def test_a_change_counts_at_once_and_the_settings_say_so(published, as_student):
    take(as_student, published)
    assert "Start another" in as_student.get(published.front).text
    published.set(delay="1", delay_unit="days")
    assert "Start another" not in as_student.get(published.front).text
    assert "A change counts at once" in published.page("/settings")


def test_a_preview_does_not_wait(published):
    published.set(delay="1", delay_unit="days")
    for _ in range(2):
        attempt_id = uuid4()
        sent = published.browser.post(
            f"{published.home}/preview", data={"attempt_id": str(attempt_id)}
        )
        assert sent.location == f"/attempts/{attempt_id}"
        published.browser.post(f"/attempts/{attempt_id}", data={})


def test_where_a_quiz_is_taken_once_nothing_is_said_of_what_is_in_between(published, as_student):
    published.set(delay="1", delay_unit="days", attempts_allowed="1")
    assert "In between" not in as_student.get(published.front).text
    assert "in between" not in published.page()


def test_whoever_gives_more_attempts_is_told_from_when_they_count(published, as_student):
    published.set(delay="2", delay_unit="hours", attempts_allowed="1")
    take(as_student, published)
    learner = published.page("/attempts").split("/learners/")[1].split('"')[0]
    given = {"form_id": str(uuid4()), "attempts": "1", "reason": "Was ill.", "after": ""}
    response = published.browser.post(f"{published.home}/learners/{learner}", data=given)
    assert response.status_code == 303
    told = published.page(f"/learners/{learner}")
    assert "Ana can begin another attempt from 2 March 2026, 11:00 on" in told
