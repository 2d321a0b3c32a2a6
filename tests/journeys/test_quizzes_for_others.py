"""A teacher makes a quiz and hands on its link; somebody who has the link takes it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look, axe_faults
from tests.journeys.beside import Site, add_quiz
from tests.journeys.making_quizzes import (
    CHOSEN,
    let_time_run_out,
    make_quiz,
    press,
    set_limit,
    unfold,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_quiz_is_made_and_taken_by_its_link(open_page: Open, teacher: Path, script: bool) -> None:
    link = make_quiz(open_page(script=script, state=teacher), "Light at night")
    page = open_page(script=script, width=390)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Light at night")
    expect(page.get_by_text("Take your time.")).to_be_visible()
    expect(page.get_by_text("1 of 1 left")).to_be_visible()
    press(page, "Start")
    assert [steps.stem_of(card) for card in steps.cards(page)][:2] == list(reversed(CHOSEN))
    for card in steps.cards(page):
        steps.answer_rightly(card)
    press(page, "Hand in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 3 points")
    steps.follow(page.get_by_role("link", name="Back to the quiz").first)
    expect(page.get_by_text("You have used all your attempts.")).to_be_visible()
    expect(page.get_by_role("link", name="Results")).to_be_visible()


def test_books_are_closed_while_a_quiz_is_taken(
    open_page: Open, site: Site, teacher: Path, script: bool
) -> None:
    desk = open_page(script=script, state=teacher)
    quiz = add_quiz(site, "By heart")
    desk.goto(f"/teach/quizzes/{quiz}/settings")
    unfold(desk, "While it is taken")
    desk.get_by_label("Closed book").check()
    press(desk, "Save")
    page = open_page(script=script, width=390)
    page.goto(f"/quizzes/{quiz}")
    expect(page.get_by_text("Closed: what it asks about")).to_be_visible()
    press(page, "Start")
    attempt = page.url
    for book in ("facts/built-in", "sources/guide"):
        page.goto(f"{steps.HOME}/{book}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Closed for a quiz")
        expect(page.get_by_role("main")).not_to_contain_text("1874")
    if script:
        assert axe_faults(page) == []
    page.goto(steps.HOME)
    expect(page.get_by_text("closed for a quiz").first).to_be_visible()
    if script:
        assert axe_faults(page) == []
    steps.follow(page.get_by_role("link", name="Go on with the quiz"))
    assert page.url == attempt
    for card in steps.cards(page):
        steps.answer_rightly(card)
    press(page, "Hand in")
    page.goto(f"{steps.HOME}/facts/built-in")
    expect(page.get_by_role("main")).to_contain_text("1874")


@pytest.mark.parametrize("layout", ["At the end, all on one page", "At the end, one by one"])
def test_the_time_is_told_and_hands_in_at_its_end(
    open_page: Open, site: Site, teacher: Path, layout: str
) -> None:
    desk = open_page(state=teacher)
    quiz = add_quiz(site, f"Timed {layout}", minutes=12)
    desk.goto(f"/teach/quizzes/{quiz}/settings")
    desk.get_by_label(layout, exact=True).check()
    press(desk, "Save")
    page = open_page()
    page.clock.install()
    # The server's clock is not moved, so that it must not be asked how much is left.
    page.route("**/time", lambda route: route.fulfill(json={"left": None, "paused": False}))
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    expect(page.get_by_text("Time left: 12 minutes")).to_be_visible()
    said = page.locator("[data-timer-said]")
    expect(said).to_be_empty()
    press_here = page.get_by_role("button", name="Hide the time")
    press_here.click()
    expect(page.get_by_text("Time left: ")).to_be_hidden()
    page.clock.fast_forward("06:30")
    expect(said).to_have_text("6 minutes left")
    page.get_by_role("button", name="Show the time").click()
    page.clock.fast_forward("01:00")
    expect(said).to_have_text("5 minutes left")
    expect(page.get_by_text("Time left: 4:")).to_be_visible()
    page.clock.fast_forward("04:00")
    expect(said).to_have_text("less than a minute left")
    # A save would bring the time of the server, whose clock was not moved.
    let_time_run_out(site)
    # What was chosen last goes with the hand-in.
    steps.answer_rightly(steps.cards(page)[0])
    with page.expect_navigation():
        page.clock.fast_forward("00:40")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of 3 points")


def test_without_script_the_time_is_told_as_it_was(
    open_page: Open, site: Site, teacher: Path
) -> None:
    desk = open_page(state=teacher)
    quiz = add_quiz(site, "Timed without script")
    desk.goto(f"/teach/quizzes/{quiz}")
    set_limit(desk, 12)
    page = open_page(script=False)
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    expect(page.get_by_text("Time left: 12 minutes when this page was opened")).to_be_visible()


def test_axe_finds_nothing_on_the_pages_of_a_quiz_for_others(
    open_page: Open, teacher: Path
) -> None:
    page = open_page(state=teacher)
    look = Look(page)
    look.at("/teach/quizzes/new")
    press(page, "Make the quiz")
    look.here()
    link = make_quiz(page, "Looked at")
    look.here()
    home = page.url
    steps.follow(page.get_by_role("button", name="Another of the same").first)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    look.here()
    page.get_by_role("textbox", name="Points of:").first.fill("3")
    press(page, "Undo")
    expect(page.get_by_text("The question that was there is back.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Points of:").first).to_have_value("3")
    press(page, "Make it a draft")
    look.at(home, f"{home}/questions", f"{home}/settings", f"{home}/remove", "/teach/quizzes")
    page.goto(f"{home}/settings")
    page.get_by_label("How often it may be taken").fill("-1")
    press(page, "Save")
    look.here()
    page.goto(home)
    page.get_by_label("How many").fill("99")
    press(page, "Add the draw")
    look.here()
    page.goto(home)
    press(page, "Publish")
    page.goto(link)
    look.here()
    press(page, "Start")
    page.goto(link)
    look.here()
    page.goto(f"{home}/settings")
    for label, wanted in (("Time limit in minutes", "4"), ("How often it may be taken", "")):
        page.get_by_label(label).fill(wanted)
    press(page, "Save")
    other = open_page()
    other.goto(link)
    press(other, "Start")
    look.faults += axe_faults(other)
    page.goto(f"{home}/settings")
    page.get_by_label("Never").check()
    press(page, "Save")
    steps.hand_in_as_it_is(other)
    expect(other.get_by_text("The results of this quiz are not shown.")).to_be_visible()
    look.faults += axe_faults(other)
    assert look.faults == []
