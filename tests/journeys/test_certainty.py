"""A learner says how sure they are beside each answer, and reads afterwards how right they were."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
WRONG = "Who built the lighthouse?"


def say(card: Locator, words: str) -> None:
    card.get_by_role("radiogroup", name="How sure are you?").get_by_label(words, exact=True).check()


def begin(page: Page, layout: str) -> None:
    page.goto(f"{steps.HOME}/quiz")
    page.get_by_label("Ask me how sure I am").check()
    page.get_by_label(layout).check()
    steps.follow(page.get_by_role("button", name="Start"))


def test_what_was_said_is_there_on_resume_and_with_the_results(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script, width=390)
    begin(page, "All on one page")
    cards = steps.cards(page)
    for card in cards:
        steps.answer_rightly(card)
    steps.card_with(page, WRONG).get_by_label("Your answer").fill("Nobody")
    say(steps.card_with(page, WRONG), "Sure")
    others = [card for card in cards if steps.stem_of(card) != WRONG]
    say(others[0], "A guess")
    say(others[0], "Fairly sure")
    say(others[1], "A guess")
    if script:
        expect(page.get_by_text("8 of 8 answered")).to_be_visible()
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
        look = Look(page)
        look.here()
        assert look.faults == []
    else:
        steps.follow(page.get_by_role("button", name="Save"))
    page.reload()
    said = steps.card_with(page, WRONG).get_by_label("Sure", exact=True)
    expect(said).to_be_checked()
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("7 of 8 points")
    expect(page.get_by_text("You said: sure.")).to_be_visible()
    expect(page.get_by_text("You said: fairly sure.")).to_have_count(1)
    expect(page.get_by_text("You said: a guess.")).to_have_count(1)
    compared = page.get_by_text("You were sure of 1 answer, and it was not right.")
    expect(compared).to_be_visible()
    expect(page.get_by_text("0 of 1 right (0 %)").first).to_be_visible()
    if script:
        look = Look(page)
        look.here()
        assert look.faults == []
    page.goto("/progress")
    expect(compared).to_be_visible()
    if script:
        look.here()
        assert look.faults == []


def test_it_is_taken_back_with_the_keyboard_too(open_page: Open, script: bool) -> None:
    page = open_page(script=script, width=320)
    begin(page, "All on one page")
    first = steps.cards(page)[0]
    steps.answer_rightly(first)
    say(first, "A guess")
    group = first.get_by_role("radiogroup", name="How sure are you?")
    group.get_by_label("A guess").focus()
    steps.press(page, "ArrowDown")
    expect(group.get_by_label("Not said")).to_be_checked()
    if script:
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
        look = Look(page)
        look.here()
        assert look.faults == []
    else:
        steps.follow(page.get_by_role("button", name="Save"))
    page.reload()
    expect(group.get_by_label("Not said")).to_be_checked()
    steps.follow(page.get_by_role("button", name="Hand in"))
    if not script:
        # What is not answered is asked about first.
        expect(page.get_by_role("main")).to_contain_text("not answered")


def test_alone_it_is_no_answer(open_page: Open) -> None:
    page = open_page()
    begin(page, "All on one page")
    say(steps.cards(page)[0], "A guess")
    expect(page.get_by_text("0 of 8 answered")).to_be_visible()
    expect(page.get_by_text("Saved: not answered")).to_be_visible()


def test_without_a_network_it_waits_with_the_answer(open_page: Open) -> None:
    page = open_page(story="ERR_INTERNET_DISCONNECTED")
    begin(page, "All on one page")
    first = steps.cards(page)[0]
    page.context.set_offline(True)
    steps.answer_rightly(first)
    say(first, "A guess")
    expect(page.get_by_role("status").last).to_have_text("Not saved, trying again")
    page.context.set_offline(False)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=15_000)
    page.reload()
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()
    expect(steps.cards(page)[0].get_by_label("A guess")).to_be_checked()


def test_a_result_that_follows_at_once_waits_for_it(open_page: Open, script: bool) -> None:
    page = open_page(script=script, width=390)
    begin(page, "After each question")
    card = steps.cards(page)[0]
    steps.answer_rightly(card)
    say(card, "Sure")
    if script:
        look = Look(page)
        look.here()
        assert look.faults == []
    steps.follow(page.get_by_role("button", name="Check"))
    expect(page.get_by_text("You said: sure.")).to_be_visible()
