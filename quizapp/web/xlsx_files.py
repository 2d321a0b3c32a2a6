"""Tables as workbooks, for spreadsheets: numbers stay numbers, and no text is ever a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from io import BytesIO

from flask import Response

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# XML has no way to write these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]|^'|'$")
_LONGEST_CELL = 32_767


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet; its first row and column stay in sight.

    Numbers are written as such, None as an empty cell, all else as text.
    """
    # It takes as long to import as the whole page to make, and few ever ask for one.
    openpyxl = import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_title(title))
    sheet.freeze_panes = "B2"
    bold = import_module("openpyxl.styles").Font(bold=True)
    cell = import_module("openpyxl.cell").WriteOnlyCell

    def written(value: object, *, is_head: bool = False) -> object:
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        made = cell(sheet, value=_UNWRITABLE.sub("", str(value))[:_LONGEST_CELL])
        # A text that begins with “=” would be taken for a formula.
        made.data_type = "s"
        if is_head:
            made.font = bold
        return made

    sheet.append([written(value, is_head=True) for value in head])
    for row in rows:
        sheet.append([written(value) for value in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def xlsx_download(
    name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> Response:
    """Return a table as a workbook to be saved."""
    response = Response(workbook(title, head, rows), mimetype=_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _title(title: str) -> str:
    plain = _NOT_IN_TITLES.sub(" ", _UNWRITABLE.sub("", title)).strip()[:_LONGEST_TITLE]
    return plain.strip("' ") or "Sheet"
