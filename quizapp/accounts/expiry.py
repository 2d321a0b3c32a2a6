"""Counted tries whose time is over: removed every day, whether or not anybody comes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from quizapp.accounts.models import Throttle


def forget_old_tries(session: Session, now: datetime) -> int:
    """Remove the counts of tries that keep nobody waiting any more; returns how many."""
    over = (
        Throttle.window_ends_at <= now,
        or_(Throttle.blocked_until.is_(None), Throttle.blocked_until <= now),
    )
    return len(session.scalars(delete(Throttle).where(*over).returning(Throttle.key)).all())
