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
