"""What students see of their own marks, and what nobody else does."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal
from quizapp.privacy.personal_data import personal_data
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.models import Response, Score
from tests.databases import both_databases
from tests.web.gradebook.pages import main, row_of


@both_databases
def test_students_see_their_own_marks_and_nobody_elses(
    marking, giving, cast, as_student, book, clock
):
    giving.course.enrol(cast.stranger)
    late, by_hand = marking.quiz(0, 2, 9, title="Rivers"), marking.quiz(0, 3, title="Seas")
    marking.quiz(0, 3.5, title="Lakes", group_id=giving.group("Red", cast.stranger))
    marking.took(cast.student, late, 9, day=2.5)
    marking.took(cast.stranger, late, 3.3)
    marking.set_mark(cast.student, by_hand, 0.5, reason="Told it orally.")
    marking.note(cast.stranger, by_hand, "For Ben.")
    clock.advance(days=5)
    text = main(as_student.get(book.removesuffix("/grades")))
    assert "Total so far: 70 %" in text
    assert "90 %, 12 hours late" in text
    assert "50 %, set by hand Reason: Told it orally." in text
    for others in ("Lakes", "33", "Ben"):
        assert others not in text


@both_databases
@pytest.mark.parametrize("release", [Release.CLOSING, Release.NEVER])
def test_what_is_not_released_has_no_number(
    marking, giving, cast, as_student, book, clock, release
):
    def own_file():
        return personal_data(db.session(), cast.student.id, clock())

    row = marking.quiz(0, 2, 9, title="Rivers", release=release, closes_at=giving.day(4))
    marking.took(cast.student, row, 3.3, day=1)
    marking.set_mark(cast.student, row, 0.77, reason="Seventy-seven.")
    marking.note(cast.student, row, "You mixed up two seas.")
    clock.advance(days=3)
    own = book.removesuffix("/grades")
    text = main(as_student.get(own))
    assert "marked, not shown yet" in text
    assert "Total so far: –" in text
    for untold in ("33", "77", "Seventy", "two seas"):
        assert untold not in text
    assert own_file()["marks_by_hand"] == own_file()["notes_on_marks"] == []
    clock.advance(days=7)
    assert ("marked, not shown yet" in main(as_student.get(own))) == (release is Release.NEVER)
    is_told = release is not Release.NEVER
    assert ("two seas" in main(as_student.get(own))) == is_told
    assert len(own_file()["marks_by_hand"]) == len(own_file()["notes_on_marks"]) == is_told


# The first mark of what waited for one is none of another kind.
@pytest.mark.parametrize(("before", "again"), [("wrong", True), ("waiting", False)])
def test_a_mark_that_was_given_anew_says_so(
    giving, cast, as_student, as_teacher, book, before, again
):
    row = giving.quiz_is(0, 2)
    attempt_id = giving.start(cast.student)
    giving.hand_in(cast.student, attempt_id)
    own = book.removesuffix("/grades")
    assert "marked again" not in main(as_student.get(own))
    with transaction() as session:
        score = session.scalars(
            select(Score).join(Response).where(Response.attempt_id == attempt_id).limit(1)
        ).one()
        columns = {each.name: getattr(score, each.name) for each in Score.__table__.columns} | {
            "id": uuid4(),
            "reason": "The key was wrong.",
        }
        score.is_current, score.outcome = False, before
        session.flush()
        session.add(Score(**columns))
    cell = main(as_teacher.get(f"{book}/{row.id}/{cast.student.id}"))
    assert ("100 %, marked again" in main(as_student.get(own))) == again
    assert ("marked again since" in cell) == again


def test_of_one_student_it_says_whether_a_goal_of_study_is_reached(
    giving, cast, as_teacher, book, clock
):
    row = giving.bank_is(0, 7, goal=Goal.DAILY, per_day=1, days=1)
    facts = giving.bank_is(0, 8)
    assert row_of(as_teacher.get(book), "Ana") == ["Ana", "none", "no mark", "no mark"]
    student = f"/courses/{giving.course.id}/students/{cast.student.id}"
    text = main(as_teacher.get(student))
    assert "no mark, not reached: 0 of 1 days with 1 cards" in text
    clock.advance(hours=1)
    giving.studies(cast.student).study("keeper-choice")
    assert "no mark, reached: 1 of 1 days with 1 cards" in main(as_teacher.get(student))
    cell = f"{book}/{facts.id}/{cast.student.id}"
    assert "no mark, not reached: 0 of" in main(as_teacher.get(cell))
    giving.exempt(row, cast.student, is_excused=True)
    assert "days with" not in main(as_teacher.get(student))
