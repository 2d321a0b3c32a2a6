"""Who sends a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.accounts.models import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request, as of its start. Flask-Login's ``current_user`` is one of these."""

    id: int
    name: str | None
    role: Role
    is_guest: bool
    time_zone: str
    day_starts_at: int
    new_per_day: int
    login_id: int
    seen_at: datetime

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return the id as text, as Flask-Login asks for."""
        return str(self.id)
