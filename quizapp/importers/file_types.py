"""What kind of file some bytes are, by what is in them: names lie."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.mail_heads import is_mail_file


class FileKind(StrEnum):
    """The kinds of file that are read, by their media types."""

    PLAIN = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    MAIL = "message/rfc822"


HEAD = 4096

_REFUSED = (
    (b"{\\rtf", "The file is in Rich Text Format. Save it as DOCX, PDF or plain text."),
    (
        b"\xd0\xcf\x11\xe0",
        "The file is an old or a password-protected Office file. "
        "Save it as DOCX without a password, or as plain text.",
    ),
    (b"\x89PNG", "The file is a picture. Choose a file with text in it."),
    (b"\xff\xd8\xff", "The file is a picture. Choose a file with text in it."),
    (b"GIF8", "The file is a picture. Choose a file with text in it."),
    (b"\x1f\x8b", "The file is compressed. Unpack it and choose the article in it."),
    (b"7z\xbc\xaf", "The file is compressed. Unpack it and choose the article in it."),
    (b"%!PS", "The file is PostScript. Save it as PDF or plain text."),
)
_SUFFIXES = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
}
_CALLED = {FileKind.PDF: "a PDF", FileKind.DOCX: "a Word document"}
_TEXT = frozenset({FileKind.PLAIN, FileKind.MARKDOWN})
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE)
_HTML_PARTS = re.compile(rb"</(?:p|div|h[1-6]|li|span|a)\s*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n(?:[\w-]+:[^\r\n]*\r?\n)+---\r?\n")
_MARKDOWN = re.compile(
    rb"(?m)^#{1,6} \S|^[ \t]*(?:[-*_] ?){3,}\r?$|^\|(?: ?:?-{3,}:? ?\|)+|\]\(https?://|\*\*\S[^*\n]+\*\*"
)
_HTML_PARTS_NEEDED = 3
_MARKDOWN_SIGNS_NEEDED = 2


def promised_kind(name: str) -> FileKind | None:
    """Return what a file is by its name, where that tells it from plain text."""
    return _SUFFIXES.get(PurePath(name).suffix.casefold())


def kind_of(data: bytes, promised: FileKind | None = None) -> FileKind:
    """Return the kind of a file; raises UnreadableArticle for kinds that hold no article.

    A PDF is one under any name. But whatever bytes can pass for text, and what is ``promised`` to
    be a PDF and only passes for text is a broken one. Markdown with few marks looks like plain
    text: there the promise is believed.
    """
    kind = _kind_by_content(data)
    if promised in _CALLED and kind in _TEXT:
        raise UnreadableArticle(
            f"The file is not {_CALLED[promised]}, though its name says so. "
            "Save it anew, or paste the article's text."
        )
    if promised is FileKind.MARKDOWN and kind is FileKind.PLAIN:
        return promised
    return kind


def _kind_by_content(data: bytes) -> FileKind:
    head = data[:HEAD]
    for mark, message in _REFUSED:
        if head.startswith(mark):
            raise UnreadableArticle(message)
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return FileKind.DOCX
    if head.startswith(_WIDE):
        # Two bytes for each letter: without every other one the marks are found as usual.
        return _kind_of_text(data.replace(b"\x00", b"")[2:])
    return _kind_of_text(data)


def _kind_of_text(data: bytes) -> FileKind:
    if is_mail_file(data):
        return FileKind.MAIL
    start = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<", b"&lt;!")) or _HTML.search(data[:HEAD]):
        parts = sum(1 for _ in _HTML_PARTS.finditer(data, 0, 50 * HEAD))
        if _HTML.search(data[:HEAD]) or parts >= _HTML_PARTS_NEEDED:
            return FileKind.HTML
    if _FRONT_MATTER.match(data, 0, HEAD) or data.startswith(b"# "):
        return FileKind.MARKDOWN
    signs = sum(1 for _ in _MARKDOWN.finditer(data, 0, 50 * HEAD))
    return FileKind.MARKDOWN if signs >= _MARKDOWN_SIGNS_NEEDED else FileKind.PLAIN
