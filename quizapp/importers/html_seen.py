"""A page's elements as a reader sees them: without what is hidden or struck, each in its line."""

from __future__ import annotations

import re
from typing import Any

from quizapp.importers.formulas import linear, spaced
from quizapp.importers.layout import goes_on
from quizapp.importers.raised import raised

BLOCKS = frozenset(
    {"p", "div", "table", "ul", "ol", "dl", "pre", "blockquote", "article", "section", "figure"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "main", "aside", "nav", "details"}
)
"""Elements that stand on lines of their own."""
_HOLDERS = ("div", "section", "article", "main", "body")
_RUNNING_TEXT = 150
_UNSEEN = ("template", "del", "s", "strike", "rt", "rp", "rtc", "svg")
"""What is not shown, is crossed out, or says how letters are spoken."""
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_RAISING = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*super\b", re.IGNORECASE)
# These move pictures and buttons as well: only small letters are raised by them.
_LIFTING = re.compile(
    r"(?:^|;)\s*(?:vertical-align\s*:\s*(?:text-top|top|[\d.]+(?:e[mx]|px|pt|%))"
    r"|top\s*:\s*-[\d.]+(?:e[mx]|px|pt|%)|bottom\s*:\s*[\d.]+(?:e[mx]|px|pt|%))",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"(?:^|;)\s*font-size\s*:\s*(?:(?:x*-?small(?:er)?)|0?\.\d+r?em|[5-8]\d(?:\.\d+)?%|[5-9](?:\.\d+)?p[tx])",
    re.IGNORECASE,
)
_RAISED_CLASS = re.compile(r"(?:^|\s)(?:is-)?super(?:script)?(?:$|\s)|(?:^|\s)sup(?:$|\s)", re.I)
# A note's own words, which a style sheet hides beside its mark until somebody points at it, and
# what is there for screen readers alone.
_HIDDEN_CLASS = re.compile(
    r"(?:foot|side|margin|end)-?notes?[\w-]*(?:__|_|-)(?:note|text|content|tooltip|popup|popover)\b"
    r"|(?:^|\s)(?:sidenote|marginnote|footnote_tooltip|screen-reader-text|sr-only|visually-?hidden"
    r"|visuallyhidden|a11y-hidden)(?:$|\s)",
    re.IGNORECASE,
)
_NOTE_CLASS = re.compile(r"\b(?:foot-?note|end-?note|note-?ref|fn-?ref|reference)\b", re.IGNORECASE)
_NOTE_ADDRESS = re.compile(
    r"#_?(?:fn|ftn|edn|foot-?note|end-?note|note|ref|cite)(?:[\W_]|\d|\Z)", re.IGNORECASE
)
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡§])[\])]?\s*")


def show_as_seen(tree: Any) -> None:
    """Change a page's elements into the words that a reader sees, raised ones in their line."""
    _drop_unseen(tree)
    _write_formulas(tree)
    _lower_what_is_raised(tree)
    _quote(tree)
    _part_loose_words(tree)
    _join_broken_lines(tree)


def _drop_unseen(tree: Any) -> None:
    for element in list(tree.iter(*_UNSEEN)):
        _remove(element)
    for element in list(tree.iter("span", "small", "label")):
        if _HIDDEN_CLASS.search(element.get("class") or ""):
            _remove(element)
    # What is long and hidden may be shown by a click, or once a script has run.
    for element in list(tree.xpath("//body//*[@hidden or @style]")):
        hidden = element.get("hidden") is not None or _HIDING.search(element.get("style") or "")
        if hidden and len(element.text_content()) < _RUNNING_TEXT:
            _remove(element)


def _remove(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _write_formulas(tree: Any) -> None:
    for element in list(tree.iter("math")):
        _replace(element, spaced(_before(element), linear(element)))


def _lower_what_is_raised(tree: Any) -> None:
    """Put into the line what is raised, without marks of notes: else they become digits."""
    for element in list(tree.iter("span", "a")):
        if _is_raised(element) and element.find(".//sup") is None:
            element.tag = "sup"
    for element in list(tree.iter("sup")):
        if element.getparent() is None:
            continue
        words = element.text_content()
        # Marks that stand side by side are one: “1,2”.
        while not element.tail and (following := element.getnext()) is not None:
            if following.tag != "sup":
                break
            words += following.text_content()
            element.tail = following.tail
            following.getparent().remove(following)
        _replace(element, raised(_before(element), words, _after(element)))


def _is_raised(element: Any) -> bool:
    style = element.get("style") or ""
    if _RAISING.search(style) or (_LIFTING.search(style) and _SMALL.search(style)):
        return True
    if _RAISED_CLASS.search(element.get("class") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('rel') or ''}"
    leads_to_note = (
        element.get("role") == "doc-noteref"
        or _NOTE_CLASS.search(names)
        or _NOTE_ADDRESS.match(element.get("href") or "")
    )
    return bool(element.tag == "a" and leads_to_note and _NOTE.fullmatch(element.text_content()))


def _before(element: Any) -> str:
    """Return the words of a line before an element, as far as they tell what it is."""
    parent, before = element.getparent(), element.getprevious()
    line: str = (parent.text if before is None else before.tail) or ""
    if not line.strip() and before is not None and isinstance(before.tag, str):
        line = before.text_content() + line
    return line


def _after(element: Any) -> str:
    following = element.getnext()
    is_element = following is not None and isinstance(following.tag, str)
    return (element.tail or "") + (following.text_content() if is_element else "")


def _replace(element: Any, words: str) -> None:
    """Put words in the place of an element; its tail goes on after them."""
    for child in list(element):
        element.remove(child)
    element.text = words
    element.drop_tag()


def _quote(tree: Any) -> None:
    """Write the marks that browsers draw around a quotation in a line."""
    for element in list(tree.iter("q")):
        element.text = f"“{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}”"
        else:
            element.text += "”"
        element.drop_tag()


def _part_loose_words(tree: Any) -> None:
    """Make paragraphs of the words that stand beside blocks: no space would be between them."""
    for element in list(tree.iter(*_HOLDERS)):
        if any(child.tag in BLOCKS for child in element):
            nodes = list(element)
            loose = _paragraph_of(element, element.text)
            element.text = None
            for node in nodes:
                if node.tag in BLOCKS:
                    _put_before(node, loose)
                    loose, node.tail = _paragraph_of(element, node.tail), None
                else:
                    loose.append(node)
            if _has_words(loose):
                element.append(loose)


def _paragraph_of(parent: Any, words: str | None) -> Any:
    paragraph = parent.makeelement("p", {})
    paragraph.text = words
    return paragraph


def _put_before(block: Any, loose: Any) -> None:
    if _has_words(loose):
        block.addprevious(loose)


def _has_words(loose: Any) -> bool:
    return bool(loose.text_content().strip())


def _join_broken_lines(tree: Any) -> None:
    """Drop the line breaks that stand within a sentence."""
    for element in list(tree.iter("br")):
        before, after = _before(element).rstrip(), (element.tail or "").lstrip()
        if element.getparent() is None or not after or not goes_on(before, after):
            continue
        element.tail = after if before.endswith("-") else f" {after}"
        element.drop_tag()
