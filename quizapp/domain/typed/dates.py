"""Dates as people write them, read only to show options from early to late."""

from __future__ import annotations

import re
from collections.abc import Sequence

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}|{name[:4]}" for name in MONTHS) + r")\.?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})",
        rf"{_MONTH},? (?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}}) {_MONTH}",
        rf"{_MONTH} (?P<day>\d{{1,2}})",
        _MONTH,
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<year>\d{4})-(?P<month>\d\d)",
    )
)


def reading_order_of_dates(texts: Sequence[str]) -> tuple[int, ...] | None:
    """Return the indices from early to late, or None if not all are dates of one precision."""
    keys = []
    for text in texts:
        read = _read(text)
        if read is None:
            return None
        keys.append(read)
    precisions = {tuple(part is None for part in key) for key in keys}
    if len(precisions) != 1 or len(set(keys)) != len(keys):
        return None
    return tuple(sorted(range(len(keys)), key=lambda index: [part or 0 for part in keys[index]]))


def _read(text: str) -> tuple[int | None, int, int | None] | None:
    plain = " ".join(text.casefold().split()).removesuffix(".")
    plain = re.sub(r"^(?:in|on|by|the) ", "", plain)
    for shape in _SHAPES:
        if match := shape.fullmatch(plain):
            found = match.groupdict()
            month = found["month"]
            number = int(month) if month.isdigit() else _month_number(month)
            return _number(found.get("year")), number, _number(found.get("day"))
    return None


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name))


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
