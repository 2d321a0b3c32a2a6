"""Making courses, ending and restoring them, and making the next year's of one."""

import pytest
from sqlalchemy import select

from quizapp.audit.models import AuditEntry
from quizapp.clock import new_id
from quizapp.courses import enrolling, groups, invitations, services
from quizapp.courses.errors import (
    BadTimeZone,
    BadTitle,
    CourseArchived,
    GroupNameTaken,
    NoSuchCode,
    UnknownCourse,
    UnknownGroup,
)
from quizapp.courses.models import Course, CourseGroup, CourseRole, GroupMember
from quizapp.courses.queries import courses_of, groups_of, members_of, students_of
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = both_databases


def in_group(group_id):
    return set(db.session.scalars(members_of(group_id)))


def add(biology, name, group_id=None):
    group_id = group_id or new_id()
    with transaction() as session:
        groups.add_group(session, group_id, biology.id, name, biology.clock())
    return group_id


def test_a_course_belongs_to_whoever_makes_it(biology, cast):
    assert biology.states() == {cast.teacher.id: ("teacher", "active")}
    assert biology.course().title == "Biology 7b"
    assert list(db.session.scalars(courses_of(cast.teacher.id, CourseRole.TEACHER))) == [biology.id]
    events = db.session.scalars(select(AuditEntry.event)).all()
    assert events.count("course_made") == 1


def test_a_form_sent_twice_makes_one_course(biology, cast, clock):
    with transaction() as session:
        again = services.make_course(
            session, biology.id, "Another", "UTC", by=cast.teacher.id, now=clock()
        )
        assert again.title == "Biology 7b"
    assert len(db.session.scalars(select(Course)).all()) == 1


def test_nobody_takes_the_course_of_somebody_else_by_its_id(biology, colleague, clock):
    with pytest.raises(UnknownCourse), transaction() as session:
        services.make_course(session, biology.id, "Mine", "UTC", by=colleague.id, now=clock())
    assert colleague.id not in biology.states()


@pytest.mark.parametrize(
    ("title", "zone", "refused"),
    [
        ("", "UTC", BadTitle),
        (" \n\t ", "UTC", BadTitle),
        ("x" * 121, "UTC", BadTitle),
        ("a\0b", "UTC", BadTitle),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "UTC", BadTitle),
        ("a\ud800", "UTC", BadTitle),
        ("Good", "", BadTimeZone),
        ("Good", "Europe/Atlantis", BadTimeZone),
        ("Good", "../etc/passwd", BadTimeZone),
        ("Good", "a\0", BadTimeZone),
    ],
)
def test_what_cannot_be_a_course_is_refused_and_makes_none(
    biology, cast, clock, title, zone, refused
):
    with pytest.raises(refused), transaction() as session:
        services.make_course(session, new_id(), title, zone, by=cast.teacher.id, now=clock())
    with pytest.raises(refused), transaction() as session:
        services.change_course(session, biology.id, title, zone)
    assert [each.title for each in db.session.scalars(select(Course))] == ["Biology 7b"]


def test_a_title_is_kept_as_people_read_it(biology):
    with transaction() as session:
        services.change_course(session, biology.id, "  Biology \n 7c ", "Asia/Tokyo")
    course = biology.course()
    assert (course.title, course.time_zone) == ("Biology 7c", "Asia/Tokyo")
    with transaction() as session:
        services.change_course(session, biology.id, "x" * 120, "Asia/Tokyo")


def test_an_archived_course_is_seen_and_not_changed(biology, cast, colleague):
    code = biology.invite()
    biology.enrol(cast.student)
    assert biology.do(services.archive)
    assert not biology.do(services.archive)
    for act in (
        lambda: biology.enrol(colleague),
        lambda: biology.do(enrolling.remove, cast.student.id),
        lambda: biology.do(enrolling.change_role, cast.student.id, CourseRole.ASSISTANT),
        lambda: add(biology, "Red"),
        biology.invite,
    ):
        with pytest.raises(CourseArchived):
            act()
    with pytest.raises(CourseArchived), transaction() as session:
        services.change_course(session, biology.id, "Other", "UTC")
    with pytest.raises(NoSuchCode):
        biology.join(cast.stranger, code)
    assert list(db.session.scalars(students_of(biology.id))) == [cast.student.id]


def test_a_restored_course_goes_on_without_the_code_it_had(biology, cast):
    code = biology.invite()
    biology.do(services.archive)
    assert biology.do(services.restore)
    assert not biology.do(services.restore)
    with pytest.raises(NoSuchCode):
        biology.join(cast.stranger, code)
    assert biology.join(cast.stranger, biology.invite()) is invitations.Joined.IN


def test_the_course_of_next_year_has_the_groups_and_nobody_in_it(biology, cast, clock):
    biology.enrol(cast.student)
    red = add(biology, "Red")
    with transaction() as session:
        groups.put_in_group(session, biology.id, red, [cast.student.id])
    next_year = new_id()
    for _ in range(2):
        with transaction() as session:
            services.copy_course(
                session,
                next_year,
                biology.id,
                "Biology 8b",
                by=cast.teacher.id,
                now=clock(),
                with_groups=True,
            )
    copied = db.session.get_one(Course, next_year)
    assert (copied.title, copied.time_zone) == ("Biology 8b", "Europe/Berlin")
    (group,) = groups_of(db.session(), next_year)
    assert group.name == "Red"
    assert in_group(group.id) == set()
    assert list(db.session.scalars(students_of(next_year))) == []
    assert in_group(red) == {cast.student.id}


def test_nothing_is_copied_into_a_course_that_is_there(biology, cast, colleague, clock):
    """Whoever made it may be out of it by now, and reaches it by no form of another course."""
    biology.enrol(colleague, CourseRole.CO_TEACHER)
    biology.do(enrolling.hand_over, colleague.id)
    biology.do(enrolling.remove, cast.teacher.id)
    own = new_id()
    with transaction() as session:
        services.make_course(session, own, "Chess", "UTC", by=cast.teacher.id, now=clock())
        services.set_drops(session, own, 20, clock())
        groups.add_group(session, new_id(), own, "Red", clock())
    with transaction() as session:
        services.copy_course(
            session,
            biology.id,
            own,
            "Chess 2",
            by=cast.teacher.id,
            now=clock(),
            with_groups=True,
        )
    assert biology.course().drops == 0
    assert groups_of(db.session(), biology.id) == []


def test_groups_are_left_behind_where_they_are_not_wanted(biology, cast, clock):
    add(biology, "Red")
    next_year = new_id()
    with transaction() as session:
        services.copy_course(session, next_year, biology.id, "8b", by=cast.teacher.id, now=clock())
    assert groups_of(db.session(), next_year) == []


def test_a_student_may_be_in_several_groups(biology, cast):
    biology.enrol(cast.student)
    red, blue = add(biology, "Red"), add(biology, "Blue")
    for group in (red, blue, red):
        with transaction() as session:
            groups.put_in_group(session, biology.id, group, [cast.student.id])
    assert in_group(red) == in_group(blue) == {cast.student.id}
    for _ in range(2):
        with transaction() as session:
            groups.take_from_group(session, biology.id, red, [cast.student.id])
    assert (in_group(red), in_group(blue)) == (set(), {cast.student.id})


def test_only_students_who_are_in_the_course_are_put_into_a_group(biology, cast):
    red = add(biology, "Red")
    biology.enrol(cast.student)
    biology.do(enrolling.leave, cast.student.id)
    everybody = [cast.teacher.id, cast.student.id, cast.stranger.id, cast.guest.id, 10**9]
    with transaction() as session:
        groups.put_in_group(session, biology.id, red, everybody)
    assert db.session.scalars(select(GroupMember)).all() == []


def test_who_has_left_is_in_no_group_until_they_come_back(biology, cast):
    biology.enrol(cast.student)
    red = add(biology, "Red")
    with transaction() as session:
        groups.put_in_group(session, biology.id, red, [cast.student.id])
    biology.do(enrolling.leave, cast.student.id)
    assert in_group(red) == set()
    biology.do(enrolling.put_back, cast.student.id)
    assert in_group(red) == {cast.student.id}


def test_two_groups_of_a_course_never_have_one_name(biology):
    red, blue = add(biology, "Red"), add(biology, "Blue")
    add(biology, "Other name", red)
    with pytest.raises(GroupNameTaken):
        add(biology, " RED ")
    with pytest.raises(GroupNameTaken), transaction() as session:
        groups.rename_group(session, biology.id, blue, "red")
    for name in ("", "x" * 81, "a\0"):
        with pytest.raises(BadTitle):
            add(biology, name)
    with transaction() as session:
        groups.rename_group(session, biology.id, red, "RED")
    assert [each.name for each in groups_of(db.session(), biology.id)] == ["Blue", "RED"]


def test_a_group_goes_and_its_students_stay(biology, cast):
    biology.enrol(cast.student)
    red = add(biology, "Red")
    with transaction() as session:
        groups.put_in_group(session, biology.id, red, [cast.student.id])
    for removed in (True, False):
        with transaction() as session:
            assert groups.remove_group(session, biology.id, red) is removed
    assert biology.states()[cast.student.id] == ("student", "active")
    assert db.session.scalars(select(CourseGroup)).all() == []


def test_a_group_of_another_course_is_none_of_this(biology, colleague, clock):
    other = new_id()
    with transaction() as session:
        services.make_course(session, other, "Chemistry", "UTC", by=colleague.id, now=clock())
    red = add(biology, "Red")
    for act in (
        lambda session: groups.add_group(session, red, other, "Red", clock()),
        lambda session: groups.rename_group(session, other, red, "Mine"),
        lambda session: groups.put_in_group(session, other, red, [colleague.id]),
        lambda session: groups.take_from_group(session, other, red, [colleague.id]),
        lambda session: groups.remove_group(session, other, red),
    ):
        with pytest.raises(UnknownGroup), transaction() as session:
            act(session)
    assert [each.name for each in groups_of(db.session(), biology.id)] == ["Red"]


def test_a_course_that_is_not_there_is_unknown(cast, clock, request):
    request.getfixturevalue("context")
    for act in (services.archive, services.restore):
        with pytest.raises(UnknownCourse), transaction() as session:
            act(session, new_id(), clock())
    with pytest.raises(UnknownCourse), transaction() as session:
        enrolling.enrol(session, new_id(), cast.student.id, CourseRole.STUDENT, clock())
    with pytest.raises(UnknownCourse), transaction() as session:
        services.copy_course(session, new_id(), new_id(), "x", by=cast.teacher.id, now=clock())
