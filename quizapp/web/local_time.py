"""Moments as the clock of whoever asks shows them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask

from quizapp.web.auth import current_visitor
from quizapp.web.formatting import spoken_day, spoken_points, spoken_weekday


def init_app(app: Flask) -> None:
    """Let every template speak of times and points as people do."""
    app.add_template_filter(spoken_points, "points")
    app.add_template_filter(spoken_weekday, "weekday")
    app.add_template_filter(local_time, "local_time")
    app.add_template_filter(local_day, "local_day")


def local_time(moment: datetime) -> str:
    """Return a moment such as ``2 March 2026, 09:05``."""
    there = _there(moment)
    return f"{spoken_day(there)}, {there:%H:%M}"


def local_day(moment: datetime) -> str:
    """Return the day of a moment, such as ``2 March 2026``."""
    return spoken_day(_there(moment))


def _there(moment: datetime) -> datetime:
    visitor = current_visitor()
    return moment.astimezone(ZoneInfo(visitor.time_zone if visitor else "UTC"))
