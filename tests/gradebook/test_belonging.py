"""What of a student's learning belongs to a course: days, recall and mistakes, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.answering import assigning
from quizapp.assignments.services import What
from quizapp.banks.models import Fact
from quizapp.clock import new_id
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.gradebook.active_days import active_days
from quizapp.gradebook.belonging import belonging
from quizapp.gradebook.book import course_grades
from quizapp.gradebook.wrong_answers import wrong_answers
from quizapp.memory.log import undo
from quizapp.memory.one_learner import recall_by_topic
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Item
from quizapp.quizzes.results import KeyedResult, Result, results_of
from quizapp.quizzes.sealing import OPEN
from tests import builders
from tests.courses.conftest import Class
from tests.databases import both_databases
from tests.quizzes.designing import build


@pytest.fixture
def of(giving, clock):
    """What of a student belongs to the course, for teachers or as it is told to the student."""

    def read(who, *, told=False):
        session, moment = db.session(), clock()
        book = course_grades(session, giving.course.id, moment, who.id)
        return belonging(session, book, book.rows[0], moment if told else None)

    return read


@pytest.fixture
def ana(cast, giving):
    return giving.studies(cast.student)


def take(giving, who, fields=builders.wrong_fields):
    """Take the quiz under its assignment, and hand it in."""
    attempt_id = giving.start(who)
    studies = giving.studies(who)
    studies.hand_in(attempt_id, studies.forms(attempt_id, fields))
    return attempt_id


def facts(of):
    return set(db.session.scalars(select(Fact.slug).where(Fact.id.in_(of.facts()))))


def mistakes(of):
    return wrong_answers(db.session(), of, 1).rows


def days(of, clock):
    return active_days(db.session(), of, clock())


@both_databases
def test_what_was_practised_of_ones_own_accord_is_ones_own(giving, cast, of, ana, clock):
    giving.quiz_is()
    practice = ana.quiz()
    ana.hand_in(practice, ana.forms(practice, builders.wrong_fields))
    ana.study("keeper-choice", right=False)
    found = of(cast.student)
    assert facts(found) == set()
    assert mistakes(found) == []
    assert days(found, clock).last is None
    assert recall_by_topic(db.session(), ana.learner, found.facts(), clock(), OPEN) == []


@both_databases
def test_what_was_answered_under_an_assignment_belongs_to_it(giving, cast, of, clock):
    row = giving.quiz_is()
    attempt_id = take(giving, cast.student)
    found = of(cast.student)
    assert facts(found)
    assert {each.attempt_id for each in mistakes(found)} == {attempt_id}
    assert {each.assignment_id for each in mistakes(found)} == {row.id}
    assert len(mistakes(found)) == 2
    today = found.learner.calendar.day(clock())
    assert days(found, clock).answers == {today: 2}


def test_another_course_with_the_same_quiz_keeps_its_own(giving, cast, of, clock):
    giving.quiz_is(0, 5, 6)
    chemistry = Class(new_id(), clock)
    with transaction() as session:
        make_course(session, chemistry.id, "Chemistry", "UTC", by=cast.teacher.id, now=clock())
    other = giving.of(chemistry)
    other.course.enrol(cast.student)
    # The one that is due next counts for whoever begins.
    other.quiz_is(0, 1, 2)
    take(giving, cast.student)
    assert mistakes(of(cast.student)) == []
    assert facts(of(cast.student)) == set()
    assert days(of(cast.student), clock).last is None


def test_what_is_removed_from_the_course_belongs_to_it_no_more(giving, cast, of):
    row = giving.quiz_is()
    take(giving, cast.student)
    giving.do(assigning.remove, row)
    assert mistakes(of(cast.student)) == []


def test_what_others_answered_is_never_there(giving, cast, of, clock):
    giving.quiz_is()
    giving.course.enrol(cast.stranger)
    take(giving, cast.stranger)
    assert mistakes(of(cast.student)) == []
    assert facts(of(cast.student)) == set()
    assert days(of(cast.student), clock).answers == {}


@both_databases
def test_of_study_counts_what_was_given_within_its_dates(giving, cast, of, ana, clock):
    ana.study("keeper-choice", right=False)
    clock.advance(days=1)
    giving.bank_is(0, 2, 3)
    clock.advance(hours=1)
    within = ana.study("keeper-choice", right=False)
    clock.advance(days=4)
    ana.study("keeper-choice", right=False)
    found = of(cast.student)
    assert [each.response_id for each in mistakes(found)] == [within]
    assert sum(days(found, clock).answers.values()) == 1


def test_of_a_bank_counts_the_topic_alone_that_was_given(giving, cast, of, ana, clock):
    giving.bank_is(topic="history")
    clock.advance(minutes=1)
    ana.study("keeper-choice", right=False)
    assert facts(of(cast.student)) == {"begun", "closed", "lit"}
    assert mistakes(of(cast.student)) == []


def test_an_answer_that_was_taken_back_is_no_mistake(giving, cast, of, ana, clock):
    giving.bank_is()
    clock.advance(minutes=1)
    response_id = ana.study("keeper-choice", right=False)
    assert len(mistakes(of(cast.student))) == 1
    with transaction() as session:
        undo(session, ana.learner, response_id, clock())
    assert mistakes(of(cast.student)) == []
    assert days(of(cast.student), clock).last is None


def test_right_answers_are_no_mistakes(giving, cast, of):
    giving.quiz_is()
    take(giving, cast.student, builders.right_fields)
    assert mistakes(of(cast.student)) == []


def test_what_is_not_handed_in_is_no_mistake_and_the_day_counts(giving, cast, of, ana, clock):
    giving.quiz_is()
    attempt_id = giving.start(cast.student)
    ana.save(attempt_id, ana.forms(attempt_id, builders.wrong_fields))
    assert mistakes(of(cast.student)) == []
    assert facts(of(cast.student)) == set()
    assert days(of(cast.student), clock).active == 1


def test_its_student_is_told_nothing_of_what_is_withheld(giving, cast, of, clock):
    quiz_id = uuid4()
    build(
        giving.teacher,
        giving.bank,
        Item(giving.bank, count=2),
        now=clock(),
        quiz_id=quiz_id,
        release=Release.CLOSING,
        closes_at=giving.day(9),
    )
    giving.quiz_is(what=What(quiz_id=quiz_id))
    take(replace(giving, quiz=quiz_id), cast.student)
    assert len(mistakes(of(cast.student))) == 2
    told = of(cast.student, told=True)
    assert mistakes(told) == []
    assert facts(told) == set()
    clock.advance(days=30)
    assert len(mistakes(of(cast.student, told=True))) == 2


def test_days_are_those_of_the_learner(giving, cast, of, clock):
    giving.quiz_is()
    take(giving, cast.student)
    clock.advance(days=50)
    found = days(of(cast.student), clock)
    assert found.answers == {}
    assert found.today - found.last == timedelta(days=50)


def test_six_weeks_run_from_monday_to_the_week_of_today(cast, of, clock):
    found = days(of(cast.student), clock)
    assert len(found.weeks) == 6
    assert {len(week) for week in found.weeks} == {7}
    assert [week[0].weekday() for week in found.weeks] == [0] * 6
    assert found.today in found.weeks[-1]


def test_mistakes_are_paged_the_newest_first(giving, cast, of, ana, clock):
    giving.bank_is(0, 20, 21)
    sent = []
    for _ in range(12):
        clock.advance(hours=1)
        sent.append(ana.study("keeper-choice", right=False))
    first = wrong_answers(db.session(), of(cast.student), 1)
    second = wrong_answers(db.session(), of(cast.student), 2)
    last = wrong_answers(db.session(), of(cast.student), 3)
    beyond = wrong_answers(db.session(), of(cast.student), 9)
    assert (first.pages, first.total) == (3, 12)
    rows = [*first.rows, *second.rows, *last.rows]
    assert [each.response_id for each in rows] == sent[::-1]
    assert beyond == last


def test_answers_have_a_key_only_for_those_who_teach(giving, cast, of, ana, clock):
    giving.quiz_is()
    giving.bank_is()
    take(giving, cast.student)
    clock.advance(minutes=1)
    ana.study("keeper-choice", right=False)
    ids = [each.response_id for each in mistakes(of(cast.student))]
    assert len(ids) == 3
    keyed = results_of(db.session(), ids, for_teacher=True)
    assert [each.response_id for each in keyed] == ids
    assert all(isinstance(each, KeyedResult) for each in keyed)
    assert all(mark.expected for each in keyed for mark in each.marks)
    told = results_of(db.session(), ids)
    assert {type(each) for each in told} == {Result}
    assert not any(mark.expected for each in told for mark in each.marks)
    assert results_of(db.session(), []) == results_of(db.session(), [uuid4()]) == []


@pytest.mark.parametrize("wrong", ["years-order", "keeper-choice"])
def test_topics_answered_today_are_ordered_by_what_will_be_forgotten(
    giving, cast, of, ana, clock, wrong
):
    giving.bank_is(0, 90, 91)
    clock.advance(minutes=1)
    for question in ("keeper-choice", "years-order"):
        ana.study(question, right=question != wrong)
    found = recall_by_topic(db.session(), ana.learner, of(cast.student).facts(), clock(), OPEN)
    assert [each.figures.recall for each in found if each.figures.learned] == [1, 1]
    assert found[0].topic.slug == ("history" if wrong == "years-order" else "tower")


@both_databases
def test_recall_is_by_topic_with_the_weakest_first(giving, cast, of, ana, clock):
    giving.bank_is(0, 90, 91)
    clock.advance(minutes=1)
    ana.study("keeper-choice")
    clock.advance(days=20)
    ana.study("place-short")
    found = recall_by_topic(db.session(), ana.learner, of(cast.student).facts(), clock(), OPEN)
    learned = [each for each in found if each.figures.learned]
    assert sum(each.figures.learned for each in learned) == 2
    recalls = [each.figures.recall for each in learned]
    assert recalls == sorted(recalls)
    assert sum(each.facts for each in found) == len(facts(of(cast.student)))
