"""How long somebody waits between two attempts, as people say and enter it."""

from __future__ import annotations

from flask import Blueprint

UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}
"""How many minutes each unit has."""

MOST_MINUTES = 365 * UNITS["days"]


def add_filters(blueprint: Blueprint) -> None:
    """Let templates say it: ``design.delay_minutes | as_delay``."""
    blueprint.add_app_template_filter(as_delay, "as_delay")


def in_units(minutes: int) -> tuple[int, str]:
    """Return a time in the greatest unit of which it is a whole number."""
    unit = max((name for name in UNITS if minutes % UNITS[name] == 0), key=lambda name: UNITS[name])
    return minutes // UNITS[unit], unit


def as_delay(minutes: int) -> str:
    """Return a time such as ``90 minutes``, ``1 hour`` or ``2 days``."""
    count, unit = in_units(minutes)
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"
