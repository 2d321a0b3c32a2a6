"""The usual ways to write a date."""

from __future__ import annotations

from quizapp.domain.facts import Date

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# fmt: on


def month_number(name: str) -> int:
    """Return 1 for January, however it is shortened (“Jan.”) and whatever letters are capitals."""
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3] == name[:3].capitalize())


def spellings(date: Date) -> tuple[str, ...]:
    """Return the written form first, then the other usual ones, each once."""
    year, *rest = date.date.split("-")
    found = [date.text]
    if len(rest) == 1:
        found.append(f"{MONTHS[int(rest[0]) - 1]} {year}")
    elif len(rest) == 2:
        month, day = MONTHS[int(rest[0]) - 1], int(rest[1])
        found += [f"{day} {month} {year}", f"{month} {day}, {year}"]
    found.append(date.date)
    return tuple({each.casefold(): each for each in reversed(found)}.values())[::-1]
