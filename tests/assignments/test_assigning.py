"""Giving a course a quiz or a bank: what is refused, changed, removed, put back and noted."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from quizapp.answering import assigning
from quizapp.assignments.errors import AssignedAlready, BadTerms, NobodyThere, UnknownAssignment
from quizapp.assignments.models import Assignment
from quizapp.assignments.queries import assignments_of, removed_from
from quizapp.assignments.services import What
from quizapp.audit.models import AuditEntry
from quizapp.courses import enrolling
from quizapp.courses.errors import BadTitle, CourseArchived, GroupInUse, UnknownCourse
from quizapp.courses.groups import remove_group
from quizapp.courses.services import archive, make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Late, LateRule
from quizapp.quizzes.building import remove_quiz
from quizapp.quizzes.errors import IsAssigned, UnknownQuiz
from quizapp.quizzes.models import Quiz
from tests.courses.conftest import Class
from tests.databases import both_databases

pytestmark = both_databases


def events():
    statement = select(AuditEntry.event, AuditEntry.details).order_by(AuditEntry.id)
    found = db.session.execute(statement.where(AuditEntry.event.like("assignment%")))
    return [(event, details.get("what") or details.get("changed")) for event, details in found]


def listed(giving):
    found = assignments_of(db.session(), giving.course.id, 1, giving.course.clock())
    return [(each.assignment.id, each.group, each.people, each.exempted) for each in found.rows]


@pytest.fixture
def other_course(giving, clock):
    course_id = uuid4()
    with transaction() as session:
        make_course(session, course_id, "Physics", "UTC", by=giving.teacher, now=clock())
    return giving.of(Class(course_id, clock))


def test_a_form_that_is_sent_twice_gives_once(giving):
    key = uuid4()
    first = giving.quiz_is(assignment_id=key)
    again = giving.quiz_is(5, 8, 9, assignment_id=key, title="Another")
    assert (again.id, again.due_at, again.title) == (key, first.due_at, "")
    assert events() == [("assignment_made", "quiz")]


def test_a_quiz_is_given_to_the_same_people_once(giving, other_course, cast):
    red, blue = giving.group("Red", cast.student), giving.group("Blue")
    first = giving.quiz_is()
    giving.quiz_is(group_id=red)
    giving.quiz_is(group_id=blue)
    other_course.quiz_is()
    for group_id in (None, red):
        with pytest.raises(AssignedAlready):
            giving.quiz_is(10, 12, 13, group_id=group_id)
    giving.do(assigning.remove, first)
    # Another stands in its place, so that it cannot come back.
    giving.quiz_is()
    with pytest.raises(AssignedAlready):
        giving.do(assigning.restore, first)


@pytest.mark.parametrize("is_group", [False, True])
def test_the_database_itself_holds_one_of_a_quiz(giving, is_group):
    row = giving.quiz_is(group_id=giving.group("Red") if is_group else None)
    columns = {each.key: getattr(row, each.key) for each in Assignment.__table__.columns}
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(Assignment(**columns | {"id": uuid4()}))


def test_a_bank_may_be_given_again(giving):
    giving.bank_is()
    giving.bank_is(topic="tower", goal=Goal.DAILY, per_day=10, days=5)
    assert events() == [("assignment_made", "study")] * 2


def test_what_is_given_to_a_group_is_for_one_of_this_course(giving, other_course):
    with pytest.raises(NobodyThere):
        other_course.quiz_is(group_id=giving.group("Red"))
    with pytest.raises(NobodyThere):
        giving.quiz_is(group_id=uuid4())


def test_an_id_of_another_course_is_not_found(giving, other_course):
    row = giving.quiz_is()
    with pytest.raises(UnknownAssignment):
        other_course.quiz_is(assignment_id=row.id)
    for act in (assigning.remove, assigning.restore):
        with pytest.raises(UnknownAssignment):
            other_course.do(act, row)
    with pytest.raises(UnknownAssignment):
        other_course.change(row)


def test_only_what_a_teacher_made_is_given_and_only_to_a_course(giving):
    with pytest.raises(UnknownQuiz):
        giving.quiz_is(what=What(quiz_id=uuid4()))
    giving.course.id = uuid4()
    with pytest.raises(UnknownCourse):
        giving.quiz_is()


def test_a_course_that_is_over_is_given_nothing(giving, cast):
    row = giving.quiz_is()
    giving.course.do(archive)
    for act in (assigning.remove, assigning.restore):
        with pytest.raises(CourseArchived):
            giving.do(act, row)
    with pytest.raises(CourseArchived):
        giving.change(row)
    with pytest.raises(CourseArchived):
        giving.exempt(row, cast.student, is_excused=True)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"weight": -1}, BadTerms),
        ({"weight": 101}, BadTerms),
        ({"title": "x" * 121}, BadTitle),
        ({"goal": Goal.READY_BY}, BadTerms),
    ],
)
def test_terms_out_of_range_are_refused(giving, more, error):
    with pytest.raises(error):
        giving.quiz_is(**more)


@pytest.mark.parametrize(
    "more",
    [
        {"goal": Goal.DAILY},
        {"goal": Goal.DAILY, "per_day": 10},
        {"goal": Goal.DAILY, "per_day": 0, "days": 3},
        {"goal": Goal.DAILY, "per_day": 501, "days": 3},
        {"goal": Goal.DAILY, "per_day": 10, "days": 367},
        {"goal": Goal.READY_BY, "per_day": 10, "days": 3},
        {"goal": None},
    ],
)
def test_a_goal_is_whole(giving, more):
    with pytest.raises(BadTerms):
        giving.bank_is(**more)


def test_terms_are_changed_as_often_as_one_likes_and_noted_where_they_are_others(giving):
    row = giving.quiz_is()
    giving.change(row)
    giving.change(row, 0, 8, 9, weight=2, late=Late(LateRule.PERCENT, 10))
    giving.change(row, 0, 8, 9, weight=2, late=Late(LateRule.PERCENT, 10))
    changed = "due_at, late_percent, late_rule, weight"
    assert events() == [("assignment_made", "quiz"), ("assignment_changed", changed)]
    kept = db.session.get_one(Assignment, row.id, populate_existing=True)
    assert (kept.due_at, kept.weight, kept.late.percent) == (giving.day(8), 2, 10)


def test_what_is_removed_comes_back_as_it_was(giving):
    row = giving.quiz_is(title="The harbour")
    assert giving.do(assigning.remove, row) is True
    assert giving.do(assigning.remove, row) is False
    assert listed(giving) == []
    assert [each.id for each in removed_from(db.session(), giving.course.id)] == [row.id]
    with pytest.raises(UnknownAssignment):
        giving.change(row)
    assert giving.do(assigning.restore, row) is True
    assert giving.do(assigning.restore, row) is False
    assert [key for key, *_ in listed(giving)] == [row.id]
    assert [event for event, _ in events()] == [
        "assignment_made",
        "assignment_removed",
        "assignment_restored",
    ]


def test_a_list_begins_with_what_is_due_next_and_says_for_how_many(giving, cast):
    giving.course.enrol(cast.stranger)
    red = giving.group("Red", cast.stranger)
    over = giving.bank_is(-9, -8, -7)
    later = giving.quiz_is(0, 7, 9)
    next_due = giving.quiz_is(0, 3, 9, group_id=red)
    earlier = giving.bank_is(-30, -20, -19)
    giving.exempt(later, cast.stranger, due_at=giving.day(8))
    expected = [(next_due.id, "Red", 1, 0), (later.id, None, 2, 1)]
    assert listed(giving) == [*expected, (over.id, None, 2, 0), (earlier.id, None, 2, 0)]
    giving.course.do(enrolling.leave, cast.stranger.id)
    assert [people for _, _, people, _ in listed(giving)] == [0, 1, 1, 1]


def test_a_quiz_that_a_course_has_stays_and_goes_once_it_has_not(giving):
    row = giving.quiz_is()
    with pytest.raises(IsAssigned), transaction() as session:
        remove_quiz(session, giving.quiz)
    giving.do(assigning.remove, row)
    with transaction() as session:
        assert remove_quiz(session, giving.quiz)
    assert db.session.get(Quiz, giving.quiz, populate_existing=True) is None


def test_a_group_that_was_given_something_stays_with_its_people(giving, cast):
    red, blue = giving.group("Red", cast.student), giving.group("Blue", cast.student)
    giving.quiz_is(group_id=red)
    with pytest.raises(GroupInUse), transaction() as session:
        remove_group(session, giving.course.id, red)
    assert giving.terms(cast.student) is not None
    with transaction() as session:
        assert remove_group(session, giving.course.id, blue)
