"""The table of a gradebook as markup: thousands of cells, so each is a few strings put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import url_for
from markupsafe import Markup, escape

from quizapp.domain.course_cells import Cell, Standing
from quizapp.domain.grades import whole_percent
from quizapp.gradebook.book import BookRow, Gradebook
from quizapp.paging import PAGE_SIZE, Page, page_count
from quizapp.web.gradebook.words import DROPPED, WORDS

NAMELESS = "A guest"


class By(StrEnum):
    """What a gradebook is sorted by, but for an assignment, which its id names."""

    NAME = "name"
    FAMILY = "family"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Order:
    """What the table is sorted by: a place of ``columns`` or one of ``By``; and which way round.

    Names begin at A and marks with the highest, unless it is ``turned``. The book is read by names
    or by family names.
    """

    by: By | int
    turned: bool = False


def order_of(sent: str, turned: bool, book: Gradebook) -> Order:
    """Return the order that an address asks for; by name for whatever is none."""
    for place, column in enumerate(book.columns):
        if sent == column.assignment.id.hex or sent == str(column.assignment.id):
            return Order(place, turned)
    return Order(By(sent) if sent in set(By) else By.NAME, turned)


def one_page(book: Gradebook, order: Order, number: int) -> Page[BookRow]:
    """Return one page of the students in an order, those who left after all the others."""
    rows = [*_sorted(book.rows, order), *_sorted(book.left, order)]
    number = min(max(number, 1), page_count(len(rows)))
    return Page(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, len(rows))


def _sorted(rows: Sequence[BookRow], order: Order) -> list[BookRow]:
    if order.by in {By.NAME, By.FAMILY}:
        return list(reversed(rows)) if order.turned else list(rows)
    shares = {
        row.user_id: row.total.share if order.by is By.TOTAL else _cell(row, order.by).share
        for row in rows
    }
    # Those without a mark stand last, whichever way round; equal ones by name.
    sign = 1 if order.turned else -1
    return sorted(
        rows,
        key=lambda row: ((shares[row.user_id] is None, sign * (shares[row.user_id] or 0.0))),
    )


def _cell(row: BookRow, place: int | By) -> Cell:
    return row.cells[int(place)]


def body(book: Gradebook, page: Page[BookRow], course_id: UUID) -> Markup:
    """Return the rows of the table, with a heading before those who have left."""
    base = url_for("gradebook.grades", course_id=course_id)
    course = url_for("courses.course", course_id=course_id)
    links = [f'<td><a href="{base}/{column.assignment.id}/' for column in book.columns]
    spans = len(book.columns) + 2
    made: list[str] = []
    has_left = False
    for row in page.rows:
        if row.left_at is not None and not has_left:
            has_left = True
            made.append(f'</tbody><tbody><tr><th scope="rowgroup" colspan="{spans}">Left</th></tr>')
        made.append(_row(row, links, course if row.left_at is None else base))
    return Markup("".join(made))  # noqa: S704 - names are escaped, the rest is ours.


def _row(row: BookRow, links: Sequence[str], base: str) -> str:
    person = f'{row.user_id}">'
    made = [
        f'<tr><th scope="row"><a href="{base}/students/{person}',
        f'<bdi>{escape(row.name or NAMELESS)}</bdi></a></th><td class="sum">{_total(row)}</td>',
    ]
    for place, cell in enumerate(row.cells):
        if cell.standing is Standing.NOT_THEIRS:
            made.append("<td></td>")
            continue
        words = DROPPED if place in row.dropped else WORDS[cell.standing]
        made += (links[place], person, _shown(cell, words), "</a></td>")
    made.append("</tr>")
    return "".join(made)


def _shown(cell: Cell, words: str) -> str:
    if cell.share is None:
        return f"<i>{words}</i>"
    number = whole_percent(cell.share)
    return f"{number} <i>{words}</i>" if words else str(number)


def _total(row: BookRow) -> str:
    percent = row.total.percent
    return "<i>none</i>" if percent is None else str(percent)
