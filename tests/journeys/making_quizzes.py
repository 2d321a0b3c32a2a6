"""What a teacher does who makes a quiz for others, said once."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.beside import Site

CHOSEN = ("Who built the lighthouse?", "In which year was the lighthouse built?")


def press(page: Page, name: str) -> None:
    """Press a button of the page, and wait for where it leads."""
    steps.follow(page.get_by_role("main").get_by_role("button", name=name, exact=True))


def make_quiz(page: Page, title: str) -> str:
    """Make and publish a quiz of two chosen questions and a draw; return its link."""
    page.goto("/teach")
    lighthouse = page.get_by_role("listitem").filter(
        has=page.get_by_role("link", name="Lighthouse", exact=False).first
    )
    steps.follow(lighthouse.get_by_role("link", name=re.compile("^Make a quiz")).first)
    page.get_by_label("Title").fill(title)
    press(page, "Make the quiz")
    steps.follow(page.get_by_role("link", name=re.compile("^Choose from")))
    for stem in CHOSEN:
        page.get_by_label(stem).check()
    press(page, "Add those you ticked")
    expect(page.get_by_text("2 questions added.")).to_be_visible()
    steps.follow(page.get_by_role("button", name="Done"))
    page.get_by_label("How many").fill("1")
    page.get_by_label("Kind").select_option("Number")
    press(page, "Add the draw")
    expect(page.get_by_text("1 drawn at random", exact=True)).to_be_visible()
    page.get_by_label(f"Place of: {CHOSEN[1]}").fill("1")
    steps.follow(page.get_by_role("button", name="Save the list").last)
    expect(page.get_by_role("row").nth(1)).to_contain_text(CHOSEN[1])
    steps.follow(page.get_by_role("link", name="Settings"))
    page.get_by_label("Instructions").fill("Take your time.")
    page.get_by_label("How often it may be taken").fill("1")
    press(page, "Save")
    press(page, "Publish")
    return page.get_by_label("The link").input_value()


def let_time_run_out(site: Site) -> None:
    """Put all deadlines to some seconds from now: a page's clock is moved, the server's is not."""
    soon = f"{datetime.now(UTC) + timedelta(seconds=4):%Y-%m-%d %H:%M:%S.%f}"
    with closing(sqlite3.connect(site.instance / "quizapp.db")) as database, database:
        database.execute(
            "UPDATE attempt SET deadline_at = ? WHERE finished_at IS NULL"
            " AND deadline_at IS NOT NULL",
            [soon],
        )


def set_limit(page: Page, minutes: int) -> None:
    """Set a time limit for the quiz whose page is shown, and let it be taken often."""
    steps.follow(page.get_by_role("link", name="Settings"))
    page.get_by_label("Time limit in minutes").fill(str(minutes))
    page.get_by_label("How often it may be taken").fill("")
    press(page, "Save")


def unfold(page: Page, title: str) -> None:
    """Open what folds out under a heading of the settings."""
    page.locator("summary").filter(has=page.get_by_role("heading", name=title)).click()
