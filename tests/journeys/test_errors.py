"""What goes wrong says what happened, what is safe and what to do, and leads on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def leads_on(page: Page) -> None:
    """The page has one heading, words under it, and a way to somewhere that works."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("main p").first).to_be_visible()
    page.locator("main a").last.click()
    expect(page.get_by_role("button", name="Try ten questions").first).to_be_visible()


def test_an_unknown_page_leads_home(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    response = page.goto("/banks/nothing-here")
    assert response
    assert response.status == 404
    leads_on(page)


def test_the_quiz_of_somebody_else_is_not_there(open_page: Open, script: bool) -> None:
    theirs = open_page(script=script)
    steps.start_quiz(theirs, layout="All on one page")
    mine = open_page(script=script)
    mine.goto(theirs.url)
    expect(mine.get_by_text("Log in to go on.")).to_be_visible()
    steps.start_quiz(mine, layout="All on one page")
    response = mine.goto(theirs.url)
    assert response
    assert response.status == 404
    leads_on(mine)


def test_a_form_without_its_token_changes_nothing_and_says_so(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="All on one page")
    quiz = page.url
    page.context.clear_cookies(name="quizapp_session")
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("This form cannot be sent any more")
    expect(page.get_by_role("main")).to_contain_text("Nothing was changed")
    page.goto(quiz)
    steps.hand_in_as_it_is(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 8 points")


def test_guessing_passwords_is_slowed_and_the_page_says_for_how_long(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    name = steps.new_name()
    blocked = page.get_by_text("Too many tries")
    # The first wait is a second, which a busy machine may need for the page; the next are longer.
    for _ in range(10):
        steps.log_in(page, name, "a wrong password")
        expect(page.get_by_text("Name or password is wrong.").or_(blocked).first).to_be_visible()
        if blocked.count():
            break
    expect(page.locator(".field .error")).to_contain_text("Too many tries")
    expect(page.locator(".field .error")).to_contain_text("second")
    expect(page.get_by_label("Name")).to_have_value(name)
    steps.follow(page.get_by_role("link", name="start as a guest"))
    expect(page.get_by_role("button", name="Try ten questions").first).to_be_visible()


def test_the_link_of_the_first_teacher_says_when_it_is_over(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    response = page.goto("/setup/nothing-that-was-ever-printed")
    assert response
    assert response.status == 410
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is over")
    expect(page.get_by_role("main").get_by_role("link", name="log in")).to_be_visible()
