"""The learner's day: which day a moment belongs to, and when a day begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from quizapp.domain.scheduling.refusals import InvalidSetting, UnknownTimeZone

DEFAULT_BOUNDARY_HOUR = 4
_ONE_DAY = timedelta(days=1)


class Calendar(Protocol):
    """How elapsed days are counted and where an interval of days ends.

    Where the day that a moment belonged to was noted at the time, it may be given: a calendar that
    counts days goes by it, because the learner may have moved to another time zone since.
    """

    def elapsed_days(
        self,
        previous: datetime,
        now: datetime,
        *,
        previous_day: date | None = None,
        day: date | None = None,
    ) -> float:
        """Return the days from one moment to a later one, at least 0."""
        ...

    def due_after(self, at: datetime, days: float, *, day: date | None = None) -> datetime:
        """Return the moment, in UTC, at which an interval begun at `at` ends."""
        ...


@dataclass(frozen=True, slots=True)
class LearnerCalendar:
    """Calendar days in the learner's time zone, each beginning at the boundary hour.

    A day begins at the boundary hour of its date. Where the clocks skip that hour the day begins
    the skipped time later, where they repeat it the day begins at its first occurrence. The days
    so follow each other without gap or overlap, 23 to 25 hours long around a change of clocks.
    """

    zone: ZoneInfo
    boundary_hour: int = DEFAULT_BOUNDARY_HOUR

    def __post_init__(self) -> None:
        if not 0 <= self.boundary_hour <= 23:
            raise InvalidSetting("The day must begin at an hour from 0 to 23.")

    def day(self, at: datetime) -> date:
        """Return the learner's day that the aware moment `at` belongs to."""
        day = at.astimezone(self.zone).date()
        while at < self.start(day):
            day -= _ONE_DAY
        # A clock set back across the boundary shows yesterday's date after today has begun.
        while at >= self.start(day + _ONE_DAY):
            day += _ONE_DAY
        return day

    def start(self, day: date) -> datetime:
        """Return the first moment of the learner's day, in UTC."""
        return _start(day, self.boundary_hour, self.zone)

    def elapsed_days(
        self,
        previous: datetime,
        now: datetime,
        *,
        previous_day: date | None = None,
        day: date | None = None,
    ) -> float:
        """Return how many learner's days lie between two moments; 0 on the same day."""
        passed = (day or self.day(now)) - (previous_day or self.day(previous))
        return float(max(0, passed.days))

    def due_after(self, at: datetime, days: float, *, day: date | None = None) -> datetime:
        """Return the start, in UTC, of the learner's day `days`, rounded, after that of `at`."""
        return self.start((day or self.day(at)) + timedelta(days=round(days)))


@lru_cache(maxsize=4096)
def _start(day: date, hour: int, zone: ZoneInfo) -> datetime:
    # Asked several times for each review, and for few days: remembering them halves an update.
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class PeriodCalendar:
    """Whole periods of 24 hours, whatever the clock on the wall says, as py-fsrs counts."""

    def elapsed_days(
        self,
        previous: datetime,
        now: datetime,
        *,
        previous_day: date | None = None,  # noqa: ARG002 - moments alone count here
        day: date | None = None,  # noqa: ARG002 - as above
    ) -> float:
        """Return how many whole periods of 24 hours lie between two moments."""
        return float(max(0, (now - previous).days))

    def due_after(
        self,
        at: datetime,
        days: float,
        *,
        day: date | None = None,  # noqa: ARG002 - moments alone count here
    ) -> datetime:
        """Return the moment `days` periods of 24 hours after `at`."""
        return at + timedelta(days=days)


def learner_calendar(zone_name: str, boundary_hour: int = DEFAULT_BOUNDARY_HOUR) -> LearnerCalendar:
    """Return the calendar of a learner in the zone of that name.

    Raises `UnknownTimeZone` when no such zone is known, `InvalidSetting` for an hour outside 0-23.
    """
    try:
        zone = ZoneInfo(zone_name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownTimeZone(f"No time zone is called {zone_name!r}.") from error
    return LearnerCalendar(zone, boundary_hour)


def learner_day(at: datetime, zone_name: str, boundary_hour: int = DEFAULT_BOUNDARY_HOUR) -> date:
    """Return the day of an aware moment for a learner in that zone; errors as the calendar's."""
    return learner_calendar(zone_name, boundary_hour).day(at)
