"""The record of what is kept about somebody, as files: JSON, a page to read, tables in a zip."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from flask import Response, make_response, render_template

from quizapp.privacy.data_shapes import sections_of, tables_of
from quizapp.web.csv_files import csv_lines

# A zip keeps no earlier time; the moment of the record stands inside.
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


def as_json(record: dict[str, Any]) -> Response:
    """Return the record for programs."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    return _file(text, "application/json", "quizapp-data.json")


def as_page(record: dict[str, Any]) -> Response:
    """Return the record as one page that is read and printed without this site."""
    page = render_template("privacy/export.html", data=record, sections=sections_of(record))
    return _file(page, "text/html", "quizapp-data.html")


def as_tables(record: dict[str, Any]) -> Response:
    """Return the record as tables, one file for each list in it; no cell is run as a formula."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables_of(record):
            about = zipfile.ZipInfo(f"{table.name}.csv", _SAME_TIME)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, "".join(csv_lines(table.lines())))
    return _file(packed.getvalue(), "application/zip", "quizapp-data-csv.zip")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    response = make_response(content)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
