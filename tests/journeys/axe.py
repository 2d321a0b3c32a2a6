"""Axe over a page as it stands: in light and dark, on a phone and on a desk."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 390, 1280)
CONTRAST = "color-contrast"
# Only colours differ between the schemes, so what reads no colour runs in one of them.
RULES: dict[str, dict[str, Any]] = {
    "light": {"rules": {CONTRAST: {"enabled": False}}},
    "dark": {"runOnly": ["link-in-text-block"]},
}
FOUND = """(options) => axe.run({resultTypes: ["violations"], preload: false, ...options})
  .then((found) => found.violations)"""
# Contrast is three quarters of what axe costs, and follows from nothing but how words are shown:
# their colour, size and weight, and all that is painted below them. So axe measures it once for
# each such look. What is laid over the page may stand on anything and is measured every time.
READABLE = """async (known) => {
  const seen = new Set(known);
  const looks = new Map();
  const hash = (text) => {
    let [one, other] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at += 1) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      other = Math.imul(other ^ text.charCodeAt(at), 1597334677);
    }
    return (one >>> 0).toString(36) + (other >>> 0).toString(36);
  };
  const fields = "input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea";
  // Axe does not judge what only a screen reader finds, nor words on a picture.
  const isSeen = (element, style) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > 0 && box.bottom + scrollY > 0
      && style.backgroundImage === "none";
  };
  const visit = (element, below, laidOver) => {
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    const over = laidOver || !["static", "relative"].includes(style.position);
    const ground = hash([below, style.backgroundColor, style.backgroundImage, style.opacity,
      style.filter, style.mixBlendMode, style.textShadow].join());
    const words = [...element.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
    if ((words || element.matches(fields)) && isSeen(element, style)) {
      const look = hash([ground, style.color, style.fontSize, style.fontWeight,
        element.matches(":disabled")].join());
      if (over || !seen.has(look)) looks.set(element, over ? "" : look);
    }
    for (const child of element.children) visit(child, ground, over);
  };
  visit(document.documentElement, "", false);
  if (!looks.size) return {violations: [], measured: []};
  const found = await axe.run({include: [...looks.keys()]}, {
    runOnly: ["color-contrast"], resultTypes: ["violations", "passes"], elementRef: true,
    preload: false,
  });
  const told = (result) => result.nodes.map((node) => node.element);
  const measured = found.passes.flatMap(told).map((element) => looks.get(element));
  for (const violation of found.violations) for (const node of violation.nodes) delete node.element;
  return {violations: found.violations, measured: measured.filter(Boolean)};
}"""
_readable: set[str] = set()


def axe_faults(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """Return what axe finds, and whether the page is wider than the screen; one line for each."""
    page.evaluate(Axe().axe_script)
    faults = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            found: list[dict[str, Any]] = page.evaluate(FOUND, rules)
            contrast = page.evaluate(READABLE, list(_readable))
            _readable.update(contrast["measured"])
            where = f"{page.url} at {width} px, {scheme}"
            faults += [f"{where}: {_told(each)}" for each in found + contrast["violations"]]
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

    def __init__(self, page: Page, widths: Sequence[int] = WIDTHS) -> None:
        self.page = page
        self.widths = widths
        self.faults: list[str] = []

    def here(self) -> None:
        """Look at the page as it stands, with all that folds out of it."""
        self.page.evaluate(
            "document.querySelectorAll('main details').forEach((each) => { each.open = true; })"
        )
        self.faults += axe_faults(self.page, self.widths)

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
