"""Paragraphs of a web page whose words stand in no element for paragraphs."""

from __future__ import annotations

import re
from typing import Any

from quizapp.importers.html_seen import BLOCKS

_HOLDERS = ("div", "section", "article", "main", "body")
_SENTENCE_ENDS = (".", "!", "?", "”", '"', ".)")
_FEWEST_WORDS = 4
_LONG_TEXT = 80
_FURNITURE_TAGS = ("nav", "header", "footer", "aside", "form", "dialog")
_FURNITURE = re.compile(
    r"(?<![a-z])(?:nav|menu|footer|header|sidebar|cookie|consent|comments?(?![a-z])|related|share"
    r"|social|banner|newsletter|subscri|advert|promo|popup|modal|dialog|breadcrumb|pagination|gdpr"
    r"|login|copyright|legal)",
    re.IGNORECASE,
)
_LEFT_OUT = ("time", "label", "output", "blink", "button")
"""What the extraction leaves out wherever it stands."""


def part_loose_words(tree: Any) -> None:
    """Make paragraphs of words that stand in no element of their own, beside blocks or alone.

    No space would be between them, and the extraction leaves out what is no paragraph beside
    others that are.
    """
    for element in list(tree.iter("font")):
        element.drop_tag()
    for element in list(tree.iter("center", "p")):
        # A table in a paragraph, as old pages have it, is none of its words.
        if element.tag == "center" or next(element.iterdescendants(*BLOCKS), None) is not None:
            element.tag = "div"
    _keep_in_sentences(tree)
    for element in list(tree.iter(*_HOLDERS)):
        if any(child.tag in BLOCKS for child in element):
            _part_beside_blocks(element)
    for element in list(tree.iter("div", "section")):
        is_leaf = next(element.iterdescendants(*BLOCKS), None) is None
        if is_leaf and is_running_text(element) and not _is_in_furniture(element):
            _make_paragraphs(element)


def _keep_in_sentences(tree: Any) -> None:
    """Let times and what a form would have stay in their sentences; the extraction drops them."""
    for element in list(tree.iter(*_LEFT_OUT)):
        holder = next(element.iterancestors("p", "li", "td", "dd", "blockquote", "div"), None)
        # A word that a press explains is a button; one after the last word leads elsewhere.
        leads_on = element.tag == "button" and not _has_words_after(element)
        if holder is not None and not leads_on and is_running_text(holder):
            element.drop_tag()


def _has_words_after(element: Any) -> bool:
    after = (f"{each.text_content()}{each.tail or ''}" for each in element.itersiblings())
    return bool((element.tail or "").strip() or "".join(after).strip())


def _part_beside_blocks(element: Any) -> None:
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


def is_running_text(element: Any) -> bool:
    """Whether what an element holds are sentences, and no menu of links."""
    words = " ".join(element.text_content().split())
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    is_long = len(words.split()) >= _FEWEST_WORDS
    return is_long and words.endswith(_SENTENCE_ENDS) and 2 * linked < len(words)


def _make_paragraphs(element: Any) -> None:
    """Make one paragraph of an element, or several where empty lines part them."""
    nodes = list(element)
    if not any(_ends_paragraph(node) for node in nodes):
        element.tag = "p"
        return
    paragraph = _paragraph_of(element, element.text)
    element.text = None
    for node in nodes:
        if node.tag == "br" and (_ends_paragraph(node) or not _has_words(paragraph)):
            tail = node.tail
            element.remove(node)
            if _has_words(paragraph):
                element.append(paragraph)
            paragraph = _paragraph_of(element, tail)
        else:
            paragraph.append(node)
    if _has_words(paragraph):
        element.append(paragraph)


def _ends_paragraph(node: Any) -> bool:
    """Whether a line break is the first of two, with nothing between."""
    following = node.getnext()
    is_followed = following is not None and following.tag == "br"
    return bool(node.tag == "br" and is_followed and not (node.tail or "").strip())


def _paragraph_of(parent: Any, words: str | None) -> Any:
    paragraph = parent.makeelement("p", {})
    paragraph.text = words
    return paragraph


def _put_before(block: Any, loose: Any) -> None:
    if _has_words(loose):
        block.addprevious(loose)


def _has_words(loose: Any) -> bool:
    return bool(loose.text_content().strip())


def frame_article(tree: Any) -> None:
    """Let one element be the article of a page that names none: what all running text stands in.

    Without it the extraction takes single paragraphs, and no headings and lists between them.
    """
    if next(tree.iter("article", "main"), None) is not None:
        return
    texts = [each for each in tree.iter("p", "blockquote") if _is_long_text(each)]
    if not texts:
        return
    around = [each for each in texts[0].iterancestors() if _holds_all(each, texts)]
    holder = around[0]
    for parent in around[1:]:
        # Short paragraphs may stand beside the part that holds the long ones.
        if parent.tag not in _HOLDERS or any(map(_is_furniture, parent.iter())):
            break
        holder = parent
    if holder.tag == "div" or holder.tag == "section":
        holder.tag = "article"
    elif holder.tag == "body":
        article = holder.makeelement("article", {})
        article.text, holder.text = holder.text, None
        article.extend(list(holder))
        holder.append(article)


def _is_furniture(element: Any) -> bool:
    """Whether an element is no part of an article: a menu, comments, what a site says of itself."""
    if not isinstance(element.tag, str):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return element.tag in _FURNITURE_TAGS or bool(_FURNITURE.search(names))


def _is_in_furniture(element: Any) -> bool:
    return any(map(_is_furniture, (element, *element.iterancestors())))


def _holds_all(element: Any, texts: list[Any]) -> bool:
    inside = set(element.iter("p", "blockquote"))
    return all(each in inside for each in texts)


def _is_long_text(paragraph: Any) -> bool:
    is_long = len(paragraph.text_content()) > _LONG_TEXT and is_running_text(paragraph)
    return is_long and not _is_in_furniture(paragraph)
