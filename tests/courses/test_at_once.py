"""Two who do something with one course at the same moment take turns, and both are right."""

from itertools import count

import pytest
from sqlalchemy import func, select, update

from quizapp.accounts.models import Role, User
from quizapp.accounts.queries import visitor_by_id
from quizapp.answering import learners
from quizapp.clock import new_id
from quizapp.courses import enrolling, invitations, services
from quizapp.courses.errors import CourseError, NoSuchCode
from quizapp.courses.models import CourseRole, Enrolment
from quizapp.db import db, transaction
from quizapp.privacy.deletion import erase_due
from tests.courses.conftest import Class
from tests.databases import both_databases
from tests.taking_turns import meet, overtake


@both_databases
@pytest.mark.parametrize("end", [invitations.close, services.archive])
def test_nobody_joins_by_a_code_that_is_closed_at_that_moment(app, biology, cast, clock, end):
    code = biology.invite()
    raised = overtake(
        app,
        lambda session: end(session, biology.id, clock()),
        lambda session: invitations.opened_by(session, code, clock()),
        lambda session, _seen: invitations.join(session, code, cast.student.id, clock()),
    )
    assert isinstance(raised, NoSuchCode)
    assert cast.student.id not in biology.states()


class Meeting(Class):
    """A course with a co-teacher and an applicant, a code, and somebody who is about to join."""

    def __init__(self, clock, make_user, number):
        super().__init__(new_id(), clock)
        names = ("Teacher", "Colleague", "Applicant", "Newcomer")
        roles = (Role.TEACHER, Role.TEACHER, Role.STUDENT, Role.STUDENT)
        self.teacher, self.colleague, self.applicant, self.newcomer = (
            make_user(f"{name} {number}", role) for name, role in zip(names, roles, strict=True)
        )
        with transaction() as session:
            services.make_course(
                session, self.id, "Biology", "UTC", by=self.teacher.id, now=clock()
            )
        self.enrol(self.colleague, CourseRole.CO_TEACHER)
        self.code = self.invite(needs_approval=True)
        self.join(self.applicant, self.code)
        with transaction() as session:
            self.guest = User(is_guest=True, created_at=clock())
            session.add(self.guest)
            session.flush()
            session.add(
                Enrolment(
                    course_id=self.id,
                    user_id=self.guest.id,
                    role="student",
                    state="active",
                    joined_at=clock(),
                    changed_at=clock(),
                )
            )


def joins(room):
    return room.join(room.newcomer, room.code)


def lets_in(room):
    return room.do(enrolling.approve, room.applicant.id)


def turns_away(room):
    return room.do(enrolling.decline, room.applicant.id)


def replaces_the_code(room):
    return room.invite()


def hands_over(room):
    return room.do(enrolling.hand_over, room.colleague.id)


def removes_the_colleague(room):
    return room.do(enrolling.remove, room.colleague.id)


def deletes(user_of):
    def act(room):
        with transaction() as session:
            due = update(User).where(User.id == user_of(room).id)
            session.execute(due.values(leaves_at=room.clock()))
            return erase_due(session, room.clock())

    return act


the_teacher_is_erased = deletes(lambda room: room.teacher)
the_newcomer_is_erased = deletes(lambda room: room.newcomer)
the_applicant_is_erased = deletes(lambda room: room.applicant)


def logs_in_after_being_a_guest(room):
    guest = visitor_by_id(db.session(), room.guest.id, room.clock())
    with transaction() as session:
        return learners.add_guest(session, guest, room.newcomer.id)


def does(act, room):
    """Do something, or be refused for what the other did."""
    try:
        return act(room)
    except (CourseError, LookupError) as error:
        return error


@pytest.mark.postgres
@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (joins, joins),
        (joins, the_newcomer_is_erased),
        (the_newcomer_is_erased, joins),
        (joins, replaces_the_code),
        (replaces_the_code, joins),
        (replaces_the_code, replaces_the_code),
        (lets_in, turns_away),
        (the_applicant_is_erased, lets_in),
        (hands_over, hands_over),
        (hands_over, removes_the_colleague),
        (removes_the_colleague, hands_over),
        (hands_over, the_teacher_is_erased),
        (the_teacher_is_erased, hands_over),
        (logs_in_after_being_a_guest, lets_in),
    ],
)
def test_two_who_change_one_course_take_turns(app, clock, make_user, first, second):
    for step in count(1):
        with app.app_context():
            room = Meeting(clock, make_user, step)
        found = meet(
            app, lambda room: does(first, room), lambda room: does(second, room), room, step
        )
        with app.app_context():
            of_role = select(func.count()).where(
                Enrolment.course_id == room.id, Enrolment.role == CourseRole.TEACHER.value
            )
            assert db.session.scalar(of_role) == 1, step
        if found is None:
            break
    assert step > 1
