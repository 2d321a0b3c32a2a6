"""From the first minute to a kept history, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_guest_learns_and_keeps_it_under_a_name(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/")
    bank = page.locator("section.bank", has_text="The lighthouse at Beacon Point")
    expect(bank.locator("blockquote")).to_have_text(
        "The lighthouse at Beacon Point was built in 1874 by Ada Marsh."
    )
    steps.follow(bank.get_by_role("button", name="Try a quiz"))
    asked = steps.cards(page)
    assert len(asked) == 8
    for card in asked:
        if steps.stem_of(card) == "Who built the lighthouse?":
            card.get_by_label("Your answer").fill("Tomas Reil")
        elif steps.stem_of(card) == "In which year was the lighthouse built?":
            card.get_by_label("1901").check()
        else:
            steps.answer_rightly(card)
    steps.follow(page.get_by_role("button", name="Hand in"))

    expect(page.get_by_role("heading", level=1)).to_have_text("6 of 8 points")
    wrong = page.locator(".result", has_text="In which year was the lighthouse built?")
    expect(wrong.locator(".outcome")).to_contain_text("Wrong")
    expect(wrong.locator(".key").first).to_have_text("1874 right answer")
    offered = wrong.locator(".offered li").filter(visible=True)
    expect(offered).to_have_count(2)
    expect(wrong).to_contain_text("“1901” is true of something else")
    proof = wrong.locator("blockquote").first
    expect(proof).to_have_text("The lighthouse at Beacon Point was built in 1874 by Ada Marsh.")
    expect(proof.locator("mark")).to_have_text("was built in 1874 by Ada Marsh")
    paragraph = wrong.get_by_text("Its tower is 31 metres high")
    expect(paragraph).to_be_hidden()
    wrong.locator("summary").click()
    expect(paragraph).to_be_visible()
    expect(offered).to_have_count(6)
    expect(wrong.locator(".citation")).to_contain_text("The Beacon Point Gazette, 5 June 2021")
    cloze = page.locator(".result", has_text="Fill the gaps.").locator(".stem")
    expect(cloze).to_contain_text("The last keeper was (1) _____, who left in (2) _____.")
    for result in page.locator(".result").all():
        mark = result.locator("blockquote mark").first
        if not mark.is_visible():
            result.locator("summary").first.click()
        expect(mark).to_be_visible()

    steps.follow(page.get_by_role("link", name="Choose a name and a password"))
    name = steps.new_name()
    steps.sign_up(page, name)
    expect(page.get_by_role("heading", level=1)).to_have_text("6 of 8 points")
    steps.follow(page.get_by_role("link", name="Progress", exact=True))
    expect(page.get_by_role("main")).to_contain_text("You answered 8 questions today")
    expect(page.get_by_role("main")).to_contain_text("You have met 13 of 14 facts")
    steps.follow(page.get_by_role("link", name="Results"))
    expect(page.get_by_role("heading", level=1)).to_have_text("6 of 8 points")

    steps.log_out(page, name)
    steps.follow(page.get_by_role("link", name="Progress"))
    expect(page.get_by_role("main")).to_contain_text("Nothing here yet")
    steps.log_in(page, name)
    steps.follow(page.get_by_role("link", name="Progress"))
    expect(page.get_by_role("main")).to_contain_text("You have met 13 of 14 facts")


def test_studying_shows_grades_gives_up_and_takes_back(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    page.goto(steps.HOME)
    steps.follow(page.get_by_role("link", name="Study", exact=True).last)
    expect(page.locator(".stem")).to_have_text("What has the old house at Beacon Point become?")
    expect(page.locator(".answer")).to_have_count(0)
    steps.follow(page.get_by_role("button", name="Show answer"))
    expect(page.locator(".answer")).to_have_text("A museum of storms")
    page.get_by_text("Who says so?").click()
    expect(page.locator("blockquote mark")).to_have_text("is a museum of storms")
    steps.follow(page.get_by_role("button", name=re.compile("^Good")))

    expect(page.get_by_text("New to you.")).to_be_visible()
    new = page.locator(".panel .stem").first.inner_text()
    steps.follow(page.get_by_role("button", name="Undo the last answer"))
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    expect(page.locator(".stem")).to_have_text("What has the old house at Beacon Point become?")
    steps.follow(page.get_by_role("button", name="Show answer"))
    steps.follow(page.get_by_role("button", name=re.compile("^Easy")))

    expect(page.locator(".panel .stem").first).to_have_text(new)
    expect(page.locator("blockquote mark").first).to_be_visible()
    steps.meet(page)
    expect(page.locator("main mark")).to_have_count(0)
    steps.answer_card(page)
    expect(page.locator(".outcome").first).to_contain_text("Right")
    expect(page.locator("blockquote mark").first).to_be_visible()
    steps.follow(page.get_by_role("link", name="Next card"))

    steps.meet(page)
    asked = steps.stem_of(steps.cards(page)[0])
    steps.follow(page.get_by_role("button", name="Check"))
    expect(page.get_by_role("alert")).to_contain_text("Answer first")
    steps.follow(page.get_by_role("button", name="I do not know"))
    expect(page.locator(".outcome").first).to_contain_text("You did not know it")
    steps.follow(page.get_by_role("button", name="Undo the last answer"))
    expect(steps.card_with(page, asked)).to_be_visible()
    page.goto("/progress")
    expect(page.get_by_role("main")).to_contain_text("You answered 2 questions today")


@pytest.mark.parametrize("width", [390, 1280])
def test_marked_words_open_their_note_which_leads_to_questions(
    open_page: Open, script: bool, width: int
) -> None:
    page = open_page(script=script, width=width)
    page.goto(steps.HOME)
    steps.follow(page.get_by_role("link", name="A guide to Beacon Point"))
    note = page.get_by_text("The light on Skarra is green.", exact=True)
    expect(note).to_be_hidden()
    page.locator("a.fact", has_text="green").click()
    expect(note).to_be_visible()
    if width == 390:
        # A sheet at the bottom: the text stays where it is, and so does whoever goes back to it.
        expect(note).to_be_in_viewport(ratio=1)
        before = page.evaluate("scrollY")
        page.get_by_role("link", name="Back to the text").click()
        expect(note).to_be_hidden() if script else expect(page.locator(":target")).to_be_visible()
        assert not script or page.evaluate("scrollY") == before
        page.locator("a.fact", has_text="green").click()
        expect(note).to_be_in_viewport(ratio=1)
    steps.follow(page.locator(".note[open]").get_by_role("link", name="1 question"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The light on Skarra is green.")
    steps.follow(page.get_by_role("button", name="Answer them"))
    assert steps.stem_of(steps.cards(page)[0]) == "Match each light with its colour."
