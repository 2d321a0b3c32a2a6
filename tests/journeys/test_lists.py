"""A teacher's lists on a phone: short, with filters that fold and a place that is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
QUESTIONS = "/teach/banks/us-japan-alliance/questions"


@pytest.mark.parametrize("part", ["questions", "facts"])
def test_filters_fold_on_a_phone_and_stand_open_on_a_desk(
    open_page: Open, teacher: Path, script: bool, part: str
) -> None:
    page = open_page(script=script, state=teacher, width=390)
    page.goto(f"/teach/banks/lighthouse/{part}")
    topic = page.get_by_label("Topic", exact=True)
    expect(topic).to_be_hidden()
    # The first row is on the first screen.
    expect(page.get_by_role("rowheader").first).to_be_in_viewport()
    page.get_by_text("More filters").click()
    topic.select_option("How it works")
    steps.follow(page.get_by_role("button", name="Show", exact=True))
    # What is set is seen.
    expect(topic).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(f"/teach/banks/lighthouse/{part}")
    expect(topic).to_be_visible()
    expect(page.get_by_text("More filters")).to_be_hidden()


def test_retiring_keeps_the_place_in_the_list(
    open_page: Open, administrator: Path, script: bool
) -> None:
    page = open_page(script=script, state=administrator, width=390)
    page.goto(f"{QUESTIONS}?status=published")
    row = page.locator("tbody tr").nth(30)
    above = page.locator("tbody tr").nth(29).get_by_role("link").inner_text()
    words = row.get_by_role("link").inner_text()
    steps.follow(row.get_by_role("button", name="Retire"))
    expect(page.locator("tbody tr", has_text=above).first).to_be_in_viewport()
    said = page.locator(".notice.undo")
    expect(said).to_contain_text(words[:60])
    expect(said).to_be_in_viewport()
    steps.follow(said.get_by_role("button", name="Undo"))


def test_several_are_retired_and_published_at_once(
    open_page: Open, administrator: Path, script: bool
) -> None:
    page = open_page(script=script, state=administrator, width=390)
    page.goto(f"{QUESTIONS}?status=published")
    total = page.locator("tbody tr").count()
    chosen = page.get_by_role("checkbox", name="Choose: ")
    asked = [page.locator("tbody tr").nth(at).get_by_role("link").inner_text() for at in (1, 2)]
    for at in (1, 2):
        chosen.nth(at).check()
    bar = page.locator(".chosen")
    expect(bar).to_be_in_viewport()
    steps.follow(bar.get_by_role("button", name="Retire"))
    expect(page.get_by_text("2 retired.")).to_be_visible()
    for words in asked:
        expect(page.get_by_role("link", name=words, exact=True)).to_have_count(0)
    page.goto(f"{QUESTIONS}?status=retired")
    for words in asked:
        page.get_by_role("checkbox", name=f"Choose: {words[:40]}").first.check()
    steps.follow(page.locator(".chosen").get_by_role("button", name="Publish"))
    assert total


def test_no_field_of_a_quiz_is_reached_under_the_bar(open_page: Open) -> None:
    for width, height in ((390, 700), (320, 256)):
        page = open_page(width=width)
        page.set_viewport_size({"width": width, "height": height})
        steps.start_quiz(page, layout="All on one page")
        fields = page.locator("form[data-save] :is(input, select, button):visible")
        hidden = []
        for _ in range(fields.count()):
            steps.press(page, "Tab")
            under = page.evaluate(
                """() => {
                  const here = document.activeElement;
                  const bar = document.querySelector(".sticky");
                  if (!here.closest("[data-question]") || bar.contains(here)) return "";
                  const box = (here.closest(".option") ?? here).getBoundingClientRect();
                  const over = bar.getBoundingClientRect();
                  const middle = (box.top + box.bottom) / 2;
                  const covers = getComputedStyle(bar).position === "sticky";
                  return covers && middle > over.top && middle < over.bottom ? here.name : "";
                }"""
            )
            hidden += [under] if under else []
        assert hidden == [], f"at {width} x {height}"
