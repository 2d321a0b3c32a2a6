"""Whose results a course opens to whom: the whole table of relations to it."""

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.answering import assigning
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import archive, restore
from quizapp.db import db
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.policies import Action, QuizAccess, can, opened_by_course
from tests.builders import visitor_of
from tests.databases import both_databases

pytestmark = both_databases


def opened(person):
    """Return the attempts that courses open to somebody."""
    visitor = None if person is None else visitor_of(person)
    return set(db.session.scalars(select(Attempt.id).where(opened_by_course(visitor))))


@pytest.fixture
def taken(giving, cast):
    """The assignment, and the attempts of its student and of somebody by the link."""
    row = giving.quiz_is()
    attempts = giving.start(cast.student), giving.start(cast.stranger)
    return row, *attempts


@pytest.mark.parametrize(
    ("role", "account", "sees"),
    [
        (CourseRole.CO_TEACHER, Role.TEACHER, True),
        (CourseRole.ASSISTANT, Role.TEACHER, False),
        (CourseRole.STUDENT, Role.TEACHER, False),
        (None, Role.TEACHER, False),
        (None, Role.ADMIN, False),
        (CourseRole.ASSISTANT, Role.STUDENT, False),
    ],
)
def test_only_whoever_teaches_the_course_sees_what_its_students_did(
    giving, taken, make_user, role, account, sees
):
    _, mine, _ = taken
    person = make_user("Ceyda", account)
    if role is not None:
        giving.course.enrol(person, role)
    assert opened(person) == ({mine} if sees else set())
    # The quiz itself is no more theirs than before.
    access = QuizAccess(giving.teacher, is_published=True)
    assert not can(visitor_of(person), Action.REVIEW, access)


def test_the_teacher_of_the_course_sees_them_and_neither_students_nor_nobody(taken, cast):
    _, mine, _ = taken
    assert opened(cast.teacher) == {mine}
    for person in (None, cast.student, cast.stranger, cast.guest):
        assert opened(person) == set()


def test_it_ends_with_what_it_comes_from_and_comes_back_with_it(giving, taken, cast, colleague):
    row, mine, _ = taken
    giving.course.enrol(colleague, CourseRole.CO_TEACHER)
    for who in (cast.student, colleague):
        giving.course.do(enrolling.leave, who.id)
        assert opened(colleague) == set()
        giving.course.do(enrolling.put_back, who.id)
        assert opened(colleague) == {mine}
    giving.do(assigning.remove, row)
    assert opened(colleague) == set()
    giving.do(assigning.restore, row)
    giving.course.do(archive)
    assert opened(colleague) == set()
    giving.course.do(restore)
    assert opened(colleague) == {mine}


def test_whoever_is_no_teacher_here_any_more_sees_nothing(giving, taken, colleague):
    _, mine, _ = taken
    giving.course.enrol(colleague, CourseRole.CO_TEACHER)
    assert opened(colleague) == {mine}
    colleague.role = Role.STUDENT.value
    assert opened(colleague) == set()
