"""A teacher asks for an essay, a student writes it, and reads how the teacher marked it."""

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
TEXT = "It should stay lit.\nShips need it."


def write(desk: Page, title: str) -> str:
    """Make a bank with a short answer and an essay, and a quiz of both; return its link."""
    desk.goto("/teach/new-bank")
    desk.get_by_label("Title").fill(title)
    steps.follow(desk.get_by_role("main").get_by_role("button").first)
    bank = re.sub(r"(/teach/banks/[^/]+).*", r"\1", desk.url)
    desk.goto(f"{bank}/new-question/short_answer")
    desk.get_by_label("Question", exact=True).fill("Which animal guards the gate of Meissen?")
    desk.get_by_label("Accepted answers").fill("a lion")
    press(desk, "Save as a draft")
    press(desk, "Save and publish")
    desk.goto(f"{bank}/new-question/essay")
    desk.get_by_label("Question", exact=True).fill("Should the light stay lit?")
    desk.get_by_label("Words, at least (optional)").fill("5")
    row = desk.get_by_role("group", name="Rubric, row 1")
    row.get_by_label("Criterion").fill("Reasons")
    expect(desk.get_by_label("What a good text says (optional)")).to_be_visible()
    expect(desk.get_by_text("above the evidence")).to_have_count(0)
    row.get_by_label("Levels, one a line").fill("2 Two: both follow\n1 One\n0 Missing")
    press(desk, "Save as a draft")
    press(desk, "Save and publish")
    desk.goto("/teach/quizzes/new")
    desk.get_by_label("Title").fill(title)
    desk.get_by_label(title, exact=True).check()
    press(desk, "Make the quiz")
    steps.follow(desk.get_by_role("link", name=re.compile("^Choose from")))
    for box in desk.get_by_role("checkbox").all():
        box.check()
    press(desk, "Add those you ticked")
    steps.follow(desk.get_by_role("button", name="Done"))
    press(desk, "Publish")
    return desk.get_by_label("The link").input_value()


def look_at(page: Page) -> None:
    """Let axe find nothing, in both themes and at three widths."""
    look = Look(page)
    look.here()
    assert look.faults == []


def test_an_essay_is_written_marked_and_read(open_page: Open, teacher: Path, script: bool) -> None:
    desk = open_page(script=script, state=teacher)
    link = write(desk, f"Essays {'with' if script else 'without'} script")
    home = desk.url
    page = open_page(script=script, width=390)
    page.goto(link)
    press(page, "Start")
    page.get_by_label("Your text").fill(TEXT)
    if script:
        expect(page.get_by_text("7 words")).to_be_visible()
        expect(page.get_by_text("Answer saved")).to_be_visible()
        look_at(page)
    page.get_by_label("Your answer").fill("a lion")
    press(page, "Hand in")
    expect(page.get_by_text("Waiting for 1 answer to be marked by a person.")).to_be_visible()
    expect(page.get_by_text("Ships need it.")).to_be_visible()
    if script:
        look_at(page)
    results = page.url
    desk.goto(f"{home}/attempts")
    steps.follow(desk.get_by_role("link", name="Mark essays", exact=True))
    if script:
        look_at(desk)
    steps.follow(desk.get_by_role("link", name="Mark the next"))
    first = desk.get_by_role("radio", name="2 Two: both follow")
    first.focus()
    steps.press(desk, "ArrowDown")
    expect(desk.get_by_role("radio", name="1 One")).to_be_checked()
    expect(desk.get_by_text("Chosen: 1 of 2 points")).to_have_count(1 if script else 0)
    desk.get_by_label("Comment for the learner (optional)").fill("Name another reason.")
    if script:
        look_at(desk)
    press(desk, "Save and go on")
    expect(desk.get_by_text("Everything is marked.")).to_be_visible()
    page.goto(results)
    expect(page.get_by_role("heading", name="2 of 3 points")).to_be_visible()
    expect(page.get_by_text("1 One")).to_be_visible()
    expect(page.get_by_text("Name another reason.")).to_be_visible()
    if script:
        look_at(page)
