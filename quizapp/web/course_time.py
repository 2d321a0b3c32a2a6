"""Moments of a course by its own clock, and when something is due in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from quizapp.web.auth import current_visitor
from quizapp.web.formatting import spoken_day, spoken_span, spoken_weekday

SOON = timedelta(hours=48)
"""What is due within this stands on top, and of what closes it is said how long it is open."""
_THIS_WEEK = 6


def course_time(moment: datetime, zone: str) -> str:
    """Return a moment such as ``2 March 2026, 09:05`` by the clock of a course."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{spoken_day(there)}, {there:%H:%M}"


def other_clock(zone: str) -> str:
    """Return the zone of a course where whoever looks lives by another clock, else nothing."""
    visitor = current_visitor()
    return "" if visitor is not None and visitor.time_zone == zone else zone


def due_words(due_at: datetime, now: datetime, zone: str) -> str:
    """Return when something is due by a clock: ``Due today, 23:59``, ``3 days late``."""
    if now > due_at:
        return late_words(now - due_at)
    there, today = due_at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    return f"Due {_day(there, (there.date() - today).days)}, {there:%H:%M}"


def late_words(late_by: timedelta) -> str:
    """Return how late something is, such as ``10 minutes late``, ``3 days late``."""
    return f"{spoken_span(late_by)} late"


def closes_words(closes_at: datetime, now: datetime) -> str:
    """Return how long something is open that closes soon, ``in 5 hours``; else nothing."""
    left = closes_at - now
    return f"in {spoken_span(left)}" if timedelta(0) < left <= SOON else ""


def opens_words(opens_at: datetime, now: datetime, zone: str) -> str:
    """Return when something opens by a clock: ``Opens tomorrow, 08:00``."""
    there, today = opens_at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    return f"Opens {_day(there, (there.date() - today).days)}, {there:%H:%M}"


def _day(there: datetime, days: int) -> str:
    if days in {0, 1}:
        return ("today", "tomorrow")[days]
    return spoken_weekday(there) if days <= _THIS_WEEK else spoken_day(there)
