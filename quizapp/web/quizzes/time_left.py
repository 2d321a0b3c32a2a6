"""How much time is left of an attempt, as a page says it."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint

from quizapp.clock import now

_MINUTE = 60


def add_filters(blueprint: Blueprint) -> None:
    """Let templates say it: ``attempt.deadline_at | seconds_left | as_time_left``."""
    blueprint.add_app_template_filter(seconds_left, "seconds_left")
    blueprint.add_app_template_filter(as_time_left, "as_time_left")


def seconds_left(deadline_at: datetime) -> int:
    """Return how many whole seconds are left until then; 0 when it is over."""
    return seconds_until(deadline_at, now())


def seconds_until(deadline_at: datetime, moment: datetime) -> int:
    """Return how many whole seconds are left at a moment; 0 when it is over."""
    return max(0, int((deadline_at - moment).total_seconds()))


def time_told(deadline_at: datetime | None, paused_left: int | None) -> dict[str, object]:
    """Return what a page is told at a save: the seconds ``left``, and whether they stand still."""
    left = paused_left if deadline_at is None else seconds_left(deadline_at)
    return {"left": left, "paused": paused_left is not None}


def as_time_left(seconds: int) -> str:
    """Return a time such as ``1 hour 5 minutes``, ``12 minutes`` or ``less than a minute``.

    Minutes that have begun count: whoever has 90 seconds is told of 2 minutes. The script says it
    in the same words.
    """
    if seconds < _MINUTE:
        return "less than a minute" if seconds else "none"
    minutes = -(-seconds // _MINUTE)
    hours, minutes = divmod(minutes, 60)
    words = [_counted(hours, "hour"), _counted(minutes, "minute")]
    return " ".join(filter(None, words))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
