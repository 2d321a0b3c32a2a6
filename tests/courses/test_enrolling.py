"""Who is in a course as what, and what becomes of it when somebody goes or comes back."""

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from quizapp.accounts.models import Role, User
from quizapp.accounts.queries import visitor_by_id
from quizapp.audit.models import AuditEntry
from quizapp.courses import enrolling
from quizapp.courses.access import all_courses, may, own_courses, seen_course
from quizapp.courses.errors import (
    NeedsName,
    NotEnrolled,
    OnlyTeachersTeach,
    TeacherStays,
    UnknownPerson,
)
from quizapp.courses.models import Course, CourseRole, Enrolment, EnrolmentState
from quizapp.courses.policies import Action, can, permits
from quizapp.courses.queries import students_of, teachers_of
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = both_databases
TEACHER, CO_TEACHER, ASSISTANT, STUDENT = CourseRole
EVERYTHING = list(Action)


def students(biology):
    return set(db.session.scalars(students_of(biology.id)))


def allowed(biology, user):
    """Return what somebody may do, said by Python and by SQL in one voice."""
    session = db.session()
    person = visitor_by_id(session, user.id, biology.clock())
    seen = seen_course(session, biology.id, person)
    found = [action for action in Action if can(person, action, seen.access)]
    for action in Action:
        listed = session.scalars(select(Course.id).where(permits(person, action))).all()
        assert (biology.id in listed) == (action in found)
        assert may(session, biology.id, person, action) == (action in found)
    return found


def change(user, **values):
    with transaction() as session:
        session.execute(update(User).where(User.id == user.id).values(**values))


@pytest.mark.parametrize(
    ("role", "may_do"),
    [(CO_TEACHER, EVERYTHING[:3]), (ASSISTANT, EVERYTHING[:2]), (STUDENT, EVERYTHING[:1])],
)
def test_each_role_may_do_its_part_and_nothing_after_leaving(biology, colleague, role, may_do):
    assert allowed(biology, colleague) == []
    biology.enrol(colleague, role)
    assert allowed(biology, colleague) == may_do
    for state in ("left", "removed", "waiting"):
        moment = None if state == "waiting" else biology.clock()
        with transaction() as session:
            session.execute(
                update(Enrolment)
                .where(Enrolment.user_id == colleague.id)
                .values(state=state, left_at=moment)
            )
        assert allowed(biology, colleague) == []


def test_the_teacher_and_administrators_may_do_everything(biology, cast):
    assert allowed(biology, cast.teacher) == EVERYTHING
    assert allowed(biology, cast.admin) == EVERYTHING
    assert allowed(biology, cast.guest) == []
    assert not can(None, Action.SEE, seen_course(db.session(), biology.id, None).access)
    assert db.session.scalars(select(Course).where(permits(None, Action.SEE))).all() == []


def test_who_teaches_here_no_more_keeps_what_an_assistant_may(biology, cast):
    change(cast.teacher, role=Role.STUDENT.value)
    assert allowed(biology, cast.teacher) == [Action.SEE, Action.MARK]


def test_who_deletes_their_account_may_do_nothing(biology, cast):
    change(cast.teacher, leaves_at=biology.clock())
    change(cast.admin, leaves_at=biology.clock())
    assert allowed(biology, cast.teacher) == []
    assert allowed(biology, cast.admin) == []


def test_putting_somebody_in_twice_is_once_and_lowers_nobody(biology, cast, colleague):
    biology.enrol(colleague, CO_TEACHER)
    entries = db.session.scalar(select(func.count()).select_from(AuditEntry))
    biology.enrol(colleague)
    biology.enrol(cast.teacher)
    assert biology.states() == {
        cast.teacher.id: ("teacher", "active"),
        colleague.id: ("co_teacher", "active"),
    }
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == entries


def test_somebody_is_found_by_the_name_of_their_account(cast, context):
    assert context
    session = db.session()
    assert enrolling.person_called(session, " ANA ").id == cast.student.id
    for name in ("", "Nobody", "A\0na", "x" * 5_000):
        with pytest.raises(UnknownPerson):
            enrolling.person_called(session, name)


def test_whoever_cannot_come_in_is_refused(biology, cast, clock, colleague):
    with pytest.raises(NeedsName):
        biology.enrol(cast.guest)
    with pytest.raises(OnlyTeachersTeach):
        biology.enrol(cast.student, CO_TEACHER)
    with pytest.raises(ValueError, match="handed over"):
        biology.enrol(colleague, TEACHER)
    change(cast.stranger, deactivated_at=clock())
    change(colleague, leaves_at=clock())
    for user in (cast.stranger, colleague):
        with pytest.raises(UnknownPerson):
            biology.enrol(user)
    with pytest.raises(UnknownPerson):
        biology.do(enrolling.enrol, 10**9, STUDENT)
    assert set(biology.states()) == {cast.teacher.id}


def test_a_student_of_this_server_may_assist(biology, cast):
    biology.enrol(cast.student, ASSISTANT)
    assert allowed(biology, cast.student) == [Action.SEE, Action.MARK]


def test_who_comes_back_has_the_row_they_had(biology, cast, clock):
    came = clock()
    biology.enrol(cast.student)
    gone = clock.advance(days=30)
    assert biology.do(enrolling.leave, cast.student.id)
    assert not biology.do(enrolling.leave, cast.student.id)
    row = biology.row(cast.student)
    assert (row.state, row.joined_at, row.left_at) == ("left", came, gone)
    clock.advance(days=30)
    biology.enrol(cast.student)
    row = biology.row(cast.student)
    assert (row.state, row.joined_at, row.left_at) == ("active", came, None)
    assert row.changed_at == clock()


def test_who_is_removed_is_put_back_as_what_they_were(biology, colleague):
    biology.enrol(colleague, CO_TEACHER)
    assert biology.do(enrolling.remove, colleague.id)
    assert not biology.do(enrolling.remove, colleague.id)
    assert biology.states()[colleague.id] == ("co_teacher", "removed")
    assert biology.do(enrolling.put_back, colleague.id)
    assert not biology.do(enrolling.put_back, colleague.id)
    assert biology.states()[colleague.id] == ("co_teacher", "active")


def test_nobody_is_put_back_as_what_they_cannot_be_any_more(biology, colleague, clock):
    biology.enrol(colleague, CO_TEACHER)
    biology.do(enrolling.remove, colleague.id)
    change(colleague, role=Role.STUDENT.value)
    with pytest.raises(OnlyTeachersTeach):
        biology.do(enrolling.put_back, colleague.id)
    change(colleague, role=Role.TEACHER.value, deactivated_at=clock())
    with pytest.raises(UnknownPerson):
        biology.do(enrolling.put_back, colleague.id)
    # A roster that names them again makes of them what it says.
    change(colleague, role=Role.STUDENT.value, deactivated_at=None)
    biology.enrol(colleague)
    assert biology.states()[colleague.id] == ("student", "active")


@pytest.mark.parametrize("act", [enrolling.leave, enrolling.remove])
def test_the_teacher_stays(biology, cast, act):
    with pytest.raises(TeacherStays):
        biology.do(act, cast.teacher.id)
    with pytest.raises(TeacherStays):
        biology.do(enrolling.change_role, cast.teacher.id, STUDENT)
    assert biology.states() == {cast.teacher.id: ("teacher", "active")}


def test_roles_change_for_those_who_are_in_the_course(biology, cast, colleague):
    biology.enrol(colleague)
    assert biology.do(enrolling.change_role, colleague.id, CO_TEACHER)
    assert not biology.do(enrolling.change_role, colleague.id, CO_TEACHER)
    biology.enrol(cast.student)
    with pytest.raises(OnlyTeachersTeach):
        biology.do(enrolling.change_role, cast.student.id, CO_TEACHER)
    with pytest.raises(ValueError, match="handed over"):
        biology.do(enrolling.change_role, colleague.id, TEACHER)
    biology.do(enrolling.remove, colleague.id)
    for gone in (colleague.id, cast.stranger.id):
        with pytest.raises(NotEnrolled):
            biology.do(enrolling.change_role, gone, ASSISTANT)
    changed = db.session.scalars(
        select(AuditEntry).where(AuditEntry.event == "course_role_changed")
    ).all()
    assert [(each.subject_id, each.details) for each in changed] == [
        (colleague.id, {"before": "student", "after": "co_teacher"})
    ]


def test_a_course_is_handed_over_and_keeps_one_teacher(biology, cast, colleague):
    biology.enrol(colleague, CO_TEACHER)
    assert biology.do(enrolling.hand_over, colleague.id)
    assert not biology.do(enrolling.hand_over, colleague.id)
    assert biology.states() == {
        cast.teacher.id: ("co_teacher", "active"),
        colleague.id: ("teacher", "active"),
    }
    assert teachers_of(db.session(), biology.id) == ["Ceyda", "Clara"]
    assert biology.do(enrolling.leave, cast.teacher.id)


def test_a_course_is_handed_over_to_a_teacher_who_is_in_it(biology, cast, colleague, clock):
    with pytest.raises(NotEnrolled):
        biology.do(enrolling.hand_over, colleague.id)
    biology.enrol(cast.student)
    with pytest.raises(OnlyTeachersTeach):
        biology.do(enrolling.hand_over, cast.student.id)
    biology.enrol(colleague)
    change(colleague, leaves_at=clock())
    with pytest.raises(UnknownPerson):
        biology.do(enrolling.hand_over, colleague.id)
    change(colleague, leaves_at=None)
    biology.do(enrolling.leave, colleague.id)
    with pytest.raises(NotEnrolled):
        biology.do(enrolling.hand_over, colleague.id)
    assert biology.teacher_id() == cast.teacher.id


def test_the_database_itself_keeps_a_second_teacher_out(biology, colleague, clock):
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(
            Enrolment(
                course_id=biology.id,
                user_id=colleague.id,
                role="teacher",
                state="active",
                joined_at=clock(),
                changed_at=clock(),
            )
        )
        session.flush()


@pytest.mark.parametrize(
    "act",
    [
        enrolling.approve,
        enrolling.decline,
        enrolling.remove,
        enrolling.leave,
        enrolling.put_back,
        enrolling.accept_place,
    ],
)
def test_whoever_never_was_in_the_course_is_not_enrolled(biology, cast, act):
    with pytest.raises(NotEnrolled):
        biology.do(act, cast.stranger.id)
    assert cast.stranger.id not in biology.states()


def test_a_list_has_the_courses_one_is_in_with_their_numbers(biology, cast, colleague):
    biology.enrol(cast.student)
    biology.enrol(colleague, ASSISTANT)
    (mine,) = own_courses(db.session(), cast.student.id, 1).rows
    assert (mine.course.id, mine.teacher, mine.students, mine.waiting) == (
        biology.id,
        "Clara",
        1,
        0,
    )
    assert (mine.access.role, mine.access.state) == (STUDENT, EnrolmentState.ACTIVE)
    biology.do(enrolling.remove, cast.student.id)
    assert own_courses(db.session(), cast.student.id, 1).rows == []
    (listed,) = all_courses(db.session(), 1).rows
    assert (listed.students, listed.access.role) == (0, None)
    assert own_courses(db.session(), cast.guest.id, 1).total == 0
