"""Nothing is expected of a student that was due while they were not in the course."""

import pytest

from quizapp.accounts.queries import visitor_by_id
from quizapp.courses import enrolling
from quizapp.courses.invitations import Joined
from quizapp.db import db
from quizapp.notices.queries import new_notices
from quizapp.privacy.personal_data import personal_data
from tests.databases import both_databases

pytestmark = both_databases

MISSING, NOT_EXPECTED, NOT_DUE = ("missing", 0.0), ("not_expected", None), ("not_due", None)


@pytest.fixture
def ben(cast):
    """Somebody who is not in the course yet."""
    return cast.stranger


def test_what_was_due_before_somebody_joined_counts_nothing(marking, giving, ben, clock):
    for due in (2, 4, 6):
        marking.quiz(0, due, 9)
    clock.advance(days=3)
    giving.course.enrol(ben)
    clock.advance(days=2)
    assert marking.standings(ben) == [NOT_EXPECTED, MISSING, NOT_DUE]
    assert marking.of(ben).total.share == 0
    clock.advance(days=20)
    assert marking.standings(ben) == [NOT_EXPECTED, MISSING, MISSING]


def test_who_waits_to_be_let_in_is_not_in_the_course(marking, giving, ben, clock):
    marking.quiz(0, 2, 9)
    assert giving.course.join(ben, giving.course.invite(needs_approval=True)) is Joined.WAITS
    clock.advance(days=3)
    giving.course.do(enrolling.approve, ben.id)
    assert marking.standings(ben) == [NOT_EXPECTED]


def test_what_was_given_once_they_were_there_is_expected_whenever_it_was_due(
    marking, giving, ben, clock
):
    giving.course.enrol(ben)
    clock.advance(hours=1)
    marking.quiz(-9, -2, 9)
    assert marking.standings(ben) == [MISSING]


def test_what_they_hand_in_all_the_same_counts(marking, giving, ben, clock):
    row = marking.quiz(0, 2, 9)
    clock.advance(days=3)
    giving.course.enrol(ben)
    marking.took(ben, row, 7, day=1)
    assert marking.standings(ben) == [("late", 0.7)]


def test_their_teacher_can_expect_it_by_another_date_or_set_a_mark(marking, giving, ben, clock):
    first, second = marking.quiz(0, 2, 9), marking.quiz(0, 2, 9)
    clock.advance(days=3)
    giving.course.enrol(ben)
    giving.exempt(first, ben, due_at=giving.day(1))
    marking.set_mark(ben, second, 0.5)
    clock.advance(days=2)
    assert sorted(marking.standings(ben)) == [("by_hand", 0.5), MISSING]


@pytest.mark.parametrize("go", [enrolling.leave, enrolling.remove])
def test_who_comes_back_owes_what_was_due_while_they_were_in_it(marking, giving, ben, clock, go):
    for due in (1, 3, 5, 7, 9):
        marking.quiz(0, due, 20)
    giving.course.enrol(ben)
    for _ in range(2):
        clock.advance(days=2)
        giving.course.do(go, ben.id)
        clock.advance(days=2)
        giving.course.do(enrolling.put_back, ben.id)
    clock.advance(days=2)
    expected = [MISSING, NOT_EXPECTED, MISSING, NOT_EXPECTED, MISSING]
    assert marking.standings(ben) == expected
    (place,) = personal_data(db.session(), ben.id, clock())["courses"]
    assert len(place["absences"]) == 2


def test_who_comes_back_by_a_code_and_an_approval_was_away_until_then(marking, giving, ben, clock):
    marking.quiz(0, 3, 20)
    giving.course.enrol(ben)
    clock.advance(days=1)
    giving.course.do(enrolling.leave, ben.id)
    clock.advance(days=1)
    giving.course.join(ben, giving.course.invite(needs_approval=True))
    clock.advance(days=2)
    giving.course.do(enrolling.approve, ben.id)
    assert marking.standings(ben) == [NOT_EXPECTED]


def test_nobody_is_told_that_it_is_due(marking, giving, ben, cast, clock):
    marking.quiz(0, 2, 9)
    clock.advance(days=3)
    giving.course.enrol(ben)

    def told(user):
        person = visitor_by_id(db.session(), user.id, clock())
        return {each.kind.value for each in new_notices(db.session(), person, clock())}

    assert "due" not in told(ben)
    assert "due" in told(cast.student)
