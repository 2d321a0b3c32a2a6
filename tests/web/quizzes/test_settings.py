"""The settings of a quiz that is made for others: kept, refused, and by whose clock."""

import re
from datetime import UTC, datetime

import pytest

from quizapp.db import transaction
from quizapp.quizzes.models import Feedback, Layout


def test_settings_are_kept_by_the_clock_of_the_teacher(app, maker, cast):
    with app.app_context(), transaction() as session:
        session.merge(cast.teacher).time_zone = "Europe/Berlin"
    given = {
        "title": "Another light",
        "instructions": "Read.\n\nAnswer.",
        "way": "at-once",
        "shuffles": "y",
        "attempts_allowed": "2",
        "opens_at": "2026-03-02T12:00",
        "closes_at": "2026-07-02T12:00",
    }
    assert maker.set(**given).status_code == 303
    design = maker.now.design
    assert (design.title, design.shuffles, design.attempts_allowed) == ("Another light", True, 2)
    assert (design.layout, design.feedback) == (Layout.SINGLE, Feedback.AT_ONCE)
    assert design.opens_at == datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert design.closes_at == datetime(2026, 7, 2, 10, 0, tzinfo=UTC)
    assert "Europe/Berlin" in maker.page("/settings")
    assert "2026-07-02T12:00" in maker.page("/settings")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": " "}, "Give the quiz a title."),
        ({"instructions": "x" * 4001}, "Stay within 4000 letters."),
        ({"attempts_allowed": "0"}, "Give a number from 1 to 100."),
        ({"attempts_allowed": "often"}, "Give a whole number"),
        ({"opens_at": "soon"}, "Give a day and a time"),
        ({"closes_at": "2026-13-02T12:00"}, "Give a day and a time"),
        ({"opens_at": "2026-03-02T12:00", "closes_at": "2026-03-02T12:00"}, "It must close after"),
        ({"opens_at": "2026-03-03T12:00", "closes_at": "2026-03-02T12:00"}, "It must close after"),
        ({"opens_at": "0001-01-01T00:00"}, "Give a year from 2000 to 2199."),
        ({"closes_at": "9999-12-31T23:59"}, "Give a year from 2000 to 2199."),
        ({"closes_at": "1999-12-31T23:59"}, "Give a year from 2000 to 2199."),
        ({"minutes": "1.5"}, "Give a whole number of minutes"),
        ({"minutes": "9" * 400}, "Give a whole number of minutes"),
        ({"attempts_allowed": "9" * 5000}, "Give a whole number"),
        ({"way": "sideways"}, "Not a valid choice"),
        ({"banks": "nowhere"}, "There is no such bank."),
    ],
)
def test_settings_that_make_no_sense_are_refused(maker, given, said):
    response = maker.set(**given)
    assert response.status_code == 422
    assert said in response.text
    assert maker.now.number == 1


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize(
    "given",
    [
        {"opens_at": "0001-01-01T00:00"},
        {"closes_at": "9999-12-31T23:59"},
        {"opens_at": "2000-01-01T00:00", "closes_at": "2199-12-31T23:59"},
    ],
)
def test_moments_at_the_ends_of_time_break_no_page(app, maker, cast, zone, given):
    with app.app_context(), transaction() as session:
        session.merge(cast.teacher).time_zone = zone
    is_fine = given.get("closes_at", "").startswith("2199")
    assert maker.set(**given).status_code == (303 if is_fine else 422)
    assert maker.page("/settings")
    assert maker.browser.get("/teach/quizzes").status_code == 200


@pytest.mark.parametrize("given", [{"minutes": "1.5"}, {"attempts_allowed": "abc"}])
def test_one_mistake_is_said_once(maker, given):
    # In the list above the form, and at its field.
    assert maker.set(**given).text.count("Give a ") == 2


def test_settings_saved_from_an_older_page_are_saved_the_second_time(maker):
    maker.pick("keeper-choice")
    response = maker.set(title="Mine", version="1")
    assert response.status_code == 422
    assert "Mine" in response.text
    assert maker.set(title="Mine").status_code == 303
    assert maker.now.design.title == "Mine"
    assert maker.slugs == ["keeper-choice"]


FOLDS = {
    "Between attempts": {"delay": "often"},
    "While it is taken": {"is_closed_book": "y", "way": "at-once"},
    "Grade and feedback": {"pass_percent": "101"},
    "Banks": {"banks": "nowhere"},
}


def unfolded(page):
    """The headings of what is open of the folds of the page."""
    return re.findall(r"<details[^>]* open>\s*<summary><h2>([^<]+)", page)


@pytest.mark.parametrize("title", FOLDS)
def test_a_fault_opens_the_fold_that_it_is_in_and_no_other(maker, title):
    assert unfolded(maker.page("/settings")) == []
    assert unfolded(maker.set(**FOLDS[title]).text) == [title]


def test_a_fault_in_a_band_opens_its_fold(maker):
    sent = {"bands-from": "50", "bands-to": "101", "bands-text": "Well."}
    assert unfolded(maker.set(**sent).text) == ["Grade and feedback"]


def test_a_fold_says_what_is_set_in_it(maker):
    page = maker.page("/settings")
    for said in ("no delay", "open book, not shuffled", "the best attempt, no pass mark"):
        assert said in page
    maker.set(
        delay="2",
        delay_unit="days",
        is_closed_book="y",
        shuffles="y",
        grade_rule="last",
        pass_percent="60",
    )
    page = maker.page("/settings")
    for said in ("2 days", "closed book, shuffled", "the last attempt, passed from 60 %"):
        assert said in page
