"""Every kind of job, and those of every day. A new one needs a line here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from quizapp.jobs.deadlines import HAND_IN
from quizapp.jobs.drafting import DRAFT_ARTICLE
from quizapp.jobs.handlers import Daily, Handler
from quizapp.jobs.housekeeping import FORGET_SENT, OPTIMIZE, REMOVE_OLD_JOBS
from quizapp.jobs.log import SHORTEN_LOG
from quizapp.jobs.mail import CONFIRM_ADDRESS, SEND_NOTICES
from quizapp.jobs.people import ERASE_ACCOUNTS, REMOVE_GUESTS
from quizapp.jobs.retention import FORGET_COURSES
from quizapp.jobs.sentence_drafting import DRAFT_SENTENCE

HANDLERS: Mapping[str, Handler] = {
    each.kind: each
    for each in (
        DRAFT_ARTICLE,
        DRAFT_SENTENCE,
        HAND_IN,
        CONFIRM_ADDRESS,
        SEND_NOTICES,
        REMOVE_OLD_JOBS,
        FORGET_SENT,
        ERASE_ACCOUNTS,
        REMOVE_GUESTS,
        FORGET_COURSES,
        SHORTEN_LOG,
        OPTIMIZE,
    )
}

DAILY = (
    Daily(REMOVE_OLD_JOBS.kind, time(3, 10)),
    Daily(FORGET_SENT.kind, time(3, 15)),
    Daily(ERASE_ACCOUNTS.kind, time(3, 20)),
    # Results may be shown without any deadline, as where the settings of a quiz were changed.
    Daily(HAND_IN.kind, time(3, 25)),
    Daily(REMOVE_GUESTS.kind, time(3, 30)),
    Daily(FORGET_COURSES.kind, time(3, 35)),
    Daily(SHORTEN_LOG.kind, time(3, 40)),
    Daily(OPTIMIZE.kind, time(3, 50)),
)
