"""Answers of a quiz are kept as they are given: through reloads, lost networks, other tabs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def begin(page: Page) -> None:
    steps.start_quiz(page, layout="All on one page")
    for card in steps.cards(page):
        steps.answer_rightly(card)


def test_answers_on_one_page_are_saved_and_survive_a_reload(open_page: Open) -> None:
    page = open_page()
    begin(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    quiz = page.url
    page.reload()
    expect(page.get_by_text("8 of 8 answered")).to_be_visible()
    page.goto("/")
    page.goto(quiz)
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")


def test_without_a_script_a_button_saves_the_page(open_page: Open) -> None:
    page = open_page(script=False)
    begin(page)
    steps.follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Saved. You can go on later")).to_be_visible()
    page.goto("/")
    page.go_back()
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")


def test_nothing_is_left_on_a_shared_computer(open_page: Open) -> None:
    page = open_page()
    page.goto("/signup")
    name = steps.new_name()
    steps.sign_up(page, name)
    begin(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    quiz = page.url
    steps.log_out(page, name)
    page.goto(quiz)
    expect(page.get_by_text("Log in to go on.")).to_be_visible()


def test_an_answer_given_without_a_network_is_saved_when_it_is_back(open_page: Open) -> None:
    page = open_page(story="ERR_INTERNET_DISCONNECTED")
    steps.start_quiz(page, layout="All on one page")
    page.context.set_offline(True)
    steps.answer_rightly(steps.cards(page)[0])
    expect(page.get_by_role("status").last).to_have_text("Not saved, trying again")
    page.context.set_offline(False)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=15_000)
    page.reload()
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()


def test_an_answer_that_cannot_be_read_keeps_all_the_others(open_page: Open, script: bool) -> None:
    page = open_page(script=script, story="422")
    begin(page)
    page.evaluate("document.querySelectorAll('[maxlength]').forEach((e) => e.maxLength = 99999)")
    steps.card_with(page, "Who built the lighthouse?").get_by_label("Your answer").fill("a" * 9_000)
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("alert")).to_contain_text("Nothing was handed in yet")
    steps.follow(page.get_by_role("alert").get_by_role("link"))
    steps.card_with(page, "Who built the lighthouse?").get_by_label("Your answer").fill("Marsh")
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")


def test_the_answer_of_another_tab_after_the_hand_in_is_told(open_page: Open) -> None:
    page = open_page(story="409")
    steps.start_quiz(page, layout="All on one page")
    stale = page.context.new_page()
    stale.goto(page.url)
    steps.hand_in_as_it_is(page)
    steps.answer_rightly(steps.cards(stale)[0])
    expect(stale.locator("[data-saved]")).to_contain_text("handed in already")


def test_a_page_that_was_left_open_takes_nothing_back(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="All on one page")
    left_open = page.context.new_page()
    left_open.goto(page.url)
    first = steps.cards(left_open)[0]
    steps.answer_rightly(first)
    if script:
        expect(left_open.get_by_text("Saved", exact=True)).to_be_visible()
        page.reload()
    for card in steps.cards(page):
        steps.answer_rightly(card)
    if script:
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    else:
        steps.follow(page.get_by_role("button", name="Save"))
    steps.follow(left_open.get_by_role("button", name="Hand in"))
    expect(left_open.get_by_role("heading", level=1)).to_have_text("8 of 8 points")


def test_what_is_answered_in_part_is_counted_as_that(open_page: Open) -> None:
    page = open_page()
    steps.start_quiz(page, layout="All on one page")
    pairs = steps.card_with(page, "Match each light with its colour.").get_by_role("combobox")
    pairs.first.select_option(index=1)
    expect(page.get_by_text("0 of 8 answered, 1 partly")).to_be_visible()
    for each in pairs.all():
        each.select_option(index=1)
    expect(page.get_by_text("1 of 8 answered", exact=True)).to_be_visible()


def test_what_is_not_saved_yet_is_not_counted(open_page: Open) -> None:
    page = open_page(story="ERR_INTERNET_DISCONNECTED")
    steps.start_quiz(page, layout="One by one")
    page.context.set_offline(True)
    steps.answer_rightly(steps.cards(page)[0])
    expect(page.get_by_text("Not saved yet. It is kept here and sent again.")).to_be_visible()
    expect(page.get_by_text("0 of 8 answered")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()
