"""Somebody takes a quiz twice, and learner and teacher read what counts of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.making_quizzes import CHOSEN, make_quiz, press, unfold

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def take(page: Page, link: str, right: int) -> None:
    """Take the quiz with so many right answers."""
    page.goto(link)
    press(page, "Start another attempt" if page.get_by_role("table").count() else "Start")
    for card in steps.cards(page)[:right]:
        steps.answer_rightly(card)
    press(page, "Hand in")
    if page.get_by_role("button", name="Hand in as it is").count():
        press(page, "Hand in as it is")


def test_a_grade_is_made_of_several_attempts(open_page: Open, teacher: Path, script: bool) -> None:
    desk = open_page(script=script, state=teacher)
    link = make_quiz(desk, "Taken twice")
    home = desk.url
    steps.follow(desk.get_by_role("link", name="Settings"))
    desk.get_by_label("How often it may be taken").fill("")
    unfold(desk, "Grade and feedback")
    desk.get_by_label("Pass mark in per cent").fill("70")
    row = desk.get_by_role("group", name="Band 1")
    row.get_by_label("From %").fill("50")
    row.get_by_label("to %").fill("101")
    row.get_by_label("Learners read").fill("You know your lighthouse.")
    press(desk, "Save")
    expect(desk.get_by_text("Band 1: per cent go from 0 to 100.").first).to_be_visible()
    if script:
        look = Look(desk)
        look.here()
        assert look.faults == []
    row.get_by_label("to %").fill("100")
    press(desk, "Save")
    page = open_page(script=script, width=390)
    take(page, link, 3)
    expect(page.get_by_text("You know your lighthouse.")).to_be_visible()
    take(page, link, 1)
    expect(page.get_by_text("You know your lighthouse.")).to_have_count(0)
    expect(page.get_by_text("Passed: 70 % are needed.")).to_be_visible()
    expect(page.get_by_text("Your grade: 3 of 3 (100 %), the best of 2 attempts")).to_be_visible()
    steps.follow(page.get_by_role("link", name="Back to the quiz").first)
    expect(page.get_by_text("Your grade: 3 of 3 (100 %), the best of 2 attempts")).to_be_visible()
    desk.goto(f"{home}/settings")
    unfold(desk, "Grade and feedback")
    desk.get_by_label("The average of all attempts").check()
    press(desk, "Save")
    page.reload()
    expect(page.get_by_text("(66 %), the average of 2 attempts")).to_be_visible()
    expect(page.get_by_text("Not yet passed: 70 % are needed.")).to_be_visible()
    desk.goto(f"{home}/settings")
    unfold(desk, "Between attempts")
    desk.get_by_label("Delay between attempts").fill("2")
    press(desk, "Save")
    page.reload()
    expect(page.get_by_text("Your next attempt may begin from")).to_be_visible()
    expect(page.get_by_role("button", name="Start another attempt")).to_have_count(0)
    desk.goto(f"{home}/attempts")
    expect(desk.get_by_role("row").nth(1)).to_contain_text("66 %")
    desk.get_by_text("2 attempts").click()
    expect(desk.get_by_role("link", name="Result of Guest")).to_have_count(2)
    if script:
        for place in (desk, page):
            look = Look(place)
            look.here()
            assert look.faults == []


def test_questions_are_given_points_and_learners_earn_them(
    open_page: Open, teacher: Path, script: bool
) -> None:
    desk = open_page(script=script, state=teacher, width=390)
    link = make_quiz(desk, "Worth more")
    desk.get_by_label(f"Points of: {CHOSEN[1]}").fill("2.5")
    desk.get_by_label(f"Points of: {CHOSEN[0]}").fill("a lot")
    steps.follow(desk.get_by_role("button", name="Save the list").last)
    expect(desk.get_by_role("alert")).to_contain_text("Points go from 0 to 100")
    expect(desk.get_by_label(f"Points of: {CHOSEN[1]}")).to_have_value("2.5")
    if script:
        look = Look(desk)
        look.here()
        assert look.faults == []
    desk.get_by_label(f"Points of: {CHOSEN[0]}").fill("0.5")
    steps.follow(desk.get_by_role("button", name="Save the list").last)
    expect(desk.get_by_text("3 questions, 4 points")).to_be_visible()
    page = open_page(script=script, width=390)
    page.goto(link)
    expect(page.get_by_text("4 points in all")).to_be_visible()
    press(page, "Start")
    expect(page.get_by_text("2.5 points")).to_be_visible()
    steps.answer_rightly(steps.cards(page)[0])
    steps.hand_in_as_it_is(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("2.5 of 4 points")
    if script:
        look = Look(page)
        look.here()
        assert look.faults == []
