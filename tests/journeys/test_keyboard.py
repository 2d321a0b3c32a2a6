"""Everything by keyboard: the order of Tab, what is focused shows it, keys answer and grade."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("forbidden", "SecurityError"); },
});"""
FOCUSED = """() => {
  const here = document.activeElement;
  const seen = here.closest(".option") ?? here;
  const style = getComputedStyle(seen);
  const box = seen.getBoundingClientRect();
  return {
    words: (here.ariaLabel || here.labels?.[0]?.innerText || here.innerText || "").trim(),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inView: box.bottom > 0 && box.top < innerHeight,
  };
}"""


def tab(page: Page, times: int = 1) -> str:
    """Press Tab, check that what has the focus shows it, and return its words."""
    for _ in range(times):
        steps.press(page, "Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["outline"] >= 2, f"no focus is seen on {focused['words']!r}"
        assert focused["inView"], f"the focus is out of sight on {focused['words']!r}"
    return str(focused["words"])


def tab_to(page: Page, words: str) -> None:
    for _ in range(60):
        if words in tab(page):
            return
    raise AssertionError(f"Tab never reaches {words!r}")


def test_the_first_tab_leads_past_the_masthead(open_page: Open) -> None:
    page = open_page()
    page.goto(steps.HOME)
    assert tab(page) == "Skip to the content"
    steps.press(page, "Enter")
    expect(page.locator("main")).to_be_focused()
    assert tab(page) == "Home"
    assert tab(page) == "Try a quiz"


def test_a_quiz_is_taken_without_a_mouse(open_page: Open) -> None:
    page = open_page()
    page.goto(steps.HOME)
    tab_to(page, "Choose a quiz")
    steps.press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a quiz")
    tab_to(page, "All 8")
    steps.press(page, "ArrowUp")
    expect(page.get_by_label("5", exact=True)).to_be_checked()
    tab_to(page, "After each question")
    steps.press(page, "ArrowDown")
    expect(page.get_by_label("One by one")).to_be_checked()
    assert tab(page) == "Ask me how sure I am"
    assert tab(page) == "Start"
    steps.press(page, "Enter")

    for position in range(1, 6):
        expect(page.get_by_text(f"Question {position} of 5")).to_be_visible()
        answer_by_keys(page)
    # Neither Enter nor the number of the last question hands in: they save, and stay there.
    expect(page.get_by_text("5 of 5 answered")).to_be_visible()
    tab_to(page, "Hand in")
    steps.press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("5 of 5 points")


def answer_by_keys(page: Page) -> None:
    card = steps.cards(page)[0]
    stem = steps.stem_of(card)
    if stem in steps.CHOSEN:
        for words in steps.CHOSEN[stem]:
            steps.press(page, card.locator(".option", has_text=words).locator("kbd").inner_text())
        steps.press(page, "Enter")
        return
    if stem in steps.TYPED:
        expect(card.get_by_label("Your answer")).to_be_focused()
        steps.type_in(page, steps.TYPED[stem])
    elif stem == "Fill the gaps.":
        expect(card.get_by_label("Gap 1")).to_be_focused()
        for words in steps.GAPS:
            steps.type_in(page, words)
            steps.press(page, "Tab")
        steps.press(page, "Shift+Tab")
    elif stem == "Match each light with its colour.":
        for left, right in steps.PAIRS.items():
            tab_to(page, left)
            steps.type_in(page, right)
    else:
        order_by_keys(page)
    is_last = not page.get_by_role("button", name="Next", exact=True).count()
    tab_to(page, "Question 5" if is_last else "Next")
    steps.press(page, "Enter")


def order_by_keys(page: Page) -> None:
    card = steps.cards(page)[0]
    for place, text in enumerate(steps.ORDER):
        while steps.place_of(card, text) > place:
            card.get_by_role("button", name=f"Move up: {text}").focus()
            steps.press(page, "Enter")
    keep = card.get_by_role("button", name="Keep this order")
    if keep.is_visible():
        keep.focus()
        steps.press(page, "Enter")


def test_enter_leads_to_the_next_question_and_the_focus_is_seen(open_page: Open) -> None:
    page = open_page()
    steps.start_quiz(page, layout="All on one page")
    cards = steps.cards(page)
    for card, following in pairwise(cards):
        if card.get_by_role("button").count():
            # A button keeps its own Enter.
            continue
        card.locator("input, select").first.focus()
        steps.press(page, "Enter")
        focused = following.locator("*:focus")
        expect(focused).to_have_count(1)
        box = focused.bounding_box()
        assert box
        assert box["width"] > 10, f"no focus is seen in {steps.stem_of(following)!r}"


def test_cards_are_studied_without_a_mouse(open_page: Open) -> None:
    page = open_page()
    page.goto(f"{steps.HOME}/study")
    steps.press(page, "Space")
    expect(page.locator(".answer")).to_have_text("A museum of storms")
    steps.press(page, "3")
    expect(page.get_by_text("New to you.")).to_be_visible()
    steps.press(page, "u")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    steps.press(page, "Enter")
    expect(page.locator(".answer")).to_be_visible()
    steps.press(page, "4")
    # From one topic after the other; a choice of one is the third new one of this bank.
    while True:
        expect(page.get_by_text("New to you.")).to_be_visible()
        steps.press(page, "Space")
        card = page.locator("[data-question]")
        expect(card).to_be_visible()
        if card.locator(".option", has_text="1874").count():
            break
        tab_to(page, "I do not know")
        steps.press(page, "Enter")
        expect(page.locator(".outcome").first).to_be_visible()
        steps.press(page, "Space")

    right = page.locator(".option", has_text="1874").locator("kbd").inner_text()
    steps.press(page, right.lower())
    # Unlike a tap, a key chooses only: another may follow.
    expect(page.locator(".option", has_text="1874").locator("input")).to_be_checked()
    steps.press(page, "Enter")
    expect(page.locator(".outcome")).to_contain_text("Right")
    steps.press(page, "u")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    steps.meet(page)
    steps.press(page, right)
    steps.press(page, "Enter")
    expect(page.locator(".outcome")).to_contain_text("Right")
    steps.press(page, "Space")
    expect(page.get_by_text("New to you.")).to_be_visible()


def test_keys_work_where_the_browser_forbids_its_store(open_page: Open) -> None:
    page = open_page()
    page.add_init_script(FORBIDDEN)
    page.goto(f"{steps.HOME}/study")
    steps.press(page, "Space")
    expect(page.locator(".answer")).to_have_text("A museum of storms")
    steps.press(page, "3")
    expect(page.get_by_text("New to you.")).to_be_visible()
    steps.press(page, "Space")
    expect(page.locator("[data-question]")).to_be_visible()
    steps.start_quiz(page, layout="All on one page")
    card = steps.card_with(page, "In which year was the lighthouse built?")
    card.locator("input").first.focus()
    right = card.locator(".option", has_text="1874")
    steps.press(page, right.locator("kbd").inner_text().lower())
    expect(right.locator("input")).to_be_checked()


def test_things_are_ordered_with_lists_where_no_script_runs(open_page: Open) -> None:
    page = open_page(script=False)
    steps.start_quiz(page, layout="All on one page")
    card = steps.card_with(page, "Put these in the order of time")
    expect(card.get_by_role("button", name="Move")).to_have_count(0)
    for place, text in enumerate(steps.ORDER, 1):
        card.get_by_label(f"Place of {text}").focus()
        steps.type_in(page, str(place))
    steps.hand_in_as_it_is(page)
    result = page.locator(".result", has_text="Put these in the order of time")
    expect(result.locator(".outcome").first).to_contain_text("Right")


def test_enter_leads_through_the_gaps_before_it_checks_them(open_page: Open) -> None:
    page = open_page()
    steps.start_quiz(page, layout="After each question")
    at = 1
    while not (card := steps.card_with(page, "Fill the gaps.")).count():
        at += 1
        steps.follow(page.get_by_role("button", name=f"Question {at}, not answered"))
    first, second = (card.get_by_label(f"Gap {number} of 2") for number in (1, 2))
    first.fill(steps.GAPS[0])
    steps.press(page, "Enter")
    expect(second).to_be_focused()
    steps.type_in(page, steps.GAPS[1])
    with page.expect_navigation():
        steps.press(page, "Enter")
    expect(page.get_by_role("status").get_by_text("Right")).to_be_visible()
