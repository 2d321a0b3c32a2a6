"""A course from its first code to somebody who comes back, by its teacher and two students."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from quizapp.accounts.models import Role
from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, add_person
from tests.journeys.steps import follow

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def make_course(page: Page, title: str) -> str:
    """Make a course and return its address."""
    page.goto("/courses")
    button = re.compile("^(Make a|New) course$")
    follow(page.get_by_role("main").get_by_role("link", name=button))
    page.get_by_label("Title").fill(title)
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    follow(page.get_by_role("button", name="Make the course"))
    return page.url


def make_code(page: Page, *, decides: bool = False) -> tuple[str, str]:
    """Make a code on the page of a course, and return it with its link."""
    if decides:
        page.get_by_label("I let in everybody myself").check()
    follow(page.get_by_role("button", name="Make a code"))
    return page.locator(".join-code").inner_text(), page.get_by_label("The link").input_value()


def row_of(page: Page, name: str) -> Locator:
    """Return the row of somebody in a table."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))


def test_a_class_comes_into_a_course(open_page: Open, teacher: Path, script: bool) -> None:
    board = open_page(state=teacher, script=script)
    title, ana, ben = (f"{word} {steps.new_name()}" for word in ("Biology", "Ana", "Ben"))
    course = make_course(board, title)
    code, link = make_code(board)

    # Somebody with an account types the code from the board.
    pupil = open_page(script=script)
    pupil.goto("/signup")
    steps.sign_up(pupil, ana)
    follow(pupil.get_by_role("link", name="Courses"))
    follow(pupil.get_by_role("link", name="Type a code"))
    pupil.get_by_label("Code").fill(f" {code.replace('-', ' ').lower()}")
    follow(pupil.get_by_role("button", name="Find the course"))
    expect(pupil.get_by_role("heading", level=1)).to_have_text(title)
    follow(pupil.get_by_role("button", name="Join the course"))
    expect(pupil.get_by_text("Taught by")).to_be_visible()
    expect(pupil.get_by_role("main")).to_contain_text("Clara")

    # A guest opens the link, and what they did before is theirs under the name that they choose.
    guest = open_page(script=script)
    steps.start_quiz(guest, layout="One by one")
    guest.goto(link)
    expect(guest.get_by_text("What you did as a guest is kept.")).to_be_visible()
    follow(guest.get_by_role("button", name="Choose a name and join"))
    guest.get_by_label("Name").fill(ben)
    guest.get_by_label("Password").fill(steps.PASSWORD)
    follow(guest.get_by_role("button", name="Create account"))
    expect(guest).to_have_url(course)
    expect(guest.get_by_text(f"You are in “{title}” now.")).to_be_visible()
    guest.goto("/")
    expect(guest.get_by_role("main")).to_contain_text(re.compile("Question 1|Go on|Continue"))

    # One is removed, put back by a click, and removed again.
    board.goto(f"{course}/people")
    expect(board.get_by_text("3 people")).to_be_visible()
    for undone in (True, False):
        follow(row_of(board, ben).get_by_role("button", name=re.compile("^Remove")))
        expect(board.get_by_text(f"Removed: {ben}.")).to_be_visible()
        if undone:
            follow(board.get_by_role("button", name="Undo"))
            expect(row_of(board, ben)).to_be_visible()
    guest.goto(course)
    expect(guest.get_by_role("heading", level=1)).to_have_text("There is nothing here")

    # The code alone does not let them back in: the teacher does.
    guest.goto(link)
    follow(guest.get_by_role("button", name="Join the course"))
    expect(guest.get_by_text("Waiting to be let in")).to_be_visible()
    board.goto(course)
    expect(board.get_by_role("heading", name="1 waits to be let in")).to_be_visible()
    follow(row_of(board, ben).get_by_role("button", name=re.compile("^Let in")))
    guest.goto(course)
    expect(guest.get_by_text("Taught by")).to_be_visible()

    # Whoever leaves by themself comes back by the code at once.
    follow(pupil.get_by_role("link", name="Leave this course"))
    follow(pupil.get_by_role("button", name="Leave the course"))
    expect(pupil.get_by_text("You have left the course.")).to_be_visible()
    pupil.goto(link)
    follow(pupil.get_by_role("button", name="Join the course"))
    expect(pupil).to_have_url(course)


def test_somebody_who_has_an_account_is_invited_and_says_yes(
    open_page: Open, site: Site, script: bool
) -> None:
    board, pupil = open_page(script=script), open_page(script=script)
    looks = [Look(board), Look(pupil)] if script else []
    ana, title, mentor = (f"{word} {steps.new_name()}" for word in ("Ana", "Botany", "Ms"))
    # An administrator, such as whoever keeps the site, would ask nobody.
    add_person(site, mentor, Role.TEACHER)
    steps.log_in(board, mentor)
    pupil.goto("/signup")
    steps.sign_up(pupil, ana)
    course = make_course(board, title)

    def invite(said: str) -> None:
        board.goto(f"{course}/people")
        board.get_by_label("Name of their account").fill(ana)
        follow(board.get_by_role("button", name="Invite", exact=True))
        expect(board.get_by_text(said).last).to_be_visible()

    def offered() -> None:
        pupil.goto("/")
        offer = pupil.get_by_role("region", name="Invitation")
        expect(offer).to_contain_text(f"{mentor} has put you on the roster of")
        for look in looks:
            look.here()

    invite(f"{ana} is invited, as a student.")
    board.goto(f"{course}/people?state=invited")
    expect(row_of(board, ana)).to_be_visible()
    offered()
    follow(pupil.get_by_role("button", name=f"Decline {title}"))
    # Whoever has declined is left alone for a month; another course may ask.
    invite(f"{ana} declined a place in this course.")
    title = f"Zoology {steps.new_name()}"
    course = make_course(board, title)
    invite(f"{ana} is invited, as a student.")
    offered()
    follow(pupil.get_by_role("button", name=f"Join {title}"))
    expect(pupil).to_have_url(course)
    expect(pupil.get_by_text("You are in this course now.")).to_be_visible()
    board.goto(f"{course}/people")
    expect(row_of(board, ana)).to_be_visible()
    assert [look.faults for look in looks] == [[] for _ in looks]


def test_the_pages_of_a_course(open_page: Open, teacher: Path) -> None:
    page = open_page(state=teacher)
    look = Look(page)
    look.at("/courses/new", "/join", "/join/7777-7777")
    course = make_course(page, f"Chemistry {steps.new_name()}")
    look.here()
    _, link = make_code(page, decides=True)
    pupil = open_page()
    theirs = Look(pupil)
    theirs.at(link)
    follow(pupil.get_by_role("button", name="Choose a name and join"))
    steps.sign_up(pupil, steps.new_name())
    theirs.here()
    theirs.at(link)
    look.at(course, f"{course}/code")
    page.goto(course)
    follow(page.get_by_role("button", name=re.compile("^Let in")))
    page.goto(f"{course}/groups")
    follow(page.get_by_role("button", name="Add the group"))
    look.here()
    page.get_by_label("Name", exact=True).fill("Red")
    follow(page.get_by_role("button", name="Add the group"))
    page.goto(f"{course}/people")
    page.get_by_role("checkbox").check()
    follow(page.get_by_role("button", name="Put into this group"))
    look.here()
    follow(page.get_by_role("button", name="Add", exact=True))
    look.here()
    look.at(
        f"{course}/groups", f"{course}/settings", f"{course}/copy", f"{course}/people?text=no+one"
    )
    theirs.at(course, f"{course}/leave", "/courses")
    page.goto(f"{course}/people")
    follow(page.get_by_role("button", name=re.compile("^Remove")))
    look.here()
    look.at(f"{course}/people?state=gone")
    page.goto(f"{course}/settings")
    follow(page.get_by_role("link", name="Archive this course"))
    look.here()
    follow(page.get_by_role("button", name="Archive this course"))
    look.here()
    look.at(f"{course}/settings", f"{course}/code", "/courses", "/courses?all=1")
    assert look.faults + theirs.faults == []


def test_the_masthead_fits_at_every_width(open_page: Open, teacher: Path) -> None:
    page = open_page(state=teacher)
    page.goto("/join")
    beyond = {}
    for width in range(320, 660, 10):
        page.set_viewport_size({"width": width, "height": 844})
        beyond[width] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {width: pixels for width, pixels in beyond.items() if pixels > 0} == {}
