"""The menu of the account: legible on a phone, and out of the way when one is done with it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def page(open_page: Open, script: bool) -> Page:
    page = open_page(script=script)
    page.goto("/signup")
    steps.sign_up(page, f"Ada Lovelace of Ockham {steps.new_name()}")
    page.goto("/progress")
    return page


def test_escape_and_a_click_outside_close_the_menu(page: Page) -> None:
    menu = page.get_by_role("banner").get_by_role("button", name="Ada Lovelace")
    way_out = page.get_by_role("banner").get_by_role("button", name="Log out")
    menu.click()
    expect(way_out).to_be_visible()
    steps.press(page, "Escape")
    expect(way_out).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    page.get_by_role("heading", level=1).click()
    expect(way_out).to_be_hidden()
    menu.click()
    steps.follow(way_out)
    expect(page.get_by_role("link", name="Log in")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_initials_stand_for_the_name(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    menu = page.get_by_role("banner").get_by_role("button", name="Ada Lovelace of Ockham")
    initials = menu.get_by_text("AL", exact=True)
    expect(initials).to_be_in_viewport(ratio=1)
    # Nothing is cut off: the letters are no wider than their room.
    assert initials.evaluate("(here) => here.scrollWidth <= here.clientWidth")
    menu.click()
    name = page.locator("#account-menu").get_by_text("Ada Lovelace of Ockham")
    expect(name).to_be_in_viewport(ratio=1)
