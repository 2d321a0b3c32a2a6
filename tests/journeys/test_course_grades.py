"""The gradebook of a course in a browser: the table by keyboard, marks by hand, the file."""

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
from quizapp.clock import new_id, system_clock
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.courses.services import make_course
from quizapp.db import db, transaction
from quizapp.domain.due_dates import Window
from quizapp.quizzes.models import Attempt
from tests.journeys import beside, steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site
from tests.journeys.steps import follow

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DAY = timedelta(days=1)


def a_class(site: Site, names: list[str], titles: list[str]) -> UUID:
    """Make a course of Clara's in which everybody but the last has handed in the first quizzes."""
    for name in names:
        beside.add_person(site, name)
    quizzes = [beside.add_quiz(site, title) for title in titles]
    course_id, now = new_id(), system_clock()
    with beside.app_of(site):
        clara = db.session.scalars(select(User.id).where(User.name == "Clara")).one()
        people = [
            db.session.scalars(select(User.id).where(User.name == each)).one() for each in names
        ]
        with transaction() as session:
            make_course(session, course_id, "Biology", "Europe/Berlin", by=clara, now=now)
            for person in people:
                enrolling.enrol(session, course_id, person, CourseRole.STUDENT, now)
            for place, quiz_id in enumerate(quizzes):
                due = now + (place - len(quizzes) + 1.5) * DAY
                given = assigning.assign(
                    session,
                    new_id(),
                    course_id,
                    What(quiz_id=quiz_id),
                    Setting(Window(now - 90 * DAY, due, now + 9 * DAY)),
                    by=clara,
                    now=now,
                )
                for number, person in enumerate(people[:-1]):
                    at = due - DAY + (number % 4 == 3) * 2 * DAY
                    if at > now:
                        continue
                    session.add(
                        Attempt(
                            id=new_id(),
                            user_id=person,
                            quiz_id=quiz_id,
                            settings_number=1,
                            length=3,
                            started_at=at,
                            finished_at=at,
                            ended_by="learner",
                            points=float((number + place) % 4),
                            possible=3.0,
                            waiting=0,
                            assignment_id=given.id,
                        )
                    )
    return course_id


def test_a_teacher_marks_by_hand_and_the_student_sees_it(
    open_page: Open, site: Site, teacher: Path, script: bool
) -> None:
    ana, ben = f"Ana {steps.new_name()}", f"Ben {steps.new_name()}"
    course = f"/courses/{a_class(site, [ana, ben], ['Rivers', 'Seas'])}"
    page = open_page(state=teacher, script=script)
    page.goto(course)
    follow(page.get_by_role("link", name="Grades"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=ben))
    expect(row.get_by_role("cell").first).to_have_text("0")
    follow(row.get_by_role("link", name="0 missing"))
    page.get_by_label("Mark in per cent").fill("120")
    page.get_by_label("Reason").first.fill("Told it orally.")
    follow(page.get_by_role("button", name="Set the mark"))
    expect(page.get_by_role("alert")).to_contain_text("from 0 to 100")
    page.get_by_label("Mark in per cent").fill("75.5")
    follow(page.get_by_role("button", name="Set the mark"))
    expect(page.get_by_role("main")).to_contain_text("mark set to 75.5 % (counts). Told it orally.")
    page.get_by_label("Note").fill("Well told.")
    page.get_by_label("The student sees it").check()
    follow(page.get_by_role("button", name="Save the note"))

    pupil = open_page(script=script)
    pupil.goto("/login")
    steps.log_in(pupil, ben)
    pupil.goto(course)
    own = pupil.get_by_role("row").filter(has_text="Rivers").filter(has_text="by hand")
    expect(own).to_contain_text("75 %, set by hand")
    expect(own).to_contain_text("Well told.")
    expect(pupil.get_by_role("main")).not_to_contain_text(ana)

    page.get_by_text("Take the mark back").click()
    page.get_by_label("Reason").nth(1).fill("It was Ana who told it.")
    follow(page.get_by_role("button", name="Take it back"))
    expect(page.get_by_role("main")).to_contain_text("0 %, missing")
    page.goto(f"{course}/grades")
    with page.expect_download() as file:
        page.get_by_role("link", name="XLSX").click()
    assert file.value.suggested_filename == "grades.xlsx"


def test_the_arrow_keys_go_from_cell_to_cell(open_page: Open, site: Site, teacher: Path) -> None:
    names = [f"{each} {steps.new_name()}" for each in ("Ana", "Ben", "Cem")]
    course = a_class(site, names, ["Rivers", "Seas", "Lakes"])
    page = open_page(state=teacher)
    page.goto(f"/courses/{course}/grades")
    expect(page.get_by_text("the arrow keys go from cell to cell")).to_be_visible()
    focused = page.locator(":focus")
    page.get_by_role("link", name=names[0]).focus()
    # The total has no link, so that it is passed over.
    steps.press(page, "ArrowRight")
    expect(focused).to_have_text("0")
    steps.press(page, "ArrowDown")
    steps.press(page, "ArrowRight")
    expect(focused).to_have_text("66")
    steps.press(page, "End")
    expect(focused).to_have_text("100")
    steps.press(page, "ArrowRight")
    expect(focused).to_have_text("100")
    steps.press(page, "Home")
    expect(focused).to_have_text(names[1])
    steps.press(page, "ArrowUp")
    steps.press(page, "ArrowUp")
    expect(focused).to_have_text("Student")
    # One stop of the tab key is enough for all cells.
    steps.press(page, "ArrowDown")
    steps.press(page, "Tab")
    assert page.evaluate("document.activeElement.closest('tbody')") is None


def test_axe_finds_nothing_on_these_pages(open_page: Open, site: Site, teacher: Path) -> None:
    names = [f"{each} {steps.new_name()}" for each in ("Ana", "Ben", "Cem", "Dan", "Eve")]
    course = a_class(site, names, ["Rivers", "Seas", "Lakes of the whole north, and of the south"])
    page = open_page(state=teacher)
    look = Look(page)
    look.at(f"/courses/{course}/grades")
    page.set_viewport_size({"width": 1280, "height": 844})
    column = page.get_by_role("link", name="how the marks lie").first.get_attribute("href")
    assert column
    look.at(column)
    page.goto(f"/courses/{course}/grades")
    first = page.locator("tbody a").nth(1)
    cell, student = first.get_attribute("href"), page.locator("tbody a").first.get_attribute("href")
    assert cell
    assert student
    look.at(student, cell)
    page.get_by_role("link", name="All students").click()
    pupil = open_page()
    pupil.goto("/login")
    steps.log_in(pupil, names[0])
    own = Look(pupil)
    own.at(f"/courses/{course}")
    assert look.faults + own.faults == []
