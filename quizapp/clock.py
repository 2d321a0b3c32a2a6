"""The clock and the ids that carry its time; tests put a clock of their own into the app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from flask import Flask, current_app
from uuid6 import uuid7

Clock = Callable[[], datetime]
_KEY = "quizapp.clock"


def system_clock() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def set_clock(app: Flask, clock: Clock) -> None:
    """Let the app tell the time by this clock."""
    app.extensions[_KEY] = clock


def now() -> datetime:
    """Return the moment by the app's clock, aware, in UTC; interfaces pass it to services."""
    clock: Clock = current_app.extensions[_KEY]
    return clock()


def new_id() -> UUID:
    """Return a fresh UUIDv7: ids made later sort later."""
    return UUID(int=uuid7().int)
