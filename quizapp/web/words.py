"""Numbers and waits in words that a person reads at a glance."""

from __future__ import annotations

from datetime import timedelta

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MONTH = 30.44 * _DAY
_YEAR = 365.25 * _DAY


def spoken_wait(wait: timedelta) -> str:
    """Return a wait such as ``10 min``, ``3 days`` or ``1.5 years``; ``now`` for none."""
    seconds = wait.total_seconds()
    if seconds <= 0:
        return "now"
    if seconds < _HOUR:
        return f"{max(1, round(seconds / _MINUTE))} min"
    if seconds < _DAY:
        return _counted(round(seconds / _HOUR), "hour")
    if seconds < 2 * _MONTH:
        return _counted(round(seconds / _DAY), "day")
    if seconds < _YEAR:
        return _counted(round(seconds / _MONTH), "month")
    return f"{seconds / _YEAR:.1f} years"


def spoken_points(points: float) -> str:
    """Return points without needless decimals: ``1``, ``0.5``, ``0.33``."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
