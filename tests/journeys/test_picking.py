"""Ticks in the list of questions for a quiz stay while somebody searches, script or not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.making_quizzes import press

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
FIRST, SECOND = "Who built the lighthouse?", "In which year was the lighthouse built?"


def test_what_is_ticked_stays_ticked_while_somebody_looks_for_more(
    open_page: Open, teacher: Path, script: bool
) -> None:
    page = open_page(script=script, state=teacher, width=390)
    page.goto("/teach/quizzes/new?bank=lighthouse")
    page.get_by_label("Title").fill("Picked with care")
    press(page, "Make the quiz")
    steps.follow(page.get_by_role("link", name=re.compile("^Choose from")))
    page.get_by_label(FIRST).check()
    if script:
        expect(page.get_by_text("1 ticked.", exact=True)).to_be_visible()
    page.get_by_label("Search").fill("year")
    with page.expect_navigation():
        page.get_by_label("Search").press("Enter")
    expect(page.get_by_text(FIRST, exact=False).first).not_to_be_visible()
    expect(page.get_by_text("1 ticked that is not in view")).to_be_visible()
    page.get_by_label(SECOND).check()
    if script:
        expect(page.get_by_text("2 ticked, 1 of them not in view.")).to_be_visible()
        look = Look(page)
        look.here()
        assert look.faults == []
    page.get_by_text("1 ticked that is not in view").click()
    expect(page.get_by_label(FIRST)).to_be_checked()
    press(page, "Show all")
    expect(page.get_by_label(FIRST)).to_be_checked()
    press(page, "Add those you ticked")
    expect(page.get_by_text("2 questions added.")).to_be_visible()


# Every line of the words beside a box begins where the first does, and the box is on the page.
HANGS = """(label) => {
  const box = label.querySelector("input").getBoundingClientRect();
  const lines = [...label.querySelector("span").getClientRects()];
  const hangs = lines.every((each) => each.left >= box.right);
  return {lines: lines.length, seen: box.left >= 0, hangs};
}"""


def test_words_beside_a_box_hang_clear_of_it_on_a_desk(open_page: Open, teacher: Path) -> None:
    page = open_page(script=True, state=teacher, width=1280)
    page.goto("/teach/quizzes/new?bank=lighthouse")
    page.get_by_label("Title").fill("Picked on a desk")
    press(page, "Make the quiz")
    steps.follow(page.get_by_role("link", name=re.compile("^Choose from")))
    label = page.locator("label", has_text=FIRST)
    label.locator("span").evaluate("(span) => span.append(' and why'.repeat(40))")
    found = label.evaluate(HANGS)
    assert found["lines"] > 1
    assert found["hangs"] and found["seen"]
    page.set_viewport_size({"width": 390, "height": 800})
    assert label.evaluate(HANGS)["seen"]
