"""Tables as CSV, for spreadsheets: what people typed is never run as a formula there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from flask import Response, stream_with_context

# https://owasp.org/www-community/attacks/CSV_Injection: how a cell begins that is a formula, in the
# usual and in the full width, and what a spreadsheet skips to find one.
_SIGNS = r"=+\-@\t\r\n＝＋－＠"
_FORMULA = re.compile(rf"[{_SIGNS}]")
# Where numbers have a comma, spreadsheets end a cell at a semicolon instead, and quotation marks in
# the middle of what they take for a cell hold nothing together.
_LATER_FORMULA = re.compile(rf"(?<=[;\t\r\n])([ \"']*)(?=[{_SIGNS}])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*", re.ASCII)
_MARK = "\ufeff"
"""Without it a spreadsheet takes the file for one of its own country's encoding."""


def csv_cell(value: object) -> str:
    """Return what stands in a cell; text that looks like a formula is marked, numbers stay.

    A text that a spreadsheet may take apart has a mark before each piece that looks like one.
    """
    text = "" if value is None else str(value)
    if _NUMBER.fullmatch(text):
        return text
    text = _LATER_FORMULA.sub(r"\1'", text)
    return f"'{text}" if _FORMULA.match(text.lstrip(" ")) else text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table row by row, as RFC 4180 has it, in UTF-8 with its mark.

    All but numbers is in quotation marks, so that it stays in one piece in more programs.
    """
    yield _MARK
    for row in rows:
        buffer = io.StringIO()
        writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow([value if _is_number(value) else csv_cell(value) for value in row])
        yield buffer.getvalue()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def csv_download(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a file to be saved; it is made while it is sent."""
    lines = stream_with_context(csv_lines(rows))
    response = Response(lines, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
