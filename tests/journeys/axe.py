"""Axe over a page as it stands: in light and dark, on a phone and on a desk."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 390, 1280)
# Only colours differ between the schemes, so what reads no colour runs in one of them.
RULES: dict[Literal["light", "dark"], dict[str, Any]] = {
    "light": {},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
}


def axe_faults(page: Page) -> list[str]:
    """Return what axe finds, and whether the page is wider than the screen; one line for each."""
    page.evaluate(Axe().axe_script)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            options = {"resultTypes": ["violations"], "preload": False, **rules}
            found: list[dict[str, Any]] = page.evaluate(
                "(options) => axe.run(options).then((found) => found.violations)", options
            )
            where = f"{page.url} at {width} px, {scheme}"
            faults += [f"{where}: {_told(violation)}" for violation in found]
        faults += _overflow(page, width)
    return faults


def too_wide(page: Page) -> list[str]:
    """Return where the page is wider than the screen: what can be told without a script of it."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        faults += _overflow(page, width)
    return faults


class Look:
    """Collects what axe finds on the pages of a walk, so that one run shows everything."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def here(self) -> None:
        """Look at the page as it stands, with all that folds out of it."""
        self.page.evaluate(
            "document.querySelectorAll('main details').forEach((each) => { each.open = true; })"
        )
        self.faults += axe_faults(self.page)

    def at(self, *paths: str) -> None:
        """Go to pages and look at each."""
        for path in paths:
            self.page.goto(path)
            self.here()


def _overflow(page: Page, width: int) -> list[str]:
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    return [f"{page.url} at {width} px: wider than the screen"]


def _told(violation: dict[str, Any]) -> str:
    nodes = "; ".join(
        f"{node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()[:200]})"
        for node in violation["nodes"][:5]
    )
    return f"{violation['id']}, {len(violation['nodes'])} times: {nodes}"
