"""The gradebook as its pages show it: the table, and a cell with its forms."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from quizapp.answering import assigning
from quizapp.assignments.marks import marks_of, note_of
from quizapp.concurrent_edits import digest_of
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import archive
from quizapp.db import db
from tests.databases import both_databases
from tests.web.gradebook.pages import form_of, main, row_of


@both_databases
def test_the_table_says_how_each_stands_in_words(marking, giving, cast, as_teacher, book, clock):
    early, late, excused = marking.quiz(0, 2), marking.quiz(0, 3, 9), marking.quiz(0, 3.5)
    marking.quiz(0, 4)
    marking.quiz(0, 20, 21)
    marking.took(cast.student, early, 8)
    marking.took(cast.student, late, 10, day=3.5)
    giving.exempt(excused, cast.student, is_excused=True)
    clock.advance(days=5)
    page = as_teacher.get(book)
    assert row_of(page, "Ana") == ["Ana", "60", "80", "100 late", "excused", "0 missing", "not due"]
    assert "1 student." in main(page)
    assert "Mean of the totals: 60 %." in main(page)


def test_it_is_sorted_by_name_total_or_an_assignment_either_way(
    marking, giving, cast, as_teacher, book, make_user
):
    first, second = marking.quiz(0, 2), marking.quiz(0, 3)
    marks = {"Ana": (3, 9), "Ben": (7, None), "Cem": (5, 10)}
    giving.course.enrol(cast.stranger)
    people = {"Ana": cast.student, "Ben": cast.stranger, "Cem": make_user("Cem")}
    giving.course.enrol(people["Cem"])
    for name, both in marks.items():
        for row, points in zip((first, second), both, strict=True):
            if points is not None:
                marking.took(people[name], row, points)

    def names(query):
        page = as_teacher.get(f"{book}?{query}").text
        return re.findall(r"<bdi>(\w+)</bdi></a></th>", page)

    assert names("") == ["Ana", "Ben", "Cem"]
    assert names("sort=name&turned=1") == ["Cem", "Ben", "Ana"]
    assert names("sort=family") == ["Ana", "Ben", "Cem"]
    assert names("sort=family&turned=1") == ["Cem", "Ben", "Ana"]
    assert names("sort=total") == ["Cem", "Ben", "Ana"]
    assert names("sort=total&turned=1") == ["Ana", "Ben", "Cem"]
    assert names(f"sort={first.id}") == ["Ben", "Cem", "Ana"]
    # Who has no mark stands last, whichever way round.
    assert names(f"sort={second.id}&turned=1") == ["Ana", "Cem", "Ben"]
    assert names(f"sort={uuid4()}") == names("sort=%00") == ["Ana", "Ben", "Cem"]


def test_who_has_left_stands_below_and_cannot_be_marked(marking, giving, cast, as_teacher, book):
    row = marking.quiz(0, 2)
    marking.took(cast.student, row, 8)
    giving.course.do(enrolling.remove, cast.student.id)
    giving.course.enrol(cast.stranger)
    page = as_teacher.get(book)
    assert re.search(r"Ben.*Left.*Ana", main(page))
    cell = f"{book}/{row.id}/{cast.student.id}"
    assert "marks stay as they are" in main(as_teacher.get(cell))
    assert "Set the mark" not in as_teacher.get(cell).text
    sent = {"percent": "50", "reason": "Why not.", "form_id": str(uuid4())}
    assert as_teacher.post(f"{cell}/mark", data=sent).status_code == 404
    assert "what was due later does not count" in main(
        as_teacher.get(f"{book}/students/{cast.student.id}")
    )


@both_databases
def test_a_mark_is_set_by_hand_and_taken_back(marking, cast, as_teacher, book):
    row = marking.quiz(0, 2)
    marking.took(cast.student, row, 4)
    path = f"{book}/{row.id}/{cast.student.id}"
    sent = form_of(as_teacher, path) | {"percent": "85,5", "reason": "Told it orally."}
    for _ in range(2):
        assert as_teacher.post(f"{path}/mark", data=sent).status_code == 303
    text = main(as_teacher.get(path))
    assert "85 %, set by hand" in text
    assert "Clara : mark set to 85.5 % (counts). Told it orally." in text
    back = form_of(as_teacher, path, "back-") | {"back-reason": "It was Ben’s."}
    for _ in range(2):
        assert as_teacher.post(f"{path}/back", data=back).status_code == 303
    assert "Mark 40 %" in main(as_teacher.get(path))
    assert [each.share for each in marks_of(db.session(), row.id, cast.student.id)] == [
        None,
        0.855,
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {"percent": "-1"},
        {"percent": "100.01"},
        {"percent": "101"},
        {"percent": "nan"},
        {"percent": "1e1"},
        {"percent": "٥"},
        {"percent": ""},
        {"percent": "12.345"},
        {"reason": ""},
        {"reason": "  \r\n "},
        {"reason": "a" * 501},
    ],
)
def test_bad_marks_are_told_and_change_nothing(marking, cast, as_teacher, book, sent):
    row = marking.quiz(0, 2)
    path = f"{book}/{row.id}/{cast.student.id}"
    given = {"percent": "50", "reason": "Told it."} | sent
    answer = as_teacher.post(f"{path}/mark", data=form_of(as_teacher, path) | given)
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
    assert marks_of(db.session(), row.id, cast.student.id) == []


def test_another_mark_meanwhile_is_told_and_saved_when_sent_again(marking, cast, as_teacher, book):
    row = marking.quiz(0, 2)
    path = f"{book}/{row.id}/{cast.student.id}"
    sent = form_of(as_teacher, path) | {"percent": "50", "reason": "Told it."}
    marking.set_mark(cast.student, row, 0.9)
    answer = as_teacher.post(f"{path}/mark", data=sent)
    assert answer.status_code == 422
    after = re.search(r'name="after"[^>]*value="([^"]+)"', answer.text)[1]
    again = sent | {"after": after, "form_id": str(uuid4())}
    assert as_teacher.post(f"{path}/mark", data=again).status_code == 303


def test_a_student_is_excused_and_keeps_their_other_dates(marking, giving, cast, as_teacher, book):
    row = marking.quiz(0, 2)
    giving.exempt(row, cast.student, due_at=giving.day(6))
    path = f"{book}/{row.id}/{cast.student.id}"
    sent = form_of(as_teacher, path, "excuse-") | {"excuse-reason": "Ill."}
    for _ in range(2):
        assert as_teacher.post(f"{path}/excuse", data=sent).status_code == 303
    assert "Mark excused" in main(as_teacher.get(path))
    back = form_of(as_teacher, path, "excuse-") | {"excuse-reason": "Well again."}
    assert as_teacher.post(f"{path}/excuse", data=back).status_code == 303
    text = main(as_teacher.get(path))
    assert "not due yet" in text
    assert "Ill." in text
    assert marking.book(5, cast.student).due_at == (giving.day(6),)


def test_a_note_is_for_teachers_alone_unless_it_is_ticked(
    marking, cast, as_teacher, as_student, book
):
    row = marking.quiz(0, 2)
    path, own = f"{book}/{row.id}/{cast.student.id}", book.removesuffix("/grades")
    sent = form_of(as_teacher, path, "note-") | {"note-text": "Ask <b>her</b>."}
    assert as_teacher.post(f"{path}/note", data=sent).status_code == 303
    assert "Ask" not in as_student.get(own).text
    shown = form_of(as_teacher, path, "note-") | {"note-text": "Well done.", "note-is_shown": "y"}
    assert as_teacher.post(f"{path}/note", data=shown).status_code == 303
    assert "Your teacher: Well done." in main(as_student.get(own))
    assert note_of(db.session(), row.id, cast.student.id).is_shown


def test_what_is_not_there_is_not_found(marking, giving, cast, as_teacher, book):
    row = marking.quiz(0, 2)
    teacher = f"{book}/{row.id}/{giving.teacher}"
    stranger = f"{book}/{row.id}/{cast.stranger.id}"
    for path in (teacher, stranger, f"{book}/{uuid4()}/{cast.student.id}", f"{book}/students/9999"):
        assert as_teacher.get(path).status_code == 404
    giving.do(assigning.remove, row)
    assert as_teacher.get(f"{book}/{row.id}/{cast.student.id}").status_code == 404


def test_what_belongs_to_another_group_has_no_forms(marking, giving, cast, as_teacher, book):
    giving.course.enrol(cast.stranger)
    row = marking.quiz(0, 2, group_id=giving.group("Red", cast.stranger))
    assert row_of(as_teacher.get(book), "Ana") == ["Ana", "none", ""]
    path = f"{book}/{row.id}/{cast.student.id}"
    page = as_teacher.get(path)
    assert "a group that the student is not in" in main(page)
    sent = {"percent": "50", "reason": "Why not.", "form_id": str(uuid4())}
    assert as_teacher.post(f"{path}/mark", data=sent).status_code == 404


def test_an_assistant_reads_and_changes_nothing(marking, giving, cast, log_in, book):
    giving.course.enrol(cast.stranger, CourseRole.ASSISTANT)
    row = marking.quiz(0, 2)
    marking.note(cast.student, row, "Was ill.", is_shown=False)
    browser = log_in(cast.stranger)
    path = f"{book}/{row.id}/{cast.student.id}"
    assert "Was ill." in main(browser.get(path))
    assert "Set the mark" not in browser.get(path).text
    assert "Save" not in main(browser.get(book))
    for name in ("mark", "back", "excuse", "note"):
        assert browser.post(f"{path}/{name}", data={}).status_code == 403
    assert browser.post(f"{book}/drops", data={"drops": "1"}).status_code == 403


def test_why_somebody_is_excused_is_for_those_who_may_excuse(
    marking, giving, cast, as_teacher, log_in, book
):
    giving.course.enrol(cast.stranger, CourseRole.ASSISTANT)
    row = marking.quiz(0, 2)
    path = f"{book}/{row.id}/{cast.student.id}"
    sent = form_of(as_teacher, path, "excuse-") | {"excuse-reason": "A broken arm."}
    assert as_teacher.post(f"{path}/excuse", data=sent).status_code == 303
    assert "A broken arm." in main(as_teacher.get(path))
    text = main(log_in(cast.stranger).get(path))
    assert "excused" in text
    assert "A broken arm." not in text


def test_nobody_else_sees_it(marking, cast, as_student, as_stranger, book):
    row = marking.quiz(0, 2)
    for path in ("", "/export.csv", "/export.xlsx", f"/{row.id}/{cast.student.id}"):
        assert as_student.get(f"{book}{path}").status_code == 403
        assert as_stranger.get(f"{book}{path}").status_code == 404


def test_an_archived_course_is_read_only(marking, giving, cast, as_teacher, book):
    row = marking.quiz(0, 2)
    giving.course.do(archive)
    path = f"{book}/{row.id}/{cast.student.id}"
    assert "Set the mark" not in as_teacher.get(path).text
    sent = {"percent": "50", "reason": "Late.", "form_id": str(uuid4())}
    assert as_teacher.post(f"{path}/mark", data=sent, follow_redirects=True).status_code == 200
    assert marks_of(db.session(), row.id, cast.student.id) == []


@pytest.mark.parametrize(
    ("typed", "status"), [("2", 303), ("-1", 422), ("21", 422), ("", 422), ("x", 422)]
)
def test_drops_are_set_in_range(marking, giving, as_teacher, book, typed, status):
    marking.quiz(0, 2)
    given = {"drops": typed, "seen": digest_of(0)}
    assert as_teacher.post(f"{book}/drops", data=given).status_code == status
    assert giving.course.course().drops == (2 if status == 303 else 0)


def test_drops_that_another_has_set_meanwhile_are_seen_first(marking, giving, as_teacher, book):
    marking.quiz(0, 2)
    for drops, status in (("2", 303), ("2", 303), ("3", 409)):
        given = {"drops": drops, "seen": digest_of(0)}
        answer = as_teacher.post(f"{book}/drops", data=given)
        assert answer.status_code == status
    assert giving.course.course().drops == 2
    assert "Somebody else has set meanwhile: 2." in answer.text
    assert 'value="3"' in answer.text


def test_an_empty_book_says_what_to_do(marking, giving, cast, as_teacher, book):
    assert "Assign a quiz to this course." in main(as_teacher.get(book))
    marking.quiz(0, 2)
    giving.course.do(enrolling.remove, cast.student.id)
    assert "Let students into this course" in main(as_teacher.get(book))


def test_attempts_are_opened_by_the_course_to_those_who_teach_it(
    giving, cast, colleague, as_teacher, as_admin, log_in, book
):
    row = giving.quiz_is(0, 2)
    attempt_id = giving.start(cast.student)
    giving.hand_in(cast.student, attempt_id)
    giving.course.enrol(colleague, CourseRole.CO_TEACHER)
    path = f"{book}/{row.id}/{cast.student.id}"
    for browser in (as_teacher, log_in(colleague)):
        page = browser.get(path).text
        link = re.search(rf'href="([^"]*/{attempt_id})"', page)[1]
        assert browser.get(link).status_code == 200
    assert str(attempt_id) not in as_admin.get(path).text
    # Nor when the course is over, but to whoever made the quiz.
    giving.course.do(archive)
    assert str(attempt_id) not in log_in(colleague).get(path).text
    link = re.search(rf'href="([^"]*/{attempt_id})"', as_teacher.get(path).text)[1]
    assert as_teacher.get(link).status_code == 200
