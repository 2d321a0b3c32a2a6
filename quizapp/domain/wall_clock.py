"""What a clock on a wall shows, and which moment that is: one, none or two where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def moments_of(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """Return the moments, in UTC and in order, at which a clock of a time zone shows this.

    There are none in an hour that is left out when summer time begins, and two in one that comes
    again when it ends.
    """
    there = ZoneInfo(zone)
    found = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=there, fold=fold).astimezone(UTC)
        if moment.astimezone(there).replace(tzinfo=None, fold=0) == wall.replace(fold=0):
            found.append(moment)
    return tuple(dict.fromkeys(found))


def wall_of(moment: datetime, zone: str) -> datetime:
    """Return what a clock of a time zone shows at a moment, as a naive value."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
