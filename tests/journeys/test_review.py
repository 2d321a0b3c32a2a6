"""A teacher pastes a school text, decides on its drafts by keyboard, and gets what was missing."""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import axe_faults

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TEXT = (Path(__file__).parent / "texts" / "rivers.txt").read_text("utf-8")
DRAFTS = 40
"""So many drafts are decided on by keys, as forms of fewer sentences."""


def drafted(page: Page, bank: str) -> None:
    page.goto("/teach/new-article")
    page.get_by_label("The article’s text").fill(TEXT)
    page.get_by_label("Name of the new bank").fill(bank)
    steps.follow(page.get_by_role("button", name="Read it"))
    steps.follow(page.get_by_role("button", name="Find facts and questions"))
    expect(page).to_have_url(re.compile("/articles/"), timeout=180_000)


def decided(page: Page) -> int:
    return int(page.locator(".progress-line").inner_text().split()[0])


class Keys:
    """Somebody who only presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str) -> None:
        self.pressed += 1
        steps.press(self.page, key)

    def decide(self, key: str) -> None:
        with self.page.expect_navigation():
            self.press(key)

    @property
    def card(self):
        return self.page.locator("[data-card]:focus")


def test_forty_drafts_are_decided_by_keys(open_page: Open, teacher: Path) -> None:
    page = open_page(state=teacher)
    drafted(page, "Rivers by keys")
    keys = Keys(page)
    keys.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    keys.press("Escape")
    # The first key only takes hold of a card: nothing is decided that was not looked at.
    keys.press("a")
    expect(keys.card).to_have_count(1)
    assert decided(page) == 0

    began, count, sentences = time.monotonic(), 0, 0
    while count < DRAFTS:
        if not keys.card.count():
            # The link to the less sure is held, or to the next page.
            keys.decide("Enter")
            keys.press("ArrowDown")
        expect(keys.card).to_have_count(1)
        count += keys.card.locator("[name=version]").count()
        is_sound = keys.card.locator("[data-key=a]").count() > 0
        keys.decide("a" if is_sound and sentences % 4 else "r")
        sentences += 1
        if sentences == 2:
            keys.decide("u")
            assert decided(page) == 1
            expect(keys.card).to_have_count(1)
            keys.decide("a")
        assert decided(page) == sentences
    took = time.monotonic() - began
    said = f"{count} drafts of {sentences} sentences: {keys.pressed} keys, {took:.0f} seconds"
    sys.stdout.write(f"{said}\n")

    # Two decisions are taken back one after the other.
    for left in (1, 2):
        keys.decide("u")
        assert decided(page) == sentences - left


def test_keys_fold_tick_skip_and_can_be_switched_off(open_page: Open, teacher: Path) -> None:
    page = open_page(state=teacher)
    drafted(page, "Rivers by other keys")
    keys = Keys(page)
    keys.press("ArrowDown")
    first = keys.card.get_attribute("id")
    boxes = keys.card.get_by_role("checkbox")
    forms = page.locator("[data-card]:focus .forms")
    keys.press("ArrowRight")
    expect(forms).to_have_attribute("open", "")
    keys.press("ArrowLeft")
    expect(forms).not_to_have_attribute("open", "")
    keys.press("2")
    expect(boxes.nth(1)).to_be_checked()
    keys.press("1")
    expect(boxes.nth(0)).not_to_be_checked()
    keys.press("s")
    assert keys.card.get_attribute("id") != first
    keys.press("ArrowUp")
    assert keys.card.get_attribute("id") == first
    # The article shows which sentence the card is from.
    expect(page.locator("[data-painted] [data-here]").first).to_be_visible()
    assert decided(page) == 0
    page.get_by_role("button", name="Decide with the keyboard").click()
    assert axe_faults(page) == []
    page.get_by_label("Use these keys on this computer").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator("[data-card]").first.focus()
    keys.press("r")
    expect(page.locator("[data-card]").first).to_be_focused()
    assert decided(page) == 0


def test_what_no_draft_asks_is_got_from_its_sentence_and_learners_are_asked(
    open_page: Open, teacher: Path, script: bool
) -> None:
    page = open_page(script=script, state=teacher)
    bank = f"Rivers {'with' if script else 'without'} a script"
    drafted(page, bank)
    review = page.url
    if script:
        assert axe_faults(page) == []
    # What stands behind a sentence is asked behind it, also in a quiz, which asks no card.
    leaning = (
        page.locator("[data-card]")
        .filter(has=page.locator(".draft-sides .before"))
        .filter(has_not_text="Flashcard")
    )
    if not leaning.count():
        steps.follow(page.get_by_role("link", name="less sure"))
    before = leaning.first.locator(".before").first.inner_text()
    steps.follow(leaning.first.get_by_role("button", name=re.compile("Accept ?:")))

    page.goto(review)
    painted = page.get_by_role("link", name=re.compile("^Floods carry more load"))
    sentence = painted.and_(page.locator("[data-paint]"))
    if not sentence.is_visible():
        page.get_by_text("sentences asked").first.click()
    steps.follow(sentence)
    if script:
        assert axe_faults(page) == []
    steps.follow(page.get_by_role("button", name=re.compile("^Get .* from it")))
    expect(page).to_have_url(re.compile(r"/new-question/|/sentences/\d+$"), timeout=180_000)
    page.goto(review)
    if script:
        at = page.get_by_role("link", name="Deposition is the laying down").evaluate(PLACE, "load")
        page.mouse.move(at["left"], at["middle"])
        page.mouse.down()
        page.mouse.move(at["right"], at["middle"], steps=4)
        page.mouse.up()
        steps.follow(page.get_by_role("link", name="Ask for “load”"))
    else:
        steps.follow(page.get_by_role("link", name="Deposition is the laying down"))
        steps.follow(page.get_by_role("link", name="Write one yourself"))
        page.get_by_label("Accepted answers").fill("load")
    expect(page.get_by_label("Accepted answers")).to_have_value("load")
    expect(page.locator("aside mark")).to_contain_text("Deposition is the laying down of the load")
    asked = "What does a river lay down where it slows down?"
    page.get_by_label("Question", exact=True).fill(asked)
    steps.follow(page.get_by_role("button", name="Save as a draft"))
    steps.follow(page.get_by_role("button", name="Save and publish"))
    expect(page.get_by_text("Published. Learners can be asked it")).to_be_visible()

    steps.follow(page.get_by_role("link", name=bank, exact=True))
    steps.follow(page.get_by_role("link", name="Share"))
    page.get_by_label("Whoever has the link").check()
    steps.follow(page.get_by_role("button", name="Save"))
    link = page.get_by_role("textbox", name="The link").input_value()
    learner = open_page(script=script)
    learner.goto(link)
    steps.follow(learner.get_by_role("button", name="Start learning"))
    steps.follow(learner.get_by_role("button", name="Try a quiz").first)
    expect(learner.locator(".before").first).to_have_text(before)
    expect(learner.locator(".stem", has_text=asked)).to_be_visible()


PLACE = """(link, words) => {
  link.scrollIntoView({ block: "center" });
  const range = document.createRange();
  const at = link.firstChild.data.indexOf(words);
  range.setStart(link.firstChild, at);
  range.setEnd(link.firstChild, at + words.length);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  return { left, right, middle: (top + bottom) / 2 };
}"""
"""Where words stand on the screen, after their link was scrolled there."""
