"""Blocks of a web page that stand between the paragraphs of an article and are none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quizapp.importers.furniture import is_call, is_label, leads_elsewhere
from quizapp.importers.html_seen import BLOCKS
from quizapp.importers.pull_quotes import FEWEST_QUOTED, LONGEST_SOURCE, bare_words, is_said

_SENTENCE_ENDS = (".", "!", "?", "”", '"', ".)", "…", ":")
_LEAVES = ("p", "div", "li", "span", "section", "aside", "blockquote", "figcaption", "a", "button")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "b")
_MOSTLY = 0.8
_BYLINE = re.compile(r"(?:by|photos?|words|reporting by|text)\b", re.IGNORECASE)
_NAMES = ("class", "id", "aria-label", "data-component", "data-testid", "data-block")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_BOX_TAGS = ("div", "section", "aside", "form", "table", "nav")
_FIELDS = ("button", "input", "label")
_BOX_CLASS = re.compile(
    r"(?<![a-z])(?:(?P<sure>newsletter|sign-?up|donat|subscri|paywall|cookie|consent|outbrain|taboola"
    r"|advert|rich-?link|read-?(?:also|more|next)|most-?(?:read|popular)"
    r"|hatnote|ambox|navbox|catlinks|toc(?![a-z]))"
    r"|promo(?:tion)?(?![a-z])|poll(?![a-z])|sponsor|cta(?![a-z])|social|shar(?:e|ing)(?![a-z])"
    r"|related|recommend|more-on)",
    re.IGNORECASE,
)
_MOST_OF_PAGE = 3
"""What holds more than one part in so many of a page's words is its article."""
_LONGEST_BOX = 80
"""A box of more words may be the article."""
_MOST_BOXES = 50
_BOXES = ("aside", "figure", "blockquote", "div", "section", "p")
_QUOTE_CLASS = re.compile(r"pull|quote|callout|highlight", re.IGNORECASE)


def drop_furniture(tree: Any) -> None:
    """Remove labels, what leads to other articles, and calls upon the reader."""
    for element in list(tree.iter(*_LEAVES, *_HEADINGS)):
        if element.getparent() is None or _has_blocks(element):
            continue
        words = words_of(element)
        if not words or not _stands_alone(element):
            continue
        if _is_furniture(element, words):
            _remove_with_its_list(element)
    for link in list(tree.iter("a")):
        # “The vote was close. Read more”
        if link.getparent() is not None and _ends_paragraph(link) and is_label(words_of(link)):
            link.drop_tree()


def drop_boxes(tree: Any) -> None:
    """Remove small boxes that are called what they are, and hold something to press or fill in."""
    most = min(_LONGEST_BOX, len(words_of(tree).split()) // _MOST_OF_PAGE)
    for element in list(tree.iter(*_BOX_TAGS)):
        names = _CAMEL.sub(r"\1-\2", " ".join(element.get(name) or "" for name in _NAMES))
        called = _BOX_CLASS.search(names)
        if element.getparent() is None or called is None:
            continue
        words = words_of(element)
        is_pressed = next(element.iter(*_FIELDS), None) is not None
        leads = linked_part(element, words) >= _MOSTLY / 2
        is_article = len(words.split()) > most or next(element.iter("h1"), None) is not None
        if not is_article and (is_pressed or leads or (called["sure"] and _has_link(element))):
            element.drop_tree()


def drop_pull_quotes(tree: Any) -> None:
    """Remove boxes that only say again, in large letters, what a paragraph says."""
    boxes = [each for each in tree.iter(*_BOXES) if _is_box(each)][:_MOST_BOXES]
    inside = {each for box in boxes for each in box.iter()}
    texts = (each for each in tree.iter("p", "li") if boxes and each not in inside)
    beside = " / ".join(bare_words(words_of(each)) for each in texts)
    for box in boxes:
        if box.getparent() is None:
            continue
        leaves = [box, *box.iterdescendants("p", "blockquote", "div", "q")]
        said = [words_of(each) for each in leaves if not _has_blocks(each)]
        quoted = [words for words in said if len(words.split()) >= FEWEST_QUOTED]
        rest = len(words_of(box).split()) - sum(len(words.split()) for words in quoted)
        if quoted and rest <= LONGEST_SOURCE and all(is_said(each, beside) for each in quoted):
            box.drop_tree()


def _is_box(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('data-component') or ''}"
    return element.tag in ("aside", "figure", "blockquote") or bool(_QUOTE_CLASS.search(names))


def words_of(element: Any) -> str:
    """Return the words of an element in one line."""
    return " ".join(element.text_content().split())


def linked_part(element: Any, words: str) -> float:
    """Return how much of an element's letters are links, from 0 to 1; signs do not count."""
    links = [element] if element.tag == "a" else element.iter("a")
    linked = sum(_letters(words_of(link)) for link in links if link.get("href") is not None)
    return linked / max(1, _letters(words))


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _is_furniture(element: Any, words: str) -> bool:
    if is_label(words) or is_call(words):
        return True
    part = linked_part(element, words)
    return leads_elsewhere(words, linked=part >= _MOSTLY / 2) or _is_teaser(element, words, part)


def _is_teaser(element: Any, words: str, part: float) -> bool:
    """Whether a paragraph is nothing but a link, and no sentence: the title of another article."""
    if element.tag != "p" or _BYLINE.match(words):
        return False
    return part >= _MOSTLY and not words.endswith(_SENTENCE_ENDS)


def _stands_alone(element: Any) -> bool:
    """Whether an element is a line of its own: words around it would be of the same sentence."""
    if element.tag in BLOCKS or element.tag == "li":
        return True
    parent = element.getparent()
    around = f"{parent.text or ''}{element.tail or ''}"
    return len(parent) == 1 and not around.strip()


def _has_link(element: Any) -> bool:
    return next(element.iter("a"), None) is not None


def _has_blocks(element: Any) -> bool:
    return next(element.iterdescendants(*BLOCKS, "li"), None) is not None


def _ends_paragraph(link: Any) -> bool:
    holder = next(link.iterancestors("p", "li"), None)
    if holder is None or (link.tail or "").strip(" .…»→\n"):
        return False
    words, own = words_of(holder), words_of(link)
    before = words.removesuffix(own).rstrip()
    return words.endswith(own) and before.endswith(_SENTENCE_ENDS)


def _remove_with_its_list(element: Any) -> None:
    """Remove a block, and the links below it where it is their heading."""
    for below in list(_linked_below(element)):
        below.drop_tree()
    box = element.getparent()
    if element.tag in _HEADINGS and _is_box_below(element, box):
        element = box
    if element.getparent() is not None:
        element.drop_tree()


def _is_box_below(heading: Any, box: Any) -> bool:
    """Whether a heading that calls upon the reader is the first of a small box."""
    if box is None or box.tag not in ("div", "section", "aside"):
        return False
    is_first = heading.getprevious() is None and not (box.text or "").strip()
    words = words_of(heading)
    if not is_first or not (is_call(words) or is_label(words)):
        return False
    count, total = len(words_of(box).split()), len(words_of(box.getroottree().getroot()).split())
    return count <= _LONGEST_BOX // 2 and _MOST_OF_PAGE * count < total


def _linked_below(element: Any) -> Iterator[Any]:
    for below in element.itersiblings():
        if not isinstance(below.tag, str):
            continue
        words = words_of(below)
        is_linked = below.tag in ("ul", "ol", "p", "div", "a", "li") and words
        if not is_linked or linked_part(below, words) < _MOSTLY or words.endswith("."):
            return
        yield below
