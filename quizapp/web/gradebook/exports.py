"""The whole gradebook of a course as a file: every student, per cent as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.domain.course_cells import Cell
from quizapp.gradebook.book import Gradebook, course_grades
from quizapp.mark_trail.models import What
from quizapp.web.courses.lookup import course_or_404
from quizapp.web.csv_files import csv_download
from quizapp.web.gradebook.table import NAMELESS
from quizapp.web.gradebook.words import WORDS
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy
from quizapp.web.xlsx_files import xlsx_download

_HEAD = ("Student", "Number", "State", "Total (%)")


@policy(member)
@looks_at(What.EXPORT)
def as_csv(course_id: UUID) -> ResponseReturnValue:
    """Give the gradebook as a table for any program."""
    course_or_404(course_id, Action.MARK)
    book = course_grades(db.session(), course_id, now())
    return csv_download("grades.csv", [_head(book), *_rows(book)])


@policy(member)
@looks_at(What.EXPORT)
def as_xlsx(course_id: UUID) -> Response:
    """Give the gradebook as a workbook."""
    seen = course_or_404(course_id, Action.MARK)
    book = course_grades(db.session(), course_id, now())
    return xlsx_download("grades.xlsx", seen.course.title, _head(book), _rows(book))


def _head(book: Gradebook) -> list[str]:
    return [*_HEAD, *(f"{column.called.title} (%)" for column in book.columns)]


def _rows(book: Gradebook) -> Iterator[list[object]]:
    for row in (*book.rows, *book.left):
        yield [
            row.name or NAMELESS,
            row.number,
            "in the course" if row.left_at is None else "left",
            _percent(row.total.share),
            *map(_value, row.cells),
        ]


def _value(cell: Cell) -> object:
    """Return the mark as a number; where none counts, how it stands."""
    return WORDS[cell.standing] if cell.share is None else _percent(cell.share)


def _percent(share: float | None) -> float | None:
    if share is None:
        return None
    return round(100 * share, 2)
