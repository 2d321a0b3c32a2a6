"""Word documents: paragraphs, list items and tables in their order, without headers and footers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from quizapp.reading.article import RawArticle
from quizapp.reading.errors import UnreadableArticle
from quizapp.reading.guesses import guess_published, guess_publisher
from quizapp.reading.kinds import FileKind
from quizapp.reading.layout import joined
from quizapp.reading.plain import visible

UNPACKED_LIMIT = 60_000_000
"""The most bytes that the parts of a document may have when they are unpacked."""
RATIO_LIMIT = 200
"""How many times as large as packed a part may be; text packs to a tenth or a twentieth."""
PARTS_LIMIT = 3_000
_RATIO_FREE = 1_000_000
"""Below this size in bytes any ratio will do: an empty table packs very well."""

_BROKEN = "The Word document is damaged. Open it in Word, save it anew, and try again."
_OTHER = {
    "mimetype": "The file is an OpenDocument or EPUB file. Save it as DOCX, PDF or plain text.",
    "xl/workbook.xml": "The file is a spreadsheet. Paste the article's text instead.",
    "ppt/presentation.xml": "The file is a presentation. Paste the article's text instead.",
}
_DOCUMENT = "word/document.xml"
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
        blocks = list(_blocks(document))
        title = document.core_properties.title
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
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
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


def _blocks(container: Any) -> Iterator[tuple[str, str]]:
    """Yield the text of each block with what it is: title, subtitle, li, tr or p."""
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(row.cells)  # A merged cell is listed once for each column.
                yield " | ".join(" ".join(cell.text.split()) for cell in cells), "tr"
        elif isinstance(block, Paragraph):
            yield _paragraph(block)


def _paragraph(block: Paragraph) -> tuple[str, str]:
    text = block.text.strip()
    style = (block.style.name or "") if block.style is not None else ""
    if style in ("Title", "Subtitle"):
        return text, style.lower()
    if style.startswith("List"):
        return f"- {text}" if text else "", "li"
    return text, "p"
