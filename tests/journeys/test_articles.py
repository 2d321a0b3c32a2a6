"""A teacher makes questions from an article of their own, and a learner is asked them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.evaluation.articles import ARTICLES
from tests.journeys import steps
from tests.journeys.beside import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DOCUMENT = ARTICLES / "documents" / "technology-satellite-phone.docx"
COMET = ARTICLES / "development" / "comet-visit.txt"


def have_it_read(page: Page) -> None:
    """Press the button, and wait for the drafts, to which the page of its progress goes on."""
    steps.follow(page.get_by_role("button", name="Find facts and questions"))
    expect(page).to_have_url(re.compile("/articles/"), timeout=60_000)


def test_an_article_becomes_questions_that_learners_are_asked(
    open_page: Open, teacher: Path, script: bool
) -> None:
    name = f"Comets {'with' if script else 'without'} a script"
    page = open_page(script=script, state=teacher)
    page.goto("/teach")
    steps.follow(page.get_by_role("link", name="New from an article"))
    page.get_by_label("The article’s text").fill(COMET.read_text("utf-8"))
    page.get_by_label("Name of the new bank").fill(name)
    steps.follow(page.get_by_role("button", name="Read it"))
    expect(page.get_by_label("Title")).to_have_value(
        "Probe's close look at a comet finds a crust as soft as fresh snow"
    )
    page.get_by_label("Date").fill("3 April 2024")
    have_it_read(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Drafts from “Probe's close look")
    page.go_back()
    expect(page.get_by_label("Date")).to_have_value("2024-04-03")
    steps.follow(page.get_by_role("link", name="Go to its drafts"))

    drafts = page.locator(".draft")
    decided = page.locator(".progress-line")
    total = int(decided.inner_text().split()[2])
    first = drafts.first.locator(".stem").first.inner_text()
    expect(drafts.first.locator("mark").first).to_be_visible()
    steps.follow(drafts.first.get_by_role("button", name=re.compile(r"^Reject ?:")))
    expect(page.locator(".decided")).to_contain_text("Rejected")
    expect(decided).to_have_text(f"1 of {total} sentences decided")
    steps.follow(page.get_by_role("button", name="Undo"))
    expect(decided).to_have_text(f"0 of {total} sentences decided")
    expect(drafts.first.locator(".stem").first).to_have_text(first)

    several = drafts.filter(has_text=re.compile("[0-9] more forms? of this sentence")).first
    steps.follow(several.get_by_role("button", name=re.compile("^Accept all")))
    expect(page.locator(".decided")).to_contain_text(re.compile("Published with [0-9]+ other form"))
    expect(decided).to_have_text(f"1 of {total} sentences decided")
    steps.follow(page.get_by_role("button", name="Undo"))
    expect(decided).to_have_text(f"0 of {total} sentences decided")

    accept = re.compile(r"Accept ?:")
    steps.follow(drafts.first.get_by_role("button", name=accept))
    expect(page.locator(".decided")).to_contain_text("Published: “")
    steps.follow(page.get_by_role("button", name="Undo"))
    expect(decided).to_have_text(f"0 of {total} sentences decided")
    steps.follow(drafts.first.get_by_role("button", name=accept))
    typed = page.locator(".draft-sides").filter(has_text="Short answer")
    second = drafts.filter(has=typed).first
    steps.follow(second.get_by_role("link", name=re.compile(r"^Edit ?:")))
    stem = page.get_by_label("Question", exact=True)
    asked = f"{stem.input_value().removesuffix('?')}, as the article says?"
    stem.fill(asked)
    steps.follow(page.get_by_role("button", name="Save", exact=True).last)
    steps.follow(page.get_by_role("link", name="Drafts"))
    edited = drafts.filter(has_text="as the article says")
    expect(edited.get_by_text("edited").first).to_be_visible()
    steps.follow(edited.get_by_role("button", name=accept))
    expect(page.locator(".tally")).to_contain_text("2 published (1 after an edit)")

    steps.follow(page.get_by_role("link", name=name, exact=True))
    steps.follow(page.get_by_role("link", name="Share"))
    page.get_by_label("Whoever has the link").check()
    steps.follow(page.get_by_role("button", name="Save"))
    link = page.get_by_role("textbox", name="The link").input_value()

    learner = open_page(script=script)
    learner.goto("/")
    expect(learner.get_by_role("link", name=name)).to_have_count(0)
    learner.goto(link)
    steps.follow(learner.get_by_role("button", name="Start learning"))
    expect(learner.get_by_role("heading", level=1)).to_have_text(name)
    steps.follow(learner.get_by_role("button", name="Try a quiz").first)
    expect(learner.locator(".stem", has_text=asked)).to_be_visible()


def test_a_file_goes_into_a_bank_and_is_reviewed_from_the_keyboard(
    open_page: Open, teacher: Path, script: bool
) -> None:
    page = open_page(script=script, state=teacher, width=390)
    page.goto("/teach/new-article")
    page.get_by_label("Or a file").set_input_files(DOCUMENT)
    page.get_by_label("Name of the new bank").fill(f"Trams {script}")
    steps.follow(page.get_by_role("button", name="Read it"))
    have_it_read(page)
    reject = page.locator(".draft").first.get_by_role("button", name=re.compile(r"^Reject ?:"))
    reject.focus()
    with page.expect_navigation():
        steps.press(page, "Enter")
    # The next thing that the keyboard reaches is the way back.
    expect(page.locator("#decided")).to_be_focused()
    steps.press(page, "Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    with page.expect_navigation():
        steps.press(page, "Enter")
    expect(page.locator(".decided")).to_have_count(0)
    # The link to what was held back unfolds it, with the keyboard and without a script.
    expect(page.locator(".held").first).to_be_hidden()
    page.get_by_role("link", name=re.compile("held back, and why")).focus()
    steps.press(page, "Enter")
    expect(page.locator(".held").first).to_be_visible()


def test_a_decision_keeps_the_place_on_the_page(
    browser: Browser, site: Site, teacher: Path
) -> None:
    # Without a wish for less motion, unlike in the other stories.
    context = browser.new_context(base_url=site.address, storage_state=teacher)
    page = context.new_page()
    page.goto("/teach/new-article")
    page.get_by_label("The article’s text").fill(COMET.read_text("utf-8"))
    page.get_by_label("Name of the new bank").fill("Places")
    steps.follow(page.get_by_role("button", name="Read it"))
    have_it_read(page)
    third = page.locator(".draft").nth(2)
    steps.follow(third.get_by_role("button", name=re.compile(r"^Reject ?:")))
    expect(page.locator("#decided")).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    steps.follow(page.get_by_role("button", name="Undo"))
    expect(third).to_be_in_viewport()
    context.close()


def test_a_text_in_another_language_is_refused_beside_its_field(
    open_page: Open, teacher: Path, script: bool
) -> None:
    page = open_page(script=script, state=teacher)
    page.goto("/teach/new-article")
    german = COMET.parent / "other-languages" / "diplomacy-lake-talks.de.txt"
    text = page.get_by_label("The article’s text")
    text.fill(german.read_text("utf-8"))
    steps.follow(page.get_by_role("button", name="Read it"))
    said = page.locator(".field", has=text).locator(".error")
    expect(said).to_contain_text("seems to be in German, which is not supported yet")
    expect(text).not_to_be_empty()
