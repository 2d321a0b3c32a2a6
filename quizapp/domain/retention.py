"""For how long the marks of a course that is over are kept with names, and when that is said."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

NOTICE = timedelta(days=30)
"""Nothing is forgotten before it was said for so long."""

ANOTHER_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What decides how long a course is kept.

    ``site_months`` and ``own_months`` are None where there is no such rule; the shorter counts.
    ``kept_until`` is to when somebody wanted it kept, ``told_at`` since when it is said that it
    will be forgotten.
    """

    ended_at: datetime | None
    site_months: int | None
    own_months: int | None = None
    kept_until: datetime | None = None
    told_at: datetime | None = None

    @property
    def months(self) -> int | None:
        """How many months after its end it is kept; None is for ever."""
        rules = [each for each in (self.site_months, self.own_months) if each is not None]
        return min(rules, default=None)

    @property
    def due_at(self) -> datetime | None:
        """When it may be forgotten, were it said in time; None is never."""
        if self.ended_at is None or self.months is None:
            return None
        due = months_later(self.ended_at, self.months)
        return due if self.kept_until is None else max(due, self.kept_until)

    @property
    def goes_at(self) -> datetime | None:
        """When it is forgotten: never before it was said for as long as NOTICE."""
        if self.due_at is None or self.told_at is None:
            return self.due_at
        return max(self.due_at, self.told_at + NOTICE)

    def expected_at(self, now: datetime) -> datetime | None:
        """Return when it is forgotten as things stand, also where that has yet to be said."""
        if self.told_at is not None or self.due_at is None:
            return self.goes_at
        return max(self.due_at, now + NOTICE)

    def is_to_be_told(self, now: datetime) -> bool:
        """Whether it has to be said from now on that it will be forgotten."""
        return self.told_at is None and self.due_at is not None and now >= self.due_at - NOTICE

    def goes_now(self, now: datetime) -> bool:
        """Whether it is to be forgotten now."""
        return self.told_at is not None and self.goes_at is not None and now >= self.goes_at

    def another_year(self, now: datetime) -> datetime:
        """Return to when it is kept if somebody keeps it for another year."""
        return max(now, self.due_at or now) + ANOTHER_YEAR


def months_later(moment: datetime, months: int) -> datetime:
    """Return the same day so many months later, or the last of a month that is too short."""
    month = moment.month - 1 + months
    year, month = moment.year + month // 12, month % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
