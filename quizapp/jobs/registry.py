"""Every kind of job, and those of every day. A new one needs a line here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from quizapp.jobs.handlers import Daily, Handler
from quizapp.jobs.housekeeping import REMOVE_OLD_JOBS

HANDLERS: Mapping[str, Handler] = {each.kind: each for each in (REMOVE_OLD_JOBS,)}

DAILY = (Daily(REMOVE_OLD_JOBS.kind, time(3, 10)),)
