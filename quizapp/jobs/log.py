"""What is done every day about the log: addresses are forgotten, old entries removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from quizapp.audit.services import forget_addresses, remove_old
from quizapp.config import Settings
from quizapp.jobs.handlers import Handler, Record
from quizapp.queue.execution import Claim
from quizapp.queue.services import enqueue


def _shorten(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    settings: Settings = current_app.extensions["quizapp.settings"]
    forgotten = forget_addresses(session, now)
    removed = remove_old(session, now, timedelta(days=settings.log_days))
    if forgotten or removed:
        # There may be more. It is done in a transaction of its own, so that nobody waits for it.
        enqueue(session, SHORTEN_LOG.kind, {}, now=now)
    return {"addresses": forgotten, "removed": removed}


SHORTEN_LOG = Handler("shorten-log", _shorten)
