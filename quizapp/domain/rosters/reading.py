"""A table of students, from the text of a file or of what was pasted."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.domain.errors import DomainError
from quizapp.domain.rosters.columns import Column, columns_of

ROWS_LIMIT = 1_000
"""How many students are taken at once: nobody looks through a longer preview."""
GROUPS_LIMIT = 200
"""How many groups a list may name: more of them are no groups but another column."""
LETTERS_LIMIT = 200_000
"""How long a list may be; a thousand students with all their columns are half of it."""

_SEPARATORS = ("\t", ";", ",", "|")
# Spreadsheets may say on a first line of its own what divides the cells.
_SAYS_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?[;,\t ]*(?:\r\n|\r|\n)")
_BREAK = re.compile(r"\r\n|\r|\n")
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
# Copied along from pages and documents; joiners stay, since names are spelled with them.
_UNDRAWN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_SHOWN = 80
_MOST_TURNED = 0.8
_GROUP_BREAK = re.compile(r"\s*[,;/|]\s*")
_EXAMPLE = "name, number, e-mail, group"


@dataclass(frozen=True, slots=True)
class Student:
    """One student of a list, and the line on which they stand, counted from 1.

    What the list does not say is empty; ``family`` is the part of the name that it says is the
    family’s.
    """

    line: int
    name: str
    number: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True)
class LineFault:
    """A line of which no student was made, the beginning of it, and what to do about it."""

    line: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What was read of a list.

    ``columns`` are those it has of ours; ``unused`` the headings that said nothing to us.
    ``turned`` tells that names stood as “Silva, Ana”.
    """

    students: tuple[Student, ...]
    faults: tuple[LineFault, ...]
    columns: frozenset[Column]
    unused: tuple[str, ...]
    turned: bool = False


class UnreadableRoster(DomainError):
    """A list that cannot be read as a whole; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Sequence[str]

    @property
    def text(self) -> str:
        shown = ", ".join(cell for cell in self.cells if cell)
        return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def read_roster(text: str) -> Roster:
    """Read a list of students, one a line; its first line names the columns.

    A list of nothing but names needs no such line. Raises UnreadableRoster where nothing of it can
    be used: too long, without a column of names, or with a column twice.
    """
    if len(text) > LETTERS_LIMIT:
        raise UnreadableRoster(
            f"This list has {len(text):,} letters; up to {LETTERS_LIMIT:,} are taken at once. "
            "Is it the right file? If so, take it in parts."
        )
    rows, headed = _table(text)
    if not rows:
        raise UnreadableRoster("There is nobody in this list yet: one student on each line.")
    columns, labels = _headings(rows[0]) if headed else ([Column.NAME], [""])
    body = rows[1:] if headed else rows
    if not body:
        raise UnreadableRoster("There is nobody below the line that names the columns.")
    if len(body) > ROWS_LIMIT:
        raise UnreadableRoster(
            f"This list has {len(body):,} lines; up to {ROWS_LIMIT:,} students are taken at once. "
            "Is it the right file? If so, take it in parts."
        )
    turned = _stand_turned(body, columns)
    students, faults = _students(body, columns, turned=turned)
    groups = {group.casefold() for each in students for group in each.groups}
    if len(groups) > GROUPS_LIMIT:
        raise UnreadableRoster(
            f"This list names {len(groups):,} groups; up to {GROUPS_LIMIT} are taken at once. "
            "Does the column of groups hold something else?"
        )
    return Roster(
        tuple(students),
        tuple(faults),
        frozenset(column for column in columns if column is not None),
        tuple(
            label for label, column in zip(labels, columns, strict=True) if column is None and label
        ),
        turned,
    )


def _table(text: str) -> tuple[list[_Row], bool]:
    """Return the rows that hold anything, and whether the first of them names the columns."""
    said = _SAYS_SEPARATOR.match(text)
    best: list[_Row] = []
    known = 0
    for separator in (said[1],) if said else _SEPARATORS:
        rows = _rows(text, separator)
        count = sum(
            column is not None for column in columns_of(list(rows[0].cells) if rows else [])
        )
        if count > known:
            best, known = rows, count
    if known:
        return best, True
    plain = [
        _Row(number, [_cell(line)])
        for number, line in enumerate(_BREAK.split(text), start=1)
        if _cell(line)
    ]
    if said or any(mark in row.cells[0] for row in plain for mark in _SEPARATORS):
        raise UnreadableRoster(
            f"The first line must name the columns, for example: {_EXAMPLE}. "
            "Only a list of nothing but names goes without it."
        )
    return plain, False


def _rows(text: str, separator: str) -> list[_Row]:
    lines = [f"{line}\n" for line in _BREAK.split(text)]
    skipped = 1 if _SAYS_SEPARATOR.match(text) else 0
    reader = csv.reader(lines[skipped:], delimiter=separator, skipinitialspace=True)
    rows = []
    line = skipped + 1
    try:
        for cells in reader:
            row = _Row(line, [_cell(cell) for cell in cells])
            line = skipped + reader.line_num + 1
            if any(row.cells):
                rows.append(row)
    except csv.Error:
        raise UnreadableRoster(
            f"Line {line} cannot be read: a quotation mark is missing, or this is no table."
        ) from None
    return rows


def _cell(raw: str) -> str:
    return " ".join(unicodedata.normalize("NFC", raw.translate(_UNDRAWN)).split())


def _headings(row: _Row) -> tuple[list[Column | None], list[str]]:
    labels = list(row.cells)
    columns = columns_of(labels)
    for column, count in Counter(columns).items():
        if column is not None and count > 1 and column is not Column.GROUP:
            pairs = zip(labels, columns, strict=True)
            twice = " and ".join(f"“{label}”" for label, each in pairs if each is column)
            raise UnreadableRoster(
                f"More than one column holds the {column}: {twice}. Leave one of them."
            )
    if Column.NAME in columns or {Column.GIVEN, Column.FAMILY} & set(columns):
        return columns, labels
    named = ", ".join(f"“{label}”" for label in labels if label)
    raise UnreadableRoster(
        f"No column holds names: the first line says {named}. "
        f"It should be, for example: {_EXAMPLE}."
    )


def _stand_turned(rows: Sequence[_Row], columns: Sequence[Column | None]) -> bool:
    """Whether names stand as “Silva, Ana”: in a list where nearly all have one comma, they do."""
    if Column.NAME not in columns:
        return False
    place = list(columns).index(Column.NAME)
    names = [row.cells[place] for row in rows if len(row.cells) > place and row.cells[place]]
    halves = [[half.strip() for half in name.split(",")] for name in names]
    turned = sum(len(each) == 2 and all(each) for each in halves)
    return bool(names) and turned >= _MOST_TURNED * len(names)


def _students(
    rows: Iterable[_Row], columns: Sequence[Column | None], *, turned: bool
) -> tuple[list[Student], list[LineFault]]:
    students: list[Student] = []
    faults: list[LineFault] = []
    by_number: dict[str, int] = {}
    by_name: dict[str, Student] = {}
    for row in rows:
        message = _misshapen(row, columns)
        student = _student(row, columns, turned=turned)
        if not message and not student.name:
            message = "There is no name on this line."
        elif not message:
            message = _doubled(student, by_number, by_name)
        if message:
            faults.append(LineFault(row.line, row.text, message))
            continue
        by_name.setdefault(student.name.casefold(), student)
        if student.number:
            by_number[student.number.casefold()] = row.line
        students.append(student)
    return students, faults


def _misshapen(row: _Row, columns: Sequence[Column | None]) -> str:
    if any(row.cells[len(columns) :]):
        return (
            "This line has more cells than the first one. "
            "Put a name with a comma in quotation marks: “Silva, Ana”."
        )
    for column, cell in zip(columns, row.cells, strict=False):
        if column is not None and _FORMULA.match(cell):
            return f"The {column} looks like a formula of a spreadsheet: {cell[:20]}"
    return ""


def _student(row: _Row, columns: Sequence[Column | None], *, turned: bool) -> Student:
    cells: dict[Column, list[str]] = {column: [] for column in Column}
    for column, cell in zip(columns, row.cells, strict=False):
        if column is not None and cell:
            cells[column].append(cell)
    name = " ".join(cells[Column.NAME])
    family, comma, given = name.partition(",")
    family = family.strip() if turned and comma else " ".join(cells[Column.FAMILY])
    if turned and comma:
        name = f"{given.strip()} {family}".strip()
    elif not name:
        name = " ".join(cells[Column.GIVEN] + cells[Column.FAMILY])
    groups = [part for cell in cells[Column.GROUP] for part in _GROUP_BREAK.split(cell) if part]
    return Student(
        row.line,
        name,
        "".join(cells[Column.NUMBER]),
        "".join(cells[Column.EMAIL]),
        tuple(dict.fromkeys(groups)),
        family,
    )


def _doubled(student: Student, by_number: dict[str, int], by_name: dict[str, Student]) -> str:
    line = by_number.get(student.number.casefold()) if student.number else None
    if line is not None:
        return f"The number {student.number} stands on line {line} already."
    other = by_name.get(student.name.casefold())
    if other is None:
        return ""
    # Two numbers say that they are two; but an account needs a name of its own.
    return (
        f"{student.name} stands on line {other.line} already. "
        f"If they are two people, write another name here, such as “{student.name} 2”."
    )
