"""The page of notices, the number beside its link, and the page where they are chosen."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.notices import services
from quizapp.notices.models import NoticeRead
from quizapp.quizzes.starting import start_quiz
from tests import builders, statements
from tests.databases import both_databases
from tests.web.given_work import give

__all__ = ["give"]

DAY = timedelta(days=1)
SPOKEN = re.compile(r"Notices: (\d+) new notices?</span>")


def number(page: str) -> int:
    """What the link says is new."""
    found = SPOKEN.search(page)
    return int(found[1]) if found else 0


@pytest.fixture
def course(app, cast, load_bank, clock):
    """A course with the student in it, who knows that."""
    load_bank(builders.bank())
    course_id = uuid4()
    with app.app_context(), transaction() as session:
        make_course(session, course_id, "Biology", "UTC", by=cast.teacher.id, now=clock())
        enrolling.enrol(session, course_id, cast.student.id, CourseRole.STUDENT, clock())
        session.get_one(type(cast.student), cast.student.id).news_seen_at = clock()
    clock.advance(minutes=1)
    return course_id


@both_databases
def test_the_number_stands_beside_the_link_until_the_thing_was_opened(as_student, give):
    assert number(as_student.get("/").text) == 0
    quiz = give("Harbours")
    give("Far away", opens=2)
    page = as_student.get("/").text
    assert number(page) == 1
    assert "Notices" in page
    listed = as_student.get("/notices").text
    assert "<strong>New</strong> · Assigned: " in listed
    assert f'href="/quizzes/{quiz}"' in listed
    assert "Harbours</a> in Biology. Due Wednesday 11 March" not in listed
    assert "Far away" not in listed
    # Opening it reads it, on its own page already.
    assert number(as_student.get(f"/quizzes/{quiz}").text) == 0
    assert number(as_student.get("/").text) == 0
    listed = as_student.get("/notices").text
    assert "Harbours" in listed
    assert "New</strong>" not in listed
    assert "Nothing is new." in listed


@both_databases
def test_all_can_be_marked_as_read_twice_and_what_came_since_stays_new(as_student, give, clock):
    give("First")
    clock.advance(minutes=1)
    give("Second", 0.5)
    page = as_student.get("/notices").text
    assert "2 are new." in page
    until = re.search(r'name="until" value="([^"]+)"', page)[1]
    clock.advance(minutes=1)
    give("Third")
    clock.advance(minutes=1)
    for _ in range(2):
        answer = as_student.post("/notices/read", data={"until": until})
        assert (answer.status_code, answer.location) == (303, "/notices")
        assert number(as_student.get("/").text) == 1
    page = as_student.get("/notices").text
    assert page.count("New</strong>") == 1
    places = [page.index(f">{title}</a>") for title in ("Third", "Second", "First")]
    assert places == sorted(places)


@pytest.mark.parametrize("until", ["", "x", "2026-03-02T09:00:00", "9999-12-31T23:59:59-23:59"])
def test_a_moment_that_is_none_is_refused(as_student, until):
    assert as_student.post("/notices/read", data={"until": until}).status_code == 400


def test_nobody_reads_what_is_to_come(as_student, give, clock):
    ahead = (clock() + 9 * DAY).isoformat()
    assert as_student.post("/notices/read", data={"until": ahead}).status_code == 303
    clock.advance(minutes=1)
    give("Harbours")
    assert number(as_student.get("/").text) == 1


def test_days_are_named_by_the_clock_of_whoever_looks(app, as_student, cast, give, clock):
    give("Today’s")
    clock.advance(days=1)
    give("Tomorrow’s", opens=-0.001)
    page = as_student.get("/notices").text
    assert ">Today</h2>" in page
    assert ">Yesterday</h2>" in page
    clock.advance(days=5)
    with app.app_context(), transaction() as session:
        session.get_one(type(cast.student), cast.student.id).time_zone = "Asia/Tokyo"
    assert "Tuesday 3 March</h2>" in as_student.get("/notices").text


def test_where_nothing_is_told_the_page_says_what_will_be(as_stranger):
    page = as_stranger.get("/notices").text
    assert "Nothing to tell" in page
    assert "Mark all as read" not in page


def test_what_is_late_says_since_when(as_student, give, clock):
    give("Harbours", 0.5)
    assert "To do: " in as_student.get("/notices").text
    clock.advance(days=1)
    assert "Was due 2 March 2026, 21:01, and is still open." in as_student.get("/notices").text


def test_a_long_list_has_pages(as_student, give, app):
    for count in range(55):
        give(f"Quiz {count:02}")
    first = as_student.get("/notices").text
    assert "55 are new." in first
    assert first.count("New</strong>") == 50
    second = as_student.get("/notices?page=2").text
    assert second.count("New</strong>") == 5
    for odd in ("3", "0", "-1", "x", "9" * 30):
        assert as_student.get(f"/notices?page={odd}").status_code == 200
    with statements.noted(app) as sent:
        as_student.get("/notices")
    assert len(sent) <= 8, "\n".join(sent)


@both_databases
def test_kinds_are_switched_off_one_by_one_or_all(as_student, as_teacher, give):
    give("Harbours")
    page = as_student.get("/notices/settings").text
    assert "Students wait" not in page
    assert page.count(" checked") == 6
    answer = as_student.post("/notices/settings", data={"kind": ["due", "marked", "waiting", "?"]})
    assert (answer.status_code, answer.location) == (303, "/notices/settings")
    assert number(as_student.get("/").text) == 0
    assert as_student.get("/notices/settings").text.count(" checked") == 2
    as_student.post("/notices/settings", data={"kind": ["assigned"]})
    assert number(as_student.get("/").text) == 1
    as_student.post("/notices/settings", data={"kind": ["assigned"], "off": "1"})
    assert " checked" not in as_student.get("/notices/settings").text
    page = as_teacher.get("/notices/settings").text
    assert "Students wait to be let into a course" in page
    assert page.count(" checked") == 7


def test_a_teacher_is_told_how_many_wait(app, as_teacher, course, clock, make_user):
    for name in ("Eva", "Finn"):
        user = make_user(name)
        with app.app_context(), transaction() as session:
            row = enrolling.enrol(session, course, user.id, CourseRole.STUDENT, clock())
            row.state = "waiting"
    assert number(as_teacher.get("/").text) == 1
    page = as_teacher.get("/notices").text
    assert "2 students wait to be let into <a" in page
    assert "Eva" not in page
    assert number(as_teacher.get(f"/courses/{course}").text) == 0
    assert number(as_teacher.get("/").text) == 0


def test_a_page_costs_one_statement_more_and_a_quiz_none(app, cast, as_student, give, clock):
    quiz = give("Harbours")
    with app.app_context(), transaction() as session:
        attempt = start_quiz(session, uuid4(), quiz, user_id=cast.student.id, now=clock()).id
    for path, expected in (
        ("/account", 1),
        ("/courses", 1),
        (f"/attempts/{attempt}", 0),
        ("/banks/arnholm/study", 0),
    ):
        as_student.get(path)
        with statements.noted(app) as sent:
            assert as_student.get(path).status_code == 200
        counted = [each for each in sent if "notice_read" in each]
        assert len(counted) == expected, path


def test_a_guest_has_no_notices(as_guest, client):
    for browser in (as_guest, client):
        page = browser.get("/").text
        assert "/notices" not in page


def test_what_is_looked_at_is_noted_once_and_by_looking_alone(app, as_student, give):
    quiz = give("Harbours")
    as_student.head(f"/quizzes/{quiz}")
    assert number(as_student.get("/").text) == 1
    for _ in range(2):
        as_student.get(f"/quizzes/{quiz}")
    with app.app_context():
        assert len(db.session.scalars(select(NoticeRead)).all()) == 1


def test_a_page_is_shown_where_nothing_can_be_noted(as_student, give, monkeypatch):
    quiz = give("Harbours")

    def held(*_args, **_named):
        raise OperationalError("database is locked", None, Exception("locked"))

    monkeypatch.setattr(services, "read_about", held)
    assert as_student.get(f"/quizzes/{quiz}").status_code == 200
    assert number(as_student.get("/").text) == 1


def test_the_page_of_a_fault_counts_nothing(app, as_student, give):
    give("Harbours")
    with statements.noted(app) as sent:
        page = as_student.get("/banks/nowhere")
    assert page.status_code == 404
    assert not [each for each in sent if "notice_read" in each]
