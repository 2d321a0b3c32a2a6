"""The pages on which a course is given something, and what its students see of it."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from lxml import html
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.assignments.models import AssignmentOverride
from quizapp.banks.models import Bank
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt, Quiz
from tests import statements
from tests.quizzes.designing import QUIZ
from tests.web.courses.conftest import make as make_course

MOST_STATEMENTS = 17
# Their marks stand there, too, and their notices are counted as on every page.
MOST_OF_A_STUDENT = 29


def test_a_quiz_opens_now_and_is_due_in_a_week_at_the_end_of_the_day(desk):
    page = desk.lesson.teacher.get(f"{desk.path}/new?quiz={QUIZ}").text
    # It is nine in the world and ten in Berlin.
    assert 'value="2026-03-02T10:00"' in page
    assert 'value="2026-03-09T23:59"' in page


def test_dates_are_by_the_clock_of_the_course_also_beyond_summer_time(desk):
    there = desk.given(due_at="2026-03-30T23:59", closes_at="2026-04-01T08:00")
    row = desk.row()
    assert row.due_at.isoformat() == "2026-03-30T21:59:00+00:00"
    page = desk.lesson.teacher.get(there).text
    assert "30 March 2026, 23:59" in page
    changed = desk.lesson.teacher.get(f"{there}/terms").text
    assert 'value="2026-03-30T23:59"' in changed


def test_it_closes_a_week_after_it_is_due_where_nothing_is_said(desk):
    desk.given()
    assert desk.row().closes_at - desk.row().due_at == timedelta(days=7)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due_at": "2026-03-29T02:30"}, "There is no 02:30 on that day"),
        ({"due_at": "2026-10-25T02:30"}, "02:30 comes twice on that day"),
        ({"due_at": ""}, "Give a day and a time"),
        ({"due_at": "soon"}, "Give a day and a time"),
        ({"due_at": "9999-12-31T23:59"}, "Give a year from"),
        ({"due_at": "2026-03-02T09:59"}, "It must be due after it opens."),
        ({"closes_at": "2026-03-03T10:00"}, "It must close when it is due, or later."),
        ({"weight": "heavy"}, "Give a number from 0 to 100."),
        ({"weight": "nan"}, "Give a number from 0 to 100."),
        ({"weight": "101"}, "Give a number from 0 to 100."),
        ({"late_rule": "percent", "late_percent": ""}, "Give a whole number."),
        ({"late_rule": "percent", "late_percent": "ten"}, "Give a whole number."),
        ({"late_rule": "percent", "late_percent": "101"}, "Give from 1 to 100."),
        ({"title": "x" * 121}, "Stay within 120 letters."),
        ({"group": str(uuid4())}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(desk, given, words):
    answer = desk.assign(**given)
    assert answer.status_code == 422
    assert words in answer.text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"goal": "daily", "per_day": "", "days": "5"}, "Give a whole number."),
        ({"goal": "daily", "per_day": "10", "days": "999"}, "Give from 1 to 366."),
        ({"part": "topic:no-such-topic"}, "Not a valid choice"),
    ],
)
def test_a_goal_is_told_what_it_lacks(desk, given, words):
    answer = desk.assign("bank=arnholm", **given)
    assert answer.status_code == 422
    assert words in answer.text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"goal": "ready_by"}, ("", "", "ready_by", None, None)),
        (
            {"goal": "daily", "per_day": "8", "days": "4", "part": "topic:tower"},
            ("tower", "", "daily", 8, 4),
        ),
        ({"part": "article:brief"}, ("", "brief", "ready_by", None, None)),
    ],
)
def test_a_bank_a_topic_or_an_article_is_given_to_be_studied(desk, given, expected):
    desk.given(what="bank=arnholm", **given)
    row = desk.row()
    assert (row.topic, row.source, row.goal, row.per_day, row.days) == expected


def test_the_same_form_assigns_once_and_the_same_quiz_only_once(desk):
    key = str(uuid4())
    for _ in range(2):
        assert desk.assign(form_id=key).status_code == 303
    answer = desk.assign()
    assert answer.status_code == 422
    assert "assigned here already" in answer.text
    assert desk.row().id == UUID(key)


@pytest.mark.parametrize("publishes", ["y", ""])
def test_a_draft_says_so_and_can_be_published_along(desk, publishes, as_student):
    desk.lesson.teacher.post(f"/teach/quizzes/{QUIZ}/withdraw")
    assert "This quiz is a draft" in desk.lesson.teacher.get(f"{desk.path}/new?quiz={QUIZ}").text
    there = desk.given(**({"publishes": publishes} if publishes else {}))
    with desk.app.app_context():
        assert (db.session.get_one(Quiz, QUIZ).published_at is not None) is bool(publishes)
    page = desk.lesson.teacher.get(there).text
    assert ("This quiz is a draft" in page) is not bool(publishes)
    assert ("Harbours" in as_student.get("/").text) is bool(publishes)


@pytest.mark.parametrize("what", [f"quiz={QUIZ}", "bank=arnholm", "quiz=nonsense", "bank=nobody"])
def test_only_what_is_ones_own_is_given_away(desk, what, make_user, log_in):
    colleague = make_user("Ceyda", role=Role.TEACHER)
    lesson = make_course(desk.app, log_in(colleague), "Physics")
    with desk.app.app_context(), transaction() as session:
        session.scalars(select(Bank)).one().visibility = "private"
    answer = lesson.teacher.post(f"{lesson.path}/assignments/new?{what}", data=desk.fields())
    assert answer.status_code == 404
    assert "What shall they do?" not in lesson.teacher.get(f"{lesson.path}/assignments").text


def test_a_student_sees_what_is_theirs_and_how_it_stands(desk, as_student, as_stranger, text_of):
    desk.given(due_at=desk.wall(days=1), closes_at=desk.wall(hours=36))
    course = desk.lesson.path
    for page in (as_student.get("/").text, as_student.get(course).text):
        assert "Due tomorrow, 09:00" in text_of(page)
        assert f"/quizzes/{QUIZ}" in page
    assert "Harbours" not in as_stranger.get("/").text
    assert "closes in 36 hours" in text_of(as_student.get("/").text)
    desk.clock.advance(days=1, minutes=10)
    assert "10 minutes late · closes in 11 hours" in text_of(as_student.get("/").text)
    desk.taken(desk.cast.student)
    assert "Harbours" not in as_student.get("/").text
    assert "Done late" in text_of(as_student.get(course).text)


def test_what_was_due_before_somebody_joined_is_not_expected_of_them(desk, as_stranger, text_of):
    desk.given(due_at=desk.wall(days=1), closes_at=desk.wall(days=5))
    desk.clock.advance(days=2)
    desk.enrol(desk.cast.stranger)
    assert "Harbours" not in as_stranger.get("/").text
    page = text_of(as_stranger.get(desk.lesson.path).text)
    assert "Not expected : you were not in the course when it was due" in page
    assert "not expected Who looked" in page
    front = text_of(as_stranger.get(f"/quizzes/{QUIZ}").text)
    assert "it is not expected of you, and counts if you take it" in front
    grades = text_of(desk.lesson.teacher.get(f"{desk.lesson.path}/grades").text)
    assert "Ben none not expected" in grades
    assert "0 missing" in grades
    desk.taken(desk.cast.stranger)
    assert "Done late" in text_of(as_stranger.get(desk.lesson.path).text)


@pytest.mark.parametrize(
    ("window", "excused", "word"),
    [
        ((1, 2, 3), False, "Opens tomorrow, 09:00"),
        ((-3, -2, -1), False, "Missing"),
        ((-1, 3, 4), True, "Excused"),
    ],
)
def test_the_states_of_an_assignment(desk, as_student, text_of, window, excused, word):
    names = ("opens_at", "due_at", "closes_at")
    there = desk.given(
        **{name: desk.wall(days=day) for name, day in zip(names, window, strict=True)}
    )
    if excused:
        desk.lesson.teacher.post(
            f"{there}/dates?whom=person:{desk.cast.student.id}",
            data={"form_id": str(uuid4()), "is_excused": "y", "reason": "A contest."},
        )
        assert "You are excused" in text_of(as_student.get(f"/quizzes/{QUIZ}").text)
    assert word in text_of(as_student.get(desk.lesson.path).text)
    assert ("Harbours" in as_student.get("/").text) is (word.startswith("Opens"))


def test_the_first_page_of_a_quiz_has_the_dates_of_its_assignment(
    desk, as_student, as_stranger, text_of
):
    desk.given(late_rule="percent", late_percent="10")
    page = text_of(as_student.get(f"/quizzes/{QUIZ}").text)
    assert "9 March 2026, 09:00 (UTC) , in Biology 7b" in page.replace("  ", " ")
    assert "Each day late takes off 10 %" in page
    assert "(UTC) , in" not in page.replace("(UTC) , in Biology", "")
    desk.clock.advance(days=12, hours=20)
    assert "(UTC) , in 28 hours" in text_of(as_student.get(f"/quizzes/{QUIZ}").text)
    assert "Due" not in text_of(as_stranger.get(f"/quizzes/{QUIZ}").text)


def test_a_person_is_given_other_dates_and_they_are_taken_back(desk, text_of):
    there = desk.given()
    dates = f"{there}/dates?whom=person:{desk.cast.student.id}"
    page = desk.lesson.teacher.get(dates).text
    assert "What is empty is as for all" in page
    given = {"form_id": str(uuid4()), "due_at": desk.wall(days=9), "reason": "Was ill."}
    for _ in range(2):
        assert desk.lesson.teacher.post(dates, data=given).status_code == 303
    shown = text_of(desk.lesson.teacher.get(there).text)
    assert "due 11 March 2026, 10:00 . “" not in shown
    assert "Was ill." in shown
    answer = desk.lesson.teacher.post(dates, data=given | {"form_id": str(uuid4()), "due_at": ""})
    assert answer.status_code == 422
    assert "Something else was given meanwhile" in answer.text
    with desk.app.app_context():
        key = db.session.scalars(select(AssignmentOverride.id)).one()
    back = {"form_id": str(uuid4()), "after": str(key), "reason": "Well again."}
    assert desk.lesson.teacher.post(dates, data=back).status_code == 303
    assert "Other dates" not in re.findall("<h2>(.*?)</h2>", desk.lesson.teacher.get(there).text)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due_at": "2026-10-25T02:30"}, "comes twice"),
        ({"due_at": "2026-03-01T10:00"}, "It must be due after it opens."),
        ({"closes_at": "2026-03-03T10:00"}, "It must close when it is due, or later."),
        ({"reason": ""}, "Say why, for your own records."),
        ({"reason": "x" * 501}, "Stay within 500 letters."),
    ],
)
def test_other_dates_that_cannot_be_are_said(desk, given, words):
    there = desk.given()
    sent = {"form_id": str(uuid4()), "reason": "Was ill."} | given
    dates = f"{there}/dates?whom=person:{desk.cast.student.id}"
    answer = desk.lesson.teacher.post(dates, data=sent)
    assert answer.status_code == 422
    assert words in answer.text


@pytest.mark.parametrize("whom", ["", "person:99999", "group:nonsense", "person:x", "nobody"])
def test_whoever_has_it_not_is_given_nothing(desk, whom):
    there = desk.given()
    sent = {"form_id": str(uuid4()), "reason": "Was ill.", "is_excused": "y"}
    answer = desk.lesson.teacher.post(f"{there}/dates?whom={whom}", data=sent)
    assert (answer.status_code, answer.location) == (303, f"{there}/dates")
    with desk.app.app_context():
        assert db.session.scalar(select(AssignmentOverride.id)) is None


def test_what_is_removed_is_offered_back(desk, as_student):
    there = desk.given()
    answer = desk.lesson.teacher.post(f"{there}/remove")
    page = desk.lesson.teacher.get(answer.location).text
    assert "What students handed in stays." in page
    assert "Harbours" not in as_student.get("/").text
    assert desk.lesson.teacher.get(there).status_code == 404
    desk.lesson.teacher.post(f"{there}/restore")
    assert "Harbours" in as_student.get("/").text


def test_a_co_teacher_sees_results_of_the_courses_students_and_of_nobody_else(
    desk, make_user, log_in
):
    colleague, helper = (make_user(name, role=Role.TEACHER) for name in ("Ceyda", "Hugo"))
    desk.enrol(colleague, CourseRole.CO_TEACHER)
    desk.enrol(helper, CourseRole.ASSISTANT)
    elsewhere = desk.taken(desk.cast.stranger)
    there = desk.given()
    mine = desk.taken(desk.cast.student)
    browser, helping = log_in(colleague), log_in(helper)
    assert browser.get(f"{there}/attempts/{mine}").status_code == 200
    assert browser.get(f"{there}/attempts/{elsewhere}").status_code == 404
    assert helping.get(f"{there}/attempts/{mine}").status_code == 403
    # All else about the quiz is its owner's.
    for path in ("attempts", f"attempts/{mine}"):
        assert browser.get(f"/teach/quizzes/{QUIZ}/{path}").status_code == 404
    with desk.app.app_context(), transaction() as session:
        enrolling.leave(session, desk.lesson.id, desk.cast.student.id, desk.clock())
    assert browser.get(f"{there}/attempts/{mine}").status_code == 404
    with desk.app.app_context():
        assert db.session.get_one(Attempt, mine).assignment_id == UUID(there.rpartition("/")[2])


def test_an_administrator_sees_no_answers_by_way_of_a_course(desk, as_admin):
    there = desk.given()
    mine = desk.taken(desk.cast.student)
    assert as_admin.get(there).status_code == 200
    assert as_admin.get(f"{there}/attempts/{mine}").status_code == 404


def test_from_a_quiz_one_comes_to_the_only_course_or_chooses(desk):
    teacher = desk.lesson.teacher
    answer = teacher.get(f"/quizzes/{QUIZ}/assign")
    assert answer.location == f"{desk.path}/new?quiz={QUIZ}"
    make_course(desk.app, teacher, "Physics")
    page = teacher.get(f"/quizzes/{QUIZ}/assign").text
    assert "To which course?" in page
    assert "Physics" in page


def test_an_assistant_reads_the_list_and_no_reasons(desk, make_user, log_in):
    helper = make_user("Hugo", role=Role.TEACHER)
    desk.enrol(helper, CourseRole.ASSISTANT)
    there = desk.given()
    desk.lesson.teacher.post(
        f"{there}/dates?whom=person:{desk.cast.student.id}",
        data={"form_id": str(uuid4()), "due_at": desk.wall(days=9), "reason": "Appendicitis."},
    )
    browser = log_in(helper)
    assert "Harbours" in browser.get(desk.path).text
    assert "Appendicitis" not in browser.get(there).text
    assert "Appendicitis" in desk.lesson.teacher.get(there).text
    assert browser.get(f"{desk.path}/new").status_code == 403


def test_pages_take_as_many_statements_however_much_was_given(desk, make_user, as_student):
    browsers = {
        f"{desk.lesson.path}/assignments": desk.lesson.teacher,
        desk.lesson.path: as_student,
    }
    there = desk.given()
    desk.given(what="bank=arnholm")
    desk.given(what="bank=arnholm", part="article:brief", goal="daily", per_day="5", days="3")
    browsers[there] = browsers[desk.lesson.path + "?"] = desk.lesson.teacher
    counts = []
    for number in range(2):
        counts.append({})
        for path, browser in browsers.items():
            browser.get(path)
            with statements.noted(desk.app) as sent:
                assert browser.get(path).status_code == 200
            counts[number][path] = len(sent)
        for each in range(4):
            person = make_user(f"Pupil {number} {each}")
            desk.enrol(person)
            desk.given(what="bank=arnholm", due_at=desk.wall(days=2 + each))
            desk.lesson.teacher.post(
                f"{there}/dates?whom=person:{person.id}",
                data={"form_id": str(uuid4()), "due_at": desk.wall(days=9), "reason": "Was ill."},
            )
    # The page of a course shows the five that are due next, which may need less.
    assert all(counts[1][path] <= count for path, count in counts[0].items()), counts
    assert counts[0].pop(desk.lesson.path) <= MOST_OF_A_STUDENT
    assert max(counts[0].values()) <= MOST_STATEMENTS, counts


def test_days_of_study_count_in_the_grade_where_that_is_ticked(desk):
    daily = {"goal": "daily", "per_day": "10", "days": "3"}
    there = desk.given(what="bank=arnholm", is_graded="y", **daily)
    assert desk.row().is_graded
    assert "each of the days earns its share" in desk.lesson.teacher.get(there).text
    terms = html.fromstring(desk.lesson.teacher.get(f"{there}/terms").text)
    assert terms.xpath("//input[@name='is_graded']/@checked")
    (seen,) = terms.xpath("//input[@name='seen']/@value")
    sent = desk.fields(seen=seen, **daily)
    assert desk.lesson.teacher.post(f"{there}/terms", data=sent).status_code == 303
    assert not desk.row().is_graded
    assert "it does not count" in desk.lesson.teacher.get(there).text


def test_what_is_predicted_cannot_count_in_the_grade(desk):
    answer = desk.assign(what="bank=arnholm", goal="ready_by", is_graded="y")
    assert answer.status_code == 422
    assert "Choose cards on several days" in answer.text


def test_a_quiz_knows_nothing_of_days(desk):
    desk.given(is_graded="y")
    assert not desk.row().is_graded
