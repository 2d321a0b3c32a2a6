"""How long a course is kept: told its teacher, put off by a button, listed for administrators."""

import pytest
from click.testing import CliRunner

from quizapp.cli import main
from quizapp.db import transaction
from quizapp.jobs.handlers import SETTLED_DAYS
from quizapp.jobs.registry import DAILY
from quizapp.jobs.retention import FORGET_COURSES
from quizapp.privacy.retention import forget_some, tell
from tests.gradebook.conftest import bank, biology, colleague, giving, marking
from tests.jobs.conftest import make_worker

__all__ = ["bank", "biology", "colleague", "giving", "marking"]


@pytest.fixture(autouse=True)
def _open(context):
    """The course is read outside of requests, too."""


@pytest.fixture
def home(giving):
    return f"/courses/{giving.course.id}"


@pytest.fixture
def over(giving, cast, as_teacher, home):
    """A course that its teacher wants kept for six months, and that is over."""
    giving.quiz_is()
    giving.hand_in(cast.student, giving.start(cast.student))
    assert as_teacher.post(f"{home}/months", data={"months": "6"}).status_code == 303
    assert as_teacher.post(f"{home}/archive").status_code == 303
    return giving.course


def later(app, clock, days):
    clock.advance(days=days)
    with app.app_context(), transaction() as session:
        tell(session, 0, clock())


def test_a_teacher_sets_the_months_and_wrong_ones_change_nothing(giving, as_teacher, home):
    for typed in ("0", "-3", "121", "x", "1.5"):
        as_teacher.post(f"{home}/months", data={"months": typed})
        assert giving.course.course().keep_months is None
        assert "Nothing was changed." in as_teacher.get(f"{home}/settings").text
    as_teacher.post(f"{home}/months", data={"months": "6"})
    assert giving.course.course().keep_months == 6
    assert 'value="6"' in as_teacher.get(f"{home}/settings").text
    as_teacher.post(f"{home}/months", data={"months": ""})
    assert giving.course.course().keep_months is None


def test_the_day_on_which_it_is_forgotten_is_said(as_teacher, home):
    def said(page=""):
        return as_teacher.get(f"{home}{page}").text

    assert "This course is kept for ever, as it is set now." in said("/settings")
    as_teacher.post(f"{home}/months", data={"months": "1"})
    assert "forgotten 1 month after it is archived." in said("/settings")
    as_teacher.post(f"{home}/months", data={"months": "6"})
    assert "forgotten 6 months after it is archived." in said("/settings")
    assert "will be forgotten" not in said()
    as_teacher.post(f"{home}/archive")
    # It was the second of March.
    for page in ("/settings", ""):
        assert "will be forgotten on 2 September 2026." in said(page)


def test_the_owner_is_told_and_keeps_it_for_another_year(app, over, cast, log_in, clock, home):
    later(app, clock, 100)
    assert "Keep it for another year" not in log_in(cast.teacher).get(home).text
    later(app, clock, 80)
    as_teacher, as_student = log_in(cast.teacher), log_in(cast.student)
    page = as_teacher.get(home).text
    assert "it is forgotten who learned here" in page
    assert "Keep it for another year" not in as_student.get(home).text
    assert as_teacher.post(f"{home}/keep").status_code == 303
    assert "Keep it for another year" not in as_teacher.get(home).text
    assert over.course().kept_until is not None
    assert as_student.post(f"{home}/keep").status_code == 403


def test_administrators_see_what_goes_when(app, over, cast, log_in, clock):
    def page():
        return log_in(cast.admin).get("/admin/retention").text

    assert "Biology 7b" in page()
    assert "not announced yet" in page()
    later(app, clock, 200)
    assert "not announced yet" not in page()
    clock.advance(days=31)
    assert "next night" in page()
    with app.app_context():
        for _ in range(2):
            with transaction() as session:
                assert forget_some(session, 0, clock()) == 1
    assert "Nothing to forget" in page()
    assert over.course().forgotten_at is not None


def test_the_job_of_every_day_tells_first_and_forgets_then(app, over, clock, cast, log_in, home):
    daily = [each for each in DAILY if each.kind == FORGET_COURSES.kind]
    clock.advance(days=200)
    for _ in range(SETTLED_DAYS + 2):
        make_worker(app, FORGET_COURSES, daily=daily).work_once()
        clock.advance(days=1)
    assert over.course().retention_told_at is not None
    assert over.course().forgotten_at is None
    clock.advance(days=31)
    for _ in range(SETTLED_DAYS + 8):
        make_worker(app, FORGET_COURSES, daily=daily).work_once()
        clock.advance(hours=12)
    assert over.course().forgotten_at is not None
    page = log_in(cast.teacher).get(home).text
    assert "nobody knows any more who learned in this course" in page


def test_the_command_lists_without_changing(monkeypatch, tmp_path):
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/quizapp.db")
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    answer = CliRunner().invoke(main, ["retention", "--dry-run"])
    assert answer.exit_code == 0, answer.output
    assert "No course is to be forgotten." in answer.output
    answer = CliRunner().invoke(main, ["retention"])
    assert "Students and courses forgotten: 0." in answer.output
