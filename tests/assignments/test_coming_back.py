"""A student who leaves a course and comes back finds what was theirs: marks, attempts, dates."""

from __future__ import annotations

from uuid import uuid4

import pytest

from quizapp.assignments.marks import marks_of
from quizapp.courses import enrolling
from quizapp.courses.queries import members_of
from quizapp.db import db, transaction
from quizapp.domain.course_cells import Standing
from quizapp.gradebook.book import course_grades
from quizapp.quizzes.accommodations import Accommodation, accommodation_of, add_accommodation
from quizapp.quizzes.assigned import done_by
from tests.assignments.conftest import attempt
from tests.databases import both_databases
from tests.gradebook.conftest import marking

__all__ = ["marking"]

pytestmark = both_databases


def by_code(giving, student):
    giving.course.join(student, giving.course.invite())


def by_invitation(giving, student):
    giving.course.do(enrolling.put_back, student.id, asked_by=giving.teacher)
    giving.course.do(enrolling.accept_place, student.id)


@pytest.mark.parametrize("come_back", [by_code, by_invitation])
def test_who_comes_back_has_marks_attempts_dates_and_groups_as_before(
    giving, marking, cast, clock, come_back
):
    student = cast.student
    row, other = giving.quiz_is(-1, 3), giving.bank_is(-1, 5)
    red = giving.group("Red", student)
    mine = giving.start(student)
    giving.hand_in(student, mine)
    marking.set_mark(student, other, 0.8)
    giving.exempt(row, student, due_at=giving.day(6), closes_at=giving.day(8))
    more = Accommodation(extra_minutes=10, extra_attempts=1)
    with transaction() as session:
        given = {"reason": "", "by": giving.teacher, "now": clock()}
        add_accommodation(session, uuid4(), giving.quiz, student.id, more, **given)
    window, ended = giving.terms(student).window, attempt(mine).finished_at

    def cells():
        book = course_grades(db.session(), giving.course.id, clock(), student.id)
        found = next(each for each in (*book.rows, *book.left) if each.user_id == student.id)
        return [(each.standing, each.share) for each in found.cells], found.left_at

    before, _ = cells()
    assert Standing.MISSING not in [standing for standing, _ in before]
    giving.course.do(enrolling.leave, student.id)
    assert giving.terms(student) is None
    # Their teachers see on what they did there, where former students stand.
    assert cells() == (before, clock())

    come_back(giving, student)
    assert cells() == (before, None)
    assert giving.terms(student).window == window
    assert accommodation_of(db.session(), giving.quiz, student.id) == more
    assert done_by(db.session(), student.id, [row.id])[row.id].last == mine
    assert attempt(mine).finished_at == ended
    assert [each.share for each in marks_of(db.session(), other.id, student.id)] == [0.8]
    assert list(db.session.scalars(members_of(red))) == [student.id]
    # The attempt that they have left is theirs to begin.
    assert giving.start(student) != mine
