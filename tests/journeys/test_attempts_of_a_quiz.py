"""A teacher tries a quiz, sees who took it and what they answered, and gives somebody more time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, add_quiz
from tests.journeys.making_quizzes import press

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_teacher_sees_who_took_a_quiz_and_how_it_went(
    open_page: Open, site: Site, teacher: Path
) -> None:
    desk = open_page(state=teacher)
    look = Look(desk)
    quiz = add_quiz(site, "Seen by its teacher")
    desk.goto(f"/teach/quizzes/{quiz}")
    steps.follow(desk.get_by_role("link", name="Attempts"))
    expect(desk.get_by_role("heading", name="Nobody has begun it yet")).to_be_visible()
    look.here()
    page = open_page()
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    desk.reload()
    expect(desk.get_by_role("row").nth(1)).to_contain_text("Under way, no time limit")
    steps.answer_rightly(steps.cards(page)[0])
    steps.hand_in_as_it_is(page)
    desk.reload()
    row = desk.get_by_role("row").nth(1)
    expect(row).to_contain_text("Guest")
    expect(row).to_contain_text("33 %")
    look.here()
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="Download as CSV").click()
    assert saved.value.suggested_filename.startswith("quizapp-attempts-")
    steps.follow(row.get_by_role("link", name="Result"))
    expect(desk.get_by_text("1 of 3 points (33 %)")).to_be_visible()
    look.here()
    steps.follow(desk.get_by_role("link", name="All attempts"))
    steps.follow(desk.get_by_role("link", name="By grade"))
    expect(desk.get_by_role("link", name="By grade")).to_have_attribute("aria-current", "true")
    assert look.faults == []


def test_a_teacher_tries_a_quiz_and_nothing_of_it_counts(
    open_page: Open, site: Site, teacher: Path, script: bool
) -> None:
    desk = open_page(script=script, state=teacher)
    home = f"/teach/quizzes/{add_quiz(site, 'Tried first')}"
    desk.goto(home)
    press(desk, "Make it a draft")
    press(desk, "Preview as a student")
    expect(desk.get_by_text("Nothing of it counts")).to_be_visible()
    if script:
        look = Look(desk)
        look.here()
        assert look.faults == []
    for card in steps.cards(desk):
        steps.answer_rightly(card)
    press(desk, "Hand in")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("3 of 3 points")
    desk.goto(f"{home}/attempts")
    expect(desk.get_by_role("heading", name="Nobody has begun it yet")).to_be_visible()
    desk.goto(home)
    press(desk, "Throw it away")
    expect(desk.get_by_text("The preview is thrown away.")).to_be_visible()


def test_more_time_arrives_at_the_next_save_and_when_the_time_runs_out(
    open_page: Open, site: Site, teacher: Path
) -> None:
    desk = open_page(state=teacher)
    look = Look(desk)
    quiz = add_quiz(site, "Given more time", minutes=12)
    home = f"/teach/quizzes/{quiz}"
    page = open_page()
    page.clock.install()
    # Here it is a save that brings the time, or nothing.
    page.route("**/time", lambda route: route.fulfill(json={"left": None, "paused": False}))
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    expect(page.get_by_text("Time left: 12 minutes")).to_be_visible()
    desk.goto(f"{home}/attempts")
    steps.follow(desk.get_by_role("link", name="Guest"))
    look.here()
    desk.get_by_label("More time").fill("100")
    press(desk, "Give this")
    expect(desk.get_by_text("Say why, for your own records.").first).to_be_visible()
    look.here()
    desk.get_by_label("Reason").fill("Reads with a screen reader.")
    press(desk, "Give this")
    expect(desk.get_by_text("The attempt under way ends")).to_be_visible()
    look.here()
    # What is chosen is saved, and the save brings the time.
    steps.answer_rightly(steps.cards(page)[0])
    expect(page.locator("[data-timer-said]")).to_have_text(
        "You have more time now: 24 minutes left"
    )
    expect(page.get_by_text("Time left: 24 minutes")).to_be_visible()
    # Whoever saves nothing meanwhile goes on where the page would have handed in.
    desk.get_by_label("More time").fill("200")
    desk.get_by_label("Reason").fill("There was a noise.")
    press(desk, "Give this")
    with page.expect_navigation():
        page.clock.fast_forward("24:01")
    expect(page.get_by_text("You have been given more time.")).to_be_visible()
    expect(page.locator("[data-question] input:checked")).to_have_count(1)
    assert look.faults == []


def test_a_teacher_stops_the_time_and_lets_it_run_on(
    open_page: Open, site: Site, teacher: Path
) -> None:
    desk = open_page(state=teacher)
    quiz = add_quiz(site, "Stopped by an alarm", minutes=12)
    home = f"/teach/quizzes/{quiz}"
    page = open_page()
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    said = page.locator("[data-timer-said]")
    stopped = page.get_by_text("Your teacher has stopped the time. What you enter")
    expect(stopped).to_be_hidden()
    desk.goto(f"{home}/attempts")
    steps.follow(desk.get_by_role("link", name="Guest"))
    desk.get_by_label("Why").fill("A fire alarm.")
    press(desk, "Stop the time")
    expect(desk.get_by_text("The time stands still.")).to_be_visible()
    steps.answer_rightly(steps.cards(page)[0])
    expect(stopped).to_be_visible()
    expect(said).to_have_text("Your teacher has stopped the time.")
    look, theirs = Look(desk), Look(page)
    look.here()
    theirs.here()
    press(desk, "Let the time run on")
    steps.answer_rightly(steps.cards(page)[1])
    expect(said).to_have_text("The time runs again: 12 minutes left")
    expect(stopped).to_be_hidden()
    assert look.faults + theirs.faults == []


def test_an_idle_page_learns_that_everybodys_time_stands_still(
    open_page: Open, site: Site, teacher: Path
) -> None:
    desk = open_page(state=teacher)
    quiz = add_quiz(site, "Stopped for all", minutes=12)
    home = f"/teach/quizzes/{quiz}"
    page = open_page()
    page.clock.install()
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url) if "/attempts/" in each.url else None)
    desk.goto(f"{home}/attempts")
    look = Look(desk)
    look.here()
    desk.get_by_label("Why").fill("A fire alarm.")
    press(desk, "Stop everybody’s time")
    expect(desk.get_by_text("The time stands still in 1 attempt.")).to_be_visible()
    look.here()
    page.clock.run_for("01:15")
    stopped = page.get_by_text("Your teacher has stopped the time. What you enter")
    expect(stopped).to_be_visible()
    assert {each.rpartition("/")[2] for each in asked} == {"time"}
    press(desk, "Let everybody’s time run on")
    page.clock.run_for("01:15")
    expect(stopped).to_be_hidden()
    expect(page.locator("[data-timer-said]")).to_contain_text("The time runs again")
    assert look.faults == []
