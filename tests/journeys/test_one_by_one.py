"""A quiz one question at a time: going on and back, reloading, clicking twice, handing in."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def at(page: Page, position: int) -> None:
    expect(page).to_have_url(re.compile(f"/attempts/[0-9a-f-]+/{position}$"))


def press(page: Page, name: str) -> None:
    steps.follow(page.get_by_role("button", name=name, exact=True))


def answer_here(page: Page, then: str = "Next") -> None:
    steps.answer_rightly(steps.cards(page)[0])
    press(page, then)


def test_nothing_a_browser_does_loses_or_doubles_an_answer(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="One by one")
    at(page, 1)
    expect(page.get_by_text("0 of 8 answered")).to_be_visible()

    press(page, "Next")
    at(page, 2)
    second = steps.stem_of(steps.cards(page)[0])
    page.reload()
    assert steps.stem_of(steps.cards(page)[0]) == second

    # Two clicks before the answer of the server is there.
    steps.answer_rightly(steps.cards(page)[0])
    page.get_by_role("button", name="Next", exact=True).dblclick()
    at(page, 3)
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()

    # Back to the form as the browser kept it, and sent once more.
    page.go_back()
    at(page, 2)
    press(page, "Next")
    at(page, 3)
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()

    # The answer travels with every button.
    answer_here(page, "Back")
    at(page, 2)
    answer_here(page, "Question 1, not answered")
    at(page, 1)
    expect(page.get_by_text("2 of 8 answered")).to_be_visible()
    answer_here(page)
    press(page, "Question 4, not answered")
    for position in range(4, 8):
        at(page, position)
        answer_here(page)
    at(page, 8)
    expect(page.get_by_text("7 of 8 answered")).to_be_visible()
    answer_here(page, "Hand in")
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")
    page.goto("/progress")
    expect(page.get_by_role("main")).to_contain_text("You answered 8 questions today")


def test_an_answer_is_seen_again_and_can_be_changed(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="One by one")
    here = 1
    while not (card := steps.card_with(page, "Who built the lighthouse?")).count():
        press(page, "Next")
        here += 1
    field = card.get_by_label("Your answer")
    field.fill("Tomas Reil")
    # It may be drawn last, where there is no way on.
    other = 1 if here == 8 else 8
    press(page, f"Question {other}, not answered")
    press(page, f"Question {here}, answered")
    expect(field).to_have_value("Tomas Reil")
    field.fill("Ada Marsh")
    press(page, f"Question {other}, not answered")
    if other != 8:
        press(page, "Question 8, answered")
    press(page, "Hand in")
    press(page, "Hand in as it is")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")


def test_a_quiz_can_be_handed_in_unfinished_and_is_asked_about_first(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="One by one")
    # An empty answer is none: the question stays open.
    press(page, "Next")
    press(page, "Question 8, not answered")
    at(page, 8)
    answer_here(page, "Hand in")
    expect(page.get_by_role("main")).to_contain_text("7 questions are not answered yet")
    expect(page.get_by_text("1 of 8 answered")).to_be_visible()
    steps.follow(page.get_by_role("link", name="Question 3"))
    at(page, 3)
    answer_here(page, "Question 8, answered")
    press(page, "Hand in")
    press(page, "Hand in as it is")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 8 points")
    expect(page.locator(".outcome", has_text="Not answered").first).to_be_visible()
    page.goto("/progress")
    expect(page.get_by_role("main")).to_contain_text("You answered 2 questions today")


def test_an_answer_after_handing_in_changes_nothing(open_page: Open, script: bool) -> None:
    page = open_page(script=script, story="409")
    steps.start_quiz(page, layout="One by one")
    stale = page.context.new_page()
    stale.goto(re.sub(r"\d+$", "2", page.url))
    answer_here(page, "Question 8, not answered")
    press(page, "Hand in")
    press(page, "Hand in as it is")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")
    answer_here(stale)
    expect(stale.get_by_text("This quiz was handed in already.")).to_be_visible()
    expect(stale.get_by_role("heading", level=1)).to_have_text("1 of 8 points")


def test_the_count_follows_what_is_saved_before_anybody_goes_on(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script, width=390)
    steps.start_quiz(page, layout="One by one")
    answer_here(page)
    here = 2
    while not (card := steps.card_with(page, "Fill the gaps.")).count():
        here = here % 8 + 1
        press(page, f"Question {here}, " + ("answered" if here == 1 else "not answered"))
    # Its gaps may have come first, and be what was answered above.
    count = 0 if here == 1 else 1
    gaps = [card.get_by_label(f"Gap {number} of 2") for number in (1, 2)]
    bar = page.get_by_role("progressbar", name="Progress")

    def save() -> None:
        # Without a script an answer is saved by a button; the flag stays on the page.
        if not script:
            press(page, f"Flag question {here}")
            press(page, f"Flagged: take the flag off question {here}")

    for filled, whole, said, word in (
        ((steps.GAPS[0], ""), count, ", 1 partly", "partly answered"),
        (steps.GAPS, count + 1, "", "answered"),
        (("", ""), count, "", "not answered"),
    ):
        for gap, words in zip(gaps, filled, strict=True):
            gap.fill(words)
        save()
        expect(page.get_by_text(f"{whole} of 8 answered{said}", exact=True)).to_be_visible()
        expect(bar).to_have_js_property("value", whole)
        number = page.get_by_role("button", name=f"Question {here}, {word}", exact=True)
        expect(number).to_be_visible()
