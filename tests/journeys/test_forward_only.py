"""A quiz that goes forward only: on with a warning, never back, with script and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from quizapp.quizzes.models import Feedback, Layout
from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, add_quiz
from tests.journeys.making_quizzes import press

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("teacher")]
Open = Callable[..., Page]


def at(page: Page, position: int) -> None:
    expect(page).to_have_url(re.compile(f"/attempts/[0-9a-f-]+/{position}$"))


def answer_here(page: Page, then: str = "Next") -> None:
    steps.answer_rightly(steps.cards(page)[0])
    press(page, then)


def test_a_quiz_goes_forward_and_never_back(open_page: Open, site: Site, script: bool) -> None:
    quiz = add_quiz(site, "Forward", layout=Layout.SINGLE, is_linear=True)
    page = open_page(script=script, width=390)
    page.goto(f"/quizzes/{quiz}")
    expect(page.get_by_text("Forward only: once you have gone on")).to_be_visible()
    press(page, "Start")
    at(page, 1)
    expect(page.get_by_text("you can neither see this question again")).to_be_visible()
    first = steps.stem_of(steps.cards(page)[0])
    answer_here(page)
    at(page, 2)
    page.go_back()
    expect(page.get_by_text("You have gone on from question 1")).to_be_visible()
    at(page, 2)
    expect(page.get_by_role("main")).not_to_contain_text(first)
    # A question that is left empty is asked about once, for there is no way back.
    press(page, "Next")
    expect(page.get_by_text("press Next again to leave it so")).to_be_visible()
    answer_here(page, "What is left")
    expect(page.get_by_text("1 question is still to come.")).to_be_visible()
    steps.follow(page.get_by_role("link", name="Go on"))
    at(page, 2)
    press(page, "Next")
    at(page, 3)
    answer_here(page, "Hand in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 3 points")


def test_a_page_that_is_old_changes_nothing(open_page: Open, site: Site, script: bool) -> None:
    quiz = add_quiz(site, "Two tabs", layout=Layout.SINGLE, is_linear=True)
    page = open_page(script=script, story="409")
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    old = page.context.new_page()
    old.goto(page.url)
    answer_here(page)
    at(page, 2)
    wrong = steps.cards(old)[0].locator(".option").filter(has_not_text="1874")
    wrong.first.get_by_role("radio").check()
    if script:
        expect(old.get_by_text("You have gone on from question 1").first).to_be_attached()
    press(old, "Next")
    at(old, 2)
    expect(old.get_by_text("You have gone on from question 1")).to_be_visible()
    answer_here(old)
    answer_here(old, "Hand in")
    expect(old.get_by_role("heading", level=1)).to_contain_text("3 of 3 points")


def test_results_after_each_question_go_forward_too(
    open_page: Open, site: Site, script: bool
) -> None:
    quiz = add_quiz(
        site, "Step by step", layout=Layout.SINGLE, is_linear=True, feedback=Feedback.AT_ONCE
    )
    page = open_page(script=script)
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    for position in (1, 2, 3):
        at(page, position)
        press(page, "I do not know")
        at(page, position)
        if position < 3:
            steps.follow(page.get_by_role("button", name="Next"))
    steps.follow(page.get_by_role("link", name="See how it went"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("0 of 3 points")


def test_the_keys_do_not_lead_on_by_a_slip(open_page: Open, site: Site) -> None:
    quiz = add_quiz(site, "Keys", layout=Layout.SINGLE, is_linear=True)
    page = open_page()
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    page.wait_for_load_state()
    page.locator("body").press("ArrowRight")
    page.reload()
    at(page, 1)


def test_its_pages_can_be_read_by_everybody(open_page: Open, site: Site) -> None:
    quiz = add_quiz(site, "Seen", layout=Layout.SINGLE, is_linear=True)
    page = open_page()
    look = Look(page)
    look.at(f"/quizzes/{quiz}")
    press(page, "Start")
    look.here()
    press(page, "Next")
    look.here()
    press(page, "Next")
    press(page, "What is left")
    look.here()
    assert look.faults == []
