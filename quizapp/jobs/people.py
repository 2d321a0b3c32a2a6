"""What is done every day about people who left, and guests who come no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from quizapp.config import Settings
from quizapp.jobs.handlers import Handler, Record, go_on, is_clock_settled
from quizapp.privacy.deletion import erase_due
from quizapp.privacy.guests import purge_guests
from quizapp.queue.execution import Claim


def _erase(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    if not is_clock_settled(session, ERASE_ACCOUNTS.kind, now):
        return {"erased": 0}
    erased = erase_due(session, now)
    if erased:
        go_on(session, ERASE_ACCOUNTS.kind, now)
    return {"erased": erased}


def _purge(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    if not is_clock_settled(session, REMOVE_GUESTS.kind, now):
        return {"removed": 0}
    settings: Settings = current_app.extensions["quizapp.settings"]
    removed = purge_guests(session, now, timedelta(days=settings.guest_days))
    if removed:
        go_on(session, REMOVE_GUESTS.kind, now)
    return {"removed": removed}


ERASE_ACCOUNTS = Handler("erase-accounts", _erase)
REMOVE_GUESTS = Handler("remove-guests", _purge)
