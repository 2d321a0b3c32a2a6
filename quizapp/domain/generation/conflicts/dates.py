"""How far apart two dates are, whatever their precision."""

from __future__ import annotations

from datetime import date

from quizapp.domain.facts import PARTIAL_DATE


def days_between(one: str, other: str) -> int | None:
    """Return the least number of days between two partial ISO dates; None where one is missing."""
    if not (PARTIAL_DATE.match(one) and PARTIAL_DATE.match(other)):
        return None
    (first, last), (other_first, other_last) = _span(one), _span(other)
    return max(0, (other_first - last).days, (first - other_last).days)


def _span(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    first = date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return first, first
    if len(parts) == 2:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    return first, date(first.year, 12, 31)
