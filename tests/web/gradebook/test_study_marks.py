"""Study that counts in the grade, on the pages and in the files of a gradebook."""

from __future__ import annotations

import csv
import io

import pytest

from quizapp.domain.due_dates import Goal
from tests.databases import both_databases
from tests.web.gradebook.pages import main, row_of


@pytest.fixture
def done(giving, cast, clock):
    """Ana reached one of two days, and both are over."""
    row = giving.bank_is(0, 2, 4, goal=Goal.DAILY, per_day=1, days=2, is_graded=True, title="Cards")
    giving.studies(cast.student).study("keeper-choice", at=giving.day(1))
    clock.advance(days=3)
    return row


@both_databases
def test_it_is_a_column_like_others(done, giving, as_teacher, book, cast):
    assert row_of(as_teacher.get(book), "Ana")[1:] == ["50", "50"]
    lines = list(
        csv.reader(io.StringIO(as_teacher.get(f"{book}/export.csv").text.lstrip("\ufeff")))
    )
    assert lines[0][3:] == ["Total (%)", "Cards (%)"]
    assert lines[1][3:] == ["50.0", "50.0"]
    student = f"/courses/{giving.course.id}/students/{cast.student.id}"
    said = "50 %, not reached: 1 of 2 days with 1 cards"
    assert said in main(as_teacher.get(student))
    assert said in main(as_teacher.get(f"{book}/{done.id}/{cast.student.id}"))
    assert "50" in main(as_teacher.get(f"{book}/{done.id}"))


@both_databases
def test_students_see_their_own(done, as_student, book):
    assert done.is_graded
    text = main(as_student.get(book.removesuffix("/grades")))
    assert "Total so far: 50 %" in text


def test_a_mark_by_hand_takes_its_place(done, marking, as_teacher, book, cast):
    marking.set_mark(cast.student, done, 0.8)
    assert row_of(as_teacher.get(book), "Ana")[1] == "80"
