"""Lists of students: what an import would do, what it does, and taking it back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from quizapp.accounts.models import Role, User
from quizapp.clock import new_id
from quizapp.courses import enrolling, groups, roster_import
from quizapp.courses.errors import CourseArchived, UnknownCourse
from quizapp.courses.models import CourseGroup, CourseRole, Enrolment, GroupMember, RosterList
from quizapp.courses.roster_plan import Fate
from quizapp.courses.services import archive, make_course
from quizapp.db import db, transaction
from quizapp.domain.rosters import UnreadableRoster
from quizapp.privacy.deletion import erase_due
from tests.databases import both_databases

pytestmark = both_databases
NOBODY_KNOWS = "a hash"


@pytest.fixture
def sent(biology):
    """Return a function that sends a list for the course."""

    def send(text, by=None):
        with transaction() as session:
            row = roster_import.keep_list(
                session,
                new_id(),
                biology.id,
                text,
                by=by or biology.teacher_id(),
                now=biology.clock(),
            )
        return row.id

    return send


def planned(list_id, moment=None, **how):
    session = db.session()
    row = session.get_one(RosterList, list_id)
    return roster_import.plan_of(session, row, row.author_id, moment or row.created_at, **how)


def imported(biology, list_id, **how):
    with transaction() as session:
        row = session.get_one(RosterList, list_id)
        moment = biology.clock()
        roster_import.import_list(session, row, NOBODY_KNOWS, moment, by=row.author_id, **how)


def fates(plan):
    return [(each.name, each.fate) for each in plan.students]


def names(biology, state="active"):
    found = select(User.name).join(Enrolment, Enrolment.user_id == User.id)
    return set(
        db.session.scalars(
            found.where(
                Enrolment.course_id == biology.id,
                Enrolment.state == state,
                Enrolment.role == CourseRole.STUDENT.value,
            )
        )
    )


def user_called(name):
    return db.session.scalars(select(User).where(User.name == name)).one()


def groups_with_members():
    rows = db.session.execute(
        select(CourseGroup.name, User.name)
        .join(GroupMember, GroupMember.group_id == CourseGroup.id)
        .join(User, User.id == GroupMember.user_id)
    )
    return sorted((group, name) for group, name in rows)


def test_a_list_makes_accounts_puts_them_into_the_course_and_its_groups(biology, sent):
    list_id = sent("name,number,e-mail,group\nAna Silva,7,ana@example.org,Red\nBo Li,8,,red/Blue\n")
    assert fates(planned(list_id)) == [("Ana Silva", Fate.NEW), ("Bo Li", Fate.NEW)]
    imported(biology, list_id)
    assert names(biology) == {"Ana Silva", "Bo Li"}
    ana = user_called("Ana Silva")
    assert (ana.email, ana.role, ana.is_guest) == ("ana@example.org", "student", False)
    assert (ana.time_zone, biology.row(ana).number) == ("Europe/Berlin", "7")
    assert groups_with_members() == [("Blue", "Bo Li"), ("Red", "Ana Silva"), ("Red", "Bo Li")]


def test_looking_through_a_list_changes_nothing(biology, sent):
    planned(sent("Ana Silva\nBo Li\n"))
    assert not names(biology)
    assert db.session.scalar(select(func.count()).where(User.name == "Ana Silva")) == 0


def test_the_same_list_again_changes_nothing(biology, sent):
    text = "name,number,group\nAna Silva,7,Red\nBo Li,8,\n"
    imported(biology, sent(text))
    again = planned(sent(text))
    assert {each.fate for each in again.students} == {Fate.SAME}
    assert again.changes == 0


def test_a_list_that_is_imported_twice_is_imported_once(biology, sent):
    list_id = sent("Ana Silva\n")
    imported(biology, list_id)
    imported(biology, list_id)
    assert db.session.scalar(select(func.count()).where(User.name == "Ana Silva")) == 1


def test_a_later_list_notes_what_is_new_and_takes_nobody_out(biology, sent):
    imported(biology, sent("name,number\nAna Silva,7\nBo Li,\nCem Ak,9\n"))
    plan = planned(sent("name,number,group\nAna Silva,7,Red\nBo Li,8,\nDilan Ay,10,\n"))
    assert fates(plan) == [
        ("Ana Silva", Fate.CHANGED),
        ("Bo Li", Fate.CHANGED),
        ("Dilan Ay", Fate.NEW),
    ]
    assert plan.others == 1
    imported(biology, sent("name,number,group\nAna Silva,7,Red\nBo Li,8,\nDilan Ay,10,\n"))
    assert names(biology) == {"Ana Silva", "Bo Li", "Cem Ak", "Dilan Ay"}
    assert biology.row(user_called("Bo Li")).number == "8"


def test_somebody_is_known_by_their_number_whatever_the_list_calls_them(biology, sent):
    imported(biology, sent("name,number\nAna Silva,A7\n"))
    plan = planned(sent("name,number\nAna Maria Silva,a7\n"))
    assert fates(plan) == [("Ana Silva", Fate.SAME)]


def test_who_was_removed_or_waits_is_in_again(biology, sent):
    imported(biology, sent("Ana Silva\nBo Li\n"))
    biology.do(enrolling.remove, user_called("Ana Silva").id)
    assert fates(planned(sent("Ana Silva\nBo Li\n"))) == [
        ("Ana Silva", Fate.BACK),
        ("Bo Li", Fate.SAME),
    ]
    imported(biology, sent("Ana Silva\n"))
    assert names(biology) == {"Ana Silva", "Bo Li"}


def test_a_student_of_another_course_of_the_same_teacher_is_recognised(
    biology, sent, make_user, colleague
):
    asha = make_user("Asha")
    other = new_id()
    with transaction() as session:
        make_course(session, other, "Choir", "UTC", by=biology.teacher_id(), now=biology.clock())
        enrolling.enrol(session, other, asha.id, CourseRole.STUDENT, biology.clock())
    assert fates(planned(sent("asha\n"))) == [("Asha", Fate.INVITED)]
    assert fates(planned(sent("asha\n"), at_once=True)) == [("Asha", Fate.ADDED)]
    # To a co-teacher of one course only, the student of the other is a stranger.
    biology.enrol(colleague, CourseRole.CO_TEACHER)
    (fault,) = planned(sent("asha\n", by=colleague.id)).faults
    assert "Somebody on this site has the name Asha" in fault.message
    imported(biology, sent("asha\n"), at_once=True)
    assert names(biology) == {"Asha"}


def test_who_has_declined_is_left_out_of_a_list_for_thirty_days(biology, cast, sent, clock):
    text = "Ana\nBo Li\n"
    biology.do(enrolling.offer_place, cast.student.id, CourseRole.STUDENT, by=biology.teacher_id())
    biology.do(enrolling.leave, cast.student.id)
    imported(biology, sent(text))
    assert names(biology) == {"Bo Li"}
    plan = planned(sent(text))
    assert fates(plan) == [("Bo Li", Fate.SAME)]
    assert [(each.line, "in 30 days" in each.message) for each in plan.faults] == [(1, True)]
    assert fates(planned(sent(text), at_once=True))[0] == ("Ana", Fate.BACK)
    clock.advance(days=30)
    assert fates(planned(sent(text))) == [("Ana", Fate.INVITED), ("Bo Li", Fate.SAME)]


def test_who_has_an_account_is_invited_by_a_list_and_taken_back_with_it(
    biology, sent, make_user, clock
):
    asha, other = make_user("Asha"), new_id()
    with transaction() as session:
        make_course(session, other, "Choir", "UTC", by=biology.teacher_id(), now=clock())
        enrolling.enrol(session, other, asha.id, CourseRole.STUDENT, clock())
    text = "name,number,group\nAsha,7,Red\nBo Li,8,Red\n"
    first = sent(text)
    imported(biology, first)
    assert (names(biology), names(biology, "invited")) == ({"Bo Li"}, {"Asha"})
    again = planned(sent(text))
    assert fates(again) == [("Asha", Fate.AWAITED), ("Bo Li", Fate.SAME)]
    assert again.changes == 0
    row = db.session.get_one(RosterList, first)
    assert roster_import.awaited_of(db.session(), row) == 1
    # Number and group are there for when they come.
    biology.do(enrolling.accept_place, asha.id)
    assert biology.row(asha).number == "7"
    assert groups_with_members() == [("Red", "Asha"), ("Red", "Bo Li")]
    biology.do(enrolling.leave, asha.id)
    assert fates(planned(sent(text)))[0] == ("Asha", Fate.INVITED)
    imported(biology, sent(text))
    with transaction() as session:
        assert roster_import.take_back(session, session.get_one(RosterList, first), clock()) == 2
    assert names(biology, "removed") == {"Asha", "Bo Li"}
    # Who was removed and had been in it comes back at once; who had not said yes is invited.
    plan = planned(sent(text))
    assert fates(plan) == [("Asha", Fate.INVITED), ("Bo Li", Fate.BACK)]


def closed(user):
    with transaction() as session:
        session.execute(
            update(User).where(User.id == user.id).values(deactivated_at=user.created_at)
        )


def test_nobody_else_s_account_is_opened_by_a_name_that_is_the_same(sent, make_user):
    make_user("Ana Silva")
    plan = planned(sent("Ana Silva\nBo Li\n"))
    assert fates(plan) == [("Bo Li", Fate.NEW)]
    (fault,) = plan.faults
    assert (fault.line, "such as “Ana Silva 2”" in fault.message) == (1, True)


def test_a_closed_account_is_not_brought_back(biology, sent):
    imported(biology, sent("Ana Silva\n"))
    ana = user_called("Ana Silva")
    biology.do(enrolling.remove, ana.id)
    closed(ana)
    (fault,) = planned(sent("Ana Silva\n")).faults
    assert "is closed" in fault.message


def test_who_teaches_the_course_is_no_student_of_a_list(biology, sent, colleague):
    biology.enrol(colleague, CourseRole.ASSISTANT)
    (fault,) = planned(sent(f"{colleague.name}\n")).faults
    assert "is no student of this course" in fault.message


def test_a_teacher_of_the_site_is_not_made_a_student_by_a_list(sent, make_user):
    make_user("Deniz", Role.TEACHER)
    (fault,) = planned(sent("Deniz\n")).faults
    assert "Somebody on this site" in fault.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\nA\n", "Give a name of 2 to 64"),
        ("name\n" + "x" * 65 + "\n", "Give a name of 2 to 64"),
        ("name,e-mail\nAna Silva,nowhere\n", "This is not an e-mail address"),
        ("name,group\nAna Silva," + "g" * 81 + "\n", "The group ggg"),
        ("name,number\nAna Silva," + "7" * 65 + "\n", "longer than 64"),
    ],
)
def test_what_no_account_can_have_is_said_for_its_line(sent, text, message):
    (fault,) = planned(sent(text)).faults
    assert (fault.line, message in fault.message) == (2, True)


def test_two_people_of_one_name_with_two_numbers_are_not_taken_for_one(biology, sent):
    imported(biology, sent("name,number\nAna Silva,7\n"))
    (fault,) = planned(sent("name,number\nAna Silva,8\n")).faults
    assert "with the number 7" in fault.message


def test_one_person_named_by_a_number_and_by_a_name_is_taken_once(biology, sent):
    imported(biology, sent("name,number\nAna Silva,7\n"))
    plan = planned(sent("name,number\nAna S.,7\nAna Silva,\n"))
    assert len(plan.students) == 1
    assert "stands on line 2 already" in plan.faults[0].message


def test_a_list_is_taken_back_as_long_as_it_is_its_own_additions(biology, sent):
    imported(biology, sent("Ana Silva\n"))
    list_id = sent("Ana Silva\nBo Li\nCem Ak\n")
    imported(biology, list_id)
    biology.do(enrolling.remove, user_called("Cem Ak").id)
    for expected in (1, 0):
        with transaction() as session:
            row = session.get_one(RosterList, list_id)
            assert roster_import.take_back(session, row, biology.clock()) == expected
    assert names(biology) == {"Ana Silva"}


def test_who_became_a_co_teacher_meanwhile_stays_when_the_list_is_taken_back(biology, sent):
    list_id = sent("Bo Li\n")
    imported(biology, list_id)
    bo = user_called("Bo Li")
    with transaction() as session:
        session.execute(update(User).where(User.id == bo.id).values(role="teacher"))
    biology.do(enrolling.change_role, bo.id, CourseRole.CO_TEACHER)
    with transaction() as session:
        row = session.get_one(RosterList, list_id)
        assert roster_import.take_back(session, row, biology.clock()) == 0
    assert biology.row(bo).state == "active"


def test_accounts_made_by_a_list_that_was_taken_back_are_found_by_the_next(biology, sent):
    list_id = sent("Ana Silva\n")
    imported(biology, list_id)
    with transaction() as session:
        roster_import.take_back(session, session.get_one(RosterList, list_id), biology.clock())
    assert fates(planned(sent("Ana Silva\n"))) == [("Ana Silva", Fate.BACK)]


def test_the_names_of_a_list_are_not_kept_once_it_is_imported(biology, sent):
    list_id = sent("name\nAna Silva\n=1\n")
    imported(biology, list_id)
    assert db.session.get_one(RosterList, list_id, populate_existing=True).text == ""


def test_lists_that_nobody_imported_are_forgotten_after_a_week(biology, sent):
    waiting, done = sent("Ana Silva\n"), sent("Bo Li\n")
    imported(biology, done)
    with transaction() as session:
        assert roster_import.forget_old(session, biology.clock() + timedelta(days=6)) == 0
        assert roster_import.forget_old(session, biology.clock() + timedelta(days=8)) == 1
    assert db.session.get(RosterList, waiting, populate_existing=True) is None


def test_a_list_is_there_in_its_course_alone_and_its_id_is_nobody_else_s(biology, sent, colleague):
    list_id, session = sent("Ana Silva\n"), db.session()
    assert roster_import.roster_list(session, list_id, biology.id) is not None
    assert roster_import.roster_list(session, list_id, new_id()) is None
    with pytest.raises(UnknownCourse), transaction() as writing:
        roster_import.keep_list(
            writing, list_id, biology.id, "x", by=colleague.id, now=biology.clock()
        )


def test_what_a_teacher_sent_goes_with_their_account(biology, sent, clock):
    list_id, teacher = sent("Ana Silva\n"), biology.teacher_id()
    with transaction() as session:
        session.execute(update(User).where(User.id == teacher).values(leaves_at=clock()))
    with transaction() as session:
        erase_due(session, clock() + timedelta(days=1))
    assert db.session.get_one(RosterList, list_id, populate_existing=True).text == ""


def test_a_group_that_was_renamed_is_not_taken_for_another_of_its_former_name(biology, sent):
    imported(biology, sent("name,group\nAna Silva,Red\n"))
    red = db.session.scalars(select(CourseGroup.id)).one()
    with transaction() as session:
        groups.rename_group(session, biology.id, red, "Blue")
    imported(biology, sent("name,group\nBo Li,Red\n"))
    assert groups_with_members() == [("Blue", "Ana Silva"), ("Red", "Bo Li")]


def test_an_archived_course_takes_no_list(biology, sent):
    list_id = sent("Ana Silva\n")
    biology.do(archive)
    with pytest.raises(CourseArchived):
        imported(biology, list_id)
    assert not names(biology)


def test_a_list_can_be_changed_until_it_is_imported(biology, sent):
    list_id = sent("=1\n")
    with transaction() as session:
        roster_import.change_list(session, session.get_one(RosterList, list_id), "Ana Silva\n")
    imported(biology, list_id)
    with transaction() as session:
        roster_import.change_list(session, session.get_one(RosterList, list_id), "Bo Li\n")
    assert db.session.get_one(RosterList, list_id, populate_existing=True).text == ""
    assert names(biology) == {"Ana Silva"}


def test_an_unreadable_list_imports_nobody(biology, sent):
    with pytest.raises(UnreadableRoster):
        imported(biology, sent("a,b\n1,2\n"))
