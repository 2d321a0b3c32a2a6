"""A quiz one question at a time: skipping, going back, reloading, clicking twice, handing in."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def at(page: Page, position: int) -> None:
    expect(page).to_have_url(re.compile(f"/attempts/[0-9a-f-]+/{position}$"))


def answer_here(page: Page) -> None:
    steps.answer_rightly(steps.cards(page)[0])
    steps.follow(page.get_by_role("button", name=re.compile("^Answer")))


def test_nothing_a_browser_does_loses_or_doubles_an_answer(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="One by one")
    at(page, 1)
    expect(page.get_by_text("0 of 8 answered")).to_be_visible()

    steps.follow(page.get_by_role("link", name="Skip", exact=True))
    at(page, 2)
    second = steps.stem_of(steps.cards(page)[0])
    page.reload()
    assert steps.stem_of(steps.cards(page)[0]) == second

    # Two clicks before the answer of the server is there.
    steps.answer_rightly(steps.cards(page)[0])
    page.get_by_role("button", name="Answer and go on").dblclick()
    at(page, 3)
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()

    # Back to the form as the browser kept it, and sent once more.
    page.go_back()
    at(page, 2)
    again = page.get_by_role("button", name="Answer and go on")
    if again.count():
        steps.follow(again)
        at(page, 3)
    else:
        expect(page.get_by_text("Your answer is stored.")).to_be_visible()
        steps.follow(page.get_by_role("link", name="Next question"))
        at(page, 3)
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()

    steps.follow(page.get_by_role("link", name="Previous question"))
    steps.follow(page.get_by_role("link", name="Previous question"))
    at(page, 1)
    answer_here(page)
    at(page, 2)
    steps.follow(page.get_by_role("link", name="Next question"))
    for position in range(3, 9):
        at(page, position)
        answer_here(page)
    expect(page.get_by_text("8 of 8 answered")).to_be_visible()
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")
    page.goto("/progress")
    expect(page.get_by_role("main")).to_contain_text("You answered 8 questions today")


def test_a_quiz_can_be_handed_in_unfinished(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="One by one")
    answer_here(page)
    at(page, 2)
    # An empty answer is none: the question stays open.
    steps.follow(page.get_by_role("button", name="Answer and go on"))
    for _ in range(8 - int(page.url.rsplit("/", 1)[1])):
        steps.follow(page.get_by_role("link", name="Skip", exact=True))
    at(page, 8)
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()
    expect(page.get_by_text("Not answered yet:").get_by_role("link")).to_have_count(7)
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")
    expect(page.locator(".outcome", has_text="Not answered").first).to_be_visible()
    page.goto("/progress")
    expect(page.get_by_role("main")).to_contain_text("You answered 1 question today")


def test_an_answer_after_handing_in_changes_nothing(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="One by one")
    stale = page.context.new_page()
    stale.goto(re.sub(r"\d+$", "2", page.url))
    answer_here(page)
    page.goto(re.sub(r"\d+$", "8", page.url))
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")
    answer_here(stale)
    expect(stale.get_by_text("This quiz was handed in already.")).to_be_visible()
    expect(stale.get_by_role("heading", level=1)).to_have_text("1 of 8 points")
