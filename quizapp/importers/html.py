"""Web pages: the article in them, with byline, captions and tables, without what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Document

from quizapp.importers.article import RawArticle
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind
from quizapp.importers.html_seen import BLOCKS, show_as_seen
from quizapp.importers.layout import joined
from quizapp.importers.metadata import guess_published, guess_publisher
from quizapp.importers.plain import visible
from quizapp.importers.web_encodings import page_text

DEPTH_LIMIT = 200
"""How deep elements may lie in each other; pages of papers have 20 to 40 levels."""
ELEMENT_LIMIT = 20_000
"""How many elements a page may have; pages of papers have 1,000 to 8,000."""
CHILDREN_LIMIT = 2_000
"""How many elements may lie side by side; the time to take them apart grows with the square."""
PAGE_LIMIT = 5_000_000
"""The largest page that is taken apart, in bytes; pictures are no part of it."""

_NOTHING = (
    "No article was found in the page. Open it in a browser and copy the article's text, "
    "or save the page once it is fully loaded."
)
_ODD = "The page is built in a way that cannot be read. Copy the article's text and paste it."
_BYLINE = re.compile(r"\b(?:byline|dateline|author-?line)\b", re.IGNORECASE)
_NOT_A_DATE_LIMIT = "2100-01-01"
"""Otherwise the day on which a page is read would decide what may be its date."""
_DATES = {"original_date": True, "extensive_search": False, "max_date": _NOT_A_DATE_LIMIT}
_TABLE_PARTS = ("thead", "tbody", "tfoot", "tr", "td", "th")
_RUNNING_TEXT = 150
_RULE = re.compile(r"^\|(?: ?-+ ?\|)+ *$")
_READING_TIME = re.compile(r"^\W*\d+[ -]min(?:ute)?s? read$", re.IGNORECASE)


def read_html(data: bytes) -> RawArticle:
    """Return the article of a web page; raises UnreadableArticle."""
    if len(data) > PAGE_LIMIT:
        raise UnreadableArticle(_ODD)
    page, notes = page_text(data)
    tree = _tree(page)
    show_as_seen(tree)
    _open_layout_tables(tree)
    _keep_captions_and_bylines(tree)
    try:
        found = trafilatura.bare_extraction(
            tree,
            fast=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except (RecursionError, ValueError, TypeError, AttributeError, etree.LxmlError) as error:
        raise UnreadableArticle(_NOTHING) from error
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise UnreadableArticle(_NOTHING)
    text, _ = visible(joined(_blocks(found.text or "")))
    return RawArticle(
        text,
        title=_one_line(found.title),
        publisher=_one_line(found.sitename) or guess_publisher(text),
        published=_one_line(found.date) or guess_published(text),
        url=_address(found.url),
        kind=FileKind.HTML,
        notes=notes,
    )


def _tree(page: str) -> Any:
    """Return the page as elements; no address in it is opened and no entity is replaced."""
    # A page may name an encoding that is no longer true of the decoded text; this one wins.
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8"
    )
    try:
        tree = lxml_html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableArticle(_NOTHING) from error
    depth = count = deepest = widest = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            count += 1
            widest = max(widest, len(element))
        deepest = max(deepest, depth)
    if deepest > DEPTH_LIMIT or count > ELEMENT_LIMIT or widest > CHILDREN_LIMIT:
        raise UnreadableArticle(_ODD)
    return tree


def _open_layout_tables(tree: Any) -> None:
    """Make blocks of the tables that only place an article on the page, as in e-mails."""
    for table in list(tree.iter("table")):
        cells = [cell for cell in table.iter("td", "th") if _nearest_table(cell) is table]
        if table.get("role") in ("presentation", "none") or any(map(_is_article, cells)):
            inside = [each for each in table.iter(*_TABLE_PARTS) if _nearest_table(each) is table]
            for element in (table, *inside):
                # Words that stand in a cell without an element of their own are a paragraph.
                alone = element in cells and next(element.iter(*BLOCKS), None) is None
                element.tag = "p" if alone else "div"


def _nearest_table(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _is_article(cell: Any) -> bool:
    """Whether a cell holds running text: blocks of it, or more than any value has."""
    blocks = sum(len(each.text_content()) > _RUNNING_TEXT for each in cell.iter("p", "div", "td"))
    return blocks > 1 or len(cell.text_content()) > 4 * _RUNNING_TEXT


def _keep_captions_and_bylines(tree: Any) -> None:
    """Turn captions and bylines into paragraphs: trafilatura drops both, and both hold names."""
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        parent = None if figure is None else figure.getparent()
        words = " ".join(caption.text_content().split())
        if figure is not None and parent is not None and words:
            paragraph = parent.makeelement("p", {})
            paragraph.text, paragraph.tail = words, figure.tail
            parent.replace(figure, paragraph)
    for element in list(tree.iter("p", "div", "span", "address")):
        name = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('rel') or ''}"
        if _BYLINE.search(name) and (words := " ".join(element.text_content().split())):
            tail = element.tail
            element.clear()
            element.tag, element.text, element.tail = "p", words, tail


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped or _RULE.match(stripped) or _READING_TIME.match(stripped):
            continue
        if len(stripped) > 1 and stripped[0] == stripped[-1] == "|":
            yield " | ".join(cell.strip() for cell in stripped.strip("|").split("|")), "tr"
        else:
            yield stripped, "li" if stripped.startswith("- ") else "p"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())[:300]


def _address(url: str | None) -> str:
    return url if url and url.startswith(("https://", "http://")) and len(url) < 500 else ""
