"""A bank is lent to a course as long as somebody may look into it who gave it or teaches there."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from quizapp.accounts.models import Role, User
from quizapp.banks.access import bank_access, seen_banks
from quizapp.banks.models import Bank, MemberRole, Membership, Visibility
from quizapp.banks.policies import Action, can
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.quizzes.assigned import titles_of
from tests import builders
from tests.assignments.conftest import giving
from tests.builders import visitor_of
from tests.courses.conftest import biology, colleague
from tests.databases import both_databases
from tests.studies import bank

__all__ = ["bank", "biology", "colleague", "giving"]

pytestmark = both_databases


@pytest.fixture
def lent(giving, cast, clock):
    """The teacher, who is a member of a private bank, has given it to the course."""
    with transaction() as session:
        session.execute(update(Bank).values(visibility=Visibility.PRIVATE.value))
    share(cast.teacher, clock)
    return giving.bank_is(-2, 7)


def share(user, clock, role=MemberRole.VIEWER):
    with transaction() as session:
        slug = session.scalars(select(Bank.slug)).one()
        builders.join(session, slug, user, clock(), role)


def unshare(user):
    with transaction() as session:
        session.execute(delete(Membership).where(Membership.user_id == user.id))


def is_open(row, student):
    """Whether a student may learn, having asked each form of the rule."""
    session = db.session()
    visitor = visitor_of(student)
    session.expire_all()
    found = can(visitor, Action.LEARN, bank_access(session, row.bank_id, visitor))
    assert found == bool(seen_banks(session, visitor, Action.LEARN))
    return found


def is_said(row):
    return not titles_of(db.session(), [row])[row.id].is_lent


def test_it_ends_when_its_giver_loses_the_bank_and_begins_when_it_is_shared_again(
    lent, cast, clock
):
    assert (is_open(lent, cast.student), is_said(lent)) == (True, False)
    unshare(cast.teacher)
    assert (is_open(lent, cast.student), is_said(lent)) == (False, True)
    share(cast.teacher, clock)
    assert (is_open(lent, cast.student), is_said(lent)) == (True, False)


@pytest.mark.parametrize(
    ("role", "lends"),
    [
        (CourseRole.CO_TEACHER, True),
        (CourseRole.ASSISTANT, False),
        (CourseRole.STUDENT, False),
        (None, False),
    ],
)
def test_a_colleague_who_teaches_the_course_lends_it_too(
    lent, cast, biology, colleague, clock, role, lends
):
    if role is not None:
        biology.enrol(colleague, role)
    share(colleague, clock)
    unshare(cast.teacher)
    assert (is_open(lent, cast.student), is_said(lent)) == (lends, not lends)
    if lends:
        biology.do(enrolling.remove, colleague.id)
        assert (is_open(lent, cast.student), is_said(lent)) == (False, True)


def test_whoever_gave_it_lends_it_after_they_have_left_the_course(lent, cast, biology, colleague):
    biology.enrol(colleague, CourseRole.CO_TEACHER)
    biology.do(enrolling.hand_over, colleague.id)
    biology.do(enrolling.leave, cast.teacher.id)
    assert is_open(lent, cast.student)
    unshare(cast.teacher)
    assert not is_open(lent, cast.student)


def test_whoever_teaches_here_no_more_lends_nothing_as_a_viewer(lent, cast):
    with transaction() as session:
        role = {"role": Role.STUDENT.value}
        session.execute(update(User).where(User.id == cast.teacher.id).values(role))
    assert not is_open(lent, cast.student)


def test_an_administrator_lends_every_bank_in_courses_that_they_teach(lent, cast, biology):
    unshare(cast.teacher)
    assert not is_open(lent, cast.student)
    biology.enrol(cast.admin, CourseRole.CO_TEACHER)
    assert is_open(lent, cast.student)


def test_what_is_there_for_everyone_is_lent_whoever_is_a_member(lent, cast):
    unshare(cast.teacher)
    with transaction() as session:
        session.execute(update(Bank).values(visibility=Visibility.EVERYONE.value))
    assert (is_open(lent, cast.student), is_said(lent)) == (True, False)


def test_a_student_who_is_a_member_themselves_learns_on(lent, cast, clock):
    share(cast.student, clock)
    unshare(cast.teacher)
    assert is_open(lent, cast.student)
