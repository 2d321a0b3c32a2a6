"""Who may learn in a bank because their course was given it, in Python and in SQL."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.assignments import services
from quizapp.assignments.services import Setting, What
from quizapp.banks.access import bank_access, seen_banks
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action, can
from quizapp.courses import enrolling, groups
from quizapp.courses.models import CourseRole
from quizapp.courses.services import archive
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Goal, Window
from tests import builders
from tests.builders import visitor_of
from tests.courses.conftest import biology, colleague
from tests.databases import both_databases

__all__ = ["biology", "colleague"]

pytestmark = both_databases


def may(person):
    """Return what somebody may do with the private bank, having asked both forms of the rule."""
    session = db.session()
    visitor = visitor_of(person)
    bank_id = session.scalars(select(Bank.id)).one()
    access = bank_access(session, bank_id, visitor)
    found = [action for action in Action if can(visitor, action, access)]
    assert found == [action for action in Action if seen_banks(session, visitor, action)]
    return found


@pytest.fixture
def give(request, cast, biology, clock):
    request.getfixturevalue("context")
    with transaction() as session:
        builders.load(session, builders.bank(), clock())
        bank = session.scalars(select(Bank)).one()
        bank.visibility = "private"
        builders.join(session, bank.slug, cast.teacher, clock())

    def give(opens=0, group_id=None):
        now = clock()
        window = Window(*(now + (opens + days) * timedelta(days=1) for days in (0, 7, 9)))
        with transaction() as session:
            return services.assign(
                session,
                uuid4(),
                biology.id,
                What(bank_id=session.scalars(select(Bank.id)).one()),
                Setting(window, goal=Goal.READY_BY),
                by=cast.teacher.id,
                now=now,
                group_id=group_id,
            )

    return give


def test_students_of_the_course_may_learn_and_nothing_more(give, cast, biology):
    biology.enrol(cast.student)
    assert may(cast.student) == []
    give()
    assert may(cast.student) == [Action.LEARN]
    assert may(cast.stranger) == []
    assert may(cast.guest) == []


@pytest.mark.parametrize("opens", [-30, 3])
def test_it_is_theirs_from_when_it_is_assigned_and_after_it_was_due(give, cast, biology, opens):
    biology.enrol(cast.student)
    give(opens)
    assert may(cast.student) == [Action.LEARN]


def test_a_teacher_who_is_a_student_there_sees_no_keys(give, cast, biology, colleague):
    biology.enrol(colleague)
    give()
    assert may(colleague) == [Action.LEARN]
    assert may(cast.admin) == list(Action)


@pytest.mark.parametrize("role", [CourseRole.CO_TEACHER, CourseRole.ASSISTANT])
def test_teaching_in_the_course_opens_no_bank(give, biology, colleague, role):
    biology.enrol(colleague, role)
    give()
    assert may(colleague) == []


def test_leaving_the_course_ends_it_and_coming_back_begins_it(give, cast, biology):
    biology.enrol(cast.student)
    give()
    for act, expected in (
        (enrolling.leave, []),
        (enrolling.put_back, [Action.LEARN]),
        (enrolling.remove, []),
    ):
        biology.do(act, cast.student.id)
        assert may(cast.student) == expected


def test_whoever_waits_to_be_let_in_has_nothing_yet(give, cast, biology):
    give()
    biology.join(cast.student, biology.invite(needs_approval=True))
    assert may(cast.student) == []
    biology.do(enrolling.approve, cast.student.id)
    assert may(cast.student) == [Action.LEARN]


def test_an_archived_course_and_a_removed_assignment_give_nothing(give, cast, biology, clock):
    biology.enrol(cast.student)
    row = give()
    with transaction() as session:
        services.remove_assignment(session, biology.id, row.id, clock())
    assert may(cast.student) == []
    with transaction() as session:
        services.restore_assignment(session, biology.id, row.id, clock())
    assert may(cast.student) == [Action.LEARN]
    biology.do(archive)
    assert may(cast.student) == []


def test_what_a_group_has_is_for_its_members(give, cast, biology, clock):
    biology.enrol(cast.student)
    biology.enrol(cast.stranger)
    group_id = uuid4()
    with transaction() as session:
        groups.add_group(session, group_id, biology.id, "Red", clock())
        groups.put_in_group(session, biology.id, group_id, [cast.student.id])
    give(group_id=group_id)
    assert may(cast.student) == [Action.LEARN]
    assert may(cast.stranger) == []


def test_whoever_may_learn_there_anyway_keeps_that(give, biology, make_user, clock):
    viewer = make_user("Vera", Role.STUDENT)
    with transaction() as session:
        slug = session.scalars(select(Bank.slug)).one()
        builders.join(session, slug, viewer, clock())
    biology.enrol(viewer)
    give()
    biology.do(enrolling.leave, viewer.id)
    assert may(viewer) == [Action.LEARN]
