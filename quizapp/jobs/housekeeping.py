"""What is tidied up every day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizapp.jobs.handlers import Handler, Record, is_clock_settled
from quizapp.queue.execution import Claim
from quizapp.queue.services import remove_old


def _remove_old(
    session: Session, _held: Claim, _computed: Record, now: datetime
) -> Mapping[str, Any]:
    if not is_clock_settled(session, REMOVE_OLD_JOBS.kind, now):
        return {"removed": 0}
    return {"removed": remove_old(session, now)}


REMOVE_OLD_JOBS = Handler("remove-old-jobs", _remove_old)
