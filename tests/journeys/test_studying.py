"""Study on a phone: the card turns at a tap, a tap answers, and the bar stays under the thumb."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def ends_at(button: Locator) -> tuple[float, float]:
    """Return where a button begins and ends, from the top of the screen."""
    box = button.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


@pytest.fixture
def page(open_page: Open, script: bool) -> Page:
    page = open_page(script=script, width=390)
    page.goto(f"{steps.HOME}/study")
    return page


def test_show_and_grade_stand_in_one_place_at_the_bottom(page: Page) -> None:
    shown = ends_at(page.get_by_role("button", name="Show answer"))
    steps.follow(page.get_by_role("button", name="Show answer"))
    grade = page.get_by_role("button", name=re.compile("^Good"))
    assert ends_at(grade) == shown
    assert shown[1] > 844 - 60
    steps.follow(grade)
    assert ends_at(page.get_by_role("button", name="Ask me")) == shown
    steps.meet(page)
    assert ends_at(page.get_by_role("button", name="Check")) == shown
    steps.follow(page.get_by_role("button", name="I do not know"))
    assert ends_at(page.get_by_role("link", name="Next card")) == shown
    expect(page.get_by_role("progressbar", name="Done today")).to_be_visible()


def test_on_a_zoomed_page_the_bar_gives_way(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    bar = page.locator(".sticky")
    assert bar.evaluate("(here) => getComputedStyle(here).position") == "static"


def test_a_tap_turns_the_card_and_a_tap_answers(open_page: Open) -> None:
    page = open_page(width=390)
    page.goto(f"{steps.HOME}/study")
    with page.expect_navigation():
        page.locator(".face").click()
    expect(page.locator(".answer")).to_be_visible()
    steps.follow(page.get_by_role("button", name=re.compile("^Good")))
    while True:
        steps.meet(page)
        option = page.locator("form[data-one-tap] .option").first
        if option.count():
            break
        steps.follow(page.get_by_role("button", name="I do not know"))
        steps.follow(page.get_by_role("link", name="Next card"))
    with page.expect_navigation():
        option.click()
    expect(page.locator(".outcome").first).to_be_visible()
    steps.follow(page.get_by_role("button", name="Undo the last answer"))
    expect(page.get_by_text("Taken back.")).to_be_visible()


def test_keys_and_taps_work_where_the_browser_keeps_nothing(open_page: Open) -> None:
    page = open_page(width=390)
    # As some browsers do where cookies of sites are blocked.
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('blocked', 'SecurityError'); } });"
    )
    page.goto(f"{steps.HOME}/study")
    steps.press(page, "Space")
    expect(page.locator(".answer")).to_be_visible()
    steps.start_quiz(page, layout="All on one page")
    card = steps.card_with(page, "Put these in the order of time")
    steps.put_in_order(card)
    expect(card.get_by_role("button", name=re.compile("^Move up")).first).to_be_visible()
