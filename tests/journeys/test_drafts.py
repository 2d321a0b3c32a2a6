"""A one-page quiz that is not sent yet survives a reload, and leaves nothing behind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"


def begin(page: Page) -> None:
    steps.start_quiz(page, layout="All on one page")
    for card in steps.cards(page):
        steps.answer_rightly(card)


def test_unsent_answers_survive_a_reload_and_go_once_they_count(open_page: Open) -> None:
    page = open_page()
    begin(page)
    assert page.evaluate(KEPT) == 1
    quiz = page.url
    page.reload()
    expect(page.get_by_text("Your answers from before were put back.")).to_be_visible()
    page.goto("/")
    page.goto(quiz)
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")
    assert page.evaluate(KEPT) == 0


def test_logging_out_leaves_no_answers_on_a_shared_computer(open_page: Open) -> None:
    page = open_page()
    page.goto("/signup")
    name = steps.new_name()
    steps.sign_up(page, name)
    begin(page)
    assert page.evaluate(KEPT) == 1
    steps.log_out(page, name)
    assert page.evaluate(KEPT) == 0


def test_an_answer_that_cannot_be_read_keeps_all_the_others(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    begin(page)
    page.evaluate("document.querySelectorAll('[maxlength]').forEach((e) => e.maxLength = 99999)")
    steps.card_with(page, "Who built the lighthouse?").get_by_label("Your answer").fill("a" * 9_000)
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("alert")).to_contain_text("Nothing was handed in yet")
    steps.follow(page.get_by_role("alert").get_by_role("link"))
    steps.card_with(page, "Who built the lighthouse?").get_by_label("Your answer").fill("Marsh")
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")
