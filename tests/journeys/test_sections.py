"""A teacher divides a quiz into sections, and a learner takes it, with script and without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look
from tests.journeys.beside import Site, add_quiz
from tests.journeys.making_quizzes import CHOSEN, press

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_quiz_is_divided_and_taken(
    open_page: Open, site: Site, teacher: Path, script: bool
) -> None:
    quiz = add_quiz(site, "In parts")
    desk = open_page(script=script, state=teacher, width=390)
    desk.goto(f"/teach/quizzes/{quiz}")
    for title in ("Reading", "Numbers"):
        desk.get_by_label("New section").fill(title)
        press(desk, "Add the section")
    desk.get_by_label(f"Section of: {CHOSEN[1]}").select_option("1. Reading")
    desk.get_by_label("Section of: 1 drawn at random").select_option("2. Numbers")
    desk.get_by_label("Section 1", exact=True).fill("The text")
    press(desk, "Save the list")
    expect(desk.get_by_label("Section 1", exact=True)).to_have_value("The text")
    expect(desk.get_by_text("keep what they were begun with")).to_have_count(0)

    press(desk, "Remove section 2; its questions stay")
    expect(desk.get_by_text("its questions stand where they stood")).to_be_visible()
    expect(desk.get_by_label("Section 2", exact=True)).to_have_count(0)
    press(desk, "Undo")
    expect(desk.get_by_label("Section 2", exact=True)).to_have_value("Numbers")

    page = open_page(script=script, width=390)
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    for title in ("The text", "Numbers"):
        expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()
    for card in steps.cards(page):
        steps.answer_rightly(card)
    press(page, "Hand in")
    expect(page.get_by_role("heading", name="The text 1 of 1 points")).to_be_visible()


def test_its_pages_can_be_read_by_everybody(open_page: Open, site: Site, teacher: Path) -> None:
    quiz = add_quiz(site, "Seen in parts")
    desk = open_page(state=teacher)
    desk.goto(f"/teach/quizzes/{quiz}")
    desk.get_by_label("New section").fill("Reading")
    press(desk, "Add the section")
    desk.get_by_label(f"Section of: {CHOSEN[1]}").select_option("1. Reading")
    press(desk, "Save the list")
    look = Look(desk)
    look.here()
    desk.get_by_label("Section 1", exact=True).fill("")
    press(desk, "Save the list")
    look.here()
    page = open_page()
    taken = Look(page)
    page.goto(f"/quizzes/{quiz}")
    press(page, "Start")
    taken.here()
    press(page, "Hand in")
    taken.here()
    press(page, "Hand in as it is")
    taken.here()
    assert look.faults + taken.faults == []
