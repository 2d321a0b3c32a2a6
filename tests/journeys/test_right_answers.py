"""A teacher hides the right answer of a question, and tries the quiz as a student will see it."""

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
HIDES = "Your teacher does not show the right answer."


def look_at(page: Page) -> None:
    """Let axe find nothing, in both themes and at three widths."""
    look = Look(page)
    look.here()
    assert look.faults == []


def take(page: Page, button: str) -> None:
    """Answer the typed question wrongly, and hand in."""
    press(page, button)
    page.get_by_label("Your answer").first.fill("Nobody")
    press(page, "Hand in")
    press(page, "Hand in as it is")


def test_a_right_answer_is_hidden_tried_and_not_seen(
    open_page: Open, site: Site, teacher: Path, script: bool
) -> None:
    quiz_id = add_quiz(site, f"Used again {'with' if script else 'without'} script")
    desk = open_page(script=script, state=teacher)
    desk.goto(f"/teach/quizzes/{quiz_id}")
    box = desk.get_by_role("checkbox", name=f"Right answer seen by learners: {CHOSEN[0]}")
    expect(box).to_be_checked()
    press(desk, "Show none")
    expect(desk.get_by_text("right answers not shown")).to_be_visible()
    box.check()
    steps.follow(desk.get_by_role("button", name="Save the list").last)
    expect(desk.get_by_text("right answers of 2 questions not shown")).to_be_visible()
    expect(box).to_be_checked()
    if script:
        look_at(desk)
    take(desk, "Preview as a student")
    expect(desk.get_by_text(HIDES)).to_have_count(2)
    page = open_page(script=script, width=390)
    page.goto(f"/quizzes/{quiz_id}")
    expect(page.get_by_text("of some questions not what is right")).to_be_visible()
    take(page, "Start")
    expect(page.get_by_text(HIDES)).to_have_count(2)
    expect(page.get_by_text("Right answer", exact=True)).to_have_count(1)
    if script:
        look_at(page)
