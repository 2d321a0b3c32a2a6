"""Forgetting courses whose time is over, some students at a time, every day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from quizapp.config import Settings
from quizapp.jobs.handlers import Handler, Record, go_on, is_clock_settled
from quizapp.privacy.retention import forget_some, tell
from quizapp.queue.execution import Claim


def _forget(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    if not is_clock_settled(session, FORGET_COURSES.kind, now):
        return {"told": 0, "forgotten": 0}
    settings: Settings = current_app.extensions["quizapp.settings"]
    told = tell(session, settings.course_months, now)
    forgotten = forget_some(session, settings.course_months, now)
    if forgotten:
        go_on(session, FORGET_COURSES.kind, now)
    return {"told": told, "forgotten": forgotten}


FORGET_COURSES = Handler("forget-courses", _forget)
