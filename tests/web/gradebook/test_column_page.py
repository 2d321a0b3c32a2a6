"""The page of one assignment in a gradebook: how its marks lie."""

import re
from uuid import uuid4

import pytest
from lxml import html

from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import transaction
from tests.databases import both_databases

pytestmark = both_databases


@pytest.fixture
def student(marking, make_user):
    def put(name):
        user = make_user(name)
        with transaction() as session:
            enrolling.enrol(
                session,
                marking.giving.course.id,
                user.id,
                CourseRole.STUDENT,
                marking.giving.day(0),
            )
        return user

    return put


@pytest.fixture
def said(marking, as_teacher):
    """The words of the page of an assignment."""

    def said(row):
        answer = as_teacher.get(f"/courses/{marking.giving.course.id}/grades/{row.id}")
        assert answer.status_code == 200, answer.status
        return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())

    return said


def test_it_shows_how_the_marks_of_its_students_lie(marking, student, said):
    row = marking.quiz(0, 2, 9, title="Cells")
    for name, points in (("Bea", 9), ("Finn", 5), ("Gita", 5.5)):
        marking.took(student(name), row, points)
    page = said(row)
    assert "Cells" in page
    assert "mean 65 %, median 55 %" in page
    assert "50 to 59 % 2" in page
    assert "90 to 100 % 1" in page
    assert "3 in time" in page


def test_what_is_missing_counts_as_nothing_earned(marking, student, said, clock):
    row = marking.quiz(0, 2, 9)
    marking.took(student("Bea"), row, 10)
    student("Finn")
    clock.advance(days=5)
    page = said(row)
    assert "0 to 9 %" in page
    assert "missing, which count as 0" in page


def test_an_assignment_without_a_mark_says_what_will_be_there(marking, student, said):
    row = marking.quiz(0, 2, 9)
    student("Finn")
    assert "No marks yet" in said(row)


def test_the_gradebook_leads_to_it(marking, as_teacher, student):
    row = marking.quiz(0, 2, 9)
    student("Finn")
    path = f"/courses/{marking.giving.course.id}/grades"
    assert f'href="{path}/{row.id}"' in as_teacher.get(path).text


def test_what_another_course_was_given_is_not_there(marking, as_teacher):
    path = f"/courses/{marking.giving.course.id}/grades/{uuid4()}"
    assert as_teacher.get(path).status_code == 404


def test_it_is_reached_where_no_column_has_room_and_from_the_assignment(
    marking, as_teacher, student
):
    row = marking.quiz(0, 2, 9, title="Cells")
    student("Finn")
    course = f"/courses/{marking.giving.course.id}"
    for where in (f"{course}/grades", f"{course}/assignments/{row.id}"):
        page = html.fromstring(as_teacher.get(where).text)
        links = page.xpath("//main//a[not(ancestor::table)]")
        assert f"{course}/grades/{row.id}" in [each.get("href") for each in links], where
