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
from quizapp.importers.furniture import is_label
from quizapp.importers.html_furniture import drop_boxes, drop_furniture, drop_pull_quotes
from quizapp.importers.html_lost import in_page_order, parted, texts_of, with_lost
from quizapp.importers.html_paragraphs import frame_article, part_loose_words
from quizapp.importers.html_seen import show_as_seen
from quizapp.importers.html_styles import apply_style_sheets
from quizapp.importers.html_tables import open_layout_tables
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
# Joiners are letters' own in Persian and make one picture of several; the extraction drops what
# cannot be printed. Signs of a script that nobody reads stand for them meanwhile.
_STAND_INS = {"\u200c": "\U00010766", "\u200d": "\U00010767"}
_STOOD_IN = str.maketrans({sign: joiner for joiner, sign in _STAND_INS.items()})
_LONGEST_LINE_BELOW, _MOST_LINES_BELOW = 120, 20
_LONGEST_KICKER = 3
_WORD = re.compile(r"[^\W_]")


def read_html(data: bytes) -> RawArticle:
    """Return the article of a web page; raises UnreadableArticle."""
    if len(data) > PAGE_LIMIT:
        raise UnreadableArticle(_ODD)
    page, notes = page_text(data)
    tree = _tree(page)
    apply_style_sheets(tree)
    drop_boxes(tree)
    show_as_seen(tree)
    open_layout_tables(tree)
    part_loose_words(tree)
    _keep_captions_and_bylines(tree)
    drop_furniture(tree)
    drop_pull_quotes(tree)
    frame_article(tree)
    _stand_in_for_joiners(tree)
    headings = [_one_line(each.text_content()) for each in tree.iter("h1")]
    below = _below_heading(tree)
    texts = texts_of(tree)
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
    title = _one_line(found.title)
    blocks = in_page_order(parted(_blocks(found.text or ""), texts), texts)
    blocks = with_lost(_headed(blocks, title, headings), texts)
    text, _ = visible(joined(blocks).translate(_STOOD_IN))
    return RawArticle(
        text,
        title=title.translate(_STOOD_IN),
        publisher=_one_line(found.sitename) or guess_publisher(text),
        published=_one_line(found.date) or guess_published(text) or guess_published(below),
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


def _below_heading(tree: Any) -> str:
    """Return the short lines between the first heading and the first paragraph: when, by whom.

    The extraction leaves out what stands there in an element that is called “meta” or “date”.
    """
    heading = next(tree.iter("h1"), None)
    lines: list[str] = []
    for element in () if heading is None else heading.xpath("following::*"):
        if not isinstance(element.tag, str):
            continue
        line = " ".join(element.text_content().split())
        is_paragraph = element.tag == "p" and len(line) > _LONGEST_LINE_BELOW
        if is_paragraph or len(lines) >= _MOST_LINES_BELOW:
            break
        if 0 < len(line) <= _LONGEST_LINE_BELOW:
            lines.append(line)
    return "\n".join(lines)


def _keep_captions_and_bylines(tree: Any) -> None:
    """Turn captions and bylines into paragraphs: trafilatura drops both, and both hold names."""
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        parent = None if figure is None else figure.getparent()
        words = " ".join(caption.text_content().split())
        if figure is not None and parent is not None and words:
            paragraph = parent.makeelement("p", {})
            paragraph.text = words
            if next(figure.iter("table", "blockquote", "pre"), None) is not None:
                # What it shows are words.
                figure.tag, caption.tail = "div", None
                caption.getparent().replace(caption, paragraph)
                continue
            paragraph.tail = figure.tail
            parent.replace(figure, paragraph)
    for element in list(tree.iter("p", "div", "span", "address")):
        name = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('rel') or ''}"
        if _BYLINE.search(name) and (words := " ".join(element.text_content().split())):
            tail = element.tail
            element.clear()
            element.tag, element.text, element.tail = "p", words, tail


def _stand_in_for_joiners(tree: Any) -> None:
    signs = str.maketrans(_STAND_INS)
    for element in tree.iter():
        element.text = element.text and element.text.translate(signs)
        element.tail = element.tail and element.tail.translate(signs)


def _headed(
    blocks: list[tuple[str, str]], title: str, headings: list[str]
) -> list[tuple[str, str]]:
    """Return the blocks with the heading that is the article's title once, and first.

    Where it stands outside of what is taken for the article, the extraction leaves it out.
    """
    heading = next((each for each in headings if each and title.startswith(each)), "")
    if not heading:
        return blocks
    places = [place for place, (words, _) in enumerate(blocks) if words == heading]
    rest = [block for place, block in enumerate(blocks) if place not in places[1:]]
    if not places:
        return [(heading, "p"), *rest]
    above = rest[: places[0]]
    # What stands above a title names the part of a paper: “Shipping”.
    are_short = all(len(words.split()) <= _LONGEST_KICKER for words, _ in above)
    return rest[places[0] :] if len(above) == 1 and are_short else rest


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped or not _WORD.search(stripped) or is_label(stripped):
            continue
        if len(stripped) > 1 and stripped[0] == stripped[-1] == "|":
            yield " | ".join(cell.strip() for cell in stripped.strip("|").split("|")), "tr"
        else:
            yield stripped, "li" if stripped.startswith("- ") else "p"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())[:300]


def _address(url: str | None) -> str:
    return url if url and url.startswith(("https://", "http://")) and len(url) < 500 else ""
