"""What the server has not confirmed yet survives whatever happens to the page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TYPED = "Who built the lighthouse?"


def hold_saves(page: Page) -> None:
    """Let nothing that a script saves reach the server."""

    def hold(route: Route) -> None:
        if route.request.headers.get("accept") == "application/json":
            route.abort()
        else:
            route.continue_()

    page.route("**/*", hold)


def test_a_reload_that_is_faster_than_the_save_shows_what_was_answered(open_page: Open) -> None:
    page = open_page(story="ERR_FAILED")
    steps.start_quiz(page, layout="All on one page")
    hold_saves(page)
    page.on("dialog", lambda dialog: dialog.accept())
    for card in steps.cards(page):
        steps.answer_rightly(card)
    page.reload()
    expect(page.get_by_text("8 of 8 answered")).to_be_visible()
    page.unroute("**/*")
    page.reload()
    expect(page.get_by_text("8 of 8 answered")).to_be_visible()
    page.wait_for_function("sessionStorage.length == 0")
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")


def test_handing_in_without_a_network_keeps_the_page_and_says_so(open_page: Open) -> None:
    page = open_page(story="ERR_INTERNET_DISCONNECTED")
    steps.start_quiz(page, layout="All on one page")
    page.context.set_offline(True)
    steps.card_with(page, TYPED).get_by_label("Your answer").fill("Ada Marsh")
    page.get_by_role("button", name="Hand in").click()
    away = page.get_by_role("alert").filter(has_text="You are offline. Nothing was sent")
    expect(away).to_be_visible()
    expect(page.get_by_text("Not saved yet. It is kept here and sent again.")).to_be_visible()
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=15_000)
    steps.hand_in_as_it_is(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")


def test_what_another_page_saved_since_is_not_replaced_by_what_waited(open_page: Open) -> None:
    page = open_page(story="ERR_FAILED")
    steps.start_quiz(page, layout="All on one page")
    other = page.context.new_page()
    other.goto(page.url)
    hold_saves(page)
    page.on("dialog", lambda dialog: dialog.accept())
    steps.card_with(page, TYPED).get_by_label("Your answer").fill("Somebody")
    steps.card_with(other, TYPED).get_by_label("Your answer").fill("Ada Marsh")
    expect(other.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    answer = steps.card_with(page, TYPED).get_by_label("Your answer")
    expect(answer).to_have_value("Ada Marsh")


def test_nothing_waits_in_the_tab_after_the_hand_in(open_page: Open) -> None:
    page = open_page()
    steps.start_quiz(page, layout="All on one page")
    steps.card_with(page, TYPED).get_by_label("Your answer").fill("Ada Marsh")
    steps.hand_in_as_it_is(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")
    assert page.evaluate("sessionStorage.length") == 0
