"""Who sends a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.accounts.models import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request, as of its start."""

    id: int
    name: str | None
    role: Role
    is_guest: bool
    time_zone: str
    day_starts_at: int
    new_per_day: int
    login_id: int
    seen_at: datetime
    # When the account will be deleted, if its owner asked for that; until then it is closed.
    leaves_at: datetime | None = None
    # Whether the login outlives the browser's being closed; a guest's always does.
    stays: bool = True
    # Up to when they have read what they are told, and when anything became of their marks last.
    read_until: datetime | None = None
    news_at: datetime | None = None
