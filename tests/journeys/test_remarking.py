"""A key is mended: what would change, marked again, and seen by the learner."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def save_tolerance(page: Page, question: str, tolerance: str) -> None:
    page.goto(question)
    page.get_by_label("Tolerance").fill(tolerance)
    steps.follow(page.get_by_role("button", name="Save", exact=True).last)
    publish = page.get_by_role("button", name="Save and publish")
    if publish.count():
        steps.follow(publish)


def test_a_mended_key_is_marked_again_and_the_learner_sees_why(
    open_page: Open, teacher: Path, script: bool
) -> None:
    learner = open_page(script=script)
    steps.start_quiz(learner, layout="All on one page")
    steps.card_with(learner, "high is the tower").get_by_label("Your answer").fill("34")
    steps.hand_in_as_it_is(learner)
    expect(learner.get_by_role("heading", level=1)).to_have_text("0 of 8 points")

    page = open_page(script=script, state=teacher)
    page.goto("/teach/banks/lighthouse/questions?text=high+is+the+tower")
    steps.follow(page.get_by_role("rowheader").get_by_role("link"))
    question = page.url
    before = page.get_by_label("Tolerance").input_value()
    save_tolerance(page, question, "5")
    try:
        steps.follow(page.get_by_role("link", name="Mark them again").first)
        expect(page.get_by_role("heading", name="By the key of now")).to_be_visible()
        expect(page.get_by_role("row").filter(has_text="Version")).not_to_have_count(0)
        if script:
            look = Look(page)
            look.here()
            assert look.faults == []
        steps.follow(page.get_by_role("button", name="Mark again"))
        expect(page.get_by_text("Say why, in a sentence").first).to_be_visible()
        page.get_by_label("Reason").fill("The tower was measured from the rock.")
        steps.follow(page.get_by_role("button", name="Mark again"))
        expect(page.get_by_text("marked again:").first).to_be_visible()
    finally:
        save_tolerance(page, question, before)

    learner.reload()
    expect(learner.get_by_role("heading", level=1)).to_have_text("1 of 8 points")
    said = learner.get_by_text(re.compile(r"Marked again on .*: The tower was measured from"))
    expect(said).to_be_visible()


def test_a_question_is_struck_out_and_comes_back(
    open_page: Open, teacher: Path, script: bool
) -> None:
    learner = open_page(script=script)
    steps.start_quiz(learner, layout="All on one page")
    steps.hand_in_as_it_is(learner)
    expect(learner.get_by_role("heading", level=1)).to_have_text("0 of 8 points")

    page = open_page(script=script, state=teacher)
    page.goto("/teach/banks/lighthouse/questions?text=high+is+the+tower")
    steps.follow(page.get_by_role("rowheader").get_by_role("link"))
    question = page.url
    for way, button, marks, said in (
        ("Strike it out", "Strike it out", "0 of 7 points", "Nobody can know it."),
        ("Full marks for all", "Give full marks to all", "1 of 8 points", "It was unclear."),
        ("As each was asked", "Mark again", "0 of 8 points", "It was clear."),
    ):
        page.goto(question)
        steps.follow(page.get_by_role("link", name="Mark them again").first)
        steps.follow(page.get_by_role("link", name=way))
        if script:
            look = Look(page)
            look.here()
            assert look.faults == []
        page.get_by_label("Reason").fill(said)
        steps.follow(page.get_by_role("button", name=button))
        expect(page.get_by_text("marked again:").first).to_be_visible()
        learner.reload()
        expect(learner.get_by_role("heading", level=1)).to_have_text(marks)
        expect(learner.get_by_text(said)).to_be_visible()
        if script:
            look = Look(learner)
            look.here()
            assert look.faults == []
