"""A student's page for those who teach them: who sees what, and that it says what is true."""

from __future__ import annotations

import html
import re
from random import Random
from uuid import uuid4

import pytest

from quizapp.accounts.models import Role
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import archive
from quizapp.db import transaction
from quizapp.domain.due_dates import Goal
from quizapp.privacy.deletion import erase_due
from quizapp.quizzes.accommodations import Accommodation, add_accommodation
from quizapp.web.gradebook.words import spoken_cell, spoken_whole
from tests import builders
from tests.databases import both_databases


@pytest.fixture
def page(giving):
    """The address of a student's page."""

    def address(who):
        return f"/courses/{giving.course.id}/students/{who.id}"

    return address


def words(markup):
    """Return the text of markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def main(answer):
    assert answer.status_code == 200, answer.status
    return words(answer.text.partition("<main")[2].partition("</main")[0])


def marks_shown(answer):
    """Return what stands under Mark, by assignment."""
    rows = re.findall(r'<tr role="row"><th scope="row".*?</tr>', answer.text, re.S)
    found = {}
    for row in rows:
        mark = re.search(r'data-label="Mark">(.*?)</td>', row, re.S)
        if mark:
            found[words(re.search(r"<th.*?</th>", row, re.S)[0])] = words(mark[1])
    return found


def take(giving, who, fields=builders.wrong_fields):
    attempt_id = giving.start(who)
    studies = giving.studies(who)
    studies.hand_in(attempt_id, studies.forms(attempt_id, fields))
    return attempt_id


@pytest.fixture
def worked(giving, cast):
    """Ana has handed in something wrong; she is excused elsewhere for a reason, and has a note."""
    row = giving.quiz_is(title="The lighthouse")
    take(giving, cast.student)
    giving.exempt(row, cast.student, reason="Broke an arm.", due_at=giving.day(8))
    return row


SECTIONS = ("Too early to tell", "Days active", "Mistakes")


@pytest.mark.parametrize(
    ("who", "status", "sees"),
    [
        ("teacher", 200, (*SECTIONS, "Broke an arm.", "Result")),
        ("co_teacher", 200, (*SECTIONS, "Broke an arm.", "Result")),
        # Marks alone: what was answered is for those who teach.
        ("assistant", 200, ()),
        # As everywhere: an administrator who does not teach in it sees no answers.
        ("admin", 200, ("Broke an arm.",)),
        ("other teacher", 404, ()),
        ("student self", 403, ()),
        ("classmate", 403, ()),
        ("former student", 404, ()),
        ("stranger", 404, ()),
    ],
)
@pytest.mark.usefixtures("worked")
def test_who_sees_what_of_a_student(giving, cast, page, make_user, log_in, who, status, sees):
    people = {
        "teacher": cast.teacher,
        "co_teacher": make_user("Cora", Role.TEACHER),
        "assistant": make_user("Anton"),
        "admin": cast.admin,
        "other teacher": make_user("Otto", Role.TEACHER),
        "student self": cast.student,
        "classmate": make_user("Cem"),
        "former student": make_user("Fay"),
        "stranger": cast.stranger,
    }
    giving.course.enrol(people["co_teacher"], CourseRole.CO_TEACHER)
    giving.course.enrol(people["assistant"], CourseRole.ASSISTANT)
    giving.course.enrol(people["classmate"])
    giving.course.enrol(people["former student"])
    giving.course.do(enrolling.remove, people["former student"].id)
    answer = log_in(people[who]).get(page(cast.student))
    assert answer.status_code == status
    if status != 200:
        assert "Ana" not in words(answer.text) or who == "student self"
        return
    text = main(answer)
    assert "The lighthouse" in text
    assert "1 of 1 handed in" in text
    for each in (*SECTIONS, "Broke an arm.", "Result"):
        assert (each in text) == (each in sees), each


@pytest.mark.usefixtures("worked")
def test_a_guest_is_asked_to_log_in(cast, page, as_guest, client):
    for browser in (as_guest, client):
        assert browser.get(page(cast.student)).status_code != 200


@pytest.mark.parametrize("how", ["left", "waiting", "teacher", "nobody", "erased"])
def test_it_is_there_for_students_who_are_in_the_course_alone(
    giving, cast, page, as_teacher, make_user, clock, how
):
    who = make_user("Cem")
    match how:
        case "left":
            giving.course.enrol(who)
            giving.course.do(enrolling.leave, who.id)
        case "waiting":
            giving.course.join(who, giving.course.invite(needs_approval=True))
        case "teacher":
            who = cast.teacher
        case "erased":
            giving.course.enrol(who)
            with transaction() as session:
                session.merge(who).leaves_at = clock()
            with transaction() as session:
                assert erase_due(session, clock()) == 1
    assert as_teacher.get(page(who)).status_code == 404


def test_whoever_left_keeps_a_page_of_marks_and_who_is_there_has_this_one(
    giving, cast, page, as_teacher
):
    old = f"/courses/{giving.course.id}/grades/students/{cast.student.id}"
    assert as_teacher.get(old).location == page(cast.student)
    giving.quiz_is()
    take(giving, cast.student)
    giving.course.do(enrolling.remove, cast.student.id)
    assert "what was due later does not count" in main(as_teacher.get(old))
    grades = as_teacher.get(f"/courses/{giving.course.id}/grades").text
    assert f'href="{old}"' in grades


def test_lists_that_name_a_student_lead_there(giving, cast, worked, page, as_teacher):
    course = f"/courses/{giving.course.id}"
    for path in (
        f"{course}/people",
        f"{course}/grades",
        f"{course}/assignments/{worked.id}",
        f"{course}/grades/{worked.id}/{cast.student.id}",
    ):
        assert f'href="{page(cast.student)}"' in as_teacher.get(path).text, path
    opened = as_teacher.get(f"{course}/assignments/{worked.id}/live?open={cast.student.id}")
    assert f'href="{page(cast.student)}"' in opened.text


@both_databases
def test_marks_are_those_of_the_gradebook(
    marking, giving, cast, page, as_teacher, make_user, clock
):
    chance = Random(4)
    students = [cast.student, *(make_user(f"Student {n}") for n in range(4))]
    for who in students[1:]:
        giving.course.enrol(who)
    rows = [marking.quiz(0, 1 + n, title=f"Quiz {n}") for n in range(5)]
    for who in students:
        for row in rows:
            match chance.randrange(6):
                case 0:
                    marking.took(who, row, chance.randrange(11), day=chance.uniform(0, 4))
                case 1:
                    marking.set_mark(who, row, chance.random())
                case 2:
                    giving.exempt(row, who, is_excused=True)
                case 3:
                    marking.took(who, row, 5, waiting=1)
                case 4:
                    marking.took(who, row, None)
    clock.advance(days=3)
    book = marking.book()
    for row in book.rows:
        who = next(each for each in students if each.id == row.user_id)
        answer = as_teacher.get(page(who))
        shown = marks_shown(answer)
        assert {column.called.title for column in book.columns} == set(shown)
        for column, cell in zip(book.columns, row.cells, strict=True):
            assert shown[column.called.title] == spoken_cell(cell)
        assert f"Total so far {spoken_whole(row.total.share)}" in main(answer)


def test_one_line_says_how_it_stands(marking, giving, cast, page, as_teacher, clock):
    assert "Nothing to hand in so far; not active yet." in main(as_teacher.get(page(cast.student)))
    giving.quiz_is(0, 2, 20)
    marking.quiz(0, 1)
    late = marking.quiz(0, 1, 9)
    take(giving, cast.student, builders.right_fields)
    marking.took(cast.student, late, 4, day=2.5)
    clock.advance(days=3)
    text = main(as_teacher.get(page(cast.student)))
    assert re.search(r"2 of 3 handed in, 1 late, 1 missing; last active \w+day; ", text)
    assert re.search(r"remembers about \d+ % of \d facts?\.", text)


def test_what_somebody_should_look_at_comes_first_and_a_long_list_folds(
    marking, cast, page, as_teacher, clock
):
    done = [marking.quiz(0, 2, title=f"Done {n}") for n in range(13)]
    marking.quiz(0, 3, title="Forgotten")
    for row in done:
        marking.took(cast.student, row, 10)
    clock.advance(days=4)
    answer = as_teacher.get(page(cast.student))
    assert next(iter(marks_shown(answer))) == "Forgotten"
    assert len(marks_shown(answer)) == 14
    assert "2 more" in main(answer)


@pytest.mark.usefixtures("worked")
def test_a_mistake_is_shown_in_the_words_that_were_read_with_its_proof(cast, page, as_teacher):
    text = main(as_teacher.get(page(cast.student)))
    assert "2 answers that did not earn all points" in text
    assert "Mistake 1" in text
    assert "Mistake 2" in text
    assert "The whole attempt" in text
    assert "Their answer" in text or "their answer" in text


def test_what_others_answered_and_what_was_practised_is_not_there(giving, cast, page, as_teacher):
    giving.bank_is(5, 7, 9)
    giving.studies(cast.student).study("keeper-choice", right=False)
    text = main(as_teacher.get(page(cast.student)))
    assert "No mistakes so far" in text
    assert "not active yet" in text


def test_what_they_have_otherwise_stands_with_its_reason_and_a_link(
    giving, cast, worked, page, as_teacher, make_user, clock
):
    group_id = giving.group("Red", cast.student)
    giving.exempt(worked, group_id, reason="Away at a match.", closes_at=giving.day(12))
    outside = make_user("Otto", Role.TEACHER)
    for by, reason, percent in ((outside, "Told me so.", 10), (cast.teacher, "Reads slowly.", 25)):
        with transaction() as session:
            add_accommodation(
                session,
                uuid4(),
                giving.quiz,
                cast.student.id,
                Accommodation(extra_percent=percent),
                reason=reason,
                by=by.id,
                now=clock(),
            )
        text = main(as_teacher.get(page(cast.student)))
        assert f"{percent} % more time" in text
        # What somebody who does not teach here was told stays with them.
        assert (reason in text) == (by is cast.teacher)
    answer = as_teacher.get(page(cast.student))
    for said in ("Broke an arm.", "Away at a match.", "as everybody of Red", "Clara"):
        assert said in main(answer)
    for link in re.findall(r'<a href="([^"]+)">Change', answer.text):
        assert as_teacher.get(html.unescape(link)).status_code == 200


def test_notes_are_told_apart_and_not_for_assistants(
    marking, giving, cast, page, as_teacher, make_user, log_in
):
    first, second = marking.quiz(0, 2), marking.quiz(0, 3)
    marking.note(cast.student, first, "Well done.", is_shown=True)
    marking.note(cast.student, second, "Ask the parents.", is_shown=False)
    text = main(as_teacher.get(page(cast.student)))
    assert "Note: Well done." in text
    assert "Private note: Ask the parents." in text
    helper = make_user("Anton")
    giving.course.enrol(helper, CourseRole.ASSISTANT)
    assert "Ask the parents." not in main(log_in(helper).get(page(cast.student)))


def test_a_goal_of_study_says_how_far_they_are(giving, cast, page, as_teacher, clock):
    giving.bank_is(0, 7, goal=Goal.DAILY, per_day=1, days=2)
    clock.advance(hours=1)
    giving.studies(cast.student).study("keeper-choice", right=False)
    text = main(as_teacher.get(page(cast.student)))
    assert "not reached: 1 of 2 days with 1 cards" in text
    assert "In study" in text


@both_databases
def test_one_goes_from_student_to_student_by_name(giving, cast, page, as_teacher, make_user):
    giving.course.enrol(cast.stranger)
    cem = make_user("cem")
    giving.course.enrol(cem)
    gone = make_user("Bob")
    giving.course.enrol(gone)
    giving.course.do(enrolling.remove, gone.id)
    around = {}
    for who in (cast.student, cast.stranger, cem):
        text = as_teacher.get(page(who)).text
        around[who.name] = dict(re.findall(r'rel="(prev|next)" href="([^"]+)"', text))
    assert around == {
        "Ana": {"next": page(cast.stranger)},
        "Ben": {"prev": page(cast.student), "next": page(cem)},
        "cem": {"prev": page(cast.stranger)},
    }


@pytest.mark.usefixtures("worked")
def test_an_archived_course_opens_no_answers(giving, cast, page, as_teacher):
    giving.course.do(archive)
    text = main(as_teacher.get(page(cast.student)))
    assert "not shown once a course is archived" in text
    assert "Mistakes" not in text
    assert "Result" not in text


def test_where_nothing_is_assigned_it_says_what_to_do(cast, page, as_teacher):
    text = main(as_teacher.get(page(cast.student)))
    assert "Nothing assigned yet" in text
    assert "Assign" in text


@pytest.mark.parametrize("number", ["2", "99999", "x", "-1", "%00"])
@pytest.mark.usefixtures("worked")
def test_a_page_of_mistakes_that_is_not_there_is_the_last(cast, page, as_teacher, number):
    assert "Mistake 1" in main(as_teacher.get(f"{page(cast.student)}?page={number}"))
