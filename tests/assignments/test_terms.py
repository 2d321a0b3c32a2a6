"""On which terms somebody takes a quiz: windows of courses, groups, persons and accommodations."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.answering import assigning
from quizapp.answering.accommodating import accommodate
from quizapp.assignments.terms import assignments_for
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import archive, make_course, restore
from quizapp.db import db, transaction
from quizapp.quizzes.accommodations import Accommodation
from quizapp.quizzes.building import withdraw
from quizapp.quizzes.designs import Item
from quizapp.quizzes.errors import NotOpenYet, QuizClosed, UnknownQuiz
from tests.assignments.conftest import attempt
from tests.courses.conftest import Class
from tests.databases import both_databases
from tests.quizzes.designing import build

pytestmark = both_databases

OPEN, NOT_YET, CLOSED = "open", NotOpenYet, QuizClosed


def outcome(giving, who):
    try:
        giving.start(who)
    except (NotOpenYet, QuizClosed) as refused:
        return type(refused)
    return OPEN


@pytest.fixture
def physics(giving, cast, clock):
    """Another course with the same student and teacher."""
    course_id = uuid4()
    with transaction() as session:
        make_course(session, course_id, "Physics", "UTC", by=giving.teacher, now=clock())
    course = Class(course_id, clock)
    course.enrol(cast.student)
    return giving.of(course)


@pytest.mark.parametrize(
    ("window", "own", "of_group", "accommodated", "elsewhere", "expected"),
    [
        ((0, 7, 9), None, None, None, None, OPEN),
        ((1, 7, 9), None, None, None, None, NOT_YET),
        ((-9, -7, -1), None, None, None, None, CLOSED),
        ((-9, -7, 0), None, None, None, None, CLOSED),
        ((-9, -7, 1), None, None, None, None, OPEN),
        # Other dates for one person, more and less.
        ((-9, -7, -1), (None, None, 1), None, None, None, OPEN),
        ((-9, -7, -1), (None, 1, None), None, None, None, OPEN),
        ((1, 7, 9), (-1, None, None), None, None, None, OPEN),
        ((-1, 7, 9), (1, None, None), None, None, None, NOT_YET),
        ((-9, 7, 9), (None, -2, -1), None, None, None, CLOSED),
        # Those of a group, and of a person beside them.
        ((-9, -7, -1), None, (None, None, 1), None, None, OPEN),
        ((-9, -7, -1), (None, -6, -2), (None, None, 1), None, None, CLOSED),
        # What the quiz itself gives one person wins over all of these.
        ((-9, -7, -1), None, None, 1, None, OPEN),
        ((-9, -7, -1), (None, None, -2), None, 1, None, OPEN),
        ((-9, -7, -2), None, None, -1, None, CLOSED),
        # The same quiz in another course: the one that is open counts, else the next.
        ((-9, -7, -1), None, None, None, (-1, 1, 2), OPEN),
        ((1, 7, 9), None, None, None, (-1, 1, 2), OPEN),
        ((-9, -7, -1), None, None, None, (1, 2, 3), NOT_YET),
        ((-9, -7, -1), None, None, None, (-5, -3, -2), CLOSED),
    ],
)
def test_when_a_student_may_begin(
    giving, physics, cast, window, own, of_group, accommodated, elsewhere, expected
):
    row = giving.quiz_is(*window)

    def dates(numbers):
        names = ("opens_at", "due_at", "closes_at")
        return {
            name: giving.day(number)
            for name, number in zip(names, numbers, strict=True)
            if number is not None
        }

    if of_group is not None:
        giving.exempt(row, giving.group("Red", cast.student), **dates(of_group))
    if own is not None:
        giving.exempt(row, cast.student, **dates(own))
    if accommodated is not None:
        with transaction() as session:
            accommodate(
                session,
                uuid4(),
                giving.quiz,
                cast.student.id,
                Accommodation(closes_at=giving.day(accommodated)),
                reason="Was ill.",
                by=giving.teacher,
                after=None,
                now=giving.course.clock(),
            )
    if elsewhere is not None:
        physics.quiz_is(*elsewhere)
    assert outcome(giving, cast.student) is expected


def test_the_dates_of_the_quiz_itself_are_for_whoever_has_no_assignment(giving, cast, bank, clock):
    quiz = uuid4()
    closed = {"closes_at": clock() - timedelta(hours=1)}
    build(giving.teacher, bank, Item(bank, count=2), now=clock(), quiz_id=quiz, **closed)
    giving.quiz = quiz
    assert outcome(giving, cast.student) is CLOSED
    row = giving.quiz_is()
    assert outcome(giving, cast.student) is OPEN
    assert outcome(giving, cast.stranger) is CLOSED
    giving.do(assigning.remove, row)
    assert giving.terms(cast.student) is None


def test_an_attempt_names_its_assignment_only_where_there_is_one(giving, cast):
    row = giving.quiz_is()
    mine, theirs = giving.start(cast.student), giving.start(cast.stranger)
    assert attempt(mine).assignment_id == row.id
    assert attempt(mine).deadline_at == row.closes_at
    assert attempt(theirs).assignment_id is None
    assert attempt(theirs).deadline_at is None


@pytest.mark.parametrize("role", [CourseRole.CO_TEACHER, CourseRole.ASSISTANT])
def test_whoever_teaches_has_it_by_its_link(giving, colleague, role):
    giving.course.enrol(colleague, role)
    giving.quiz_is(0, 2, 3)
    assert giving.terms(colleague) is None
    assert outcome(giving, colleague) is OPEN


def test_by_its_link_nobody_begins_it_before_it_opens_for_a_course(
    giving, physics, cast, colleague, clock
):
    giving.course.enrol(colleague, CourseRole.ASSISTANT)
    first, later = giving.quiz_is(1, 2, 3), physics.quiz_is(4, 5, 6)
    # Nor does a student who leaves for that, or an assistant, who may be one.
    for person in (cast.stranger, cast.guest, colleague):
        assert outcome(giving, person) is NOT_YET
    giving.course.do(enrolling.leave, cast.student.id)
    assert outcome(giving, cast.student) is NOT_YET
    giving.do(assigning.remove, first)
    clock.advance(days=3)
    assert outcome(giving, cast.stranger) is NOT_YET
    physics.do(assigning.remove, later)
    assert outcome(giving, cast.stranger) is OPEN


def test_an_opening_of_the_quiz_itself_that_is_later_still_counts(giving, cast, bank, clock):
    quiz = uuid4()
    opens = {"opens_at": clock() + timedelta(days=5)}
    build(giving.teacher, bank, Item(bank, count=2), now=clock(), quiz_id=quiz, **opens)
    giving.quiz = quiz
    giving.quiz_is(1, 2, 3)
    clock.advance(days=4)
    assert outcome(giving, cast.stranger) is NOT_YET


def test_a_draft_is_not_there_though_it_is_assigned(giving, cast):
    giving.quiz_is()
    with transaction() as session:
        withdraw(session, giving.quiz)
    with pytest.raises(UnknownQuiz):
        giving.start(cast.student)


def test_it_is_theirs_while_they_are_students_of_the_course(giving, cast):
    giving.quiz_is()
    assert giving.terms(cast.stranger) is None
    giving.course.enrol(cast.stranger)
    assert giving.terms(cast.stranger).course == "Biology 7b"
    for act, expected in (
        (enrolling.leave, False),
        (enrolling.put_back, True),
        (enrolling.remove, False),
    ):
        giving.course.do(act, cast.stranger.id)
        assert (giving.terms(cast.stranger) is not None) is expected
    giving.course.do(archive)
    assert giving.terms(cast.student) is None
    giving.course.do(restore)
    assert giving.terms(cast.student) is not None


def test_what_a_group_is_given_is_for_its_members_alone(giving, cast):
    giving.course.enrol(cast.stranger)
    giving.quiz_is(group_id=giving.group("Red", cast.stranger))
    assert giving.terms(cast.student) is None
    assert giving.terms(cast.stranger) is not None


def test_of_two_groups_with_other_dates_each_counts_that_is_more(giving, cast):
    row = giving.quiz_is(1, 7, 9)
    red, blue = giving.group("Red", cast.student), giving.group("Blue", cast.student)
    giving.exempt(row, red, opens_at=giving.day(-1))
    giving.exempt(row, blue, due_at=giving.day(8), closes_at=giving.day(12))
    assert giving.terms(cast.student).window == giving.window(-1, 8, 12)


def test_what_others_have_otherwise_is_none_of_ones_business(giving, cast):
    giving.course.enrol(cast.stranger)
    row = giving.quiz_is()
    giving.exempt(row, cast.stranger, due_at=giving.day(30))
    giving.exempt(row, giving.group("Red", cast.stranger), due_at=giving.day(40))
    assert giving.terms(cast.student).window == giving.window()
    assert giving.terms(cast.stranger).window.due_at == giving.day(30)


def test_what_somebody_has_to_do_is_in_order_and_without_what_is_over(giving, physics, cast):
    later = giving.quiz_is(2, 7, 9)
    first = physics.quiz_is(-3, 1, 2)
    over = giving.bank_is(-9, -7, -1)
    moved = giving.bank_is(-9, -7, -1)
    excused = giving.bank_is(-9, 3, 4)
    giving.exempt(moved, cast.student, closes_at=giving.day(1))
    giving.exempt(excused, cast.student, is_excused=True)
    # A group's later date is not theirs whose own says otherwise.
    group_id = giving.group("Red", cast.student)
    giving.exempt(over, group_id, closes_at=giving.day(1))
    giving.exempt(over, cast.student, closes_at=giving.day(-2))
    found = assignments_for(db.session(), cast.student.id, giving.course.clock())
    assert [each.id for each in found] == [moved.id, first.id, excused.id, later.id]
    assert [each.is_excused for each in found] == [False, False, True, False]
    in_course = assignments_for(
        db.session(), cast.student.id, giving.course.clock(), giving.course.id
    )
    assert {each.id for each in in_course} == {later.id, over.id, moved.id, excused.id}
    assert assignments_for(db.session(), cast.stranger.id, giving.course.clock()) == []
