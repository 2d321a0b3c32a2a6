"""Numbers, dates and waits in words that a person reads at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MONTH = 30.44 * _DAY
_YEAR = 365.25 * _DAY
# Not strftime's: its names follow the server's locale, and our pages are in English.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spoken_day(day: date) -> str:
    """Return ``11 January 2023``; a moment is given by its date."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_weekday(day: date) -> str:
    """Return ``Wednesday 11 January``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def spoken_next_day(day: date, today: date) -> str:
    """Return ``today``, ``tomorrow``, or ``Wednesday 11 January`` for a day that is to come."""
    near = {0: "today", 1: "tomorrow"}.get((day - today).days)
    return near or spoken_weekday(day)


def spoken_date(partial: str) -> str:
    """Return ``2023-01-11`` as ``11 January 2023``, ``2023-01`` as ``January 2023``.

    A day that no calendar has, such as 31 February, is said as it is written.
    """
    year, *rest = partial.split("-")
    if not rest:
        return partial
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"


def spoken_span(span: timedelta) -> str:
    """Return a span in the unit that says enough: ``10 minutes``, ``36 hours``, ``3 days``.

    Only what has wholly passed counts, so that nobody is told of more than there is. Days are said
    from two on.
    """
    seconds = span.total_seconds()
    if seconds < _MINUTE:
        return "less than a minute"
    if seconds < _HOUR:
        size, unit = _MINUTE, "minute"
    elif seconds < 2 * _DAY:
        size, unit = _HOUR, "hour"
    else:
        size, unit = _DAY, "day"
    number = int(seconds // size)
    return f"{number} {unit}{'' if number == 1 else 's'}"


def spoken_wait(wait: timedelta) -> str:
    """Return a wait such as ``10 min``, ``3 days`` or ``1.5 years``; ``now`` for none."""
    seconds = wait.total_seconds()
    if seconds <= 0:
        return "now"
    # Rounded first, so that nobody reads of 60 minutes, 24 hours or 12 months.
    if (minutes := round(seconds / _MINUTE)) < 60:
        return f"{max(1, minutes)} min"
    if (hours := round(seconds / _HOUR)) < 24:
        return _counted(hours, "hour")
    if seconds < 2 * _MONTH:
        return _counted(round(seconds / _DAY), "day")
    if (months := round(seconds / _MONTH)) < 12:
        return _counted(months, "month")
    years = f"{seconds / _YEAR:.1f}".removesuffix(".0")
    return "1 year" if years == "1" else f"{years} years"


def spoken_points(points: float) -> str:
    """Return points without needless decimals: ``1``, ``0.5``, ``0.33``."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def spoken_worth(points: float) -> str:
    """Return what a question is worth, such as ``2 points`` or ``0.5 points``."""
    return "1 point" if points == 1 else f"{spoken_points(points)} points"


def spoken_questions(positions: Sequence[int]) -> str:
    """Return ``question 3``, or ``questions 3, 5 and 8``, for one position or more."""
    *others, last = map(str, positions)
    return f"questions {', '.join(others)} and {last}" if others else f"question {last}"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
