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
    done, _ = hand_in_overdue(session, now, AT_ONCE)
    # In a transaction of its own: it holds other learners, and what fails in it takes nothing back.
    fed = 0 if done else feed_released(session, now, AT_ONCE)
    # Until nothing was left to do: some that cannot be done may stand before others.
    if done or fed:
        go_on(session, HAND_IN_OVERDUE, now)
    return {"handed_in": done, "released": fed}


HAND_IN = Handler(HAND_IN_OVERDUE, _hand_in)
