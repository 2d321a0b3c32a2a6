"""Who looked at one's marks: by name, in words, without what is not shown yet."""

import html
import re

import pytest

from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import transaction
from quizapp.mark_trail.models import What
from quizapp.mark_trail.services import Note, Place, note
from quizapp.privacy.deletion import erase_due
from quizapp.quizzes.design_models import Release
from quizapp.web.mark_trail_words import NOBODY_NOW
from tests.databases import both_databases
from tests.gradebook.conftest import bank, biology, colleague, giving, marking

__all__ = ["bank", "biology", "colleague", "giving", "marking"]


def lines(browser, address="/account/looks"):
    """Return who did what, as the page lists it, the newest first."""
    answer = browser.get(address)
    assert answer.status_code == 200
    rows = re.findall(r"<tr role=\"row\">\s*<th scope=\"row\".*?</tr>", answer.text, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [
        " – ".join(
            " ".join(html.unescape(re.sub("<[^>]+>", " ", each)).split()) for each in (who, what)
        )
        for what, who, _ in cells
    ]


def test_nobody_has_looked_yet(as_student):
    assert "Nobody yet" in as_student.get("/account/looks").text


@both_databases
def test_each_look_and_change_is_told_to_whom_it_is_about(
    marking, giving, cast, as_teacher, as_student, as_stranger
):
    row = marking.quiz(0, 2, title="Cells")
    giving.course.enrol(cast.stranger)
    book = f"/courses/{giving.course.id}/grades"
    for path in (
        book,
        f"/courses/{giving.course.id}/students/{cast.student.id}",
        f"{book}/export.csv",
    ):
        assert as_teacher.get(path).status_code == 200
        as_teacher.get(path)
    marking.set_mark(cast.student, row, 0.8)
    marking.set_mark(cast.student, row, 0.5, reason="A slip.")
    assert lines(as_student) == [
        "Clara – Set your mark of “Cells” by hand: 80 % → 50 % Reason: A slip.",
        "Clara – Set your mark of “Cells” by hand: what was handed in → 80 %"
        " Reason: Told it orally.",
        "Clara – Downloaded the marks of “Biology 7b”",
        "Clara – Looked at all your marks in “Biology 7b”",
        "Clara – Looked at the gradebook of “Biology 7b”",
    ]
    assert lines(as_stranger) == [
        "Clara – Downloaded the marks of “Biology 7b”",
        "Clara – Looked at the gradebook of “Biology 7b”",
    ]


def test_more_time_and_a_hand_in_are_told_to_whom_they_were_for(marking, cast, as_student, clock):
    row = marking.quiz(title="Cells")
    place = Place(row.course_id, row.id, row.quiz_id)
    told = [
        Note(What.TIME_GIVEN, place, cast.student.id, before="as for all", after="+10 min"),
        Note(What.TIME_GIVEN, place, cast.student.id, before="+10 min", after="as for all"),
        Note(What.HANDED_IN_FOR, place, cast.student.id),
    ]
    with transaction() as session:
        note(session, told, cast.teacher.id, clock())
    assert lines(as_student) == [
        "Clara – Handed in “Cells” for you",
        "Clara – Took back what you were given for “Cells”: +10 min → as for all",
        "Clara – Gave you more time or attempts for “Cells”: as for all → +10 min",
    ]


def test_whoever_came_later_was_not_looked_at_before(giving, cast, clock, as_teacher, as_stranger):
    giving.quiz_is()
    book = f"/courses/{giving.course.id}/grades"
    as_teacher.get(book)
    clock.advance(hours=1)
    giving.course.enrol(cast.stranger)
    assert lines(as_stranger) == []
    clock.advance(hours=1)
    as_teacher.get(book)
    assert lines(as_stranger) == ["Clara – Looked at the gradebook of “Biology 7b”"]
    with transaction() as session:
        enrolling.remove(session, giving.course.id, cast.stranger.id, clock())
    clock.advance(hours=1)
    # Those who left stand in the gradebook, below the others.
    as_teacher.get(book)
    assert len(lines(as_stranger)) == 2


def test_a_mark_that_is_not_shown_yet_is_not_told_here(marking, cast, as_student, clock):
    closes = marking.giving.day(9)
    row = marking.quiz(0, 5, release=Release.CLOSING, closes_at=closes)
    marking.took(cast.student, row, 3)
    marking.set_mark(cast.student, row, 0.9, reason="Nearly all.")
    told = lines(as_student)[0]
    assert "shown with the results" in told
    assert "90" not in told
    assert "Nearly all." not in told
    clock.advance(days=20)
    assert "90 %" in lines(as_student)[0]


def test_that_an_answer_was_marked_again_is_not_told_before_its_result(
    marking, cast, as_student, clock
):
    closes = marking.giving.day(9)
    row = marking.quiz(0, 5, release=Release.CLOSING, closes_at=closes)
    place = Place(marking.giving.course.id, row.id, row.quiz_id, marking.took(cast.student, row, 3))
    changed = Note(What.MARKED_AGAIN, place, cast.student.id, 0.0, 1.0, "Full marks for all.")
    with transaction() as session:
        note(session, [changed], cast.teacher.id, clock())
    assert lines(as_student) == []
    clock.advance(days=10)
    assert "0 % → 100 %" in lines(as_student)[0]


def test_a_quiz_of_a_group_is_watched_with_its_members_alone(
    giving, cast, as_teacher, as_student, as_stranger
):
    giving.course.enrol(cast.stranger)
    red = giving.group("Red", cast.stranger)
    row = giving.quiz_is(group_id=red)
    page = f"/courses/{giving.course.id}/assignments/{row.id}/live"
    assert as_teacher.get(page).status_code == 200
    assert len(lines(as_stranger)) == 1
    assert lines(as_student) == []


def test_the_page_of_somebody_who_left_is_a_look_at_them(
    marking, giving, cast, clock, as_teacher, as_student
):
    marking.took(cast.student, marking.quiz(0, 2), 8)
    with transaction() as session:
        enrolling.remove(session, giving.course.id, cast.student.id, clock())
    page = f"/courses/{giving.course.id}/grades/students/{cast.student.id}"
    assert as_teacher.get(page).status_code == 200
    assert lines(as_student) == ["Clara – Looked at all your marks in “Biology 7b”"]


def test_ones_own_looks_are_not_listed(giving, as_student, make_user, log_in):
    giving.quiz_is()
    mia = make_user("Mia")
    giving.course.enrol(mia, CourseRole.ASSISTANT)
    book = f"/courses/{giving.course.id}/grades"
    log_in(mia).get(book)
    assert lines(as_student) == ["Mia – Looked at the gradebook of “Biology 7b”"]
    assert lines(log_in(mia)) == []


def test_whoever_looked_and_left_is_nobody(app, giving, clock, as_student, make_user, log_in):
    giving.quiz_is()
    mia = make_user("Mia")
    giving.course.enrol(mia, CourseRole.ASSISTANT)
    log_in(mia).get(f"/courses/{giving.course.id}/grades")
    with app.app_context(), transaction() as session:
        session.merge(mia).leaves_at = clock()
        session.flush()
        erase_due(session, clock())
    assert lines(as_student) == [f"{NOBODY_NOW} – Looked at the gradebook of “Biology 7b”"]


def test_a_long_list_has_pages(giving, clock, as_teacher, as_student):
    giving.quiz_is()
    for _ in range(51):
        as_teacher.get(f"/courses/{giving.course.id}/grades")
        clock.advance(minutes=11)
    assert len(lines(as_student)) == 50
    assert len(lines(as_student, "/account/looks?page=2")) == 1


@pytest.mark.parametrize("page", ["0", "x", "99999999", "-1"])
def test_a_page_that_is_none_is_the_nearest(as_student, page):
    assert as_student.get(f"/account/looks?page={page}").status_code == 200
