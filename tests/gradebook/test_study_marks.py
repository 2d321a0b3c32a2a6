"""Days of study that count in the grade of a course."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quizapp.assignments.errors import BadTerms
from quizapp.assignments.services import Setting
from quizapp.courses import enrolling
from quizapp.courses.services import set_drops
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Late, LateRule
from quizapp.gradebook.book import course_grades
from quizapp.memory.log import undo
from tests.databases import both_databases
from tests.statements import noted

pytestmark = both_databases
DAILY = {"goal": Goal.DAILY, "per_day": 2, "days": 4}


@pytest.fixture
def study(giving):
    """Let somebody answer two cards on each of some days; return the last answer's id."""

    def answer(who, *days, cards=("place-short", "height-number")):
        for day in days:
            for card in cards:
                last = giving.studies(who).study(card, at=giving.day(day))
        return last

    return answer


@pytest.fixture
def graded(giving):
    """Give the bank to study on four days, so that it counts."""

    def give(*days, **more):
        return giving.bank_is(*days, **{"is_graded": True} | DAILY | more)

    return give


def test_a_mark_is_the_share_of_days_where_that_was_asked_for(marking, giving, graded, cast, study):
    graded(0, 6, 9)
    giving.bank_is(0, 6.5, 9, **DAILY)
    giving.bank_is(0, 7, 9)
    study(cast.student, 1.2, 2.2)
    # One card is not enough, and what was answered before it opened is none of it.
    study(cast.student, 3.2, cards=("light-cloze",))
    assert [each for each, _ in marking.standings(cast.student, 5)] == [
        *("under_way", "not_counted", "not_counted")
    ]
    assert marking.standings(cast.student, 8)[0] == ("graded", 0.5)
    assert marking.of(cast.student, 8).total.share == 0.5
    giving.course.enrol(cast.stranger)
    assert marking.standings(cast.stranger, 8)[0] == ("missing", 0)


def test_a_late_day_counts_less_and_after_it_closes_none_does(marking, graded, cast, study):
    graded(0, 3, 6, late=Late(LateRule.PERCENT, 20))
    study(cast.student, 1.2, 2.2, 3.7)
    assert marking.standings(cast.student, 5) == [("late", pytest.approx(0.75 * 0.8))]
    study(cast.student, 6.2)
    assert marking.standings(cast.student, 9) == [("late", pytest.approx(0.75 * 0.8))]


def test_dates_of_ones_own_an_excuse_and_a_mark_by_hand_go_before(
    marking, giving, graded, cast, study
):
    rows = [graded(0, 3, 4), graded(0, 3.1, 4), graded(0, 3.2, 4), graded(0, 3.3, 4)]
    study(cast.student, 1.2, 5.2)
    giving.exempt(rows[1], cast.student, due_at=giving.day(6), closes_at=giving.day(7))
    giving.exempt(rows[2], cast.student, is_excused=True)
    marking.set_mark(cast.student, rows[3], 0.9)
    assert marking.standings(cast.student, 8) == [
        *(("graded", 0.25), ("graded", 0.5), ("excused", None), ("by_hand", 0.9))
    ]


def test_what_is_taken_back_does_not_count(marking, giving, graded, cast, study):
    graded(0, 3, 4)
    last = study(cast.student, 1.2)
    with transaction() as session:
        undo(session, giving.studies(cast.student).learner, last, giving.day(1.3))
    assert marking.standings(cast.student, 8) == [("missing", 0)]


@pytest.mark.parametrize(
    ("part", "share"), [({"topic": "history"}, 0), ({"source": "brief"}, 0.25)]
)
def test_only_what_was_given_counts(marking, graded, cast, study, part, share):
    graded(0, 3, 4, **part)
    study(cast.student, 1.2)
    assert marking.of(cast.student, 8).cells[0].share == share


def test_a_group_alone_has_it(marking, giving, graded, cast):
    graded(0, 3, 4, group_id=giving.group("Red", cast.student))
    giving.course.enrol(cast.stranger)
    assert marking.standings(cast.stranger, 8) == [("not_theirs", None)]
    assert marking.standings(cast.student, 8) == [("missing", 0)]


def test_it_is_weighed_and_dropped_as_others_are(marking, giving, graded, cast, study):
    graded(0, 3, 4, weight=3)
    marking.took(cast.student, marking.quiz(0, 3.5), 10)
    study(cast.student, 1.2, 2.2)
    assert marking.of(cast.student, 8).total.share == pytest.approx((3 * 0.5 + 1) / 4)
    assert marking.book(8).columns[0].mean == 0.5
    giving.course.do(set_drops, 1)
    assert marking.of(cast.student, 8).total.share == 1


def test_who_has_left_stays_with_the_days_that_were_reached(
    marking, giving, graded, cast, study, clock
):
    graded(0, 3, 4)
    study(cast.student, 1.2)
    clock.advance(days=2)
    giving.course.do(enrolling.leave, cast.student.id)
    clock.advance(days=-2)
    assert [row.user_id for row in marking.book(8).left] == [cast.student.id]


def test_more_that_count_cost_no_more_statements(app, giving, graded):
    def asked():
        with noted(app) as sent:
            course_grades(db.session(), giving.course.id, giving.day(8))
        return len(sent)

    giving.bank_is(0, 3)
    counts = [asked()]
    for _ in range(3):
        graded(0, 3, 4)
        counts.append(asked())
    assert [after - before for before, after in pairwise(counts)] == [1, 0, 0]


@pytest.mark.parametrize("goal", [{"goal": Goal.READY_BY}, {}])
def test_only_days_can_count(giving, goal):
    with pytest.raises(BadTerms, match="Only cards on several days"):
        Setting(giving.window(), is_graded=True, **goal)
