"""Word documents as archives: sound in size, without entities, and in the usual namespaces."""

from __future__ import annotations

import io
import re
import zipfile

from quizapp.importers.errors import UnreadableArticle

UNPACKED_LIMIT = 60_000_000
"""The most bytes that the parts of a document may have when they are unpacked."""
RATIO_LIMIT = 200
"""How many times as large as packed a part may be; text packs to a tenth or a twentieth."""
PARTS_LIMIT = 3_000
_RATIO_FREE = 1_000_000
"""Below this size in bytes any ratio will do: an empty table packs very well."""

BROKEN = "The Word document is damaged. Open it in Word, save it anew, and try again."
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
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"


def check_package(data: bytes) -> None:
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
        raise UnreadableArticle(BROKEN) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise UnreadableArticle(BROKEN) from error


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


def in_usual_namespaces(data: bytes) -> bytes:
    """Return a document that was saved as “Strict Open XML” as one that every reader knows.

    The two differ in the names of their namespaces alone, as far as words are concerned.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if not _STRICT.search(package.read(_DOCUMENT)):
            return data
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as usual:
            for name in package.namelist():
                part = package.read(name)
                if name.endswith((".xml", ".rels")):
                    part = _STRICT.sub(_USUAL, part)
                usual.writestr(name, part)
    return file.getvalue()
