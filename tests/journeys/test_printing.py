"""Results are printed, or saved as a PDF: whole, and with nothing that leads elsewhere."""

import io
import re
from collections.abc import Callable
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys import steps
from tests.journeys.axe import Look

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
STEMS = (
    "In which year was the lighthouse built?",
    "Who built the lighthouse?",
    "How high is the tower of Beacon Point?",
    "Match each light with its colour.",
)


def take(page: Page) -> None:
    """Answer everything rightly but one question."""
    steps.start_quiz(page, layout="All on one page")
    for card in steps.cards(page):
        steps.answer_rightly(card)
    steps.card_with(page, STEMS[1]).get_by_label("Your answer").fill("Nobody at all")
    steps.follow(page.get_by_role("button", name="Hand in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("7 of 8 points")


def printed(page: Page) -> list[str]:
    """The text of each page of the PDF that the browser makes, with single spaces and letters."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [" ".join(normalize("NFKC", each.extract_text()).split()) for each in reader.pages]


def test_a_pdf_has_everything_and_nothing_that_leads_elsewhere(
    open_page: Open, script: bool
) -> None:
    page = open_page(script=script, scheme="dark")
    take(page)
    # What folds out is there, too: the whole paragraph behind a proof, and how marks come about.
    folded = page.locator(".result details.around blockquote").last.text_content() or ""
    folded = " ".join(folded.split())
    assert folded
    sheets = printed(page)
    whole = " ".join(sheets)
    for words in (*STEMS, "7 of 8 points", "Nobody at all", "Ada Marsh", "handed in", "Guest"):
        assert words in whole
    assert folded[:60] in whole
    assert "All or nothing" in whole
    for words in ("Study now", "Print or save", "Something is wrong", "Say more", "Log in"):
        assert words not in whole
    # Each question that fits on a page stands on one.
    asking = [sheet for sheet in sheets if re.search(r"Question \d", sheet)]
    assert len(asking) > 1
    for sheet in asking[1:]:
        assert re.match(r"Question \d", sheet), sheet[:80]


def test_the_button_prints_and_leaves_the_page_as_it_was(open_page: Open) -> None:
    page = open_page()
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    take(page)
    open_before = page.locator("main details[open]").count()
    page.get_by_role("button", name="Print or save as PDF").click()
    assert page.evaluate("window.printed") == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("main details:not([open])")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("main details[open]")).to_have_count(open_before)
    look = Look(page)
    look.here()
    assert look.faults == []


def test_without_a_script_a_hint_stands_in_its_place(open_page: Open) -> None:
    page = open_page(script=False)
    take(page)
    expect(page.get_by_role("button", name="Print or save as PDF")).to_have_count(0)
    expect(page.get_by_text("use the menu of your browser")).to_be_visible()
