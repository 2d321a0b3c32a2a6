"""What becomes of courses when an account is erased, or a guest becomes one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.queries import visitor_by_id
from quizapp.answering import learners
from quizapp.clock import new_id
from quizapp.courses import enrolling, groups
from quizapp.courses.errors import (
    UnknownPerson,
)
from quizapp.courses.models import Enrolment, GroupMember
from quizapp.courses.queries import left_without_teacher, teachers_of
from quizapp.courses.rosters import GONE, RosterFilter, find_people
from quizapp.db import db, transaction
from quizapp.privacy.deletion import erase_due
from quizapp.privacy.guests import purge_guests
from tests.courses.test_enrolling import CO_TEACHER, EVERYTHING, STUDENT, allowed, change, students
from tests.databases import both_databases

pytestmark = both_databases


def erase(user, clock):
    change(user, leaves_at=clock())
    with transaction() as session:
        assert erase_due(session, clock()) == 1


def test_an_erased_student_is_no_student_any_more(biology, cast, clock):
    biology.enrol(cast.student)
    red = new_id()
    with transaction() as session:
        groups.add_group(session, red, biology.id, "Red", clock())
        groups.put_in_group(session, biology.id, red, [cast.student.id])
    change(cast.student, leaves_at=clock())
    assert students(biology) == {cast.student.id}
    erase(cast.student, clock)
    assert students(biology) == set()
    row = biology.row(cast.student)
    assert (row.state, row.left_at) == ("left", clock())
    assert db.session.scalars(select(GroupMember)).all() == []
    # Nobody has a name to find them by, and nothing brings them back.
    everybody = find_people(db.session(), biology.id, RosterFilter(state=GONE), 1)
    assert everybody.total == 0
    for act in (enrolling.put_back, lambda *given: enrolling.enrol(*given[:3], STUDENT, given[3])):
        with pytest.raises(UnknownPerson):
            biology.do(act, cast.student.id)


@pytest.mark.parametrize("is_out", [False, True])
def test_the_number_of_a_school_goes_with_an_account(biology, cast, clock, is_out):
    biology.enrol(cast.student)
    with transaction():
        biology.row(cast.student).number = "4711"
    if is_out:
        biology.do(enrolling.leave, cast.student.id)
    erase(cast.student, clock)
    assert biology.row(cast.student).number == ""


def test_a_course_whose_teacher_was_erased_is_handed_over_by_an_administrator(
    biology, cast, colleague, clock
):
    assert [each.id for each in left_without_teacher(db.session(), cast.teacher.id)] == [biology.id]
    biology.enrol(colleague, CO_TEACHER)
    erase(cast.teacher, clock)
    assert teachers_of(db.session(), biology.id) == ["Ceyda"]
    assert allowed(biology, cast.admin) == EVERYTHING
    biology.do(enrolling.hand_over, colleague.id)
    assert allowed(biology, colleague) == EVERYTHING
    assert biology.states()[cast.teacher.id] == ("co_teacher", "left")


def put_guest_in(biology, cast, state="active", role="student"):
    """Put a guest in as nobody can in the app: what it should do about it is done all the same."""
    with transaction() as session:
        session.add(
            Enrolment(
                course_id=biology.id,
                user_id=cast.guest.id,
                role=role,
                state=state,
                joined_at=biology.clock(),
                changed_at=biology.clock(),
                left_at=biology.clock() if state in {"left", "removed"} else None,
            )
        )


def merge(cast, clock):
    guest = visitor_by_id(db.session(), cast.guest.id, clock())
    with transaction() as session:
        assert learners.add_guest(session, guest, cast.student.id)


@pytest.mark.parametrize(
    ("before", "guest", "after"),
    [
        (None, "active", "active"),
        (None, "waiting", "waiting"),
        ("active", "waiting", "active"),
        ("waiting", "active", "waiting"),
        ("left", "active", "active"),
        ("left", "removed", "left"),
        ("removed", "left", "removed"),
    ],
)
def test_an_account_is_where_its_guest_was(biology, cast, clock, before, guest, after):
    put_guest_in(biology, cast, guest)
    red, blue = new_id(), new_id()
    with transaction() as session:
        for group, name in ((red, "Red"), (blue, "Blue")):
            groups.add_group(session, group, biology.id, name, clock())
        session.flush()
        session.add(GroupMember(group_id=red, user_id=cast.guest.id, course_id=biology.id))
        session.add(GroupMember(group_id=blue, user_id=cast.guest.id, course_id=biology.id))
    if before is not None:
        biology.enrol(cast.student)
        with transaction() as session:
            groups.put_in_group(session, biology.id, red, [cast.student.id])
            row = session.get_one(Enrolment, (biology.id, cast.student.id))
            row.state = before
            row.left_at = clock() if before in {"left", "removed"} else None
    merge(cast, clock)
    assert biology.states() == {
        cast.teacher.id: ("teacher", "active"),
        cast.student.id: ("student", after),
    }
    members = db.session.scalars(select(GroupMember)).all()
    assert {(each.group_id, each.user_id) for each in members} == {
        (red, cast.student.id),
        (blue, cast.student.id),
    }


def test_a_guest_who_is_removed_leaves_no_course_behind(biology, cast, clock):
    put_guest_in(biology, cast)
    clock.advance(days=90)
    while True:
        with transaction() as session:
            if not purge_guests(session, clock(), timedelta(days=60)):
                break
    assert set(biology.states()) == {cast.teacher.id}
