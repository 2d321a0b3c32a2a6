"""The first page of a quiz that is over tells what matters now, and nothing of how it was taken."""

from uuid import uuid4

import pytest

from tests.web.quizzes.making import start

CLOSES = "2026-03-02T10:00"
TAKING = ("<dt>Time</dt>", "<dt>In between</dt>", "<dt>Books</dt>", "<dt>Attempts</dt>")


@pytest.fixture
def exam(maker):
    maker.pick("place-short", "height-number")
    maker.set(
        is_closed_book="y",
        minutes="30",
        delay="2",
        delay_unit="hours",
        attempts_allowed="3",
        closes_at=CLOSES,
    )
    maker.send("publish")
    return maker


def test_before_it_ends_all_of_it_stands_there(exam, as_student):
    page = as_student.get(exam.front).text
    assert all(each in page for each in TAKING)


def test_once_it_is_closed_nothing_is_said_of_taking_it(exam, as_student, clock):
    start(as_student, exam, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"sure": "1"})
    clock.advance(hours=3)
    page = as_student.get(exam.front).text
    assert "<dt>Closed</dt>" in page
    assert [each for each in TAKING if each in page] == []


def test_while_somebody_is_at_it_still_they_read_all_that_holds(exam, as_student):
    exam.set(is_closed_book="y", minutes="30", attempts_allowed="1", closes_at=CLOSES)
    start(as_student, exam)
    page = as_student.get(exam.front).text
    assert "<dt>Time</dt>" in page
    assert "<dt>Books</dt>" in page


def test_books_that_are_closed_still_are_told_after_the_last_attempt(exam, as_student):
    exam.set(is_closed_book="y", attempts_allowed="1", release="closing", closes_at=CLOSES)
    start(as_student, exam, attempt_id := uuid4())
    as_student.post(f"/attempts/{attempt_id}", data={"sure": "1"})
    page = as_student.get(exam.front).text
    assert "You have used all your attempts." in page
    assert "Closed: what it asked about" in page
    exam.set(is_closed_book="y", attempts_allowed="1", closes_at=CLOSES)
    assert "<dt>Books</dt>" not in as_student.get(exam.front).text
