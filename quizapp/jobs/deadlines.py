"""Attempts that run out of time are handed in, and memory learns of results that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from quizapp.answering.overdue import hand_in_overdue
from quizapp.jobs.handlers import Handler, Record, go_on
from quizapp.memory.held import feed_released
from quizapp.queue.execution import Claim
from quizapp.quizzes.deadlines import HAND_IN_OVERDUE

AT_ONCE = 50
"""So many are handed in by one transaction: a class, without making others wait for long."""


def _hand_in(session: Session, _held: Claim, _computed: Record, now: datetime) -> Mapping[str, Any]:
    done, may_be_more = hand_in_overdue(session, now, AT_ONCE)
    fed = feed_released(session, now, AT_ONCE)
    if may_be_more or fed == AT_ONCE:
        go_on(session, HAND_IN_OVERDUE, now)
    return {"handed_in": done, "released": fed}


HAND_IN = Handler(HAND_IN_OVERDUE, _hand_in)
