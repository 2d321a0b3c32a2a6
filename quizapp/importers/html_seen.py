"""A page's elements as a reader sees them: without what is hidden or struck, each in its line."""

from __future__ import annotations

import re
from typing import Any

from quizapp.importers.formulas import linear, spaced
from quizapp.importers.layout import goes_on, unbroken
from quizapp.importers.note_numbers import Mark, powers_among
from quizapp.importers.raised import is_note_mark, raised, superscript

BLOCKS = frozenset(
    {"p", "div", "table", "ul", "ol", "dl", "pre", "blockquote", "article", "section", "figure"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "main", "aside", "nav", "details"}
)
"""Elements that stand on lines of their own."""
_BREAKS = BLOCKS | {"br"}
_LINES = (
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figcaption",
    "span",
)
_RUNNING_TEXT = 150
_WORDS_BEFORE = 60
"""How many letters of its line tell what something is."""
_UNSEEN = ("template", "noscript", "del", "s", "strike", "rt", "rp", "rtc", "svg")
"""What is not shown, is crossed out, or says how letters are spoken."""
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0+(?![.\d]))\b",
    re.IGNORECASE,
)
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
# The number of a page that was printed stands in the middle of a word, even.
# A note's own words, which a style sheet hides beside its mark until somebody points at it, and
# what is there for screen readers or for those who write the page.
_HIDDEN_CLASS = re.compile(
    r"(?:foot|side|margin|end)-?notes?[\w-]*(?:__|_|-)(?:note|text|content|tooltip|popup|popover)\b"
    r"|(?:^|\s)(?:sidenote|marginnote|footnote_tooltip|screen-reader-text|sr-only|visually-?hidden"
    r"|visuallyhidden|a11y-hidden|mw-editsection|page-?num(?:ber)?|page-?no)(?:$|\s)",
    re.IGNORECASE,
)
_HIDDEN_TAGS = ("span", "small", "label", "p", "a", "div", "h2", "h3", "h4", "li")
_NOTE_CLASS = re.compile(r"\b(?:foot-?note|end-?note|note-?ref|fn-?ref|reference)\b", re.IGNORECASE)
_NOTE_ADDRESS = re.compile(
    r"#_?(?:fn|ftn|edn|foot-?note|end-?note|note|ref|cite)(?:[\W_]|\d|\Z)", re.IGNORECASE
)
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z*†‡§])[\])]?\s*")


# What is drawn for the eye alone may be a word, a formula that is written once more, or a sign.
_FOR_THE_EYE = ("i", "span", "b", "strong", "em", "small", "u", "mark")
_SIGN_CLASS = re.compile(r"icon|katex|mjx|mathjax|glyph|emoji|symbol|arrow", re.IGNORECASE)
_WORD = re.compile(r"\w")
_EMPTY_LINES = re.compile(r"\n\s*\n")

# What somebody remarked on a text in a word processor is no part of it, nor are its notes, which
# stand below it: Google Docs, Word, LibreOffice. Wikipedia writes the place beside the title.
_REMARKS = (
    "//*[starts-with(@href, '#cmnt_ref') or starts-with(@href, '#ftnt_ref')]"
    "/ancestor::*[self::p or self::div][1]"
    "|//*[contains(@class, 'MsoCommentText') or contains(@class, 'MsoCommentReference')]"
    "|//*[contains(translate(@style, ' ', ''), 'mso-element:comment')]"
    "|//*[contains(translate(@style, ' ', ''), 'mso-element:footnote')]"
    "|//*[contains(translate(@style, ' ', ''), 'mso-element:endnote')]"
    "|//div[starts-with(@id, 'sdfootnote') or starts-with(@id, 'sdendnote')]"
    "|//*[@id='coordinates']"
)


def show_as_seen(tree: Any) -> None:
    """Change a page's elements into the words that a reader sees, raised ones in their line."""
    _name_own_elements(tree)
    _drop_unseen(tree)
    _keep_words_for_the_eye(tree)
    _unbreak_typed_text(tree)
    _write_formulas(tree)
    _lower_what_is_raised(tree)
    _quote(tree)
    _join_broken_lines(tree)


def _name_own_elements(tree: Any) -> None:
    """Let elements of a site's own, which no one else knows, be blocks or nothing in a line."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or "-" not in element.tag:
            continue
        if next(element.iterancestors(*_LINES), None) is None:
            element.tag = "div"
        else:
            element.drop_tag()


def _drop_unseen(tree: Any) -> None:
    for element in list(tree.iter(*_UNSEEN)):
        _remove(element)
    for element in tree.xpath(_REMARKS):
        _remove(element)
    for element in list(tree.iter(*_HIDDEN_TAGS)):
        is_short = len(element.text_content()) < _RUNNING_TEXT
        if is_short and _HIDDEN_CLASS.search(element.get("class") or ""):
            _remove(element)
    # What is long and hidden may be shown by a click, or once a script has run.
    for element in list(tree.xpath("//body//*[@hidden or @style]")):
        hidden = element.get("hidden") is not None or _HIDING.search(element.get("style") or "")
        if hidden and len(element.text_content()) < _RUNNING_TEXT:
            _remove(element)


def _keep_words_for_the_eye(tree: Any) -> None:
    """Let words stay that only screen readers leave out: the extraction hears them, too.

    Such a word stands in a line of text. What stands alone is a sign, or a menu that is closed.
    """
    for element in list(tree.iter(*_FOR_THE_EYE)):
        if element.get("aria-hidden") != "true":
            continue
        words = element.text_content()
        stands_in_line = len(_line_of(element)) > len(words)
        is_sign = any(_SIGN_CLASS.search(each.get("class") or "") for each in element.iter("*"))
        # Fonts of signs are spelled: “arrow_back”.
        if is_sign or element.tag == "i":
            _remove(element)
        elif _WORD.search(words) and stands_in_line:
            del element.attrib["aria-hidden"]


def _line_of(element: Any) -> str:
    """Return the words of the paragraph that an element stands in."""
    holder = next(element.iterancestors(*BLOCKS, "li", "td"), element)
    return str(holder.text_content()).strip()


def _unbreak_typed_text(tree: Any) -> None:
    """Make paragraphs of text that was typed in lines of one width; a program keeps its lines."""
    for element in list(tree.iter("pre")):
        if next(element.iter("code"), None) is not None:
            continue
        text = element.text_content().replace("\r\n", "\n")
        tail = element.tail
        element.clear()
        element.tag, element.tail = "div", tail
        for block in _EMPTY_LINES.split(text):
            for line in unbroken(block.strip("\n")).split("\n"):
                paragraph = element.makeelement("p", {})
                paragraph.text = line.strip()
                element.append(paragraph)


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
    marks = list(tree.iter("sup"))
    powers = {marks[place] for place in powers_among(list(map(_mark, marks)))}
    # Of what is raised twice, the higher goes first.
    for element in sorted(marks, key=_height, reverse=True):
        if element.getparent() is None:
            continue
        if _leads_to_note(element):
            _replace(element, "")
            continue
        if element in powers:
            _replace(element, superscript(element.text_content()))
            continue
        words = element.text_content()
        # Marks that stand side by side are one: “1,2”.
        while not element.tail and (following := element.getnext()) is not None:
            if following.tag != "sup" or _leads_to_note(following):
                break
            words += following.text_content()
            element.tail = following.tail
            following.getparent().remove(following)
        _replace(element, raised(_before(element), words, _after(element)))


def _mark(element: Any) -> Mark:
    leads = _leads_to_note(element)
    return Mark(_before(element), element.text_content(), _after(element), leads)


def _height(raised_element: Any) -> int:
    return sum(1 for _ in raised_element.iterancestors("sup"))


def _leads_to_note(element: Any) -> bool:
    """Whether what is raised is a link within the page, whatever stands before it."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    is_within = any((link.get("href") or "").startswith("#") for link in links)
    return is_within and is_note_mark(element.text_content())


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
    line = ""
    before = element.getprevious()
    while before is not None and len(line) < _WORDS_BEFORE and before.tag not in _BREAKS:
        words = before.text_content() if isinstance(before.tag, str) else ""
        line = f"{words}{before.tail or ''}{line}"
        before = before.getprevious()
    if before is not None:
        return line or before.tail or ""
    return (element.getparent().text or "") + line


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


def _join_broken_lines(tree: Any) -> None:
    """Drop the line breaks that stand within a sentence."""
    for element in list(tree.iter("br")):
        before, after = _before(element).rstrip(), _after(element).strip()
        if element.getparent() is None or not goes_on(before, after):
            continue
        tail = (element.tail or "").lstrip()
        element.tail = tail if before.endswith("-") else f" {tail}"
        element.drop_tag()
