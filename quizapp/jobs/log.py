"""What is done every day about the log: addresses are forgotten, old entries removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from quizapp.audit.services import forget_addresses, remove_old
from quizapp.config import Settings
from quizapp.jobs.handlers import Handler, Record, go_on, is_clock_settled
from quizapp.queue.execution import Claim


def _shorten(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    if not is_clock_settled(session, SHORTEN_LOG.kind, now):
        return {"addresses": 0, "removed": 0}
    settings: Settings = current_app.extensions["quizapp.settings"]
    forgotten = forget_addresses(session, now)
    removed = remove_old(session, now, timedelta(days=settings.log_days))
    if forgotten or removed:
        go_on(session, SHORTEN_LOG.kind, now)
    return {"addresses": forgotten, "removed": removed}


SHORTEN_LOG = Handler("shorten-log", _shorten)
