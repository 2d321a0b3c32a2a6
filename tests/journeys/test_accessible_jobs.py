"""Axe over what is there for a while only: jobs, an article while it is read, and what changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import jobs_of, steps
from tests.journeys.axe import Look, too_wide
from tests.journeys.beside import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

SOLDIERS = "The 12th Coastal Regiment has {} soldiers on the island of Arnholm."


def send(page: Page, text: str, title: str, date: str, bank: str = "", is_new: bool = True) -> None:
    """Send an article, and have it read."""
    page.goto("/teach/new-article")
    page.get_by_label("The article’s text").fill(text)
    if is_new:
        page.get_by_label("Name of the new bank").fill(bank)
    else:
        page.get_by_label("Bank", exact=True).select_option(bank)
    steps.follow(page.get_by_role("button", name="Read it"))
    page.get_by_label("Title").fill(title)
    page.get_by_label("Date").fill(date)
    steps.follow(page.get_by_role("button", name="Find facts and questions"))


def test_the_page_of_jobs_with_one_in_each_state(
    open_page: Open, administrator: Path, site: Site, script: bool
) -> None:
    jobs_of.one_of_each(site)
    page = open_page(script=script, state=administrator)
    page.goto("/admin/jobs")
    for heading in ("Failed", "Running", "Waiting", "Cancelled", "Done"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    if script:
        look = Look(page)
        look.here()
        assert look.faults == []
    else:
        assert too_wide(page) == []


def test_the_page_of_an_article_while_it_waits_and_is_read(
    open_page: Open, teacher: Path, site: Site, script: bool
) -> None:
    before = jobs_of.keep_busy(site, "Clara")
    page = open_page(script=script, state=teacher)
    send(page, SOLDIERS.format("2,000"), "Regiment", "10 March 2022", f"Regiment {script}")
    look = Look(page)

    def check() -> None:
        if script:
            look.here()
        else:
            look.faults.extend(too_wide(page))

    expect(page.get_by_text("It waits for another of your articles")).to_be_visible()
    check()
    job = jobs_of.read_elsewhere(site, before)
    expect(page.get_by_text("Finding facts: 5 of 12 paragraphs read")).to_be_visible()
    check()
    page.goto("/teach")
    check()
    page.go_back()
    jobs_of.put_back(site, job)
    expect(page).to_have_url(re.compile("/articles/"), timeout=60_000)
    assert look.faults == []


def test_what_an_article_says_has_changed(open_page: Open, teacher: Path, script: bool) -> None:
    name = f"Soldiers {'with' if script else 'without'} a script"
    page = open_page(script=script, state=teacher)
    send(page, SOLDIERS.format("2,000"), "Regiment", "10 March 2022", name)
    expect(page).to_have_url(re.compile("/articles/"), timeout=60_000)
    send(page, SOLDIERS.format("3,400"), "It grows", "2 June 2024", name, is_new=False)
    expect(page.get_by_role("heading", name="It changed", exact=True)).to_be_visible(timeout=60_000)
    look = Look(page)
    for button in ("End the older fact", "Take that back"):
        if script:
            look.here()
        else:
            look.faults += too_wide(page)
        steps.follow(page.locator("#changes").get_by_role("button", name=button))
    expect(page.get_by_role("button", name="End the older fact")).to_be_visible()
    assert look.faults == []
