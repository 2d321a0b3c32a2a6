"""At 320 pixels, which is 400 % zoom of 1280: nothing runs off the page, no bar hides the focus."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HIDDEN = """() => {
  const at = document.activeElement;
  const box = (at.closest("label") ?? at).getBoundingClientRect();
  const across = box.left + Math.min(box.width / 2, 20);
  const top = document.elementFromPoint(across, box.top + box.height / 2);
  const bar = top?.closest(".chosen, .sticky, .undo");
  return bar && !bar.contains(at) ? at.outerHTML.slice(0, 120) : "";
}"""


def overflow(page: Page) -> int:
    """How many pixels of the page are beyond the edge."""
    found: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found


def test_a_name_of_one_long_word_breaks_its_line(open_page: Open, teacher: Path) -> None:
    page = open_page(width=320, state=teacher)
    page.goto("/teach/new-bank")
    page.get_by_label("Title").fill(LONG)
    steps.follow(page.get_by_role("button", name="Make"))
    bank = page.url.split("?")[0].removesuffix("/questions")
    pages = ["/teach", f"{bank}/questions", f"{bank}/facts", f"{bank}/settings", f"{bank}/sharing"]
    beyond = {}
    for path in [*pages, f"{bank}/terms", "/", "/study", "/progress"]:
        page.goto(path)
        beyond[path] = overflow(page)
    assert {path: pixels for path, pixels in beyond.items() if pixels > 0} == {}


@pytest.mark.parametrize("height", [256, 640])
def test_no_bar_of_a_list_covers_what_has_the_focus(
    open_page: Open, teacher: Path, height: int
) -> None:
    page = open_page(width=320, state=teacher)
    page.set_viewport_size({"width": 320, "height": height})
    page.goto("/teach/banks/lighthouse/questions")
    covered = []
    for _ in range(60):
        steps.press(page, "Tab")
        covered.append(page.evaluate(HIDDEN))
    assert [each for each in covered if each] == []


def test_what_is_printed_is_dark_on_light_and_opened(open_page: Open) -> None:
    page = open_page(scheme="dark")
    steps.start_quiz(page, layout="All on one page")
    steps.hand_in_as_it_is(page)
    steps.follow(page.get_by_role("button", name="Dark"))
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    folded = page.locator("main details > :not(summary)").first
    assert folded.evaluate("each => each.checkVisibility()")


def test_what_is_wrong_with_an_answer_keeps_apart_from_the_question(open_page: Open) -> None:
    page = open_page(width=390, script=False)
    steps.start_quiz(page, layout="After each question")
    steps.follow(page.get_by_role("button", name="Check"))
    problem = page.get_by_role("alert").bounding_box()
    number = page.get_by_text("Question 1 of 8").bounding_box()
    assert problem
    assert number
    assert number["y"] - (problem["y"] + problem["height"]) >= 12
