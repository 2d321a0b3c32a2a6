"""A teacher prints a quiz."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.axe import axe_faults
from tests.journeys.beside import Site, add_quiz

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_sheets_and_keys_are_printed_and_nothing_else(
    open_page: Open, site: Site, teacher: Path
) -> None:
    page = open_page(state=teacher)
    page.goto(f"/teach/quizzes/{add_quiz(site, 'On paper')}")
    steps.follow(page.get_by_role("link", name="On paper"))
    page.get_by_label("Versions").select_option("2")
    steps.follow(page.get_by_role("button", name="Show"))
    assert axe_faults(page) == []
    sheets = page.locator(".sheet")
    expect(sheets).to_have_count(4)
    page.emulate_media(media="print")
    expect(page.get_by_label("Versions")).to_be_hidden()
    expect(page.get_by_role("banner")).to_be_hidden()
    for sheet in sheets.all():
        expect(sheet).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"
