"""Tables as CSV, for spreadsheets: what people typed is never run as a formula there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from flask import Response, stream_with_context

# https://owasp.org/www-community/attacks/CSV_Injection: how a cell begins that is a formula, in the
# usual and in the full width, and what a spreadsheet skips to find one.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*", re.ASCII)
_MARK = "\ufeff"
"""Without it a spreadsheet takes the file for one of its own country's encoding."""


def csv_cell(value: object) -> str:
    """Return what stands in a cell; text that looks like a formula is quoted, numbers stay."""
    text = "" if value is None else str(value)
    if _FORMULA.match(text.lstrip(" ")) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table row by row, as RFC 4180 has it, in UTF-8 with its mark."""
    yield _MARK
    for row in rows:
        buffer = io.StringIO()
        csv.writer(buffer).writerow([csv_cell(value) for value in row])
        yield buffer.getvalue()


def csv_download(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a file to be saved; it is made while it is sent."""
    lines = stream_with_context(csv_lines(rows))
    response = Response(lines, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
