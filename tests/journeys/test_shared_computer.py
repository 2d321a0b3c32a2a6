"""A computer that several people use: asked whose answers they are, and left as it was found."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import axe_faults
from tests.journeys.beside import Site, add_person

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def answer_a_little(page: Page) -> str:
    """Begin a quiz as a guest and answer one question; return the address of the quiz."""
    steps.start_quiz(page, layout="One by one")
    address = page.url
    steps.answer_rightly(steps.cards(page)[0])
    steps.follow(page.get_by_role("button", name="Next", exact=True))
    return address


def test_the_next_pupil_leaves_a_guests_answers_and_their_owner_takes_them(
    open_page: Open, site: Site, script: bool
) -> None:
    names = steps.new_name(), steps.new_name()
    for name in names:
        add_person(site, name)
    page = open_page(script=script, width=390)
    address = answer_a_little(page)

    steps.log_in(page, names[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these answers yours?")
    expect(page.get_by_role("main")).to_contain_text("1 answer since")
    steps.follow(page.get_by_role("button", name="No, leave them"))
    expect(page.get_by_text("They are not added.")).to_be_visible()
    page.get_by_role("banner").get_by_role("button", name=names[0]).click()
    steps.follow(page.get_by_role("banner").get_by_role("button", name="Log out"))
    expect(page.get_by_role("banner").get_by_role("button", name="Guest")).to_be_visible()

    page.goto(address)
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    steps.log_in(page, names[1])
    if script:
        assert axe_faults(page) == []
    steps.follow(page.get_by_role("button", name="Yes, add them"))
    page.goto(address)
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()


def test_a_guest_ends_the_session_for_whoever_comes_next(open_page: Open, script: bool) -> None:
    page = open_page(script=script, width=320)
    address = answer_a_little(page)
    page.goto("/progress")
    menu = page.get_by_role("banner").get_by_role("button", name="Guest")
    menu.click()
    steps.follow(page.get_by_role("link", name="End the guest session"))
    expect(page.get_by_role("main")).to_contain_text("nobody can come back to them")
    if script:
        assert axe_faults(page) == []
    steps.follow(page.get_by_role("button", name="End the guest session"))
    expect(page.get_by_text("The guest session has ended.")).to_be_visible()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("Log in to go on.")).to_be_visible()
