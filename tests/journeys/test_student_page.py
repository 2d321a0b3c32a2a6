"""A teacher goes through the class, student by student; a student sees their own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answering import assigning
from quizapp.assignments.services import Setting, What
from quizapp.banks.models import Bank
from quizapp.clock import new_id, system_clock
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Window
from quizapp.memory.log import Learner
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.journeys import beside, steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site
from tests.journeys.steps import follow
from tests.studies import Studies

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)


def a_class(site: Site, *names: str) -> UUID:
    """Make a course of Clara's, of which the first has answered a quiz wrongly."""
    for name in names:
        beside.add_person(site, name)
    quiz_id, course_id, now = beside.add_quiz(site, "Rivers"), new_id(), system_clock()
    with beside.app_of(site):
        clara = db.session.scalars(select(User.id).where(User.name == "Clara")).one()
        people = [db.session.scalars(select(User).where(User.name == each)).one() for each in names]
        first = Learner.of(people[0])
        with transaction() as session:
            make_course(session, course_id, "Geography", "Europe/Berlin", by=clara, now=now)
            for person in people:
                enrolling.enrol(session, course_id, person.id, CourseRole.STUDENT, now)
            setting = Setting(Window(now - DAY, now + DAY, now + 9 * DAY))
            what = What(quiz_id=quiz_id)
            assigning.assign(session, new_id(), course_id, what, setting, by=clara, now=now)
            attempt_id = start_quiz(session, new_id(), quiz_id, user_id=first.id, now=now).id
        bank = db.session.scalars(select(Bank.id).where(Bank.slug == "us-japan-alliance")).one()
        studies = Studies(first, bank, system_clock)
        studies.hand_in(attempt_id, studies.forms(attempt_id, builders.wrong_fields))
    return course_id


def test_a_teacher_goes_through_the_class_and_a_student_sees_their_own_page(
    open_page: Callable[..., Page], site: Site, teacher: Path
) -> None:
    ana, ben = f"Ana {steps.new_name()}", f"Ben {steps.new_name()}"
    course = f"/courses/{a_class(site, ana, ben)}"
    page = open_page(state=teacher)
    look = Look(page)
    page.goto(f"{course}/people")
    look.here()
    follow(page.get_by_role("link", name=ana))
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 of 1 handed in; last active today")
    expect(main.get_by_role("heading", name="Mistake 1")).to_be_visible()
    look.here()
    # With the keyboard alone to the next one, and back.
    page.get_by_role("link", name="All people").focus()
    steps.press(page, "Tab")
    steps.press(page, "Enter")
    expect(page.get_by_role("heading", name=ben)).to_be_visible()
    expect(main).to_contain_text("0 of 1 handed in; not active yet")
    look.here()
    follow(page.get_by_role("link", name="Previous"))
    follow(page.get_by_role("link", name="The whole attempt").first)
    expect(page.get_by_role("heading", name=ana)).to_be_visible()

    pupil = open_page()
    own = Look(pupil)
    pupil.goto("/login")
    steps.log_in(pupil, ana)
    pupil.goto(course)
    follow(pupil.get_by_role("link", name="Your days, weak topics and mistakes"))
    expect(pupil.get_by_role("main")).to_contain_text("1 of 1 handed in; last active today")
    expect(pupil.get_by_role("main")).not_to_contain_text(ben)
    own.here()
    follow(pupil.get_by_role("link", name="See the result").first)
    expect(pupil.get_by_text("right answer").first).to_be_visible()
    assert look.faults + own.faults == []
