"""When somebody was in a course: since when, and each time that they were away."""

from __future__ import annotations

from datetime import datetime

from quizapp.courses.models import Enrolment


def note_presence(row: Enrolment, *, is_in: bool, now: datetime) -> None:
    """Note that somebody came into a course, or left it: nothing is expected of them meanwhile."""
    is_away = bool(row.absences) and row.absences[-1][1] is None
    if is_in and row.let_in_at is None:
        row.let_in_at = now
    elif is_in and is_away:
        row.absences = [*row.absences[:-1], [row.absences[-1][0], now.isoformat()]]
    elif not is_in and not is_away and row.let_in_at is not None:
        row.absences = [*row.absences, [now.isoformat(), None]]
