"""A teacher mends a question: checks beside fields, versions, learners' old results."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_question_is_found_mended_and_published(
    open_page: Open, teacher: Path, script: bool
) -> None:
    learner = open_page(script=script)
    steps.choose_quiz(learner, layout="All on one page")
    asked = learner.locator(".question .stem", has_text="high is the tower")
    before = asked.inner_text()
    asked.locator("xpath=ancestor::fieldset").get_by_label("Your answer").fill("31")
    steps.hand_in_as_it_is(learner)
    results = learner.url
    plain = "How high is the tower of Beacon Point?"
    after = plain if before != plain else "Exactly how high is the tower of Beacon Point?"

    page = open_page(script=script, state=teacher)
    page.goto("/")
    steps.follow(page.get_by_role("link", name="Teach"))
    banks = page.get_by_role("main")
    steps.follow(banks.get_by_role("link", name="The lighthouse at Beacon Point", exact=True))
    page.get_by_label("Search").fill("high is the tower")
    steps.follow(page.get_by_role("button", name="Show", exact=True))
    expect(page.get_by_text("1 question", exact=True)).to_be_visible()
    steps.follow(page.get_by_role("rowheader").get_by_role("link"))

    stem = page.get_by_label("Question", exact=True)
    stem.fill("Beacon Point has a tower of 31 metres. How high is the tower of Beacon Point?")
    save = page.get_by_role("button", name="Save", exact=True).last
    steps.follow(save)
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator(".field", has=stem).locator(".error")).to_be_visible()

    stem.fill(after)
    steps.follow(save)
    expect(page.locator(".error")).to_have_count(0)
    publish = page.get_by_role("button", name="Publish")
    if publish.count():
        steps.follow(publish)
    expect(page.get_by_text("published", exact=True)).to_be_visible()

    steps.start_quiz(learner, layout="All on one page")
    expect(learner.locator(".stem", has_text=after)).to_be_visible()
    learner.goto(results)
    expect(learner.locator(".result .stem", has_text=before)).to_be_visible()
    assert before != after


def test_a_question_is_retired_and_taken_back(open_page: Open, teacher: Path, script: bool) -> None:
    page = open_page(script=script, state=teacher)
    page.goto("/teach/banks/lighthouse/questions?text=Who+built")
    steps.follow(page.get_by_role("button", name=re.compile("^Retire *:")))
    expect(page.get_by_text("Retired: “Who built the lighthouse?”")).to_be_visible()
    learner = open_page(script=script)
    steps.start_quiz(learner, layout="All on one page")
    assert len(steps.cards(learner)) == 7
    steps.follow(page.get_by_role("button", name="Undo"))
    expect(page.locator("main").get_by_text("published").first).to_be_visible()
    steps.start_quiz(learner, layout="All on one page")
    assert len(steps.cards(learner)) == 8
