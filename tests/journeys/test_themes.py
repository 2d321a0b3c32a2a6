"""The colours: the system's, or those that were chosen, on every page after."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

DARKNESS = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"


def is_dark(page: Page) -> bool:
    return max(page.evaluate(DARKNESS)) < 100


def test_a_choice_of_colours_holds_on_every_page(open_page: Open, script: bool) -> None:
    page = open_page(script=script, scheme="light")
    page.goto(f"{steps.HOME}/quiz?topic=tower")
    assert not is_dark(page)
    steps.follow(page.get_by_role("button", name="Dark"))
    # The page is the same one, with what its address says.
    expect(page.get_by_label("The tower")).to_be_checked()
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    for path in ("/", steps.HOME, "/progress", "/login", "/nowhere"):
        page.goto(path)
        assert is_dark(page), path
    steps.follow(page.get_by_role("button", name="System"))
    assert not is_dark(page)
    page.emulate_media(color_scheme="dark")
    assert is_dark(page)
    steps.follow(page.get_by_role("button", name="Light"))
    assert not is_dark(page)
