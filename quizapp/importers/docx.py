"""Word documents: paragraphs, list items and tables in their order, without headers and footers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.simpletypes import ST_Merge
from docx.text.paragraph import Paragraph

from quizapp.importers.article import RawArticle
from quizapp.importers.docx_text import TRACKED, has_tracked_changes, words_of
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.file_types import FileKind
from quizapp.importers.layout import joined
from quizapp.importers.limits import TEXT_LIMIT
from quizapp.importers.metadata import guess_published, guess_publisher
from quizapp.importers.plain import visible

UNPACKED_LIMIT = 60_000_000
"""The most bytes that the parts of a document may have when they are unpacked."""
RATIO_LIMIT = 200
"""How many times as large as packed a part may be; text packs to a tenth or a twentieth."""
PARTS_LIMIT = 3_000
COLUMNS_LIMIT = 500
"""The most cells of a row that are read; Word makes 63."""
BLOCKS_LIMIT = 20_000
"""The most paragraphs and rows that are read; an article has some hundreds."""
PARAGRAPH_LENGTH = 120
"""A paragraph of a cell with more letters than this is running text."""
_RATIO_FREE = 1_000_000
"""Below this size in bytes any ratio will do: an empty table packs very well."""

_BROKEN = "The Word document is damaged. Open it in Word, save it anew, and try again."
_OTHER = {
    "mimetype": "The file is an OpenDocument or EPUB file. Save it as DOCX, PDF or plain text.",
    "xl/workbook.xml": "The file is a spreadsheet. Paste the article's text instead.",
    "ppt/presentation.xml": "The file is a presentation. Paste the article's text instead.",
}
_DOCUMENT = "word/document.xml"
_PARAGRAPH, _ROW, _ROW_LOOKS, _DELETED = (qn(f"w:{name}") for name in ("p", "tr", "trPr", "del"))
_CONTAINERS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "tbl")
)
_DECLARATIONS = tuple(
    text.encode(encoding)
    for text in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def read_docx(data: bytes) -> RawArticle:
    """Return the article of a Word document; raises UnreadableArticle."""
    _check_package(data)
    try:
        document = Document(io.BytesIO(data))
        blocks = _first(_blocks(document))
        tracked = has_tracked_changes(document.element.body)
        title = document.core_properties.title
    except (UnreadableArticle, MemoryError):
        raise
    except Exception as error:
        # A broken document raises whatever its reader trips over: KeyError, XMLSyntaxError...
        raise UnreadableArticle(_BROKEN) from error
    text, _ = visible(joined(blocks))
    if not text.strip():
        raise UnreadableArticle(
            "The Word document holds no text. If it holds pictures of text, paste the text."
        )
    headed = next((text for text, kind in blocks if kind == "title" and text), "")
    # The line below a title names paper and day more often than any other.
    near = "\n".join(text for text, kind in blocks[:6] if kind in ("subtitle", "title"))
    return RawArticle(
        text,
        title=headed or title.strip(),
        publisher=guess_publisher(near),
        published=guess_published(near),
        kind=FileKind.DOCX,
        notes=(TRACKED,) if tracked else (),
    )


def _check_package(data: bytes) -> None:
    """Raise UnreadableArticle unless the archive is a Word document of a sound size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_size(package)
            names = set(package.namelist())
            for name, message in _OTHER.items():
                if name in names and _DOCUMENT not in names:
                    raise UnreadableArticle(message)
            if _DOCUMENT not in names:
                raise UnreadableArticle(
                    "The file is an archive. Unpack it and choose the article in it."
                )
            for name in sorted(names):
                if name.endswith((".xml", ".rels")):
                    _check_declarations(package.read(name))
    except UnreadableArticle:
        raise
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableArticle(_BROKEN) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise UnreadableArticle(_BROKEN) from error


def _check_size(package: zipfile.ZipFile) -> None:
    # Reading stops at the size that the directory gives, so a lie there unpacks nothing more.
    entries = package.infolist()
    swollen = any(
        entry.file_size > max(_RATIO_FREE, RATIO_LIMIT * entry.compress_size) for entry in entries
    )
    total = sum(entry.file_size for entry in entries)
    if swollen or total > UNPACKED_LIMIT or len(entries) > PARTS_LIMIT:
        raise UnreadableArticle(
            "The Word document unpacks to far more than an article has. "
            "Copy the article's text into a new document and try again."
        )


def _check_declarations(part: bytes) -> None:
    if any(mark in part for mark in _DECLARATIONS):
        raise UnreadableArticle(
            "The Word document declares entities, which no Word program writes. "
            "Open it in Word, save it anew, and try again."
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


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """Yield the text of each block with what it is: title, subtitle, li, tr or p."""
    styles: dict[str | None, str] = {}
    for element in _block_elements(document.element.body):
        if element.tag == _ROW:
            yield " | ".join(_cells(element)), "tr"
        else:
            # To look a style up takes longer than all else about a paragraph.
            name = element.style
            if name not in styles:
                style = Paragraph(element, document).style
                styles[name] = (style.name or "") if style is not None else ""
            yield _paragraph(words_of(element), styles[name])


def _block_elements(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and rows of tables in their order, those in content controls too.

    A cell that holds whole paragraphs only lays the page out: its blocks are yielded instead.
    """
    for element in parent.iterchildren():
        if element.tag == _ROW and _lays_out(element):
            for cell in element.tc_lst:
                yield from _block_elements(cell)
        elif element.tag == _PARAGRAPH or (element.tag == _ROW and not _is_deleted(element)):
            yield element
        elif element.tag in _CONTAINERS:
            yield from _block_elements(element)


def _lays_out(row: Any) -> bool:
    return any(
        sum(len(words_of(each)) > PARAGRAPH_LENGTH for each in cell.iter(_PARAGRAPH)) > 1
        for cell in row.tc_lst[:COLUMNS_LIMIT]
    )


def _is_deleted(row: Any) -> bool:
    looks = row.find(_ROW_LOOKS)
    return looks is not None and looks.find(_DELETED) is not None


def _cells(row: Any) -> Iterator[str]:
    """Yield the text of each cell that begins in a row."""
    # The cells that python-docx lists are as many as a cell says that it spans: up to millions.
    if len(row.tc_lst) > COLUMNS_LIMIT:
        raise UnreadableArticle(
            f"A table of the Word document has more than {COLUMNS_LIMIT} columns. "
            "Copy the article's text into a new document and try again."
        )
    for cell in row.tc_lst:
        if cell.vMerge != ST_Merge.CONTINUE:
            yield " ".join(" ".join(map(words_of, cell.iter(_PARAGRAPH))).split())


def _paragraph(words: str, style: str) -> tuple[str, str]:
    text = words.strip()
    if style in ("Title", "Subtitle"):
        return text, style.lower()
    if style.startswith("List"):
        return f"- {text}" if text else "", "li"
    return text, "p"
