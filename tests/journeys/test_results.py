"""Results on a telephone: short before anything is opened, whole when it is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SHIPPED = "/banks/us-japan-alliance"


def guess(page: Page) -> None:
    """Answer every question of a page without looking, and hand it in."""
    for number, card in enumerate(steps.cards(page)):
        if radios := card.get_by_role("radio").all():
            radios[number % len(radios)].check()
        for ticks in card.get_by_role("checkbox").all()[:2]:
            ticks.check()
        for field in card.get_by_role("textbox").all():
            field.fill("17")
        for choice in card.get_by_role("combobox").all():
            choice.select_option(index=1)
    steps.follow(page.get_by_role("button", name="Hand in", exact=True))
    as_it_is = page.get_by_role("button", name="Hand in as it is")
    if as_it_is.count():
        steps.follow(as_it_is)
    expect(page.get_by_role("heading", level=1)).to_contain_text("of 10 points")


def test_results_of_ten_guesses_are_short_on_a_telephone(open_page: Open) -> None:
    page = open_page(width=390)
    steps.start_quiz(page, layout="All on one page", bank=SHIPPED)
    guess(page)
    assert page.evaluate("document.documentElement.scrollHeight") <= 4_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_right_opens_with_its_proof_and_what_was_missed_is_in_sight(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script, width=390)
    steps.start_quiz(page, layout="All on one page")
    first, *others = steps.cards(page)
    stem = steps.stem_of(first)
    for card in others:
        steps.answer_rightly(card)
    steps.hand_in_as_it_is(page)
    expect(page.locator(".result").filter(has_text=stem)).to_contain_text("Not answered")
    missed = page.locator(".result").filter(has_text=stem)
    expect(missed.get_by_role("link", name="Something is wrong here")).to_be_visible()
    right = page.locator(".result", has_text="Question 2")
    expect(right.locator("mark").first).to_be_hidden()
    right.locator("summary").first.click()
    expect(right.locator("mark").first).to_be_visible()
    expect(page.get_by_role("heading", name="How it goes on")).to_be_visible()
    later = page.locator(".coming summary").first
    later.click()
    expect(page.locator(".coming li li").first).to_be_visible()
    expect(page.get_by_role("link", name="Study now")).to_have_count(1)


def test_results_look_right_everywhere_also_when_opened(open_page: Open) -> None:
    page = open_page()
    look = Look(page)
    steps.start_quiz(page, layout="All on one page")
    for card in steps.cards(page)[::2]:
        steps.answer_rightly(card)
    steps.hand_in_as_it_is(page)
    look.here()
    for summary in page.locator("main details > summary").all():
        if summary.is_visible():
            summary.click()
    look.here()
    assert look.faults == []
