"""Bytes of a file to text, refusing what editors show wrongly or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.formats.faults import FileFault

SIZE_LIMIT = 5_000_000
"""The largest file that is read, in bytes."""

BYTE_ORDER_MARK = "\ufeff"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, halves of characters and codes that mean nothing: never part of a text."""


def decode(path: str, data: bytes) -> tuple[str | None, list[FileFault]]:
    """Return the text with all that is wrong with it.

    The text has Unix line breaks, so that what else is wrong in it can be found in the same go;
    it is None when nothing can be read at all.
    """
    if len(data) > SIZE_LIMIT:
        size = f"{SIZE_LIMIT // 1_000_000} MB"
        return None, [
            FileFault(path, 1, f"The file is larger than {size}.", "Split it into two banks.")
        ]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [
            FileFault(path, line, "The file is not in UTF-8.", "Save it with the encoding UTF-8.")
        ]
    faults = list(_faults(path, text))
    text = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        faults.append(FileFault(path, 1, "The file is empty.", "Write its contents, or delete it."))
        return None, faults
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text), faults


def _faults(path: str, text: str) -> Iterator[FileFault]:
    if text.startswith(BYTE_ORDER_MARK):
        yield FileFault(
            path, 1, "The file starts with a byte order mark.", "Save it as UTF-8 without a BOM."
        )
    if "\r" in text:
        yield FileFault(
            path,
            text.count("\n", 0, text.index("\r")) + 1,
            "The line ends the Windows way (CRLF).",
            "Save the file with Unix line endings (LF).",
        )
    lines = text.removeprefix(BYTE_ORDER_MARK).replace("\r", "").split("\n")
    for number, line in enumerate(lines, start=1):
        found = UNSEEN.search(line)
        if found:
            yield FileFault(
                path,
                number,
                f"There is a character that nobody can see (code {ord(found.group())}).",
                "Delete it and type the text again.",
            )
