"""The page on which a quiz is watched while it runs: who sees it, what it says, what it is sent."""

import pytest

from quizapp.accounts.models import Role
from quizapp.answering import assigning
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from tests.databases import both_databases
from tests.statements import noted


@both_databases
def test_it_says_how_far_everybody_is(desk, cast, make_user, clock):
    desk.giving.course.enrol(make_user("Bill"))
    mine = desk.giving.start(cast.student)
    studies = desk.giving.studies(cast.student)
    studies.save(mine, {1: studies.forms(mine)[1]})
    page = desk.page()
    assert "0 of 2 handed in, 1 at it, 1 not begun" in page
    for said in ("Ana", "Bill", "At it", "Not begun", "1 of 2"):
        assert said in page
    desk.giving.hand_in(cast.student, mine)
    page = desk.page()
    assert "1 of 2 handed in, 0 at it, 1 not begun" in page
    assert f"Handed in {clock():%H:%M:%S} by themselves" in page


def test_neither_answers_nor_marks_are_sent(desk, cast):
    mine = desk.giving.start(cast.student)
    studies = desk.giving.studies(cast.student)
    studies.hand_in(mine, studies.forms(mine))
    sent = desk.look().get_json()
    assert set(sent) == {"totals", "rows"}
    state, words, answered, flags, *_ = desk.rows()[cast.student.id]
    assert (state, answered, flags) == ("handed-in", "2 of 2", "")
    assert "point" not in words


def test_nothing_is_sent_where_nothing_changed(desk, mine, cast, clock):
    first = desk.look()
    tag = first.headers["ETag"]
    clock.advance(minutes=5)
    again = desk.look(tag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    # The page has the tag of what it shows.
    assert f'data-tag="{first.get_etag()[0]}"' in desk.page()
    studies = desk.giving.studies(cast.student)
    studies.save(mine, {1: studies.forms(mine)[1]})
    changed = desk.look(tag)
    assert (changed.status_code, changed.headers["ETag"] != tag) == (200, True)


@pytest.mark.usefixtures("mine")
def test_time_that_is_up_changes_what_is_sent_by_itself(desk, clock):
    tag = desk.look().headers["ETag"]
    clock.advance(days=9, seconds=1)
    assert desk.look(tag).status_code == 200
    assert [row[0] for row in desk.rows().values()] == ["time-up"]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", ["Ana", "Bill", "Cora"]),
        ("state", ["Cora", "Bill", "Ana"]),
        ("answered", ["Cora", "Bill", "Ana"]),
        ("nonsense", ["Ana", "Bill", "Cora"]),
    ],
)
def test_it_is_sorted_as_it_is_asked_for(desk, make_user, cast, order, names):
    bill = make_user("Bill")
    for each in (bill, make_user("Cora")):
        desk.giving.course.enrol(each)
    desk.giving.start(bill)
    desk.giving.hand_in(cast.student, desk.giving.start(cast.student))
    page = desk.page(order=order)
    assert sorted(names, key=lambda name: page.index(f">{name}</")) == names


def test_the_number_of_statements_does_not_grow_with_the_class(app, desk, make_user):
    def statements():
        with noted(app) as sent:
            assert desk.look().status_code == 200
        return len(sent)

    # The first look is noted, and those after it for ten minutes are not.
    desk.look()
    before = statements()
    for name in ("Bill", "Cora", "Dan"):
        user = make_user(name)
        desk.giving.course.enrol(user)
        desk.giving.start(user)
    assert statements() == before


def test_who_marks_sees_it_and_a_student_or_another_teacher_does_not(
    desk, log_in, make_user, as_student, as_stranger, client
):
    assistant = make_user("Ada")
    desk.giving.course.enrol(assistant, CourseRole.ASSISTANT)
    other = make_user("Otto", Role.TEACHER)
    for path in (desk.path, f"{desk.path}.json"):
        assert log_in(assistant).get(path).status_code == 200
        assert as_student.get(path).status_code == 403
        assert as_stranger.get(path).status_code == 404
        assert log_in(other).get(path).status_code == 404
        assert client.get(path).status_code == 303


def test_a_bank_to_study_and_what_was_removed_or_is_another_courses_is_not_watched(
    desk, giving, as_teacher
):
    study = giving.bank_is()
    course = f"/courses/{giving.course.id}/assignments"
    assert as_teacher.get(f"{course}/{study.id}/live").status_code == 404
    giving.do(assigning.remove, desk.row)
    assert as_teacher.get(desk.path).status_code == 404


def test_the_page_of_the_course_leads_there(desk, as_teacher, as_student):
    course = f"/courses/{desk.giving.course.id}"
    assert f'href="{desk.path}"' in as_teacher.get(course).text
    assert f'href="{desk.path}"' in as_teacher.get(desk.path.removesuffix("/live")).text
    assert desk.path not in as_student.get(course).text


def test_a_group_or_course_without_anybody_says_so(desk, cast):
    desk.giving.course.do(enrolling.leave, cast.student.id)
    assert "Nobody has this quiz" in desk.page()
