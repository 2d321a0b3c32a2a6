"""A teacher chooses facts that the class does not know; a student studies exactly these."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.clock import system_clock
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, app_of
from tests.journeys.steps import follow
from tests.journeys.test_class_memory import add_class

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_teacher_chooses_facts_and_a_student_studies_exactly_these(
    site: Site, open_page: Open, teacher: Path, script: bool
) -> None:
    course, name = add_class(site, "Treaties"), steps.new_name()
    pupil = open_page(script=script)
    pupil.goto("/signup")
    steps.sign_up(pupil, name)
    with app_of(site), transaction() as session:
        person = db.session.scalars(select(User.id).where(User.name == name)).one()
        enrolling.enrol(session, course, person, CourseRole.STUDENT, system_clock())

    desk = open_page(state=teacher, script=script)
    desk.goto(f"/courses/{course}/memory")
    # Nothing is given for a button that was pressed too early.
    follow(desk.get_by_role("button", name="Assign these to study"))
    expect(desk.get_by_text("Nothing is chosen yet.")).to_be_visible()
    boxes = desk.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    follow(desk.get_by_role("button", name="Assign these to study"))
    expect(desk.get_by_role("heading", name=re.compile("^2 facts"))).to_be_visible()
    desk.get_by_role("checkbox").nth(1).uncheck()
    said = desk.locator("label:has(:checked)").filter(has=desk.get_by_role("checkbox")).first
    statement = said.inner_text().strip()
    follow(desk.get_by_role("button", name="Assign", exact=True))
    expect(desk.get_by_text("It is assigned.")).to_be_visible()
    expect(desk.get_by_text("1 chosen fact of a bank to study")).to_be_visible()
    expect(desk.get_by_role("row").filter(has_text=name)).to_contain_text("0 of 1 facts")

    pupil.goto("/")
    follow(pupil.get_by_role("link", name=re.compile("^Study.*1 chosen fact")))
    expect(pupil.get_by_role("main")).to_contain_text(statement)
    follow(pupil.get_by_role("button", name="Ask me"))
    follow(pupil.get_by_role("button", name="I do not know"))
    follow(pupil.get_by_role("link", name="Next card"))
    # There is no other card: it comes again in a moment.
    expect(pupil.get_by_role("heading", name="Done for now")).to_be_visible()
    expect(pupil.get_by_text("0 of 1 facts known by then")).to_be_visible()
    follow(pupil.get_by_role("link", name="Study the whole bank"))
    expect(pupil.get_by_role("main")).not_to_contain_text("chosen fact")


def test_the_pages_of_chosen_facts(site: Site, open_page: Open, teacher: Path) -> None:
    course = add_class(site, "Protocols")
    page = open_page(state=teacher)
    look = Look(page)
    page.goto(f"/courses/{course}/memory")
    look.here()
    follow(page.get_by_role("link", name="Assign the 15 weakest to study"))
    page.get_by_role("heading", name=re.compile("^[0-9]+ facts")).click()
    look.here()
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    follow(page.get_by_role("button", name="Assign", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one fact.")
    look.here()
    page.get_by_role("checkbox").first.check()
    follow(page.get_by_role("button", name="Assign", exact=True))
    page.get_by_text("The facts that were chosen").click()
    look.here()
    follow(page.get_by_role("link", name="Change", exact=True))
    look.here()
    assert look.faults == []
