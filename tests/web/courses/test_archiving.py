"""Ending a course: asked once, with what becomes of attempts under way."""

import pytest

from quizapp.courses import services
from tests.assignments.conftest import attempt, bank, biology, colleague, giving
from tests.databases import both_databases

__all__ = ["bank", "biology", "colleague", "giving"]

pytestmark = [both_databases, pytest.mark.usefixtures("context")]


@pytest.fixture
def home(giving):
    return f"/courses/{giving.course.id}"


def test_the_question_says_how_many_attempts_are_under_way(giving, cast, as_teacher, home):
    giving.course.enrol(cast.stranger)
    giving.quiz_is(-1, 7, 9)
    assert f'href="{home}/archive"' in as_teacher.get(f"{home}/settings").text
    assert "No attempt is under way." in as_teacher.get(f"{home}/archive").text
    mine = giving.start(cast.student)
    page = as_teacher.get(f"{home}/archive").text
    assert "1 attempt is under way." in page
    assert "It can still be handed in, and is marked." in page
    giving.start(cast.stranger)
    page = as_teacher.get(f"{home}/archive").text
    assert "2 attempts are under way." in page
    assert "They can still be handed in, and are marked." in page
    giving.hand_in(cast.student, mine)
    assert "1 attempt is under way." in as_teacher.get(f"{home}/archive").text
    assert giving.course.course().archived_at is None


def test_attempts_that_are_no_part_of_the_course_are_not_counted(giving, cast, as_teacher, home):
    giving.quiz_is(-1, 7, 9)
    giving.studies(cast.student).quiz()
    assert "No attempt is under way." in as_teacher.get(f"{home}/archive").text


def test_what_was_under_way_is_handed_in_and_marked_afterwards(giving, cast, as_teacher, home):
    giving.quiz_is(-1, 7, 9)
    mine = giving.start(cast.student)
    assert as_teacher.post(f"{home}/archive").status_code == 303
    page = as_teacher.get(home).text
    assert "Attempts that were under way can still be handed in" in page
    giving.hand_in(cast.student, mine)
    over = attempt(mine)
    assert over.finished_at is not None
    assert over.points is not None


def test_an_archived_course_is_not_asked_about(giving, as_teacher, home):
    giving.course.do(services.archive)
    answer = as_teacher.get(f"{home}/archive")
    assert (answer.status_code, answer.location) == (303, f"{home}/settings")
