"""A quiz with a time limit goes on through a network that is away for half a minute."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.journeys import steps
from tests.journeys.beside import Site, add_quiz
from tests.journeys.making_quizzes import press

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("teacher")]
Open = Callable[..., Page]
AWAY_SECONDS = 30


def test_what_is_answered_meanwhile_is_kept_and_saved_as_soon_as_it_is_back(
    open_page: Open, site: Site
) -> None:
    quiz = add_quiz(site, "Half a minute away", minutes=12)
    page = open_page(story="ERR_INTERNET_DISCONNECTED", width=390)
    page.clock.install()
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    first, *others = steps.cards(page)
    steps.answer_rightly(first)
    page.clock.run_for(2_000)
    expect(first.get_by_text("Answer saved")).to_be_visible()
    page.context.set_offline(True)
    for card in others:
        steps.answer_rightly(card)
        page.clock.run_for(AWAY_SECONDS * 1_000 // len(others))
    waiting = page.get_by_text("Not saved yet. It is kept here and sent again.")
    expect(waiting).to_have_count(len(others))
    page.context.set_offline(False)
    expect(page.get_by_text("Answer saved")).to_have_count(1 + len(others))
    # Another device finds all of it.
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("Answer saved")).to_have_count(1 + len(others))
    press(page, "Hand in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 3 points")


def test_without_script_what_could_not_be_sent_is_sent_by_loading_the_page_again(
    open_page: Open, site: Site
) -> None:
    quiz = add_quiz(site, "Half a minute away without script", minutes=12)
    page = open_page(script=False, story="ERR_INTERNET_DISCONNECTED", width=390)
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    for card in steps.cards(page):
        steps.answer_rightly(card)
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"), page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("Saved. You can go on later")).to_be_visible()
    expect(page.get_by_text("Answer saved")).to_have_count(3)
    press(page, "Hand in")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 of 3 points")
