"""What is done every day about people who left, and guests who come no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from quizapp.config import Settings
from quizapp.jobs.handlers import Handler, Record, is_clock_settled
from quizapp.privacy.deletion import erase_due
from quizapp.privacy.guests import purge_guests
from quizapp.queue.execution import Claim
from quizapp.queue.services import enqueue


def _erase(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    if not is_clock_settled(session, ERASE_ACCOUNTS.kind, now):
        return {"erased": 0}
    erased = erase_due(session, now)
    if erased:
        _go_on(session, ERASE_ACCOUNTS, now)
    return {"erased": erased}


def _purge(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    if not is_clock_settled(session, REMOVE_GUESTS.kind, now):
        return {"removed": 0}
    settings: Settings = current_app.extensions["quizapp.settings"]
    removed = purge_guests(session, now, timedelta(days=settings.guest_days))
    if removed:
        _go_on(session, REMOVE_GUESTS, now)
    return {"removed": removed}


def _go_on(session: Session, handler: Handler, now: datetime) -> None:
    # There may be more. It is done in a transaction of its own, so that nobody waits for it.
    enqueue(session, handler.kind, {}, now=now)


ERASE_ACCOUNTS = Handler("erase-accounts", _erase)
REMOVE_GUESTS = Handler("remove-guests", _purge)
