"""Everybody who took a quiz, and the grade of each, for their teacher and for themselves."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.accounts.services import create_guest
from quizapp.db import db, transaction
from quizapp.domain.grades import Earned, GradeRule
from quizapp.paging import PAGE_SIZE
from quizapp.quizzes import building
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Item, latest_design
from quizapp.quizzes.gradebook import Order, every_learner, grades_in, reported_learners
from quizapp.quizzes.lists import attempts_at, own_grade
from quizapp.quizzes.models import Attempt, Feedback, Layout, Score
from quizapp.quizzes.sealing import OPEN, books_of
from quizapp.quizzes.starting import start_quiz
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build
from tests.studies import ana, bank, ben

__all__ = ["ana", "bank", "ben"]

pytestmark = both_databases
BEST, LAST, AVERAGE = GradeRule


@pytest.fixture
def made(bank, make_user, clock):
    """Make a quiz of four drawn questions."""
    owner = make_user("Clara", Role.TEACHER).id

    def made(**settings):
        build(owner, bank, Item(bank, count=4), now=clock(), **settings)

    return made


@pytest.fixture
def take(clock):
    """Take the quiz with so many right answers, or leave it under way."""

    def take(somebody, right=None):
        clock.advance(minutes=1)
        with transaction() as session:
            going = start_quiz(session, uuid4(), QUIZ, user_id=somebody.learner.id, now=clock()).id
        if right is not None:
            forms = somebody.forms(going)
            somebody.hand_in(going, {place: forms[place] for place in list(forms)[:right]})
        return going

    return take


def change(now, **settings):
    with transaction() as session:
        number, design = latest_design(session, QUIZ)
        building.change_quiz(session, QUIZ, replace(design, **settings), after=number, now=now)


def listed(order=Order.NEWEST, number=1, rule=BEST):
    return reported_learners(db.session(), QUIZ, rule, order, number)


def own(somebody, now, rule=BEST, *, books=OPEN):
    return own_grade(attempts_at(db.session(), QUIZ, somebody.learner.id, now, books), rule)


@pytest.mark.parametrize(("rule", "points"), [(BEST, 3), (LAST, 1), (AVERAGE, 2)])
def test_the_rule_of_the_quiz_makes_the_grade_for_teacher_and_learner(
    made, take, ana, clock, rule, points
):
    made()
    for right in (2, 3, 1):
        take(ana, right)
    [learner] = listed(rule=rule).rows
    assert learner.grade is not None
    assert (learner.grade.earned, learner.grade.attempts) == (Earned(points, 4), 3)
    assert own(ana, clock(), rule) == learner.grade
    assert every_learner(db.session(), QUIZ, rule) == [learner]


def test_an_attempt_under_way_counts_for_nothing_yet(made, take, ana, clock):
    made()
    take(ana)
    assert listed().rows[0].grade is None
    assert own(ana, clock()) is None
    assert attempts_at(db.session(), QUIZ, ana.learner.id, clock(), OPEN)[0].earned is None


def test_an_attempt_under_way_leaves_the_grade_of_those_before(made, take, ana, clock):
    made()
    take(ana, 3)
    going = take(ana)
    [learner] = listed(rule=LAST).rows
    assert learner.newest.id == going
    assert learner.grade is not None
    assert (learner.grade.earned, learner.grade.attempts) == (Earned(3, 4), 1)
    assert own(ana, clock(), LAST) == learner.grade


def test_what_is_marked_again_changes_the_grade(made, take, ana, clock):
    made()
    take(ana, 2)
    with transaction() as session:
        score = session.scalars(select(Score).where(Score.is_current, Score.points == 1)).first()
        assert score is not None
        score.points = 0.0
    assert own(ana, clock()).earned == listed().rows[0].grade.earned == Earned(1, 4)
    with transaction() as session:
        session.get_one(Score, score.id).outcome = "struck"
    assert own(ana, clock()).earned == listed().rows[0].grade.earned == Earned(1, 3)


@pytest.mark.parametrize("release", [Release.CLOSING, Release.NEVER])
def test_before_the_results_are_shown_the_teacher_alone_has_the_grade(
    made, take, ana, clock, release
):
    made(release=release, closes_at=clock.advance(hours=1))
    clock.advance(hours=-1)
    take(ana, 2)
    assert own(ana, clock()) is None
    assert listed().rows[0].grade is not None


def test_one_attempt_that_may_not_be_seen_hides_the_grade_of_all(made, take, ana, clock):
    made(feedback=Feedback.AT_ONCE, layout=Layout.SINGLE)
    first = take(ana)
    for position, form in ana.forms(first).items():
        ana.check(first, position, form)
    assert own(ana, clock()) is not None
    change(clock(), feedback=Feedback.END, release=Release.NEVER)
    assert own(ana, clock()) is not None
    take(ana, 0)
    assert own(ana, clock()) is None


def test_closed_books_hide_the_grade_of_earlier_attempts(made, take, ana, clock):
    made(is_closed_book=True)
    take(ana, 4)
    assert own(ana, clock()) is not None
    take(ana)
    books = books_of(db.session(), ana.learner.id, clock())
    assert own(ana, clock(), books=books) is None


def test_the_list_begins_with_the_newest_the_first_name_or_the_best_grade(
    made, take, ana, ben, clock
):
    made()
    take(ana, 1)
    take(ben, 3)
    with transaction() as session:
        guest = create_guest(session, clock()).id
        start_quiz(session, uuid4(), QUIZ, user_id=guest, now=clock.advance(minutes=1))
    take(ana, 2)
    a, b = ana.learner.id, ben.learner.id
    expected = {Order.NEWEST: [a, guest, b], Order.NAME: [a, b, guest], Order.GRADE: [b, a, guest]}
    for order, ids in expected.items():
        assert [each.newest.user_id for each in listed(order).rows] == ids
    assert [len(each.attempts) for each in listed(Order.NAME).rows] == [2, 1, 1]


@pytest.mark.parametrize("order", Order)
def test_a_long_list_is_paged_by_learner(made, clock, order):
    made()
    with transaction() as session:
        guests = [create_guest(session, clock()).id for _ in range(PAGE_SIZE + 2)]
        for user_id in guests:
            start_quiz(session, uuid4(), QUIZ, user_id=user_id, now=clock.advance(seconds=1))
    first, last = listed(order), listed(order, number=9)
    assert (len(first.rows), first.total, first.pages) == (PAGE_SIZE, PAGE_SIZE + 2, 2)
    assert (len(last.rows), last.number, listed(order, number=0).number) == (2, 2, 1)
    seen = {each.newest.user_id for each in (*first.rows, *last.rows)}
    assert seen == set(guests)


def test_what_others_earned_is_in_nobodys_grade(made, take, ana, ben, clock):
    made()
    take(ana, 1)
    take(ben, 4)
    [mine] = attempts_at(db.session(), QUIZ, ana.learner.id, clock(), OPEN)
    assert mine.earned == Earned(1, 4)


@pytest.mark.parametrize("rule", GradeRule)
def test_grades_alone_are_those_of_every_learner(made, take, ana, ben, rule):
    made(grade_rule=rule)
    take(ana, 1)
    take(ben, 4)
    take(ana, 3)
    take(ana, 2)
    take(ben)
    learners = every_learner(db.session(), QUIZ, rule)
    expected = [each.grade.share for each in learners if each.grade is not None]
    assert sorted(grades_in(db.session(), QUIZ, rule)) == sorted(expected)
    assert len(expected) == 2


def test_whoever_waits_to_be_marked_or_has_not_handed_in_has_no_grade_yet(made, take, ana, ben):
    made()
    take(ana)
    waits = take(ben, 2)
    with transaction() as session:
        session.get_one(Attempt, waits).waiting = 1
    assert grades_in(db.session(), QUIZ, BEST) == []
