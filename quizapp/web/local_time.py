"""Moments as the clock of whoever asks shows them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask

from quizapp.web.auth import current_visitor
from quizapp.web.formatting import spoken_day, spoken_points, spoken_weekday, spoken_worth


def init_app(app: Flask) -> None:
    """Let every template speak of times and points as people do."""
    app.add_template_filter(spoken_points, "points")
    app.add_template_filter(spoken_worth, "worth")
    app.add_template_filter(spoken_weekday, "weekday")
    app.add_template_filter(local_time, "local_time")
    app.add_template_filter(local_day, "local_day")
    app.add_template_filter(zoned_time, "zoned_time")
    app.add_template_filter(whole_minute, "whole_minute")


def local_time(moment: datetime) -> str:
    """Return a moment such as ``2 March 2026, 09:05``."""
    there = _there(moment)
    return f"{spoken_day(there)}, {there:%H:%M}"


def zoned_time(moment: datetime) -> str:
    """Return a moment with its time zone, such as ``2 March 2026, 09:05 (Europe/Berlin)``.

    Whoever has to be somewhere at a time needs to know by whose clock.
    """
    return f"{local_time(moment)} ({_zone()})"


def whole_minute(moment: datetime) -> datetime:
    """Return the first whole minute that is not before a moment.

    No seconds are said: who comes at the minute that is said shall not come too early.
    """
    begun = moment.replace(second=0, microsecond=0)
    return begun if begun == moment else begun + timedelta(minutes=1)


def local_day(moment: datetime) -> str:
    """Return the day of a moment, such as ``2 March 2026``."""
    return spoken_day(_there(moment))


def _there(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(_zone()))


def _zone() -> str:
    visitor = current_visitor()
    return visitor.time_zone if visitor else "UTC"
