"""Places that a teacher offers: whoever has an account is in a course once they say yes."""

import pytest
from sqlalchemy import select, update

from quizapp.accounts.errors import HourIsFull
from quizapp.accounts.models import Role, User
from quizapp.audit.models import AuditEntry
from quizapp.courses import enrolling, groups, invitations, services
from quizapp.courses.access import offered_places, own_courses
from quizapp.courses.errors import CourseArchived, DeclinedLately, NotEnrolled, OnlyTeachersTeach
from quizapp.courses.models import CourseRole
from quizapp.courses.queries import members_of, students_of
from quizapp.courses.rosters import RosterFilter, find_people, headcount
from quizapp.db import db, transaction
from quizapp.gradebook.book import course_grades
from tests.databases import both_databases

pytestmark = both_databases
_, CO_TEACHER, ASSISTANT, STUDENT = CourseRole


def offer(biology, user, role=STUDENT):
    return biology.do(enrolling.offer_place, user.id, role, by=biology.teacher_id())


def put_back(biology, user):
    return biology.do(enrolling.put_back, user.id, asked_by=biology.teacher_id())


def state(biology, user):
    return biology.states()[user.id][1]


def events():
    return list(db.session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)))


def offers(user):
    found = offered_places(db.session(), user.id, 20)
    return [(each.course.title, each.role, each.by) for each in found]


def test_who_is_invited_is_in_once_they_say_yes_and_twice_is_once(biology, cast):
    for _ in range(2):
        offer(biology, cast.student)
    assert state(biology, cast.student) == "invited"
    assert list(db.session.scalars(students_of(biology.id))) == []
    assert offers(cast.student) == [("Biology 7b", STUDENT, "Clara")]
    assert own_courses(db.session(), cast.student.id, 1).total == 0
    assert biology.do(enrolling.accept_place, cast.student.id)
    assert not biology.do(enrolling.accept_place, cast.student.id)
    assert state(biology, cast.student) == "active"
    assert offers(cast.student) == []
    assert events()[-2:] == ["course_person_invited", "course_joined"]


@pytest.mark.parametrize("again", [offer, put_back])
def test_who_declines_is_out_and_may_be_invited_again_in_thirty_days(biology, cast, clock, again):
    offer(biology, cast.student)
    assert biology.do(enrolling.leave, cast.student.id)
    assert not biology.do(enrolling.leave, cast.student.id)
    assert (state(biology, cast.student), events()[-1]) == ("left", "course_place_declined")
    assert not biology.do(enrolling.accept_place, cast.student.id)
    for days, said in ((0, "in 30 days"), (1, "in 29 days"), (28, "in 1 day[.]")):
        clock.advance(days=days)
        with pytest.raises(DeclinedLately, match=f"Ana declined .* {said}"):
            again(biology, cast.student)
        assert state(biology, cast.student) == "left"
    # Another way in is theirs at any time.
    clock.advance(days=1)
    again(biology, cast.student)
    assert state(biology, cast.student) == "invited"


def test_who_has_declined_comes_by_a_code_or_an_administrator_at_once(biology, cast):
    for user in (cast.student, cast.stranger):
        offer(biology, user)
        biology.do(enrolling.leave, user.id)
    assert biology.join(cast.student, biology.invite()) is invitations.Joined.IN
    biology.enrol(cast.stranger)
    assert state(biology, cast.stranger) == "active"


def test_a_teacher_invites_sixty_a_day_and_whom_they_invite_twice_once(biology, make_user, clock):
    people = [make_user(f"Person {number}") for number in range(61)]
    for user in people[:60]:
        for _ in range(2):
            offer(biology, user)
    for hours in (0, 23):
        clock.advance(hours=hours)
        with pytest.raises(HourIsFull, match="60 people were invited by you within a day"):
            offer(biology, people[60])
    biology.do(enrolling.remove, people[0].id)
    with pytest.raises(HourIsFull):
        put_back(biology, people[0])
    clock.advance(hours=1)
    offer(biology, people[60])
    assert state(biology, people[60]) == "invited"


def test_what_is_taken_back_cannot_be_accepted_and_is_offered_again(biology, cast):
    offer(biology, cast.student)
    assert biology.do(enrolling.remove, cast.student.id)
    assert not biology.do(enrolling.accept_place, cast.student.id)
    assert put_back(biology, cast.student)
    assert not put_back(biology, cast.student)
    assert state(biology, cast.student) == "invited"


def test_who_left_by_themselves_is_asked_and_who_was_removed_is_not(biology, cast):
    for user in (cast.student, cast.stranger):
        biology.enrol(user)
    biology.do(enrolling.leave, cast.student.id)
    biology.do(enrolling.remove, cast.stranger.id)
    for user in (cast.student, cast.stranger):
        assert put_back(biology, user)
    assert state(biology, cast.student) == "invited"
    assert state(biology, cast.stranger) == "active"
    # What they did here before stays to be seen where former students stand.
    book = course_grades(db.session(), biology.id, biology.clock())
    assert [row.user_id for row in book.rows] == [cast.stranger.id]


def test_no_detour_leads_around_the_yes(biology, cast, clock):
    offer(biology, cast.student, ASSISTANT)
    for role in (STUDENT, CO_TEACHER):
        with pytest.raises(NotEnrolled):
            biology.do(enrolling.change_role, cast.student.id, role)
    with pytest.raises(NotEnrolled):
        biology.do(enrolling.hand_over, cast.student.id)
    assert not biology.do(enrolling.approve, cast.student.id)
    assert not biology.do(enrolling.decline, cast.student.id)
    assert state(biology, cast.student) == "invited"
    biology.do(enrolling.remove, cast.student.id)
    for act in (offer, put_back):
        act(biology, cast.student)
        assert state(biology, cast.student) == "invited"
        biology.do(enrolling.leave, cast.student.id)
        clock.advance(days=30)


def test_who_waits_to_be_let_in_has_asked_themselves(biology, cast):
    code = biology.invite(needs_approval=True)
    assert biology.join(cast.student, code) is invitations.Joined.WAITS
    offer(biology, cast.student)
    assert state(biology, cast.student) == "active"


def test_a_code_is_a_yes_as_well_and_is_not_used_up_by_it(biology, cast, colleague):
    code = biology.invite(uses_limit=1, needs_approval=True)
    offer(biology, cast.student)
    offer(biology, colleague, CO_TEACHER)
    for user in (cast.student, colleague):
        assert biology.join(user, code) is invitations.Joined.IN
    assert biology.states()[colleague.id] == ("co_teacher", "active")
    assert biology.join(cast.stranger, code) is invitations.Joined.WAITS


def test_who_is_invited_stands_in_the_list_of_those_alone(biology, cast):
    offer(biology, cast.student)
    session = db.session()
    assert [each.name for each in find_people(session, biology.id, RosterFilter(), 1).rows] == [
        "Clara"
    ]
    invited = find_people(session, biology.id, RosterFilter(state="invited"), 1).rows
    assert [each.name for each in invited] == ["Ana"]
    counted = headcount(session, biology.id)
    assert (counted.roles[STUDENT], counted.waiting, counted.invited) == (0, 0, 1)
    assert course_grades(session, biology.id, biology.clock()).rows == ()


def test_who_is_invited_is_in_their_group_once_they_come(biology, cast, clock):
    offer(biology, cast.student)
    with transaction() as session:
        red = groups.add_group(session, biology.id, biology.id, "Red", clock()).id
        groups.put_in_group(session, biology.id, red, [cast.student.id])
    assert list(db.session.scalars(members_of(red))) == []
    biology.do(enrolling.accept_place, cast.student.id)
    assert list(db.session.scalars(members_of(red))) == [cast.student.id]


def test_an_archived_course_lets_nobody_in_and_can_be_declined(biology, cast):
    offer(biology, cast.student)
    biology.do(services.archive)
    assert offers(cast.student) == []
    with pytest.raises(CourseArchived):
        biology.do(enrolling.accept_place, cast.student.id)
    assert biology.do(enrolling.leave, cast.student.id)


def test_who_may_teach_no_more_accepts_no_place_to_teach(biology, colleague):
    offer(biology, colleague, CO_TEACHER)
    with transaction() as session:
        role = {"role": Role.STUDENT.value}
        session.execute(update(User).where(User.id == colleague.id).values(role))
    with pytest.raises(OnlyTeachersTeach):
        biology.do(enrolling.accept_place, colleague.id)
    assert state(biology, colleague) == "invited"


def test_the_invitation_of_a_teacher_who_was_erased_still_stands(biology, cast, colleague, clock):
    biology.do(enrolling.offer_place, cast.student.id, STUDENT, by=colleague.id)
    with transaction() as session:
        values = {"name": None, "name_key": None, "password_hash": None, "erased_at": clock()}
        session.execute(update(User).where(User.id == colleague.id).values(values))
    assert offers(cast.student) == [("Biology 7b", STUDENT, None)]
    assert biology.do(enrolling.accept_place, cast.student.id)
