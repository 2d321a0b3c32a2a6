"""Before the hand-in: flags, what is left, a lost network, and the same quiz in two places."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import Look

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TYPED = "Who built the lighthouse?"


def flag(page: Page, position: int, script: bool) -> None:
    """Flag a question; a script does it in its place, else the page comes again."""
    button = page.get_by_role("button", name=f"Flag question {position}", exact=True)
    if script:
        with page.expect_response(
            lambda each: f"flag={position}" in (each.request.post_data or "")
        ):
            button.click()
    else:
        steps.follow(button)
    off = page.get_by_role("button", name=f"take the flag off question {position}")
    expect(off).to_be_visible()


def test_flagged_questions_of_a_page_are_asked_about_once(open_page: Open, script: bool) -> None:
    page = open_page(script=script)
    steps.start_quiz(page, layout="All on one page")
    for card in steps.cards(page):
        steps.answer_rightly(card)
    flag(page, 3, script)
    page.reload()
    off = page.get_by_role("button", name="Flagged: take the flag off question 3")
    expect(off).to_be_visible()
    steps.follow(page.get_by_role("button", name="Hand in", exact=True))
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 question is flagged")
    steps.follow(page.get_by_role("link", name="Question 3"))
    expect(off).to_be_in_viewport()
    if script:
        with page.expect_response(lambda each: "unflag=3" in (each.request.post_data or "")):
            off.click()
    else:
        steps.follow(off)
    steps.follow(page.get_by_role("button", name="Hand in", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("8 of 8 points")


def test_flags_one_by_one_stand_in_the_numbers_and_are_there_on_another_device(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script, width=390)
    steps.start_quiz(page, layout="One by one")
    steps.answer_rightly(steps.cards(page)[0])
    flag(page, 1, script)
    expect(page.get_by_role("button", name=re.compile("^Question 1, .*flagged$"))).to_be_visible()
    steps.follow(page.get_by_role("button", name="What is left"))
    expect(page.get_by_role("main")).to_contain_text("7 questions are not answered yet")
    expect(page.get_by_role("main")).to_contain_text("1 question is flagged")
    quiz = page.url.removesuffix("/summary")
    other = page.context.new_page()
    other.goto(f"{quiz}/2")
    flagged = other.get_by_role("button", name="Question 1, answered, flagged")
    steps.follow(flagged)
    expect(other.get_by_text("Answer saved")).to_be_visible()
    steps.follow(page.get_by_role("button", name="Hand in as it is"))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 8 points")


def test_the_pages_before_a_hand_in_look_right_everywhere(open_page: Open) -> None:
    page = open_page()
    look = Look(page)
    for layout in ("All on one page", "One by one"):
        steps.start_quiz(page, layout=layout)
        steps.answer_rightly(steps.cards(page)[0])
        expect(page.get_by_text("Answer saved").first).to_be_visible()
        flag(page, 1, script=True)
        look.here()
        steps.follow(page.get_by_role("button", name="What is left"))
        look.here()
    assert look.faults == []


def test_answers_through_a_network_that_is_away_for_a_while_are_all_there(open_page: Open) -> None:
    page = open_page(story="ERR_INTERNET_DISCONNECTED", width=390)
    steps.start_quiz(page, layout="All on one page")
    first, *others = steps.cards(page)
    steps.answer_rightly(first)
    expect(first.get_by_text("Answer saved")).to_be_visible()
    page.context.set_offline(True)
    for card in others:
        steps.answer_rightly(card)
    page.get_by_role("button", name="Flag question 2", exact=True).click()
    expect(page.get_by_text("Not saved yet. It is kept here and sent again.")).to_have_count(7)
    page.wait_for_timeout(3_000)
    page.context.set_offline(False)
    expect(page.get_by_text("Answer saved")).to_have_count(8, timeout=15_000)
    page.reload()
    expect(page.get_by_text("Answer saved")).to_have_count(8)
    expect(page.get_by_role("button", name="take the flag off question 2")).to_be_visible()


def test_practice_without_a_network_says_so_keeps_the_answer_and_goes_on(open_page: Open) -> None:
    page = open_page(story="ERR_INTERNET_DISCONNECTED", width=390)
    steps.start_quiz(page, layout="After each question")
    for done in range(1, 9):
        card = steps.cards(page)[0]
        away = page.get_by_role("alert").filter(has_text="You are offline. Nothing was sent")
        by_tap = page.locator("form[data-one-tap]").count()
        page.context.set_offline(True)
        if by_tap:
            card.get_by_label(steps.CHOSEN[steps.stem_of(card)][0], exact=False).click()
        else:
            steps.answer_rightly(card)
            page.get_by_role("button", name="Check").click()
        expect(away).to_be_visible()
        away.get_by_role("button", name="Try again").click()
        expect(away).to_be_visible()
        page.context.set_offline(False)
        expect(page.get_by_text("The connection is back")).to_be_visible(timeout=15_000)
        steps.follow(page.get_by_role("button", name="Try again"))
        expect(page.get_by_text(f"{done} of 8 done, {done} right")).to_be_visible()
        if done < 8:
            steps.follow(page.get_by_role("link", name="Next"))


@pytest.mark.parametrize("way", ["tap", "not known"])
def test_a_server_that_cannot_be_reached_leaves_the_page_of_practice_as_it_is(
    open_page: Open, way: str
) -> None:
    page = open_page(story="ERR_FAILED")
    steps.start_quiz(page, layout="After each question")
    while not page.locator("form[data-one-tap]").count():
        steps.follow(page.get_by_role("button", name="I do not know"))
        steps.follow(page.get_by_role("link", name="Next"))
    card = steps.cards(page)[0]
    number = page.url.rsplit("/", 1)[1]
    page.route("**/attempts/**", lambda route: route.abort())
    if way == "tap":
        card.get_by_label(steps.CHOSEN[steps.stem_of(card)][0], exact=False).click()
    else:
        page.get_by_role("button", name="I do not know").click()
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached.")
    page.unroute("**/attempts/**")
    steps.follow(page.get_by_role("button", name="Try again"))
    said = "Right" if way == "tap" else "You did not know it"
    expect(page.get_by_role("status").get_by_text(said)).to_be_visible()
    expect(page.get_by_text(f"{number} of 8 done")).to_be_visible()


def test_an_older_page_is_told_of_newer_answers_at_its_next_save(open_page: Open) -> None:
    page = open_page()
    steps.start_quiz(page, layout="All on one page")
    older = page.context.new_page()
    older.goto(page.url)
    steps.card_with(page, TYPED).get_by_label("Your answer").fill("Ada Marsh")
    expect(page.get_by_text("Answer saved")).to_be_visible()
    other = steps.card_with(older, "How high is the tower of Beacon Point?")
    other.get_by_label("Your answer").fill("31 m")
    told = older.get_by_text("Newer answers were given in another tab or on another device")
    expect(told).to_be_visible()
    expect(steps.card_with(older, TYPED)).to_contain_text("A newer answer was given elsewhere.")
    steps.follow(older.get_by_role("link", name="Show them"))
    answer = steps.card_with(older, TYPED).get_by_label("Your answer")
    expect(answer).to_have_value("Ada Marsh")
    # The first page changes an answer that it has not seen: it is told what that replaced.
    again = steps.card_with(page, "How high is the tower of Beacon Point?")
    again.get_by_label("Your answer").fill("32 m")
    expect(again).to_contain_text("Saved in the place of another answer, given elsewhere.")
