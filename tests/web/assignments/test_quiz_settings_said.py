"""Who assigns a quiz reads what of its settings matters for a test, and is warned."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank
from quizapp.courses.models import CourseRole
from quizapp.db import db
from quizapp.domain.grades import GradeRule
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Item
from quizapp.quizzes.models import Feedback, Layout
from tests import builders
from tests.quizzes.designing import QUIZ, build
from tests.web.assignments.conftest import Desk
from tests.web.courses.conftest import biology, text_of

__all__ = ["biology", "text_of"]

WARNING = "Students can see the answers and try again."
AT_ONCE = {"feedback": Feedback.AT_ONCE, "layout": Layout.SINGLE}


@pytest.fixture
def desk_with(app, biology, cast, load_bank, clock):
    """A teacher's browser at a course, with a quiz that has these settings."""

    def made(*, keyless=0, **settings):
        load_bank(builders.bank())
        if settings.get("release") is Release.CLOSING:
            settings["closes_at"] = clock() + timedelta(days=9)
        with app.app_context():
            bank = db.session.scalars(select(Bank)).one()
            items = [Item(bank.id, count=2 - keyless)] if keyless < 2 else []
            items += [Item(bank.id, count=keyless, shows_key=False)] if keyless else []
            build(cast.teacher.id, bank.id, *items, now=clock(), title="Harbours", **settings)
        return Desk(app, biology, cast, clock)

    return made


@pytest.mark.parametrize(
    ("how", "said", "warned"),
    [
        (
            {},
            "Any number of attempts; the best counts. Right answers are shown at hand-in.",
            True,
        ),
        (
            {"attempts_allowed": 3, "grade_rule": GradeRule.LAST},
            "3 attempts; the last counts. Right answers are shown at hand-in.",
            True,
        ),
        ({"attempts_allowed": 1}, "1 attempt. Right answers are shown at hand-in.", False),
        (
            {"attempts_allowed": 2, "grade_rule": GradeRule.AVERAGE},
            "2 attempts; the average of all attempts counts.",
            True,
        ),
        (AT_ONCE, "Right answers are shown after each question.", True),
        ({"release": Release.CLOSING}, "Right answers are shown after the quiz closes.", False),
        ({"release": Release.NEVER}, "Right answers are never shown.", False),
        ({"keyless": 2}, "Right answers are never shown.", False),
        ({"keyless": 1}, "Right answers of 1 of 2 questions are shown at hand-in.", True),
    ],
)
def test_the_page_says_what_matters_for_a_test(desk_with, text_of, how, said, warned):
    desk = desk_with(**how)
    for path in (f"{desk.path}/new?quiz={QUIZ}", f"{desk.given()}/terms"):
        page = desk.lesson.teacher.get(path).text
        assert said in text_of(page)
        assert (WARNING in text_of(page)) is warned
        assert f"/teach/quizzes/{QUIZ}/settings" in page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"closes_at": 2}, "The quiz itself closes 4 March 2026, "),
        ({"opens_at": 1}, "The quiz itself opens 3 March 2026, "),
        ({"opens_at": 1, "closes_at": 2}, " and closes 4 March 2026, "),
    ],
)
def test_times_of_the_quiz_that_the_assignment_replaces_are_said(
    desk_with, text_of, clock, days, said
):
    desk = desk_with(**{name: clock() + timedelta(days=each) for name, each in days.items()})
    for path in (f"{desk.path}/new?quiz={QUIZ}", f"{desk.given()}/terms"):
        page = text_of(desk.lesson.teacher.get(path).text)
        assert said in page
        assert "the times below count instead" in page


def test_a_quiz_without_times_of_its_own_has_none_said(desk_with, text_of):
    desk = desk_with()
    assert "The quiz itself" not in text_of(
        desk.lesson.teacher.get(f"{desk.path}/new?quiz={QUIZ}").text
    )


def test_who_did_not_make_the_quiz_is_led_to_no_settings(desk_with, make_user, log_in):
    desk, colleague = desk_with(), make_user("Ceyda", role=Role.TEACHER)
    desk.enrol(colleague, CourseRole.CO_TEACHER)
    page = log_in(colleague).get(f"{desk.given()}/terms").text
    assert WARNING in page
    assert f"/teach/quizzes/{QUIZ}/settings" not in page


def test_what_is_studied_has_no_such_line(desk_with):
    desk = desk_with()
    page = desk.lesson.teacher.get(f"{desk.path}/new?bank=arnholm").text
    assert "Right answers" not in page
