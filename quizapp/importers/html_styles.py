"""What a page's style sheet raises or hides: written into the elements, as if they said it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

SHEET_LIMIT = 200_000
"""The most letters of style sheets that are looked at; those of articles have some 20,000."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,2000})\}")
# Of “span.note” and “.note” the last part says which elements are meant; whatever is more is left.
_SIMPLE = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?:\.(?P<name>-?[_a-zA-Z][\w-]*))?")
# All of a page is within these.
_ANYWHERE = re.compile(r"\A(?:html\b(?:\s*>\s*|\s+))?(?:body\b(?:\s*>\s*|\s+))?")
_TELLING = re.compile(
    r"\s*(?:vertical-align|font-size|top|bottom|position|display|visibility)\s*:", re.IGNORECASE
)
_RAISES = re.compile(
    r"vertical-align|(?:^|[;\s])(?:top|bottom)\s*:|display\s*:\s*none|visibility\s*:\s*hidden",
    re.IGNORECASE,
)
# What holds for paper or for narrow screens alone is not what a page looks like.
_MEDIUM = re.compile(
    r"@(?:media|supports|container)\b[^{}]{0,500}\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}"
)


def apply_style_sheets(tree: Any) -> None:
    """Write what the page's style sheets say about letters' height, size and sight into elements.

    Only selectors of a tag, a class or both are followed; an element's own style goes before.
    """
    sheets = "".join(each.text or "" for each in tree.iter("style"))[:SHEET_LIMIT]
    by_name = _rules(_MEDIUM.sub("", _COMMENT.sub("", sheets)))
    if not by_name:
        return
    for element in tree.iter("span", "a", "b", "i", "em", "small", "strong", "p", "div", "li"):
        names = (element.get("class") or "").split()
        found = [
            style
            for key in (("tag", element.tag), *(("", name) for name in names))
            for tag, style in by_name.get(key, ())
            if tag in ("", element.tag)
        ]
        if found:
            own = element.get("style") or ""
            said = {each.partition(":")[0].strip().lower() for each in own.split(";")}
            added = [
                each
                for each in ";".join(found).split(";")
                if each.partition(":")[0].strip().lower() not in said
            ]
            element.set("style", ";".join((*added, own)))


def _rules(sheet: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return the declarations that tell, with the tag they are for, by class or by tag alone."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for selectors, body in _RULE.findall(sheet):
        if not _RAISES.search(body):
            continue
        style = ";".join(each.strip() for each in body.split(";") if _TELLING.match(each))
        for selector in selectors.split(","):
            match = _SIMPLE.fullmatch(_ANYWHERE.sub("", selector.strip(), count=1))
            if match is None or not match.group():
                continue
            tag, name = (match["tag"] or "").lower(), match["name"] or ""
            found["" if name else "tag", name or tag].append((tag, style))
    return found
