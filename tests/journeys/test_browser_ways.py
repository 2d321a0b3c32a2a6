"""What browsers do of their own: they go back, and they may forbid a page to keep anything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The store is forbidden.", "SecurityError"); },
});"""


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("layout", ["All on one page", "One by one"])
def test_going_back_after_the_hand_in_sends_nothing_again(
    open_page: Open, layout: str, script: bool
) -> None:
    page = open_page(script=script)
    steps.choose_quiz(page, layout=layout, length=5)
    if layout == "One by one":
        page.get_by_role("button", name="Question 5").click()
    steps.hand_in_as_it_is(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 5 points")
    results = page.url
    for _ in range(3):
        # The page of a form that was sent would be the browser's own, which asks to send it again.
        page.go_back()
        expect(page.locator("main h1")).to_be_visible()
        if page.url == results:
            break
    page.goto(results)
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 5 points")


def test_a_quiz_is_taken_where_the_browser_forbids_its_store(open_page: Open) -> None:
    page = open_page()
    page.add_init_script(FORBIDDEN)
    steps.start_quiz(page, layout="One by one", length=5)
    keys = page.locator("details", has_text="Keys")
    keys.locator("summary").click()
    switch = page.get_by_label("Use these keys on this device")
    expect(switch).to_be_checked()
    switch.uncheck()
    # Saving needs no store of the browser's.
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Question 2 of 5")).to_be_visible()
