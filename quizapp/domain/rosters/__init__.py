"""Lists of students as schools keep them: text of a table to students and faults by line."""

from __future__ import annotations

from quizapp.domain.rosters.columns import headings_for
from quizapp.domain.rosters.reading import (
    GROUPS_LIMIT,
    LETTERS_LIMIT,
    ROWS_LIMIT,
    LineFault,
    Roster,
    Student,
    UnreadableRoster,
    read_roster,
)

__all__ = [
    "GROUPS_LIMIT",
    "LETTERS_LIMIT",
    "ROWS_LIMIT",
    "LineFault",
    "Roster",
    "Student",
    "UnreadableRoster",
    "headings_for",
    "read_roster",
]
