"""A learner was right: one tap, a teacher who accepts, and a notice on the first page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def look_at(page: Page, script: bool) -> None:
    if script:
        look = Look(page)
        look.here()
        assert look.faults == []


def wrong_builder(page: Page, text: str) -> None:
    """Hand in a quiz in which somebody else is said to have built the lighthouse."""
    steps.start_quiz(page, layout="All on one page")
    steps.card_with(page, "Who built the lighthouse?").get_by_label("Your answer").fill(text)
    steps.hand_in_as_it_is(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 8 points")


def in_the_queue(page: Page, text: str) -> Locator:
    """Go to what is objected to, and return the one with this text."""
    page.goto("/teach")
    steps.follow(page.get_by_role("link", name=re.compile(r"^\d+ objections?$")))
    found = page.get_by_role("region").filter(has_text=text)
    expect(found).to_have_count(1)
    return found


def test_an_answer_that_was_right_is_accepted_and_everybody_is_told(
    open_page: Open, teacher: Path, script: bool
) -> None:
    name = f"Mistress {'Marsh' if script else 'Ada'} of Skarra"
    learner, other = open_page(script=script), open_page(script=script)
    for page in (learner, other):
        wrong_builder(page, name)
    results = learner.url
    steps.follow(learner.get_by_role("button", name="My answer is right"))
    expect(learner.get_by_text("“My answer is right”. A teacher will look at")).to_be_visible()
    look_at(learner, script)

    page = open_page(script=script, state=teacher)
    section = in_the_queue(page, name)
    expect(section.locator("mark")).not_to_have_count(0)
    look_at(page, script)
    steps.follow(section.get_by_role("button", name="Accept"))
    expect(page.get_by_text("2 with more points, 0 with fewer")).to_be_visible()
    expect(page.get_by_role("region").filter(has_text=name)).to_have_count(0)

    for browser in (learner, other):
        browser.goto("/")
        expect(browser.get_by_text("1 answer was marked again")).to_be_visible()
    expect(learner.get_by_text("Your objection was accepted")).to_be_visible()
    expect(other.get_by_text("Your objection")).to_have_count(0)
    look_at(learner, script)
    steps.follow(learner.get_by_role("link", name="See the result"))
    assert learner.url.partition("#")[0] == results
    expect(learner.get_by_role("heading", level=1)).to_have_text("1 of 8 points")
    expect(learner.get_by_text("is right, too.").first).to_be_visible()
    learner.goto("/")
    steps.follow(learner.get_by_role("button", name="I have seen it"))
    expect(learner.get_by_text("marked again")).to_have_count(0)


def test_an_unclear_question_is_declined_with_a_reason(
    open_page: Open, teacher: Path, script: bool
) -> None:
    learner = open_page(script=script)
    wrong_builder(learner, "Somebody else")
    results = learner.url
    steps.follow(learner.get_by_role("link", name="Say more"))
    expect(learner.locator("mark")).not_to_have_count(0)
    learner.get_by_label("The question is unclear").check()
    words = f"Who drew it, or who laid {'its' if script else 'the'} stones?"
    learner.get_by_label("Why?").fill(words)
    look_at(learner, script)
    steps.follow(learner.get_by_role("button", name="Send"))
    assert learner.url.partition("#")[0] == results

    page = open_page(script=script, state=teacher)
    section = in_the_queue(page, words)
    steps.follow(section.get_by_role("button", name="Decline"))
    expect(page.get_by_text("Say why, in a sentence")).to_be_visible()
    look_at(page, script)
    section.get_by_label("Your words to them").fill("To build is to lay the stones.")
    steps.follow(section.get_by_role("button", name="Decline"))
    expect(page.get_by_text("Declined.")).to_be_visible()

    learner.reload()
    expect(learner.get_by_text("To build is to lay the stones.")).to_be_visible()
    expect(learner.get_by_role("heading", level=1)).to_have_text("0 of 8 points")
