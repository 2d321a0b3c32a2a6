"""The record of what is kept about somebody, as sections to read and as tables to work with.

Both are made from the record alone, so that nothing can stand in the one and be missing in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TITLES: Mapping[str, str] = {
    "about": "This record",
    "account": "Account",
    "settings": "Settings",
    "notices": "Notices",
    "logins": "Where you are logged in",
    "known_browsers": "Browsers you have logged in with",
    "password_codes": "Codes for a new password made for you",
    "second_factor": "Second factor",
    "log": "What the log says about you",
    "banks": "Banks that are yours or shared with you",
    "courses": "Courses",
    "articles_sent": "Articles that you sent in",
    "student_lists": "Lists of students that you sent",
    "term_lists": "Lists of terms that you pasted",
    "jobs": "Work that the server did for you",
    "attempts": "Quizzes",
    "accommodations": "More time or attempts that you were given",
    "own_dates": "Other dates that you were given",
    "marks_by_hand": "Marks that were set by hand",
    "notes_on_marks": "What was noted on your marks",
    "study": "Study",
    "reviews": "Reviews",
    "memories": "How well you know each fact",
    "objections": "What you objected to",
    "looks": "Who looked at your marks, and who changed them",
}
ABOUT = "about"
"""Where what stands in no section of the record is shown: its format, and when it was made."""

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?\+00:00")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a section: what is said of it, and what hangs from it, by labels."""

    lines: Sequence[tuple[str, str]]
    parts: Sequence[tuple[str, Sequence[Entry]]] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the record. ``is_list`` is false for what there is one of, as the account."""

    key: str
    title: str
    entries: Sequence[Entry]
    is_list: bool


@dataclass(slots=True)
class Table:
    """A table of the record: its columns, and its rows as values by column.

    The column ``row`` names each row; that of what hangs from a row begins with the row's name.
    """

    name: str
    columns: list[str] = field(default_factory=lambda: ["row"])
    rows: list[dict[str, Any]] = field(default_factory=list)

    def lines(self) -> Iterator[Sequence[object]]:
        """Yield the head and the rows, empty where a row has no such value."""
        yield self.columns
        for row in self.rows:
            yield [row.get(each) for each in self.columns]


def sections_of(record: Mapping[str, Any]) -> list[Section]:
    """Return the record as sections to read, in its order."""
    return [
        Section(
            key,
            TITLES.get(key, label(key)),
            [_entry(each) for each in _rows(value)],
            isinstance(value, list),
        )
        for key, value in _grouped(record)
    ]


def tables_of(record: Mapping[str, Any]) -> list[Table]:
    """Return the record as tables: one for each list, wherever in the record it stands."""
    tables: dict[str, Table] = {}
    for key, value in _grouped(record):
        tables.setdefault(key, Table(key))
        for number, each in enumerate(_rows(value), start=1):
            _fill(tables, key, str(number), each)
    return list(tables.values())


def label(key: str) -> str:
    """Return what a key of the record is called on pages."""
    return key.replace("_", " ").replace(".", ", ").capitalize()


def spoken(value: Any) -> str:
    """Return a value of the record as it is read: moments in UTC, a dash for nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    found = _MOMENT.fullmatch(text)
    return f"{found[1]} {found[2]}" if found else text


def _grouped(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the sections of a record with what they hold; what is in none stands in the first."""
    loose = {key: value for key, value in record.items() if not isinstance(value, dict | list)}
    yield ABOUT, loose
    for key, value in record.items():
        if key not in loose:
            yield key, value


def _rows(value: Any) -> Sequence[Mapping[str, Any]]:
    return value if isinstance(value, list) else [value]


def _entry(record: Mapping[str, Any]) -> Entry:
    lines, parts = [], []
    for key, value in _flat(record):
        if _is_list_of_records(value):
            parts.append((label(key), [_entry(each) for each in value]))
        elif isinstance(value, list):
            lines.append((label(key), "\n".join(map(spoken, value)) or spoken(None)))
        else:
            lines.append((label(key), spoken(value)))
    return Entry(lines, parts)


def _fill(tables: dict[str, Table], name: str, row: str, record: Mapping[str, Any]) -> None:
    table = tables.setdefault(name, Table(name))
    found: dict[str, Any] = {"row": row}
    table.rows.append(found)
    for key, value in _flat(record):
        if _is_list_of_records(value):
            for number, each in enumerate(value, start=1):
                _fill(tables, f"{name}.{key}", f"{row}.{number}", each)
            continue
        if key not in table.columns:
            table.columns.append(key)
        found[key] = "\n".join(map(str, value)) if isinstance(value, list) else value


def _flat(record: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what a record holds; what a record in it holds has a key of both names."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)
