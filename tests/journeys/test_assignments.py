"""A quiz that a course is given, by its teacher and by a student who is late with it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from quizapp.clock import system_clock
from tests.journeys import beside, steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site
from tests.journeys.steps import follow
from tests.journeys.test_courses import make_code, make_course, row_of

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def berlin(**later: float) -> str:
    """Return what a clock in Berlin shows so much later, as a field for it takes it."""
    moment: datetime = system_clock() + timedelta(**later)
    return f"{moment.astimezone(ZoneInfo('Europe/Berlin')):%Y-%m-%dT%H:%M}"


def let_in(page: Page, link: str, name: str) -> None:
    """Make an account and join a course by its link."""
    page.goto(link)
    follow(page.get_by_role("button", name="Choose a name and join"))
    steps.sign_up(page, name)


def test_a_quiz_is_assigned_taken_late_and_given_more_time(
    site: Site, open_page: Open, teacher: Path, script: bool
) -> None:
    title, ana = f"Lamps {steps.new_name()}", f"Ana {steps.new_name()}"
    quiz_id = beside.add_quiz(site, title)
    desk = open_page(state=teacher, script=script)
    course = make_course(desk, f"Biology {steps.new_name()}")
    _, link = make_code(desk)
    pupil = open_page(script=script)
    let_in(pupil, link, ana)

    # From the quiz to the course; it was due an hour ago and closes tomorrow.
    desk.goto(f"/teach/quizzes/{quiz_id}")
    follow(desk.get_by_role("link", name="Assign to a course"))
    if desk.get_by_text("To which course?").is_visible():
        desk.goto(f"{course}/assignments/new?quiz={quiz_id}")
    assert desk.get_by_label("Due", exact=True).input_value().endswith("T23:59")
    desk.get_by_label("Opens").fill(berlin(days=-1))
    desk.get_by_label("Due", exact=True).fill(berlin(hours=-1))
    desk.get_by_text("More", exact=True).click()
    desk.get_by_label("Closes").fill(berlin(days=1))
    desk.get_by_label("Weight").fill("2")
    follow(desk.get_by_role("button", name="Assign"))
    expect(desk.get_by_text("It is assigned.")).to_be_visible()
    expect(row_of(desk, ana)).to_contain_text("Late")

    # It stands on the student's day, late, with one button.
    pupil.goto("/")
    expect(pupil.get_by_role("heading", name="Due soon")).to_be_visible()
    expect(pupil.get_by_text("1 hour late")).to_be_visible()
    follow(pupil.get_by_role("link", name=re.compile("^Start")))
    expect(pupil.get_by_text("Due", exact=True)).to_be_visible()
    follow(pupil.get_by_role("button", name="Start"))
    attempt = pupil.url

    # Ana was ill: she has until tomorrow, while she is at it.
    desk.reload()
    expect(row_of(desk, ana)).to_contain_text("Under way")
    follow(row_of(desk, ana).get_by_role("link", name=re.compile("^Dates")))
    desk.get_by_label("Due (optional)").fill(berlin(days=2))
    desk.get_by_label("Reason").fill("Was ill.")
    follow(desk.get_by_role("button", name="Give this"))
    expect(desk.get_by_text("One attempt under way ends later, too.")).to_be_visible()
    expect(desk.get_by_role("main")).to_contain_text("Was ill.")
    pupil.goto("/")
    expect(pupil.get_by_text("hour late")).to_be_hidden()
    follow(pupil.get_by_role("link", name=re.compile("^Go on")))
    assert pupil.url == attempt
    steps.hand_in_as_it_is(pupil)
    pupil.goto(course)
    expect(pupil.get_by_role("main")).to_contain_text("Done")
    desk.reload()
    expect(row_of(desk, ana)).to_contain_text("Done")
    follow(row_of(desk, ana).get_by_role("link", name=re.compile("^Result")))
    expect(desk.get_by_role("heading", level=1)).to_have_text(ana)

    # Removed by a slip, and back by one click.
    desk.go_back()
    follow(desk.get_by_role("button", name="Remove"))
    pupil.goto(course)
    expect(pupil.get_by_text("Nothing is assigned to you at present.")).to_be_visible()
    follow(desk.get_by_role("button", name="Undo"))
    expect(desk.get_by_role("row").filter(has_text=title)).to_contain_text("1 of 1")


def test_the_pages_of_assignments(site: Site, open_page: Open, teacher: Path) -> None:
    quiz_id = beside.add_quiz(site, f"Lamps {steps.new_name()}")
    page = open_page(state=teacher)
    look = Look(page)
    course = make_course(page, f"Physics {steps.new_name()}")
    _, link = make_code(page)
    look.at(f"{course}/assignments", f"{course}/assignments/new")
    pupil = open_page()
    theirs = Look(pupil)
    let_in(pupil, link, f"Ben {steps.new_name()}")
    theirs.at("/", course)
    for what in (f"quiz={quiz_id}", "bank=lighthouse"):
        page.goto(f"{course}/assignments/new?{what}")
        page.get_by_text("More", exact=True).click()
        look.here()
        page.get_by_label("Due", exact=True).fill("")
        follow(page.get_by_role("button", name="Assign"))
        look.here()
        page.get_by_label("Due", exact=True).fill(berlin(days=1))
        follow(page.get_by_role("button", name="Assign"))
        look.here()
    follow(page.get_by_role("link", name="Change"))
    look.here()
    page.go_back()
    follow(page.get_by_role("link", name="Other dates for somebody"))
    look.here()
    follow(page.get_by_role("button", name="Go on"))
    follow(page.get_by_role("button", name="Give this"))
    look.here()
    page.get_by_label("Due (optional)").fill(berlin(days=3))
    page.get_by_label("Reason").fill("A family matter.")
    follow(page.get_by_role("button", name="Give this"))
    look.here()
    look.at(course, f"{course}/assignments", "/", f"/quizzes/{quiz_id}/assign")
    theirs.at("/", course, f"/quizzes/{quiz_id}")
    follow(page.get_by_role("link", name="Courses"))
    page.goto(f"{course}/assignments")
    follow(page.get_by_role("rowheader").get_by_role("link").first)
    follow(page.get_by_role("button", name="Remove"))
    look.here()
    assert look.faults + theirs.faults == []
