"""The gradebook of a course: how it stands with each, and what it comes to."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from quizapp.answering import assigning
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import set_drops
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Late, LateRule
from quizapp.domain.grades import GradeRule
from quizapp.gradebook.book import course_grades
from quizapp.privacy.deletion import erase_due
from quizapp.quizzes.models import Attempt
from tests.databases import both_databases
from tests.statements import work_done

pytestmark = both_databases


def test_each_standing_is_told_apart(marking, giving, cast):
    early, late = marking.quiz(0, 2), marking.quiz(0, 3, 9, late=Late(LateRule.PERCENT, 10))
    marking.quiz(0, 4)
    going, waiting, excused = marking.quiz(0, 5, 9), marking.quiz(0, 5.5), marking.quiz(0, 6)
    study, by_hand, ahead = giving.bank_is(0, 6.5), marking.quiz(0, 6.6), marking.quiz(0, 8)
    marking.took(cast.student, early, 8)
    marking.took(cast.student, late, 10, day=3.5)
    marking.took(cast.student, going, None, day=5)
    marking.took(cast.student, waiting, 3, waiting=1)
    marking.took(cast.student, excused, 3)
    giving.exempt(excused, cast.student, is_excused=True)
    marking.set_mark(cast.student, by_hand, 0.25)
    assert [each.assignment.id for each in marking.book().columns][-2:] == [by_hand.id, ahead.id]
    assert study.id in {each.assignment.id for each in marking.book().columns}
    assert marking.standings(cast.student, 7) == [
        ("graded", 0.8),
        ("late", 0.9),
        ("missing", 0),
        ("under_way", None),
        ("waiting", None),
        ("excused", None),
        ("not_counted", None),
        ("by_hand", 0.25),
        ("not_due", None),
    ]
    assert marking.of(cast.student, 7).total.share == pytest.approx((0.8 + 0.9 + 0 + 0.25) / 4)


def test_only_what_comes_after_ones_own_due_date_is_late(marking, giving, cast):
    giving.course.enrol(cast.stranger)
    row = marking.quiz(0, 2, 9, late=Late(LateRule.PERCENT, 50))
    giving.exempt(row, cast.stranger, due_at=giving.day(5))
    for who in (cast.student, cast.stranger):
        marking.took(who, row, 10, day=2.5)
    assert marking.standings(cast.student, 7) == [("late", 0.5)]
    assert marking.standings(cast.stranger, 7) == [("graded", 1)]
    # A date of one's own is what one owes it by, too.
    other = marking.quiz(0, 2.5, 9)
    giving.exempt(other, cast.stranger, due_at=giving.day(5))
    assert marking.standings(cast.stranger, 4)[1][0] == "not_due"
    assert marking.standings(cast.student, 4)[1][0] == "missing"


def test_a_group_has_its_own_dates_and_its_own_assignments(marking, giving, cast):
    giving.course.enrol(cast.stranger)
    red = giving.group("Red", cast.student)
    own = marking.quiz(0, 2, group_id=red)
    marking.quiz(0, 3)
    giving.exempt(marking.quiz(0, 3.5), red, is_excused=True)
    giving.exempt(marking.quiz(0, 3.6), red, due_at=giving.day(6))
    assert [each for each, _ in marking.standings(cast.student, 4)] == [
        *("missing", "missing", "excused", "not_due"),
    ]
    assert [each for each, _ in marking.standings(cast.stranger, 4)] == [
        *("not_theirs", "missing", "missing", "missing"),
    ]
    # What they did under it while it was theirs is not theirs any more, and counts nothing.
    marking.took(cast.stranger, own, 10)
    assert marking.standings(cast.stranger, 4)[0] == ("not_theirs", None)


def test_who_has_left_stays_with_what_they_did_and_owes_nothing_then(marking, giving, cast, clock):
    giving.course.enrol(cast.stranger)
    done, _ = marking.quiz(0, 2), marking.quiz(0, 5)
    marking.took(cast.student, done, 6)
    clock.advance(days=3)
    left_on = clock()
    for who in (cast.student, cast.stranger):
        giving.course.do(enrolling.remove, who.id)
    book = marking.book(4)
    assert book.rows == ()
    assert [(each.user_id, each.left_at) for each in book.left] == [(cast.student.id, left_on)]
    assert marking.standings(cast.student, 4) == [("graded", 0.6), ("not_due", None)]
    assert [each.mean for each in book.columns] == [None, None]


def test_only_students_are_in_it_and_nobody_erased(marking, giving, cast, make_user, clock):
    row = marking.quiz(0, 2)
    gone = make_user("Gone")
    for who in (cast.stranger, gone):
        giving.course.enrol(who)
    marking.took(gone, row, 5)
    giving.course.do(enrolling.change_role, cast.stranger.id, CourseRole.ASSISTANT)
    with transaction() as session:
        session.merge(gone).leaves_at = clock()
    with transaction() as session:
        assert erase_due(session, clock()) == 1
    book = marking.book(7)
    assert [each.name for each in (*book.rows, *book.left)] == ["Ana"]


def test_a_removed_assignment_goes_with_its_marks_and_comes_back_with_them(marking, giving, cast):
    row = marking.quiz(0, 2)
    marking.set_mark(cast.student, row, 0.5)
    giving.do(assigning.remove, row)
    assert marking.book(7).columns == ()
    assert marking.of(cast.student, 7).total.share is None
    giving.do(assigning.restore, row)
    assert marking.standings(cast.student, 7) == [("by_hand", 0.5)]


def test_a_try_of_the_teachers_counts_nowhere(marking, cast):
    row = marking.quiz(0, 2)
    attempt_id = marking.took(cast.student, row, 10)
    with transaction() as session:
        session.get_one(Attempt, attempt_id).is_preview = True
    assert marking.standings(cast.student, 1) == [("not_due", None)]


def test_the_rule_is_that_of_the_quiz_and_the_order_that_of_the_attempts(marking, cast):
    rules = [
        marking.quiz(0, 2 + place, grade_rule=rule)
        for place, rule in enumerate((GradeRule.BEST, GradeRule.LAST, GradeRule.AVERAGE))
    ]
    for row in rules:
        marking.took(cast.student, row, 4, day=1.5)
        marking.took(cast.student, row, 8, day=1)
    found = [share for _, share in marking.standings(cast.student, 1)]
    assert found == pytest.approx([0.8, 0.4, 0.6])


def test_totals_are_those_of_a_plain_computation(marking, giving, cast, make_user):
    """Many students and quizzes, and everything that can be otherwise, against a slow sum."""
    rng = Random(4)
    people = [cast.student, *(make_user(f"Person {number}") for number in range(6))]
    for who in people[1:]:
        giving.course.enrol(who)
    rows = [
        marking.quiz(0, 2, 9, weight=rng.choice((0, 0.5, 1, 3)), late=Late(LateRule.PERCENT, 10))
        for _ in range(7)
    ]
    giving.course.do(set_drops, 2)
    expected: dict[int, list[tuple[float, float]]] = {who.id: [] for who in people}
    for who in people:
        for row in rows:
            best, excused = 0.0, rng.random() < 0.15
            for _ in range(rng.randrange(3)):
                points, day = rng.randrange(11), rng.choice((1, 2.5, 4.5))
                marking.took(who, row, points, day=day)
                lost = {1: 0, 2.5: 0.1, 4.5: 0.3}[day]
                best = max(best, points / 10 * (1 - lost))
            if rng.random() < 0.15:
                best = rng.randrange(101) / 100
                marking.set_mark(who, row, best)
            if excused:
                giving.exempt(row, who, is_excused=True)
            else:
                expected[who.id].append((best, row.weight))
    for each in marking.book(8).rows:
        best = _best_mean(expected[each.user_id], 2)
        assert each.total.share == (best if best is None else pytest.approx(best))
        assert marking.book(8, next(who for who in people if who.id == each.user_id)).rows == (
            each,
        )


def _best_mean(marks, drops):
    counting = [each for each in marks if each[1]]
    keep = max(1, len(counting) - drops)
    means = [
        sum(share * weight for share, weight in some) / sum(weight for _, weight in some)
        for some in combinations(counting, keep)
    ]
    return max(means, default=None)


def test_many_are_read_in_as_many_statements_as_few(marking, giving, cast, make_user, app):
    row = marking.quiz(0, 2)
    marking.took(cast.student, row, 5)
    giving.exempt(row, cast.student, due_at=giving.day(3))

    def statements():
        with work_done(app) as work:
            course_grades(db.session(), giving.course.id, giving.day(7))
        return work.statements

    before = statements()
    for number in range(5):
        who = make_user(f"Person {number}")
        giving.course.enrol(who)
        other = marking.quiz(0, 3 + number)
        marking.took(who, other, 5)
        giving.exempt(other, who, due_at=giving.day(8.5))
    assert statements() == before <= 11


def test_a_course_with_nothing_in_it_has_an_empty_book(marking, giving, cast):
    book = marking.book()
    assert (book.columns, [each.cells for each in book.rows], book.mean) == ((), [()], None)
    giving.course.do(enrolling.remove, cast.student.id)
    assert marking.book().rows == ()
