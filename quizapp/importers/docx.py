"""Word documents: paragraphs, list items and tables in their order, without headers and footers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby, islice, takewhile
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.simpletypes import ST_Merge
from docx.text.paragraph import Paragraph

from quizapp.importers.article import RawArticle
from quizapp.importers.docx_package import BROKEN, check_package, in_usual_namespaces
from quizapp.importers.docx_text import (
    FALLBACK,
    STRUCK,
    TRACKED,
    WordText,
    has_tracked_changes,
)
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind
from quizapp.importers.layout import joined
from quizapp.importers.limits import TEXT_LIMIT
from quizapp.importers.metadata import given_title, guess_published, guess_publisher
from quizapp.importers.plain import visible
from quizapp.importers.pull_quotes import FEWEST_QUOTED, bare_words, is_said

COLUMNS_LIMIT = 500
"""The most cells of a row that are read; Word makes 63."""
BLOCKS_LIMIT = 20_000
"""The most paragraphs and rows that are read; an article has some hundreds."""
PARAGRAPH_LENGTH = 120
"""A paragraph of a cell with more letters than this is running text."""
SENTENCE_LENGTH = 60
"""So is one with more letters than this that ends as a sentence does."""
_SENTENCE_ENDS = (".", "!", "?", "”", '"')
_PARAGRAPH, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "tr", "tc"))
_BOX = qn("w:txbxContent")
_ROW_LOOKS, _DELETED = qn("w:trPr"), qn("w:del")
_GONE = (_DELETED, qn("w:moveFrom"))
_DELETED_CELL = f"{qn('w:tcPr')}/{qn('w:cellDel')}"
_MOST_BOXES = 50
_HEADING = "Heading"
_FEWEST_TITLE_WORDS = 3
_LIST = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
_CONTAINERS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "tbl")
)


def read_docx(data: bytes) -> RawArticle:
    """Return the article of a Word document; raises UnreadableArticle."""
    check_package(data)
    try:
        document = Document(io.BytesIO(in_usual_namespaces(data)))
        words = WordText(document.styles.element)
        blocks = _first(_blocks(document, words))
        if words.raised.powers_found():
            blocks = _first(_blocks(document, words))
        tracked = has_tracked_changes(document.element.body)
        title = document.core_properties.title
    except (UnreadableArticle, MemoryError):
        raise
    except Exception as error:
        # A broken document raises whatever its reader trips over: KeyError, XMLSyntaxError...
        raise UnreadableArticle(BROKEN) from error
    blocks = _without_pull_quotes(blocks)
    text, _ = visible(joined(blocks))
    if not text.strip():
        raise UnreadableArticle(
            "The Word document holds no text. If it holds pictures of text, paste the text."
        )
    headed = next((text for text, kind in blocks if kind == "title" and text), "")
    first, kind = next((block for block in blocks if block[0]), ("", "p"))
    if not headed and kind == "heading" and len(first.split()) >= _FEWEST_TITLE_WORDS:
        # What a document is called may be left from the one that it was copied from.
        headed = first
    # The line below a title names paper and day more often than any other.
    near = "\n".join(text for text, kind in blocks[:6] if kind in ("subtitle", "title"))
    return RawArticle(
        text,
        title=headed or given_title(title),
        publisher=guess_publisher(near),
        published=guess_published(near),
        kind=FileKind.DOCX,
        notes=(*((TRACKED,) if tracked else ()), *((STRUCK,) if words.left_out_struck else ())),
    )


def _first(blocks: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the blocks up to the one with which there is more text than is used."""
    found, letters = [], 0
    for number, block in enumerate(blocks, start=1):
        if number > BLOCKS_LIMIT:
            raise UnreadableArticle(
                f"The Word document has more than {BLOCKS_LIMIT:,} paragraphs and rows. "
                "Copy the article's text into a new document and try again."
            )
        found.append(block)
        letters += len(block[0])
        if letters > TEXT_LIMIT:
            break
    return found


def _without_pull_quotes(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the blocks without the text boxes that only say again what a paragraph says."""
    boxes = [text for text, kind in blocks if kind == "box"]
    beside = " / ".join(bare_words(text) for text, kind in blocks if boxes and kind != "box")
    gone = {
        text
        for text in boxes[:_MOST_BOXES]
        if len(text.split()) >= FEWEST_QUOTED and is_said(text, beside)
    }
    return [block for block in blocks if block[1] != "box" or block[0] not in gone]


def _blocks(document: Any, words: WordText) -> Iterator[tuple[str, str]]:
    """Yield the text of each block with what it is: title, subtitle, heading, li, tr or p."""
    styles: dict[str | None, str] = {}
    elements = _block_elements(document.element.body, words)
    for is_row, group in groupby(elements, key=lambda element: element.tag == _ROW):
        if is_row:
            yield from ((" | ".join(_cell_texts(row, words)), "tr") for row in group)
            continue
        for element, text in words.merged(group):
            # To look a style up takes longer than all else about a paragraph.
            name = element.style
            if name not in styles:
                style = Paragraph(element, document).style
                styles[name] = (style.name or "") if style is not None else ""
            block = _paragraph(text, styles[name], _is_listed(element))
            in_box = block[1] == "p" and next(element.iterancestors(_BOX), None) is not None
            yield (block[0], "box") if in_box else block


def _block_elements(parent: Any, words: WordText) -> Iterator[Any]:
    """Yield paragraphs and rows of tables in their order, those in content controls too.

    A cell that holds whole paragraphs only lays the page out: its blocks are yielded instead.
    """
    for element in parent.iterchildren():
        if element.tag == _ROW and _lays_out(element, words):
            for cell in _cells(element):
                yield from _block_elements(cell, words)
        elif element.tag == _PARAGRAPH:
            yield element
            for box in _text_boxes(element):
                yield from _block_elements(box, words)
        elif element.tag == _ROW and not _is_deleted(element):
            yield element
        elif element.tag in _CONTAINERS:
            yield from _block_elements(element, words)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield what holds the text of each box that is anchored in a paragraph, not within another."""
    for box in paragraph.iter(_BOX):
        inside = list(takewhile(lambda each: each is not paragraph, box.iterancestors()))
        # A box is written twice: for programs of today, and in the Fallback for older ones.
        if not any(each.tag in (_BOX, FALLBACK, *_GONE) for each in inside):
            yield box


def _all_paragraphs(cell: Any) -> Iterator[Any]:
    for paragraph in cell.iter(_PARAGRAPH):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield paragraph


def _lays_out(row: Any, words: WordText) -> bool:
    return any(
        sum(_is_running_text(words.words_of(each)) for each in _all_paragraphs(cell)) > 1
        for cell in islice(_cells(row), COLUMNS_LIMIT)
    )


def _is_running_text(words: str) -> bool:
    is_sentence = len(words) > SENTENCE_LENGTH and words.rstrip().endswith(_SENTENCE_ENDS)
    return is_sentence or len(words) > PARAGRAPH_LENGTH


def _is_deleted(row: Any) -> bool:
    looks = row.find(_ROW_LOOKS)
    return looks is not None and looks.find(_DELETED) is not None


def _cells(parent: Any) -> Iterator[Any]:
    """Yield the cells of a row, those in content controls too."""
    for element in parent.iterchildren():
        if element.tag == _CELL:
            if element.find(_DELETED_CELL) is None:
                yield element
        elif element.tag in _CONTAINERS:
            yield from _cells(element)


def _cell_texts(row: Any, words: WordText) -> Iterator[str]:
    """Yield the text of each cell that begins in a row."""
    # The cells that python-docx lists are as many as a cell says that it spans: up to millions.
    for number, cell in enumerate(_cells(row)):
        if number >= COLUMNS_LIMIT:
            raise UnreadableArticle(
                f"A table of the Word document has more than {COLUMNS_LIMIT} columns. "
                "Copy the article's text into a new document and try again."
            )
        if cell.vMerge != ST_Merge.CONTINUE:
            paragraphs = words.merged(_all_paragraphs(cell))
            yield " ".join(" ".join(text for _, text in paragraphs).split())


def _is_listed(paragraph: Any) -> bool:
    """Whether a paragraph has a bullet or a number of its own."""
    number = paragraph.find(_LIST)
    return number is not None and number.get(qn("w:val")) != "0"


def _paragraph(words: str, style: str, is_listed: bool) -> tuple[str, str]:
    text = words.strip()
    if style in ("Title", "Subtitle"):
        return " ".join(text.split()), style.lower()
    if style.startswith("List") or (is_listed and not style.startswith(_HEADING)):
        return f"- {text}" if text else "", "li"
    return text, "heading" if style == f"{_HEADING} 1" else "p"
