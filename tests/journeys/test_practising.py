"""Practice with the result after each question: tapping, typing, not knowing, ending."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def check_rightly(page: Page) -> None:
    """Answer the question of the page as somebody would who knows it; a tap may send it."""
    card = steps.cards(page)[0]
    scripts_run = page.locator("[data-keys]:not([hidden])").count()
    if scripts_run and page.locator("form[data-one-tap]").count():
        steps.follow(card.get_by_label(steps.CHOSEN[steps.stem_of(card)][0], exact=False))
        return
    steps.answer_rightly(card)
    steps.follow(page.get_by_role("button", name="Check"))


def test_each_answer_is_followed_by_its_result_and_the_last_by_all(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    steps.choose_quiz(page, layout="After each question")
    expect(page.get_by_text("an answer that was checked is final")).to_be_visible()
    taps = page.get_by_text("A tap on an option checks it.")
    by_tap = script and page.locator("form[data-one-tap]").count()
    expect(taps).to_be_visible(visible=bool(by_tap))
    steps.follow(page.get_by_role("button", name="I do not know"))
    expect(page.get_by_role("status").get_by_text("You did not know it")).to_be_visible()
    expect(page.get_by_text("1 of 8 done, 0 right")).to_be_visible()
    for done in range(2, 9):
        steps.follow(page.get_by_role("link", name="Next"))
        check_rightly(page)
        expect(page.get_by_text(f"{done} of 8 done, {done - 1} right")).to_be_visible()
        expect(page.locator("mark").first).to_be_visible()
    # Going back shows the result, not the question.
    steps.follow(page.get_by_role("link", name="Question 2, right"))
    expect(page.get_by_role("status").get_by_text("Right")).to_be_visible()
    steps.follow(page.get_by_role("link", name="See how it went"))
    expect(page.get_by_role("heading", level=1)).to_have_text("7 of 8 points")
    page.goto("/progress")
    expect(page.get_by_role("main")).to_contain_text("You answered 7 questions today")


def test_practice_can_be_left_gone_on_with_and_ended(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="After each question")
    check_rightly(page)
    attempt = re.sub(r"/\d+$", "", page.url)
    page.goto("/")
    page.goto(attempt)
    expect(page).to_have_url(re.compile("/2$"))
    steps.follow(page.get_by_role("button", name="Check"))
    expect(page.get_by_role("alert")).to_contain_text("Answer first")
    page.goto(f"{attempt}/1")
    steps.follow(page.get_by_role("button", name="End here"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("7 questions are not answered yet")
    steps.follow(alert.get_by_role("button", name="End here all the same"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")


def test_practice_works_from_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    steps.start_quiz(page, layout="After each question")
    for _ in range(8):
        card = steps.cards(page)[0]
        if page.locator("form[data-one-tap]").count():
            # A key chooses; only a tap sends it, too.
            right = card.locator(".option").filter(has_text=steps.CHOSEN[steps.stem_of(card)][0])
            steps.press(page, right.locator("kbd").inner_text())
            expect(right.locator("input")).to_be_checked()
        else:
            steps.answer_rightly(card)
        page.locator("body").click(position={"x": 1, "y": 1})
        with page.expect_navigation():
            steps.press(page, "Enter")
        expect(page.get_by_role("status").get_by_text("Right")).to_be_visible()
        with page.expect_navigation():
            steps.press(page, "Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")


def test_the_pages_of_practice_look_right_everywhere(open_page: Open) -> None:
    page = open_page()
    look = Look(page)
    steps.start_quiz(page, layout="After each question")
    look.here()
    for _ in range(7):
        check_rightly(page)
        look.here()
        steps.follow(page.get_by_role("link", name="Next"))
    steps.follow(page.get_by_role("button", name="Check"))
    look.here()
    steps.follow(page.get_by_role("button", name="I do not know"))
    look.here()
    assert look.faults == []
