"""What stands on somebody's day besides their banks, and how few statements it takes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.banks.models import Bank
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import transaction
from quizapp.quizzes.starting import start_quiz
from tests import builders, statements
from tests.web.given_work import give

__all__ = ["give"]

DAY = timedelta(days=1)
# One of them counts their notices, as on every page; one finds where they are invited.
MOST_OF_A_STUDENT = 22
MOST_OF_A_TEACHER = 22


@pytest.fixture
def course(app, cast, load_bank, clock):
    """A course with a student, and a way to give it quizzes and the bank."""
    load_bank(builders.bank())
    course_id = uuid4()
    with app.app_context(), transaction() as session:
        make_course(session, course_id, "Biology", "UTC", by=cast.teacher.id, now=clock())
        enrolling.enrol(session, course_id, cast.student.id, CourseRole.STUDENT, clock())
    return course_id


def order(page, *words):
    """Return the words that a page has, as they follow each other."""
    return sorted((each for each in words if each in page), key=page.index)


def test_what_is_late_or_due_soon_stands_before_what_has_time(as_student, give):
    give("Far", 9)
    give("Soon", 1)
    give("Late", -0.5)
    give("Opens", 5, opens=2)
    page = as_student.get("/").text
    words = ("Due soon", "Late", "Soon", "Later", "Opens", "Far", "Your banks")
    assert order(page, *words) == list(words)
    assert "1 assignment is late and 1 is due by tomorrow, " in page
    assert "Questions that show" not in page


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ([1], "1 assignment is due by tomorrow, "),
        ([0.001, 1], "2 assignments are due by tomorrow, "),
        ([-0.5], "1 assignment is late."),
        ([-0.5, -0.25, 1], "2 assignments are late and 1 is due by tomorrow, "),
    ],
)
def test_the_first_line_says_by_when_it_is_due(as_student, give, due, said):
    for number, days in enumerate(due):
        give(f"Quiz {number}", days)
    assert said in as_student.get("/").text


def test_an_attempt_to_go_on_with_is_offered_once(app, as_student, cast, give, clock):
    quiz = give("Harbours", 9)
    with app.app_context(), transaction() as session:
        going = start_quiz(session, uuid4(), quiz, user_id=cast.student.id, now=clock()).id
    page = as_student.get("/").text
    assert order(page, "Due soon", "Harbours") == ["Due soon", "Harbours"]
    assert page.count(f'class="btn btn-primary" href="/attempts/{going}"') == 1
    assert "Go on with your quiz" not in page


def test_an_attempt_by_a_link_is_gone_on_with_by_its_name(app, as_stranger, cast, give, clock):
    quiz = give("Harbours", 9)
    with app.app_context(), transaction() as session:
        start_quiz(session, uuid4(), quiz, user_id=cast.stranger.id, now=clock())
        session.scalars(select(Bank)).one().visibility = "private"
    page = as_stranger.get("/").text
    assert "Go on with" in page
    assert "Harbours" in page


def test_what_is_studied_says_how_far_one_is(as_student, give):
    give("All about it", 1, study=True)
    page = as_student.get("/").text
    assert "0 of 9 facts known by then" in page
    assert "/banks/arnholm/study" in page


def test_a_private_bank_that_was_given_can_be_studied(
    app, cast, as_student, as_stranger, give, clock
):
    give("All about it", 1, study=True)
    with app.app_context(), transaction() as session:
        bank = session.scalars(select(Bank)).one()
        bank.visibility = "private"
        builders.join(session, bank.slug, cast.teacher, clock())
    assert as_student.get("/banks/arnholm/study").status_code == 200
    assert as_stranger.get("/banks/arnholm/study").status_code == 404


def test_somebody_with_nothing_is_offered_the_next_step(as_stranger, as_teacher):
    assert "Join with a code" in as_stranger.get("/").text
    assert "Send in an article" in as_teacher.get("/").text


def test_a_teacher_is_told_who_waits(app, as_teacher, cast, course, clock):
    assert "Nothing is due yet. Choose where to begin." in as_teacher.get("/").text
    with app.app_context(), transaction() as session:
        row = enrolling.enrol(session, course, cast.stranger.id, CourseRole.STUDENT, clock())
        row.state = "waiting"
    page = as_teacher.get("/").text
    assert "Nothing is due" not in page
    assert "What waits for you as a teacher stands below." in page
    assert "What you teach" in page
    assert "1 waits to be let in" in page


def test_the_day_takes_as_many_statements_however_much_was_given(app, as_student, give):
    give("First", 1)
    give("Study", 2, study=True)
    sent = []
    for _ in range(2):
        as_student.get("/")
        with statements.noted(app) as found:
            as_student.get("/")
        sent.append(len(found))
        for number in range(5):
            give(f"Quiz {number}", 3 + number)
            give(f"Study {number}", 3 + number, study=True)
    assert sent[0] == sent[1] <= MOST_OF_A_STUDENT, found


def test_the_day_of_a_teacher_takes_few_statements(app, as_teacher, give):
    give("First", 1)
    as_teacher.get("/")
    with statements.noted(app) as found:
        as_teacher.get("/")
    assert len(found) <= MOST_OF_A_TEACHER, found
